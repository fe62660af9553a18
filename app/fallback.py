"""Answers operations without an implementation: stateless ones are forwarded, all others are a typed 501."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from app.access.callers import Call
from app.contract.handler import Handler
from app.engine.metered_relay import forward_metered
from app.errors import OperationNotImplemented
from app.upstream.upstreams import Upstreams
from app.usage.recorder import UsageRecorder
from generated.runtime import Operation, Relay

AnswerKind = Literal["implemented", "forwarded", "refused"]

STATELESS = frozenset(
    (
        # Text in, numbers out.
        "create_embedding",
        "create_moderation",
        # Images and audio, in and out.
        "create_image",
        "create_image_edit",
        "create_image_variation",
        "create_speech",
        "create_transcription",
        "create_translation",
        # Counts the tokens of its input.
        "get_input_token_counts",
        "beta_get_input_token_counts",
    )
)
"""Operations that create nothing that outlives the call. Any other one, also a new one, is refused."""


def answer_of(operation: Operation, implemented: frozenset[str], forwarded: frozenset[str]) -> AnswerKind:
    """How an operation is answered, given the implemented ones and those of the setting FORWARD."""
    if operation.id in implemented:
        return "implemented"
    return "forwarded" if operation.id in STATELESS | forwarded else "refused"


def forward(upstreams: Upstreams, recorder: UsageRecorder) -> Handler:
    """Forwards the caller's bytes to the upstream that serves the model, and records the usage."""

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        del arguments
        return await forward_metered(upstreams, recorder, call)

    return Handler(run, strict=False)


def refuse() -> Handler:
    """501, after authentication and validation of the request."""

    async def run(call: Call, arguments: Mapping[str, Any]) -> Relay:
        del arguments
        raise OperationNotImplemented(
            f"This server does not implement '{call.operation.id}' "
            f"({call.operation.method} {call.operation.path}). "
            "The operator can set FORWARD to forward it to the upstream."
        )

    return Handler(run, strict=False)


def handlers(
    operations: tuple[Operation, ...],
    implemented: Mapping[str, Handler],
    forwarded: frozenset[str],
    upstreams: Upstreams,
    recorder: UsageRecorder,
) -> dict[str, Handler]:
    """Operation id -> handler, for every operation."""
    by_answer: dict[AnswerKind, Callable[[str], Handler]] = {
        "implemented": lambda name: implemented[name],
        "forwarded": lambda _: forward(upstreams, recorder),
        "refused": lambda _: refuse(),
    }
    names = frozenset(implemented)
    return {o.id: by_answer[answer_of(o, names, forwarded)](o.id) for o in operations}
