"""Rules for every test: no provider's variable reaches it, and no connection leaves the machine."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

import pytest
import uvloop

from app.settings import fields
from tests.support.http_protocol import LOOP, SERVER
from tests.support.memory import MemoryLimit
from tests.support.nginx import NO_NGINX
from tests.support.skips import SkipPolicy
from tests.support.systemd import NO_SYSTEMD

pytest_plugins = ["tests.support.databases"]

_PROVIDERS = ("OPENAI_", "ANTHROPIC_", "AZURE_", "GEMINI_", "LLM_BACKEND_")
_ALLOWED_SKIPS = {
    "tests/deploy/test_systemd.py::test_units_are_accepted_by_systemd": NO_SYSTEMD,
    "tests/app/server/test_http_corpus.py::test_corpus_deviations_from_nginx_are_listed": NO_NGINX,
    "tests/deploy/test_proxies.py::test_documented_nginx_passes_streams_uploads_and_client": NO_NGINX,
    "tests/faults/test_sigterm.py::test_sigterm_behind_nginx_with_kept_connections_is_no_502": NO_NGINX,
}
_LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {field.name.upper() for field in fields()}
    for name in list(os.environ):
        if name in own or name.startswith(_PROVIDERS):
            monkeypatch.delenv(name)
    if LOOP:
        # For processes that a test starts.
        monkeypatch.setenv("EVENT_LOOP", LOOP)


@pytest.fixture(autouse=True)
def _local_connections_only(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOCAL:
            raise AssertionError(f"a test must not connect to {address[0]}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of our own HTTP protocol are not run on another one, nor behind a middleware that hides it."""
    own = [item for item in items if item.get_closest_marker("own_protocol") is not None]
    if SERVER != "own" and own:
        config.hook.pytest_deselected(items=own)
        items[:] = [item for item in items if item not in own]


if LOOP == "uvloop":

    def pytest_asyncio_loop_factories(
        config: pytest.Config, item: pytest.Item
    ) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
        """Of all tests; see `LOOP`."""
        return {"uvloop": uvloop.new_event_loop}


def pytest_configure(config: pytest.Config) -> None:
    """In CI (every CI sets the variable CI) skips are listed; a developer's machine may lack more."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Of a run in the background of a shell; the processes that tests start would ignore Ctrl-C, too.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.pluginmanager.register(SkipPolicy(_ALLOWED_SKIPS, strict=bool(os.environ.get("CI"))))
    # Many times what any test needs, and less than what makes the kernel kill another process.
    config.pluginmanager.register(MemoryLimit(int(os.environ.get("TEST_MEMORY_LIMIT_MIB", "4096"))))
