"""One upstream answer, read through both APIs, streamed and whole: what their clients understand of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.support.fake_upstream import FakeUpstream, Script, Writer, write_chunk, write_stream_head
from tests.support.response_events import read_frames
from tests.support.stack import Stack
from tests.support.streams import values

Call = tuple[str, str, str]
"""A tool call's id, name and arguments."""


@dataclass(slots=True)
class Understood:
    """What a client has at the end; `status` is the HTTP status."""

    status: int
    text: str = ""
    reasoning: str = ""
    calls: list[Call] = field(default_factory=list)
    end: str = ""
    """The finish reason, or the status of a response."""
    usage: tuple[int, int] | None = None
    error: str = ""


@dataclass(slots=True)
class Answer:
    """What the upstream sends: an event stream in these packets, or one body."""

    packets: list[bytes] = field(default_factory=list)
    body: bytes = b""
    content_type: str | None = None

    def script(self) -> Script:
        """Sends what the answer has at that time."""

        async def send(upstream: FakeUpstream, writer: Writer) -> None:
            packets = self.packets or [self.body]
            kind = "text/event-stream" if self.packets else "application/json"
            if self.content_type is None and self.packets:
                write_stream_head(writer)
            else:
                writer.write(
                    b"HTTP/1.1 200 OK\r\ncontent-type: %b\r\ntransfer-encoding: chunked\r\n\r\n"
                    % (self.content_type or kind).encode()
                )
            for packet in packets:
                write_chunk(writer, packet)
            write_chunk(writer, b"")
            await writer.drain()

        return send


async def chat_streamed(stack: Stack, **fields: Any) -> Understood:
    """A streamed chat, understood as SDKs do: fragments with one index are one call."""
    sent = await stack.client.post("/chat/completions", json=_chat(stream=True, **fields))
    if sent.status_code != 200:
        return Understood(sent.status_code, error=sent.json()["error"]["message"])
    understood, calls = Understood(200), dict[int, list[str]]()
    for event in values(sent.content):
        if event == "[DONE]":
            understood.end = understood.end or "no finish"
            continue
        understood.error += event.get("error", {}).get("message", "")
        understood.usage = _usage(event.get("usage")) or understood.usage
        for choice in event.get("choices", ()):
            assert not (understood.end and choice["delta"]), "a delta behind the finish"
            _add_delta(understood, calls, choice["delta"])
            understood.end = choice["finish_reason"] or ""
    understood.calls = [(call[0], call[1], call[2]) for _, call in sorted(calls.items())]
    return understood


def _add_delta(understood: Understood, calls: dict[int, list[str]], delta: dict[str, Any]) -> None:
    understood.text += delta.get("content", "")
    understood.reasoning += delta.get("reasoning_content") or delta.get("reasoning") or ""
    for fragment in delta.get("tool_calls", ()):
        if fragment["index"] not in calls:
            # Clients want both in the first fragment, and nothing twice.
            assert fragment["id"]
            assert "name" in fragment["function"]
            calls[fragment["index"]] = [fragment["id"], "", ""]
        else:
            assert "id" not in fragment
        call, function = calls[fragment["index"]], fragment.get("function", {})
        call[1] += function.get("name", "")
        call[2] += function.get("arguments", "")


async def chat_whole(stack: Stack, **fields: Any) -> Understood:
    """A chat in one body, which is what is stored of it too."""
    sent = await stack.client.post("/chat/completions", json=_chat(**fields))
    value = sent.json()
    if sent.status_code != 200:
        return Understood(sent.status_code, error=value["error"]["message"])
    stored = await stack.client.get(f"/chat/completions/{value['id']}")
    assert stored.json()["choices"] == value["choices"]
    return _of_completion(value)


async def chat_stored(stack: Stack, **fields: Any) -> Understood:
    """What is stored of a streamed chat."""
    sent = await stack.client.post("/chat/completions", json=_chat(stream=True, **fields))
    first = values(sent.content)[0]
    stored = await stack.client.get(f"/chat/completions/{first['id']}")
    if stored.status_code != 200:
        return Understood(stored.status_code, error=stored.json()["error"]["message"])
    return _of_completion(stored.json())


def _of_completion(value: Any) -> Understood:
    message = value["choices"][0]["message"]
    return Understood(
        200,
        message["content"] or "",
        message.get("reasoning_content") or message.get("reasoning") or "",
        [
            (call["id"], call["function"]["name"], call["function"]["arguments"])
            for call in message.get("tool_calls", ())
        ],
        value["choices"][0]["finish_reason"],
        _usage(value.get("usage")),
    )


async def response_streamed(stack: Stack) -> Understood:
    """A streamed response."""
    sent = await stack.client.post("/responses", json={"model": "m", "input": "Hi", "stream": True})
    events = read_frames(sent.content)
    return _of_response(sent.status_code, events[-1]["response"])


async def response_whole(stack: Stack) -> Understood:
    """A response in one body."""
    sent = await stack.client.post("/responses", json={"model": "m", "input": "Hi"})
    value = sent.json()
    if sent.status_code != 200:
        return Understood(sent.status_code, error=value["error"]["message"])
    return _of_response(200, value)


def _of_response(status: int, value: Any) -> Understood:
    parts = [part for item in value["output"] for part in item.get("content", ())]
    usage = value.get("usage")
    return Understood(
        status,
        "".join(part["text"] for part in parts if part["type"] == "output_text"),
        "".join(part["text"] for part in parts if part["type"] == "reasoning_text"),
        [
            (item["call_id"], item["name"], item["arguments"])
            for item in value["output"]
            if item["type"] == "function_call"
        ],
        value["status"],
        (usage["input_tokens"], usage["output_tokens"]) if usage else None,
        (value["error"] or {}).get("message", ""),
    )


def _chat(**fields: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": "Hi"}]
    return {"model": "m", "messages": messages, "stream_options": None, **fields}


def _usage(usage: Any) -> tuple[int, int] | None:
    if not usage:
        return None
    counts = usage["prompt_tokens"], usage["completion_tokens"]
    assert all(type(count) is int for count in (*counts, usage["total_tokens"])), json.dumps(usage)
    return counts
