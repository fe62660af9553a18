"""A pytest plugin for the SDK's own tests: counts the tests that sent a request, since only those test a
server.

It is not part of our package `tests`, since the SDK's tests have a package of that name: its folder is on the
path.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

_SENT = "sent a request"
_counts = {True: 0, False: 0}


@pytest.fixture(autouse=True)
def _count(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    sent: list[bool] = []
    for client in (httpx2.Client, httpx2.AsyncClient):
        monkeypatch.setattr(client, "send", _recording(client.send, sent))
    yield
    # A mocked request is answered within the client.
    mocked = "respx2_mock" in request.fixturenames
    request.node.user_properties.append((_SENT, bool(sent) and not mocked))


def _recording(send: Any, sent: list[bool]) -> Any:
    def record_and_send(*arguments: Any, **keywords: Any) -> Any:
        sent.append(True)
        return send(*arguments, **keywords)

    return record_and_send


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Counts in the process that receives the workers' reports."""
    if report.when == "teardown":
        for name, value in report.user_properties:
            if name == _SENT:
                _counts[bool(value)] += 1


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Writes the line that the session prints and checks."""
    terminalreporter.write_line(f"sent a request: {_counts[True]}, sent none: {_counts[False]}")
