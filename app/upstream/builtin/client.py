"""The seam: takes a request's bytes, answers with bytes, as a provider over HTTP would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any
from urllib.parse import unquote

import orjson

from app.errors import APIError, NotFound, OperationNotImplemented
from app.upstream.builtin import catalogue, chat, moderation, vectors
from app.upstream.client import UpstreamRequest, UpstreamResponse

Json = dict[str, Any]

# Long enough to be seen as a stream, short enough to wait for.
_SECONDS_PER_EVENT = 0.01

_WHOLE: dict[str, Callable[[Json], Json]] = {
    "/chat/completions": chat.chat,
    "/completions": chat.completion,
    "/embeddings": vectors.embeddings,
    "/moderations": moderation.moderate,
}
_STREAMED: dict[str, Callable[[Json], AsyncGenerator[bytes, None]]] = {
    "/chat/completions": chat.chat_events,
    "/completions": chat.completion_events,
}


class BuiltinClient:
    """See `Client`."""

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """An answer to models, chat, completions, embeddings and moderations; a clear error to anything else."""
        try:
            return await self._answer(request)
        except APIError as error:
            return _json(error.body(), error.status)

    async def close(self) -> None:
        """Nothing is open."""

    async def _answer(self, request: UpstreamRequest) -> UpstreamResponse:
        if request.method == "GET" and request.path == "/models":
            return _json(catalogue.listing())
        if request.method == "GET" and request.path.startswith("/models/"):
            return _json(catalogue.entry(_known(unquote(request.path.removeprefix("/models/")))))
        if request.method != "POST" or request.path not in _WHOLE or request.content is None:
            raise OperationNotImplemented(
                f"The built-in model does not answer {request.method} {request.path}: it does chat, completions, "
                "embeddings and moderations. Set OPENAI_API_KEY or UPSTREAM_URL to use a real model."
            )
        body = _decoded(await request.content.read())
        if "model" in body:
            _known(body["model"])
        stream = _STREAMED.get(request.path) if body.get("stream") else None
        if stream is not None:
            return UpstreamResponse(
                200, [("content-type", "text/event-stream; charset=utf-8")], _paced(stream(body))
            )
        return _json(_WHOLE[request.path](body))


def _decoded(data: bytes) -> Json:
    body: Json = orjson.loads(data)
    return body


def _known(model: Any) -> str:
    # Embeddings and moderations are asked for by OpenAI's names; its own answers say that it is built in.
    if not isinstance(model, str) or not (model in catalogue.MODELS or model.startswith(("text-", "omni-"))):
        known = ", ".join(catalogue.MODELS)
        raise NotFound(
            f"The built-in model goes by {known}; there is no '{str(model)[:60]}'.",
            param="model",
            code="model_not_found",
        )
    return model


def _json(value: Json, status: int = 200) -> UpstreamResponse:
    async def once() -> AsyncGenerator[bytes, None]:
        yield body

    body = orjson.dumps(value)
    headers = [("content-type", "application/json"), ("content-length", str(len(body)))]
    return UpstreamResponse(status, headers, once())


async def _paced(events: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    async for event in events:
        yield event
        await asyncio.sleep(_SECONDS_PER_EVENT)
