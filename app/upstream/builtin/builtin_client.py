"""The built-in model's client: takes and returns bytes, like a provider over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, TypeVar
from urllib.parse import unquote

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_arrays import long_arrays
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY, shorten
from app.errors import (
    APIError,
    BadRequest,
    NotFound,
    OperationNotImplemented,
    UpstreamTimeout,
    UpstreamUnreachable,
    fault,
)
from app.upstream.builtin import catalogue, injected_faults, request_fields
from app.upstream.builtin.behaviour import Behaviour, parse_behaviour
from app.upstream.builtin.long_prompts import with_starts
from app.upstream.client import NotConnected, Timeouts, UpstreamRequest, UpstreamResponse
from generated.runtime import Content

_Result = TypeVar("_Result")
_Endpoints: TypeAlias = tuple[
    dict[str, Callable[[JsonObject, Behaviour], JsonObject]],
    dict[str, Callable[[JsonObject, Behaviour], Iterator[bytes]]],
]

# Earlier answers, as some clients send them again.
_UNREAD = long_arrays("logprobs", held=False)
_CHAT = "/chat/completions"
_PATHS = (_CHAT, "/completions", "/embeddings", "/moderations")
_NO_PROVIDER = "No provider is configured: set OPENAI_API_KEY or UPSTREAM_URL."
# A longer answer is generated in a thread: it would block the event loop.
_MAX_INLINE_SIZE = 4096


class BuiltinClient:
    """See `Client`. The timeouts of a provider over HTTP end a requested silence too.

    `is_fallback` is whether it answers because no provider is configured.
    """

    def __init__(self, timeouts: Timeouts | None = None, *, is_fallback: bool = False) -> None:
        self._timeouts = timeouts or Timeouts()
        self._is_fallback = is_fallback
        self._endpoints: _Endpoints | None = None

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """Answers models, chat, completions, embeddings and moderations; everything else is an error."""
        if request.calls is not None:
            request.calls.sent()
        try:
            return await self._answer(request)
        except (UpstreamTimeout, UpstreamUnreachable):
            raise
        except NotFound as error:
            if self._is_fallback:
                error.message = f"{_NO_PROVIDER} {error.message}"
            return _error(error)
        except APIError as error:
            return _error(error)

    async def load(self) -> _Endpoints:
        """Loads the endpoints and their tokenizer, 30 MB, in a thread."""
        self._endpoints = await asyncio.to_thread(_load)
        return self._endpoints

    async def close(self) -> None:
        """Does nothing: there are no connections."""

    async def _answer(self, request: UpstreamRequest) -> UpstreamResponse:
        if request.method == "GET" and request.path == "/models":
            return _json(catalogue.listing())
        if request.method == "GET" and request.path.startswith("/models/"):
            name = unquote(request.path.removeprefix("/models/"))
            return _json(catalogue.retrieve(name))
        if request.method != "POST" or request.path not in _PATHS or request.content is None:
            raise OperationNotImplemented(
                f"The built-in model does not answer {request.method} {request.path}: it answers chat, "
                "completions, embeddings and moderations. "
                "Set OPENAI_API_KEY or UPSTREAM_URL to use a real model."
            )
        body = await _body_of(request.path, request.content)
        words = catalogue.words_of(body["model"], request.path) if body.get("model") is not None else []
        behaviour = parse_behaviour(words, request.headers)
        request_fields.settle(body)
        await self._delay(behaviour)
        if behaviour.fail is not None:
            return _error(
                fault(behaviour.fail, f"The built-in model fails with {behaviour.fail}, as requested.")
            )
        json_endpoints, stream_endpoints = self._endpoints or await self.load()
        stream = stream_endpoints.get(request.path) if body.get("stream") else None
        heavy = request.content.length * (body.get("n") or 1) + (behaviour.tokens or 0) > _MAX_INLINE_SIZE
        if stream is not None:
            events = await _generate(stream, body, behaviour, heavy=heavy)
            chunks = injected_faults.stream(events, behaviour, self._timeouts)
            return UpstreamResponse(200, [("content-type", "text/event-stream; charset=utf-8")], chunks)
        endpoint = json_endpoints[request.path]
        data = await _generate(lambda *given: _encoded(endpoint(*given)), body, behaviour, heavy=heavy)
        headers = [("content-type", "application/json")]
        if behaviour.fault in (None, "stall", "cut"):
            headers.append(("content-length", str(len(data))))
        return UpstreamResponse(200, headers, injected_faults.body(data, behaviour, self._timeouts))

    async def _delay(self, behaviour: Behaviour) -> None:
        """Waits as requested; raises NotConnected or UpstreamTimeout if that was requested."""
        if behaviour.unreachable:
            raise NotConnected(f"The upstream {injected_faults.NAME} cannot be reached, as requested.")
        await injected_faults.silence(behaviour.delay, self._timeouts)
        if behaviour.fault == "stall" and behaviour.fault_position < 0:
            await injected_faults.silence(float("inf"), self._timeouts)


def _load() -> _Endpoints:
    """Imported late: a process with another upstream needs no endpoints and no tokenizer."""
    from app.upstream.builtin import endpoints

    return endpoints.JSON, endpoints.STREAMS


async def _generate(
    endpoint: Callable[[JsonObject, Behaviour], _Result],
    body: JsonObject,
    behaviour: Behaviour,
    *,
    heavy: bool,
) -> _Result:
    """Calls the endpoint, in a thread if it takes long."""
    return await asyncio.to_thread(endpoint, body, behaviour) if heavy else endpoint(body, behaviour)


def _encoded(answer: JsonObject) -> bytes:
    """The JSON. A thread that encodes a long answer at once would hold the interpreter, and so the loop."""
    members = (orjson.dumps(name) + b":" + _encoded_member(value) for name, value in answer.items())
    return b"{" + b",".join(members) + b"}"


def _encoded_member(value: Any) -> bytes:
    if isinstance(value, list):
        return b"[" + b",".join(map(orjson.dumps, value)) + b"]"
    return orjson.dumps(value)


async def _body_of(path: str, content: Content) -> JsonObject:
    data, texts = await content.read(), LongTexts()
    if path == _CHAT and len(data) > LONG_BODY:
        data = await shorten(data, texts, _UNREAD)
    return await with_starts(_decoded(data), texts)


def _decoded(data: bytes) -> JsonObject:
    try:
        body = orjson.loads(data)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise BadRequest("The body is not a JSON object.")
    return body


def _json(value: JsonObject) -> UpstreamResponse:
    data = orjson.dumps(value)
    headers = [("content-type", "application/json"), ("content-length", str(len(data)))]
    return UpstreamResponse(200, headers, injected_faults.body(data, Behaviour(), Timeouts()))


def _error(error: APIError) -> UpstreamResponse:
    response = _json(error.body())
    response.status = error.status
    response.headers += error.headers.items()
    return response
