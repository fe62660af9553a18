"""Hosted tools, a search engine, and a model that calls them by a script."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.hosted.search_backend import Page, SearchQuery, SearchResult
from app.engine.hosted.tool import (
    HostedCall,
    HostedFunction,
    ItemAdded,
    ItemDone,
    ItemEvent,
    ToolContext,
    ToolEvent,
)
from app.errors import UpstreamUnreachable
from tests.support.fake_upstream import FakeUpstream, Script, Writer, write_chunk, write_stream_head
from tests.support.streams import DONE, event

ROUND_USAGE = {"prompt_tokens": 10, "completion_tokens": 4, "total_tokens": 14}


@dataclass(slots=True)
class Answer:
    """One answer of the model: reasoning, text, and calls as pairs of a name and arguments."""

    text: str = ""
    calls: Sequence[tuple[str, Any]] = ()
    reasoning: str = ""
    finish: str = ""
    usage: JsonObject | None = field(default_factory=lambda: dict(ROUND_USAGE))


def model(*answers: Answer, by_results: bool = False) -> Script:
    """Answers one request after the other with these; the last one again and again.

    With `by_results` the place is the number of tool messages in the request, which another process knows.
    """
    count = 0

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        nonlocal count
        body = json.loads(fake.current_request.body)
        place = sum(message["role"] == "tool" for message in body["messages"]) if by_results else count
        count += 1
        answer = answers[min(place, len(answers) - 1)]
        if body.get("stream"):
            await _stream(writer, answer, count)
        else:
            _write_whole(writer, answer, count)
        await writer.drain()

    return script


def _calls(answer: Answer, number: int) -> list[JsonObject]:
    return [
        {
            "index": index,
            "id": f"call_{number}_{index}",
            "type": "function",
            "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)},
        }
        for index, (name, given) in enumerate(answer.calls)
    ]


async def _stream(writer: Writer, answer: Answer, number: int) -> None:
    write_stream_head(writer)
    if answer.reasoning:
        write_chunk(writer, event({"reasoning_content": answer.reasoning}))
    for start in range(0, len(answer.text), 5):
        write_chunk(writer, event({"content": answer.text[start : start + 5]}))
    for call in _calls(answer, number):
        write_chunk(writer, event({"tool_calls": [call]}))
    write_chunk(writer, event({}, answer.finish or ("tool_calls" if answer.calls else "stop")))
    if answer.usage is not None:
        usage = {"id": "chatcmpl-x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        write_chunk(
            writer, b"data: " + json.dumps({**usage, "choices": [], "usage": answer.usage}).encode() + b"\n\n"
        )
    write_chunk(writer, DONE)
    write_chunk(writer, b"")


def _write_whole(writer: Writer, answer: Answer, number: int) -> None:
    message: JsonObject = {"role": "assistant", "content": answer.text or None, "refusal": None}
    if answer.reasoning:
        message["reasoning_content"] = answer.reasoning
    calls = [
        {name: value for name, value in call.items() if name != "index"} for call in _calls(answer, number)
    ]
    if calls:
        message["tool_calls"] = calls
    finish = answer.finish or ("tool_calls" if calls else "stop")
    body = json.dumps(
        {
            "id": f"chatcmpl-{number}",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
            "usage": answer.usage,
        }
    ).encode()
    lines = ("HTTP/1.1 200 OK", "content-type: application/json", f"content-length: {len(body)}")
    writer.write("\r\n".join([*lines, "connection: close", "", ""]).encode() + body)


class FakeSearch:
    """A search engine that knows two pages; it is down if `is_down` is set."""

    name = "fake"

    def __init__(self) -> None:
        self.queries: list[SearchQuery] = []
        self.opened: list[str] = []
        self.is_down = False

    async def search(self, query: SearchQuery) -> Sequence[SearchResult]:
        """Two results."""
        self.queries.append(query)
        if self.is_down:
            raise UpstreamUnreachable("The search engine fake is down.")
        return [
            SearchResult("https://one.example/a", "One", "The first page."),
            SearchResult("https://sub.two.example/b", "Two", "The second page."),
        ]

    async def open_page(self, url: str) -> Page:
        """A page with three sentences."""
        self.opened.append(url)
        return Page(url, "Opened", "It begins. The needle is here. It ends.")


class Box:
    """A hosted tool with one function `put`, whose effects are counted. It stands for an MCP server."""

    kind = "mcp"

    def __init__(
        self, effects: Callable[[str], Awaitable[None]], *, repeatable: bool, approval: bool
    ) -> None:
        self._effects = effects
        self._repeatable = repeatable
        self._approval = approval
        self.closed = 0

    def functions(self) -> Sequence[HostedFunction]:
        """`put`."""
        schema = {"type": "object", "properties": {"what": {"type": "string"}}, "required": ["what"]}
        return [HostedFunction("put", "Puts something into the box.", schema, "box")]

    async def prepare(self, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """A list of tools, unless the history has one."""
        if any(item.get("type") == "mcp_list_tools" for item in context.items):
            return
        item: JsonObject = {"type": "mcp_list_tools", "server_label": "box", "tools": []}
        yield ItemAdded(item)
        yield ItemEvent("response.mcp_list_tools.in_progress")
        yield ItemEvent("response.mcp_list_tools.completed")
        yield ItemDone({**item, "tools": [{"name": "put", "input_schema": {"type": "object"}}]})

    def approved_calls(self, context: ToolContext) -> Sequence[HostedCall]:
        """Calls whose requests have a response that approves them."""
        requests = {item["id"]: item for item in context.items if item.get("type") == "mcp_approval_request"}
        return [
            HostedCall(request["id"], request["name"], request["arguments"], "box", request["id"])
            for item in context.items
            if item.get("type") == "mcp_approval_response" and item["approve"]
            if (request := requests.get(item["approval_request_id"])) is not None
        ]

    def needs_approval(self, call: HostedCall) -> JsonObject | None:
        """All of them, if the tool is one that asks."""
        if not self._approval:
            return None
        return {
            "type": "mcp_approval_request",
            "server_label": "box",
            "name": call.name,
            "arguments": call.arguments,
        }

    async def run(self, call: HostedCall, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """Puts it in."""
        item: JsonObject = {
            "type": "mcp_call",
            "server_label": "box",
            "name": call.name,
            "arguments": call.arguments,
            "output": None,
            "error": None,
            "status": "in_progress",
            "approval_request_id": call.approval_request_id,
        }
        yield ItemAdded({**item, "arguments": ""})
        yield ItemEvent("response.mcp_call.in_progress")
        yield ItemEvent("response.mcp_call_arguments.delta", {"delta": call.arguments})
        yield ItemEvent("response.mcp_call_arguments.done", {"arguments": call.arguments})
        await self._effects(json.loads(call.arguments)["what"])
        yield ItemEvent("response.mcp_call.completed")
        yield ItemDone({**item, "status": "completed", "output": "It is in."}, "It is in.")

    def repeatable(self, call: HostedCall) -> bool:
        """As it was made."""
        return self._repeatable

    def restore(self, item: JsonObject, state: Any) -> None:
        """Nothing."""

    async def close(self) -> None:
        """Counts."""
        self.closed += 1


class Boxes:
    """Makes boxes: `ToolProvider`. What is put into them is in `effects`."""

    def __init__(self, *, repeatable: bool = False, approval: bool = False) -> None:
        self.effects: list[str] = []
        self.made: list[Box] = []
        self.hold = asyncio.Event()
        self.hold.set()
        self._repeatable = repeatable
        self._approval = approval

    def tool(self, declared: Mapping[str, Any], path: str, fields: Mapping[str, Any]) -> Box:
        """One for each request."""
        del declared, path, fields
        self.made.append(Box(self._put, repeatable=self._repeatable, approval=self._approval))
        return self.made[-1]

    async def _put(self, what: str) -> None:
        self.effects.append(what)
        await self.hold.wait()


BOX: JsonObject = {
    "type": "mcp",
    "server_label": "box",
    "server_url": "https://box.example/mcp",
    "require_approval": "never",
}
"""The declaration of a box."""
