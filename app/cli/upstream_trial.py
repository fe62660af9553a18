"""`doctor --try`: a chat of one token to each upstream, as the server sends it, and what was refused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import NamedTuple

import orjson

from app.access.callers import Call, Caller
from app.aio.content import MemoryContent
from app.cli import banner
from app.cli.finding import Finding
from app.engine.upstream_request import upstream_request
from app.errors import APIError
from app.relay.error_text import decode
from app.relay.upstream_errors import error_in, parse_body, status_in
from app.storage.tables import DEFAULT_PROJECT
from app.upstream.model_list import Health, served_models
from app.upstream.request_body import LEFT_OUT_HEADER
from app.upstream.route_plan import route_to
from app.upstream.upstream import Route
from generated import runtime
from generated.operations import BY_ID

_SUBJECT = "try"
_MAX_BYTES = 256 * 1024
_SECONDS = 60.0
# After these, the cause may be a field that the provider does not take. None: an event without a status.
_OF_THE_REQUEST = (400, 404, 405, 415, 422, None)


async def try_upstreams(healths: Sequence[Health], model: str) -> list[Finding]:
    """The findings of one chat to each reachable upstream, concurrently.

    An empty `model` means one that the upstream serves.
    """
    return list(await asyncio.gather(*(_try(health, model) for health in healths if health.reachable)))


async def _try(health: Health, wanted: str) -> Finding:
    upstream = health.upstream
    model = wanted or _served_model(health)
    route = route_to(upstream, model) if model else None
    if not model:
        return Finding("warn", _SUBJECT, f"{upstream.name} lists no models; name one: doctor --try MODEL.")
    if route is None:
        return Finding("ok", _SUBJECT, f"{upstream.name} does not serve {model!r}")
    started = time.monotonic()
    try:
        async with asyncio.timeout(_SECONDS):
            refused, left_out = await _chat(route, model)
    except TimeoutError:
        return _failed(health, model, f"no answer within {_SECONDS:g} s")
    except APIError as error:
        return _failed(health, model, upstream.masked(error.message).rstrip("."))
    sent = f"; not sent to it: {left_out}" if left_out else ""
    if refused is None:
        seconds = time.monotonic() - started
        return Finding(
            "ok", _SUBJECT, f"{upstream.name} answered a chat with {model!r} in {seconds:.1f} s{sent}"
        )
    hint = ""
    if not upstream.preset and refused.status in _OF_THE_REQUEST:
        hint = " If it is a known provider, name its preset: docs/upstreams.md."
    reason = refused.reason.rstrip(".")
    return Finding("FAIL", _SUBJECT, f"{upstream.name} refused a chat with {model!r}: {reason}{sent}.{hint}")


def _failed(health: Health, model: str, reason: str) -> Finding:
    """A chat without a whole answer: nothing was refused."""
    return Finding(
        "FAIL", _SUBJECT, f"{health.upstream.name} did not answer a chat with {model!r}: {reason}."
    )


class _Refusal(NamedTuple):
    """An error of the upstream; `status` is None if an event has it, without one."""

    status: int | None
    reason: str


async def _chat(route: Route, model: str) -> tuple[_Refusal | None, str]:
    """The upstream's error, None if it answered, and what was left out before."""
    body = {
        "model": model,
        "messages": [{"role": "user", "content": "Hi"}],
        route.upstream.max_tokens_field: 1,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    operation = BY_ID["create_chat_completion"]
    call: Call = runtime.Call(
        operation=operation,
        caller=Caller(DEFAULT_PROJECT, "open"),
        request_id="doctor",
        path=operation.path,
        query="",
        headers={"accept": "text/event-stream"},
        content=MemoryContent(orjson.dumps(body), "application/json"),
        body_fields=body,
    )
    response = await route.upstream.client.send(upstream_request(route, call, None))
    data = await response.read_start(_MAX_BYTES, partial=response.status >= 300)
    left_out = call.response_headers.get(LEFT_OUT_HEADER, "")
    if response.status >= 300:
        message = parse_body(data).message or "without a reason"
        reason = f"{response.status}, {route.upstream.masked(message)}"
        return _Refusal(response.status, reason), left_out
    value = decode(data)
    error = error_in(value)
    if error is None:
        return None, left_out
    reason = route.upstream.masked(error.message or "an error without a reason")
    return _Refusal(status_in(value), reason), left_out


def _served_model(health: Health) -> str:
    """A cheap model that it serves, else the first; those of its entry first; empty if none is known."""
    named = health.upstream.explicit_models()
    ids = named or [entry["id"] for entry in served_models(health.upstream, health.entries or ())]
    return banner.example_model(ids) or ""
