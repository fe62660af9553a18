"""Skips are told as faults and fail the run, but for those that are listed with the only reason that they may have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest


class SkipPolicy:
    """A plugin of pytest: `allowed` names tests, each with its reason. One that is not `strict` lets all pass."""

    def __init__(self, allowed: Mapping[str, str], *, strict: bool) -> None:
        self._allowed = allowed
        self._strict = strict

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Tells which ones must not be skipped."""
        for report in self._unexpected(terminalreporter):
            terminalreporter.write_line(f"not allowed to be skipped here: {report.nodeid}", red=True)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Such a skip fails the run."""
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None and self._unexpected(reporter):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _unexpected(self, reporter: Any) -> list[Any]:
        skipped = reporter.stats.get("skipped", []) if self._strict else []
        return [report for report in skipped if _reason(report) != self._allowed.get(report.nodeid)]


def _reason(report: Any) -> str:
    return str(report.longrepr[2]).removeprefix("Skipped: ")
