"""A process that is killed during a call of an MCP server, which is not repeated unless it is harmless."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.storage.schema import upgrade
from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, fixed_response
from tests.support.hosted_tools import Answer, model
from tests.support.mcp_server import FakeMcp, mcp_server, tool
from tests.support.serve_process import sdk_client, serve_process, wait_for_response

_SECRET = "key-of-the-caller-that-stays-hidden"


async def _script(fake: FakeUpstream, writer: Writer) -> None:
    if fake.current_request.head.startswith("GET"):
        await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        return
    await model(Answer(calls=[("box__put", {"x": "a"})]), Answer("It is in."), by_results=True)(fake, writer)


@pytest.mark.parametrize("harmless", [False, True])
async def test_killed_process_calls_a_server_again_only_where_that_is_harmless(
    database: str, tmp_path: Path, harmless: bool
) -> None:
    await asyncio.to_thread(upgrade, database)
    started, hold = asyncio.Event(), asyncio.Event()
    effects: Counter[str] = Counter()

    async def put(fake: FakeUpstream, writer: Writer) -> None:
        body = json.loads(fake.current_request.body)
        effects[body["params"]["name"]] += 1
        started.set()
        await hold.wait()
        answer = {"jsonrpc": "2.0", "id": body["id"], "result": {"content": [{"type": "text", "text": "in"}]}}
        await fixed_response("200 OK", json.dumps(answer).encode())(fake, writer)

    box = FakeMcp(tools=[tool("put", idempotentHint=harmless)], instead={"tools/call": put})
    async with fake_upstream(_script) as upstream, mcp_server(box):
        variables = {
            "UPSTREAM_URL": upstream.url,
            "DATABASE_URL": database,
            "LEASE_SECONDS": "2",
            "OUTBOUND_ALLOW_HOSTS": "127.0.0.1",
            "KEY_PEPPER": "a pepper of the operator, long enough",
        }
        tools: Any = [
            {"type": "mcp", "server_label": "box", "server_url": box.url, "require_approval": "never",
             "authorization": _SECRET},
        ]  # fmt: skip
        async with serve_process(tmp_path, **variables) as first:
            async with sdk_client(first) as sdk:
                job = await sdk.responses.create(model="m", input="Put", tools=tools, background=True)
            await started.wait()
            await first.kill()
            hold.set()
            async with serve_process(tmp_path, **variables) as second, sdk_client(second) as sdk:
                final: Any = await wait_for_response(sdk, job.id)
        log = first.log.read_text(encoding="utf-8") + second.log.read_text(encoding="utf-8")
    assert effects["put"] == (2 if harmless else 1)
    assert final.status == "completed"
    call = final.output[1]
    assert (call.status, call.arguments) == ("completed" if harmless else "failed", '{"x": "a"}')
    assert final.output_text == "It is in."
    # The second process had the credential, and the session was its own.
    assert _SECRET not in log
    assert sum(f"authorization: Bearer {_SECRET}" in head for head in box.heads) == len(box.heads)
    assert [item.type for item in final.output] == ["mcp_list_tools", "mcp_call", "message"]
