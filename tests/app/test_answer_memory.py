"""A long answer is in memory about twice while it is relayed, not once for each of its events."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncGenerator

import pytest

from app.engine.responses.upstream_answer import UpstreamAnswer, in_parts, plain_frame, stream_answer
from app.engine.translation.response_object import new_response
from app.engine.translation.response_stream import ResponseStream
from app.relay.chat_relay import ChatRelay
from app.relay.outcome import Outcome
from app.storage.ids import mint
from app.upstream.builtin.builtin_client import BuiltinClient
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Upstream
from tests.support.memory import peak_mib
from tests.support.streams import event

_MIB = 1024 * 1024
_TEXT_MIB = 64


async def _chunks(piece: str, total: int) -> AsyncGenerator[bytes, None]:
    part = event({"content": piece}, None)
    for _ in range(total // len(piece)):
        yield part
    yield event({}, "stop")
    yield b'data: {"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 2}}\n\n'
    yield b"data: [DONE]\n\n"


async def _chat(chunks: AsyncGenerator[bytes, None]) -> int:
    """The length of the text of a relayed chat."""
    length = 0

    async def commit(outcome: Outcome) -> None:
        nonlocal length
        assert outcome.completion is not None
        length = len(outcome.completion["choices"][0]["message"]["content"])

    relay = ChatRelay(
        completion_id="chatcmpl-1",
        choices=1,
        show_usage=False,
        upstream_name="x",
        commit=commit,
        abandon=lambda _: None,
    )
    async for _ in relay.relay(chunks):
        pass
    return length


async def _response(chunks: AsyncGenerator[bytes, None]) -> int:
    """The length of the text of a response over a chat."""
    snapshot = new_response({"model": "m"}, response_id="resp_1", created_at=1, store=True)
    stream = ResponseStream(snapshot, mint=mint, now=lambda: 1.0)
    response = UpstreamResponse(200, [("content-type", "text/event-stream")], chunks)
    async for events in stream_answer(UpstreamAnswer(Upstream("x", BuiltinClient()), response, stream)):
        for part in in_parts(events, plain_frame):
            assert part
    assert stream.final is not None
    return len(stream.final["output"][0]["content"][0]["text"])


_KINDS = {"chat": _chat, "response": _response}


async def _measure(kind: str, piece: str) -> None:
    # The first answer loads modules.
    await _KINDS[kind](_chunks(piece, len(piece)))
    before = peak_mib()
    assert await _KINDS[kind](_chunks(piece, _TEXT_MIB * _MIB)) >= (_TEXT_MIB - 1) * _MIB
    sys.stdout.write(str(peak_mib() - before))


@pytest.mark.parametrize(("kind", "most"), [("chat", 2.3), ("response", 4.5)])
def test_answer_of_any_length_is_in_memory_a_few_times_only(kind: str, most: float) -> None:
    """For a response: its text, and one event that has it, as JSON and as a frame."""
    piece = "x" * 100_000
    script = f"import asyncio, {__name__} as t; asyncio.run(t._measure({kind!r}, {piece!r}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= most * _TEXT_MIB
