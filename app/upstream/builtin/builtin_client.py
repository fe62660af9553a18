"""The seam: takes a request's bytes, answers with bytes, as a provider over HTTP would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar
from urllib.parse import unquote

import orjson

from app.contract.json_types import JsonObject
from app.errors import (
    APIError,
    BadRequest,
    OperationNotImplemented,
    UpstreamTimeout,
    UpstreamUnreachable,
    fault,
)
from app.upstream.builtin import behaviour as behaviours
from app.upstream.builtin import catalogue, faults
from app.upstream.builtin.behaviour import Behaviour
from app.upstream.client import NotConnected, Timeouts, UpstreamRequest, UpstreamResponse

_Made = TypeVar("_Made")
_Makers: TypeAlias = tuple[
    dict[str, Callable[[JsonObject, Behaviour], JsonObject]],
    dict[str, Callable[[JsonObject, Behaviour], Iterator[bytes]]],
]

_PATHS = ("/chat/completions", "/completions", "/embeddings", "/moderations")
# What costs more than a moment is made up beside the event loop.
_SMALL = 4096


class BuiltinClient:
    """See `Client`. The timeouts are those of a provider over HTTP: silence that was asked for ends, too."""

    def __init__(self, timeouts: Timeouts | None = None) -> None:
        self._timeouts = timeouts or Timeouts()
        self._makers: _Makers | None = None

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """An answer to models, chat, completions, embeddings and moderations; a clear error to anything else."""
        try:
            return await self._answer(request)
        except (UpstreamTimeout, UpstreamUnreachable):
            raise
        except APIError as error:
            return _error(error)

    async def close(self) -> None:
        """Nothing is open."""

    async def _answer(self, request: UpstreamRequest) -> UpstreamResponse:
        if request.method == "GET" and request.path == "/models":
            return _json(catalogue.listing())
        if request.method == "GET" and request.path.startswith("/models/"):
            name = unquote(request.path.removeprefix("/models/"))
            catalogue.words_of(name)
            return _json(catalogue.entry(name))
        if request.method != "POST" or request.path not in _PATHS or request.content is None:
            raise OperationNotImplemented(
                f"The built-in model does not answer {request.method} {request.path}: it does chat, completions, "
                "embeddings and moderations. Set OPENAI_API_KEY or UPSTREAM_URL to use a real model."
            )
        body = _decoded(await request.content.read())
        words = catalogue.words_of(body["model"], request.path) if body.get("model") is not None else []
        behaviour = behaviours.of(words, request.headers)
        await self._before(behaviour)
        if behaviour.fail is not None:
            return _error(
                fault(behaviour.fail, f"The built-in model was told to fail with {behaviour.fail}.")
            )
        if self._makers is None:
            self._makers = await asyncio.to_thread(_load)
        whole, streamed = self._makers
        stream = streamed.get(request.path) if body.get("stream") else None
        heavy = request.content.length * (body.get("n") or 1) + (behaviour.tokens or 0) > _SMALL
        if stream is not None:
            events = await _made(stream, body, behaviour, heavy=heavy)
            chunks = faults.streamed(events, behaviour, self._timeouts)
            return UpstreamResponse(200, [("content-type", "text/event-stream; charset=utf-8")], chunks)
        data = orjson.dumps(await _made(whole[request.path], body, behaviour, heavy=heavy))
        headers = [("content-type", "application/json")]
        if behaviour.fault in (None, "stall", "cut"):
            headers.append(("content-length", str(len(data))))
        return UpstreamResponse(200, headers, faults.whole(data, behaviour, self._timeouts))

    async def _before(self, behaviour: Behaviour) -> None:
        """What comes before any answer, or in its place."""
        if behaviour.unreachable:
            raise NotConnected(f"The upstream {faults.NAME} cannot be reached: it was told not to be there.")
        await faults.silence(behaviour.delay, self._timeouts)
        if behaviour.fault == "stall" and behaviour.place < 0:
            await faults.silence(float("inf"), self._timeouts)


def _load() -> _Makers:
    """A process that has another upstream does not pay for what makes the answers, nor for the tokenizer."""
    from app.upstream.builtin import replies

    return replies.WHOLE, replies.STREAMED


async def _made(
    make: Callable[[JsonObject, Behaviour], _Made], body: JsonObject, behaviour: Behaviour, *, heavy: bool
) -> _Made:
    """Made here if that takes but a moment, else beside the event loop."""
    return await asyncio.to_thread(make, body, behaviour) if heavy else make(body, behaviour)


def _decoded(data: bytes) -> JsonObject:
    try:
        body = orjson.loads(data)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise BadRequest("The body is no JSON object.")
    return body


def _json(value: JsonObject) -> UpstreamResponse:
    data = orjson.dumps(value)
    headers = [("content-type", "application/json"), ("content-length", str(len(data)))]
    return UpstreamResponse(200, headers, faults.whole(data, Behaviour(), Timeouts()))


def _error(error: APIError) -> UpstreamResponse:
    response = _json(error.body())
    response.status = error.status
    response.headers += error.headers.items()
    return response
