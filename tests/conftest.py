"""What holds for every test: no provider's variable reaches it, and no connection leaves the machine."""

from __future__ import annotations

import os
import socket
from typing import Any

import pytest

from app.settings import fields

pytest_plugins = ["tests.support.databases"]

_PROVIDERS = ("OPENAI_", "ANTHROPIC_", "AZURE_", "GEMINI_", "LLM_BACKEND_")
_LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {field.name.upper() for field in fields()}
    for name in list(os.environ):
        if name in own or name.startswith(_PROVIDERS):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _local_connections_only(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOCAL:
            raise AssertionError(f"a test connects to {address[0]}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


# Test -> the only reason for which it may be skipped in CI.
_ALLOWED_SKIPS: dict[str, str] = {}


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: pytest.Config) -> None:
    """In CI (the variable every CI sets), a skip that is not on the list is told as a fault."""
    for report in _unexpected(terminalreporter):
        terminalreporter.write_line(f"not allowed to be skipped in CI: {report.nodeid}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Such a skip fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and _unexpected(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _unexpected(reporter: Any) -> list[Any]:
    if not os.environ.get("CI"):
        return []
    return [report for report in reporter.stats.get("skipped", []) if report.nodeid not in _ALLOWED_SKIPS]
