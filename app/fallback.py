"""What answers an operation that nobody implements: forwarded if it is stateless, else a typed 501."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from app.errors import OperationNotImplemented
from app.http.handler import Handler
from app.relay.answer import relay
from app.upstream.client import UpstreamRequest
from app.upstream.headers import sent
from app.upstream.outgoing import outgoing
from app.upstream.upstream import Route
from app.upstream.upstreams import Upstreams
from generated.runtime import Call, Operation, Relay

Answer = Literal["implemented", "forwarded", "refused"]

STATELESS = frozenset(
    (
        # Text: an answer, and nothing that outlives it. What `store` asks for is the next version's.
        "create_chat_completion",
        "create_completion",
        "create_embedding",
        "create_moderation",
        # Images and audio, in and out.
        "create_image",
        "create_image_edit",
        "create_image_variation",
        "create_speech",
        "create_transcription",
        "create_translation",
        # Counts the tokens of what it is sent.
        "get_input_token_counts",
        "beta_get_input_token_counts",
    )
)
"""Operations that create nothing that outlives the call. One that is not here, a new one too, is refused."""


def answer_of(operation: Operation, implemented: frozenset[str], forwarded: frozenset[str]) -> Answer:
    """What answers an operation, given those that are implemented and those the operator has forwarded."""
    if operation.id in implemented:
        return "implemented"
    return "forwarded" if operation.id in STATELESS | forwarded else "refused"


def forward(upstreams: Upstreams) -> Handler:
    """Passes the caller's bytes on to the upstream that serves the model."""

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        del arguments
        model = call.fields.get("model")

        def prepare(route: Route) -> UpstreamRequest:
            content = outgoing(route, call).content
            headers = sent(call.headers, builtin=route.upstream.builtin)
            return UpstreamRequest(call.operation.method, call.path, call.query, headers, content)

        route, response = await upstreams.send(model if isinstance(model, str) else None, prepare)
        return await relay(route.upstream, response)

    return Handler(run, interprets=False)


def refuse() -> Handler:
    """501, once the caller is known and the request is valid."""

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        del arguments
        raise OperationNotImplemented(
            f"This server does not implement '{call.operation.id}' ({call.operation.method} {call.operation.path}). "
            "Its operator can have it forwarded to the upstream with the setting FORWARD."
        )

    return Handler(run, interprets=False)


def handlers(
    operations: tuple[Operation, ...],
    implemented: Mapping[str, Handler],
    forwarded: frozenset[str],
    upstreams: Upstreams,
) -> dict[str, Handler]:
    """One handler for each operation."""
    by_answer: dict[Answer, Callable[[str], Handler]] = {
        "implemented": lambda name: implemented[name],
        "forwarded": lambda _: forward(upstreams),
        "refused": lambda _: refuse(),
    }
    names = frozenset(implemented)
    return {o.id: by_answer[answer_of(o, names, forwarded)](o.id) for o in operations}
