"""A response with three rounds of a hosted tool beside the same three chats, which a client would make.

The goal: the response costs at most twice the CPU time of its chats.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2 as httpx

from tests.bench import processes
from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, fixed_response
from tests.support.hosted_tools import BOX, Answer, model
from tests.support.process import server_process

_ROUNDS = 5
_CLIENTS = 8
_REQUESTS = 10
"""Of each client in a round."""
_CALLS = 2
"""With the answer behind them the model is asked three times."""
_TEXT = "All is in the box, and this is said in a few words more. " * 5
_PUT = {
    "type": "function",
    "function": {
        "name": "box__put",
        "description": "Puts something into the box.",
        "parameters": {"type": "object", "properties": {"what": {"type": "string"}}, "required": ["what"]},
    },
}


def run(pinned: list[str]) -> int:
    """Prints both costs; returns 0, as an invalid answer raises."""
    return asyncio.run(_measure(pinned))


async def _measure(pinned: list[str]) -> int:
    costs: dict[str, list[float]] = {"three chats": [], "one response": []}
    with tempfile.TemporaryDirectory() as folder:
        async with fake_upstream(_script) as fake:
            variables = {
                "AUTH": "open",
                "UPSTREAM_URL": fake.url,
                "DATABASE_URL": f"sqlite:///{folder}/bench.db",
                "EFFECTS": str(Path(folder) / "effects"),
                "BOX_SECONDS": "0",
            }
            process = server_process("serve", before=pinned, module="tests.support.box_server", **variables)
            server = await asyncio.to_thread(process.__enter__)
            try:
                for number in range(_ROUNDS + 1):
                    for name, load in (("three chats", _chats), ("one response", _response)):
                        used = processes.cpu_seconds(server.pid)
                        await _load(server.url, load)
                        cost = (processes.cpu_seconds(server.pid) - used) * 1e3 / (_CLIENTS * _REQUESTS)
                        if number:
                            # The first round builds what is built on first use.
                            costs[name].append(cost)
            finally:
                await asyncio.to_thread(process.__exit__, None, None, None)
    base = statistics.median(costs["three chats"])
    for name, found in costs.items():
        median = statistics.median(found)
        print(f"{name}: {median:.2f} ms ({median / base:.2f} x), {min(found):.2f} to {max(found):.2f}")
    return 0


async def _script(fake: FakeUpstream, writer: Writer) -> None:
    if fake.current_request.head.startswith("GET"):
        await fixed_response("200 OK", b'{"object": "list", "data": []}')(fake, writer)
        return
    messages = json.loads(fake.current_request.body)["messages"]
    done = sum(message["role"] == "tool" for message in messages)
    answer = Answer(calls=[("box__put", {"what": "a"})]) if done < _CALLS else Answer(_TEXT)
    await model(answer)(fake, writer)


async def _load(url: str, load: Callable[[httpx.AsyncClient], Awaitable[None]]) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:

        async def one() -> None:
            for _ in range(_REQUESTS):
                await load(client)

        await asyncio.gather(*(one() for _ in range(_CLIENTS)))


async def _response(client: httpx.AsyncClient) -> None:
    listed = {"type": "mcp_list_tools", "id": "mcpl_1", "server_label": "box", "tools": []}
    given = [listed, {"role": "user", "content": "Put it in."}]
    body = {"model": "m", "input": given, "tools": [BOX], "stream": True}
    answer = await client.post("/responses", json=body)
    if answer.content.count(b"event: response.mcp_call.completed\n") != _CALLS:
        raise SystemExit(f"a response has not run its calls: {answer.text[-500:]}")


async def _chats(client: httpx.AsyncClient) -> None:
    messages: list[dict[str, Any]] = [{"role": "user", "content": "Put it in."}]
    for _ in range(_CALLS + 1):
        options = {"stream": True, "store": True, "tools": [_PUT]}
        answer = await client.post("/chat/completions", json={"model": "m", "messages": messages, **options})
        chunks = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")]
        calls = [call for chunk in chunks for choice in chunk["choices"] for call in _calls(choice)]
        for call in calls:
            called = {name: value for name, value in call.items() if name != "index"}
            messages.append({"role": "assistant", "content": None, "tool_calls": [called]})
            messages.append({"role": "tool", "tool_call_id": call["id"], "content": "It is in."})
    if len(messages) != 1 + 2 * _CALLS:
        raise SystemExit("a chat is incomplete")


def _calls(choice: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = choice["delta"].get("tool_calls") or []
    return found
