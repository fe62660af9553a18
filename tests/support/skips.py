"""Skipped tests fail the run, except those that are listed with their reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest


class SkipPolicy:
    """A plugin of pytest: `allowed` maps a test's id to the only reason it may be skipped for.

    Without `strict` every skip is allowed.
    """

    def __init__(self, allowed: Mapping[str, str], *, strict: bool) -> None:
        self._allowed = allowed
        self._strict = strict

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Reports the skips that are not allowed."""
        for report in self._unexpected(terminalreporter):
            terminalreporter.write_line(f"not allowed to be skipped here: {report.nodeid}", red=True)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fails the run if a skip is not allowed."""
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None and self._unexpected(reporter):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _unexpected(self, reporter: Any) -> list[Any]:
        skipped = reporter.stats.get("skipped", []) if self._strict else []
        return [report for report in skipped if _reason(report) != self._allowed.get(report.nodeid)]


def _reason(report: Any) -> str:
    return str(report.longrepr[2]).removeprefix("Skipped: ")
