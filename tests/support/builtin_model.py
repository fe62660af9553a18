"""Requests to the built-in model through its client, each response validated against the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

from app.aio.content import MemoryContent
from app.contract.json_types import JsonObject
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.client import Headers, Timeouts, UpstreamRequest
from generated.operations import BY_ID
from tests.support import contract_validation

_OPERATIONS = {
    "/chat/completions": BY_ID["create_chat_completion"],
    "/completions": BY_ID["create_completion"],
    "/embeddings": BY_ID["create_embedding"],
    "/moderations": BY_ID["create_moderation"],
}


@dataclass(slots=True)
class BuiltinResponse:
    """A response: `body` where it is JSON, `events` where it is a stream."""

    status: int
    headers: dict[str, str]
    body: JsonObject = field(default_factory=dict)
    events: list[JsonObject] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The first choice's text, of a completion or a stream."""
        return self.texts[0]

    @property
    def texts(self) -> list[str]:
        """Each choice's text."""
        if not self.events:
            return [choice["message"]["content"] for choice in self.body["choices"]]
        texts: dict[int, str] = {}
        for choice in self.choices:
            texts[choice["index"]] = texts.get(choice["index"], "") + (choice["delta"].get("content") or "")
        return [texts[index] for index in sorted(texts)]

    @property
    def choices(self) -> list[JsonObject]:
        """The choices of all events."""
        return [choice for event in self.events for choice in event["choices"]]

    @property
    def tool_calls(self) -> list[tuple[str, Any]]:
        """(name, arguments or input) of each tool call of the first choice."""
        calls = (
            self._streamed_calls()
            if self.events
            else self.body["choices"][0]["message"].get("tool_calls", [])
        )
        return [
            (call["function"]["name"], orjson.loads(call["function"]["arguments"]))
            if call["type"] == "function"
            else (call["custom"]["name"], call["custom"]["input"])
            for call in calls
        ]

    @property
    def finish_reason(self) -> str:
        """The first choice's finish reason; only its last event may have one."""
        reasons = [c["finish_reason"] for c in self.choices or self.body["choices"] if c["index"] == 0]
        assert reasons[:-1] == [None] * (len(reasons) - 1)
        last: str = reasons[-1]
        return last

    def _streamed_calls(self) -> list[JsonObject]:
        """The first choice's calls, accumulated by index as clients do."""
        calls: dict[int, JsonObject] = {}
        for delta in (choice["delta"] for choice in self.choices if choice["index"] == 0):
            for part in delta.get("tool_calls", []):
                call = calls.setdefault(part["index"], part)
                if call is not part:
                    for kind in ("function", "custom"):
                        for name, text in part.get(kind, {}).items():
                            call[kind][name] += text
        return [calls[index] for index in sorted(calls)]


async def post_builtin(
    path: str, body: JsonObject, *headers: tuple[str, str], timeouts: Timeouts | None = None
) -> BuiltinResponse:
    """Sends a request and validates its response against the contract. Streams have no pauses."""
    request_headers: Headers = [("x-builtin-pace", "0"), *headers]
    content = MemoryContent(orjson.dumps(body), "application/json")
    response = await BuiltinClient(timeouts).send(UpstreamRequest("POST", path, "", request_headers, content))
    data = b"".join([chunk async for chunk in response.chunks])
    result = BuiltinResponse(response.status, dict(response.headers))
    if result.headers["content-type"].startswith("text/event-stream"):
        result.events = parse_events(data)
        schema = contract_validation.operation_object(_OPERATIONS[path])["responses"]["200"]["content"][
            "text/event-stream"
        ]["schema"]
        for event in result.events:
            assert contract_validation.is_valid(schema, event), event
    else:
        result.body = orjson.loads(data)
        assert (
            contract_validation.find_violation(_OPERATIONS[path], response.status, "application/json", data)
            is None
        )
        assert result.headers["content-length"] == str(len(data))
    return result


def parse_events(data: bytes) -> list[JsonObject]:
    """The events of a stream, which must end with `[DONE]`."""
    lines = data.decode().split("\n\n")
    assert lines[-2:] == ["data: [DONE]", ""]
    return [orjson.loads(line.removeprefix("data: ")) for line in lines[:-2]]


def chat(text: str, **fields: Any) -> JsonObject:
    """A body of `POST /chat/completions` with one user message."""
    return {"model": "builtin", "messages": [{"role": "user", "content": text}], **fields}


def tool(name: str, **properties: JsonObject) -> JsonObject:
    """A function tool whose parameters are all required."""
    schema = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {"type": "function", "function": {"name": name, "parameters": schema}}
