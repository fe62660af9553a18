"""Sends an answer with the pauses and the fault that a test requested."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable

import orjson

from app.errors import ServerError, UpstreamTimeout, UpstreamUnreachable
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.client import Timeouts

NAME = "the built-in model"
GARBAGE = b'data: {"id": "chatcmpl-\x00\xff\xfe", <html> neither an event nor JSON'


async def silence(seconds: float, timeouts: Timeouts) -> None:
    """Waits before the answer's head.

    Raises UpstreamTimeout after `first_byte`, like the client of a provider over HTTP.
    """
    await asyncio.sleep(min(seconds, timeouts.first_byte))
    if seconds > timeouts.first_byte:
        raise UpstreamTimeout(
            f"The upstream {NAME} did not start its answer within {timeouts.first_byte:g} s."
        )


async def stream(
    events: Iterable[bytes], behaviour: Behaviour, timeouts: Timeouts
) -> AsyncGenerator[bytes, None]:
    """The events at the requested pace, up to the fault."""
    for position, event in enumerate(events):
        if behaviour.fault is not None and position == behaviour.fault_position:
            async for last in _fault(behaviour, timeouts):
                yield last
            return
        if position:
            await _silence(behaviour.pace, timeouts)
        yield event


async def body(data: bytes, behaviour: Behaviour, timeouts: Timeouts) -> AsyncGenerator[bytes, None]:
    """The body; a fault comes after its first half."""
    match behaviour.fault:
        case None:
            yield data
        case "stall" | "cut" | "end":
            yield data[: len(data) // 2]
            async for last in _fault(behaviour, timeouts):
                yield last
        case "error":
            yield orjson.dumps(_error().body())
        case "garbage":
            yield GARBAGE


async def _fault(behaviour: Behaviour, timeouts: Timeouts) -> AsyncGenerator[bytes, None]:
    match behaviour.fault:
        case "stall":
            await _silence(float("inf"), timeouts)
        case "cut":
            raise UpstreamUnreachable(f"The upstream {NAME} broke off its answer, as requested.")
        case "error":
            yield b"data: " + orjson.dumps(_error().body()) + b"\n\n"
        case "garbage":
            yield GARBAGE + b"\n\n"
        case _:
            pass


async def _silence(seconds: float, timeouts: Timeouts) -> None:
    await asyncio.sleep(min(seconds, timeouts.idle))
    if seconds > timeouts.idle:
        message = f"The upstream {NAME} was silent for {timeouts.idle:g} s in the middle of its answer."
        raise UpstreamTimeout(message)


def _error() -> ServerError:
    return ServerError("The built-in model fails here, as requested.", code="requested_failure")
