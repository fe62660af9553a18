"""A client's disconnect and the server's stop, alone and together: one usage record, no error in the log."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest

from app.main import create_app
from app.storage.schema import upgrade
from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream
from tests.support.rows import query_rows
from tests.support.server import running, settings

_BODIES = {
    "/v1/chat/completions": {"model": "m", "messages": [{"role": "user", "content": "Hello"}]},
    "/v1/responses": {"model": "m", "input": "Hello"},
}


@pytest.mark.parametrize("path", _BODIES)
@pytest.mark.parametrize(
    ("disconnects", "stops", "statuses"),
    [(True, False, []), (False, True, [503]), (True, True, [503])],
    ids=["disconnect", "stop", "both"],
)
async def test_disconnect_and_stop_record_usage_once_without_error(
    database: str,
    caplog: pytest.LogCaptureFixture,
    path: str,
    disconnects: bool,
    stops: bool,
    statuses: list[int],
) -> None:
    upgrade(database)
    arrived, disconnected = asyncio.Event(), asyncio.Event()
    incoming = [{"type": "http.request", "body": json.dumps(_BODIES[path]).encode(), "more_body": False}]
    sent: list[Any] = []

    async def never_respond(fake: FakeUpstream, writer: Writer) -> None:
        arrived.set()
        await asyncio.sleep(60)

    async def receive() -> Any:
        if incoming:
            return incoming.pop()
        await disconnected.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")],
    }
    async with fake_upstream(never_respond) as upstream:
        app = create_app(settings(database_url=database, upstream_url=upstream.url))
        async with running(app):
            request = asyncio.ensure_future(app(scope, receive, send))
            await asyncio.wait_for(arrived.wait(), 5)
            with caplog.at_level(logging.WARNING):
                if disconnects:
                    disconnected.set()
                if stops:
                    request.cancel()
                await asyncio.wait_for(request, 5)
                await asyncio.wait_for(upstream.client_disconnected.wait(), 5)
    assert [message["status"] for message in sent if "status" in message] == statuses
    rows = query_rows(database, "SELECT status, http_status, upstream FROM usage_records")
    assert [(status, code, bool(upstream)) for status, code, upstream in rows] == [("cancelled", 499, True)]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
