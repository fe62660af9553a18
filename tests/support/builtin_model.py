"""Asks the built-in model through its seam, and judges every answer by the contract."""

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
    """An answer as it came: `body` of one that is JSON, `events` of a stream."""

    status: int
    headers: dict[str, str]
    body: JsonObject = field(default_factory=dict)
    events: list[JsonObject] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the first choice says, whole or streamed."""
        return self.texts[0]

    @property
    def texts(self) -> list[str]:
        """What each choice says."""
        if not self.events:
            return [choice["message"]["content"] for choice in self.body["choices"]]
        said: dict[int, str] = {}
        for choice in self.choices:
            said[choice["index"]] = said.get(choice["index"], "") + (choice["delta"].get("content") or "")
        return [said[index] for index in sorted(said)]

    @property
    def choices(self) -> list[JsonObject]:
        """Of all events."""
        return [choice for event in self.events for choice in event["choices"]]

    @property
    def tool_calls(self) -> list[tuple[str, Any]]:
        """(name, arguments or input) of each call of the first choice."""
        made = (
            self._streamed_calls()
            if self.events
            else self.body["choices"][0]["message"].get("tool_calls", [])
        )
        return [
            (call["function"]["name"], orjson.loads(call["function"]["arguments"]))
            if call["type"] == "function"
            else (call["custom"]["name"], call["custom"]["input"])
            for call in made
        ]

    @property
    def finish_reason(self) -> str:
        """Why the first choice ended."""
        found = [c["finish_reason"] for c in self.choices or self.body["choices"] if c["index"] == 0]
        assert found[:-1] == [None] * (len(found) - 1)
        reason: str = found[-1]
        return reason

    def _streamed_calls(self) -> list[JsonObject]:
        """Put together as clients do: what has the same key is joined."""
        made: dict[int, JsonObject] = {}
        for delta in (choice["delta"] for choice in self.choices if choice["index"] == 0):
            for part in delta.get("tool_calls", []):
                call = made.setdefault(part["index"], part)
                if call is not part:
                    for kind in ("function", "custom"):
                        for name, text in part.get(kind, {}).items():
                            call[kind][name] += text
        return [made[index] for index in sorted(made)]


async def post_builtin(
    path: str, body: JsonObject, *headers: tuple[str, str], timeouts: Timeouts | None = None
) -> BuiltinResponse:
    """The answer to a request; what the contract does not have fails the test. Streams have no pause."""
    sent: Headers = [("x-builtin-pace", "0"), *headers]
    content = MemoryContent(orjson.dumps(body), "application/json")
    response = await BuiltinClient(timeouts).send(UpstreamRequest("POST", path, "", sent, content))
    data = b"".join([chunk async for chunk in response.chunks])
    answered = BuiltinResponse(response.status, dict(response.headers))
    if answered.headers["content-type"].startswith("text/event-stream"):
        answered.events = parse_events(data)
        schema = contract_validation.operation_object(_OPERATIONS[path])["responses"]["200"]["content"][
            "text/event-stream"
        ]["schema"]
        for event in answered.events:
            assert contract_validation.is_valid(schema, event), event
    else:
        answered.body = orjson.loads(data)
        assert (
            contract_validation.find_violation(_OPERATIONS[path], response.status, "application/json", data)
            is None
        )
        assert answered.headers["content-length"] == str(len(data))
    return answered


def parse_events(data: bytes) -> list[JsonObject]:
    """The events of a stream that ended as it should."""
    lines = data.decode().split("\n\n")
    assert lines[-2:] == ["data: [DONE]", ""]
    return [orjson.loads(line.removeprefix("data: ")) for line in lines[:-2]]


def chat(text: str, **fields: Any) -> JsonObject:
    """A body of `POST /chat/completions` in which the user says one thing."""
    return {"model": "builtin", "messages": [{"role": "user", "content": text}], **fields}


def tool(name: str, **properties: JsonObject) -> JsonObject:
    """A function that takes and needs these properties."""
    schema = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {"type": "function", "function": {"name": name, "parameters": schema}}
