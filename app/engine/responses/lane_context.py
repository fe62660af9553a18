"""Responses of a WebSocket connection that continue each other in memory, without the database."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator

from app.contract.json_types import JsonObject
from app.contract.lane import Lane
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.turn_context import TurnContext, resolve_references
from app.engine.responses.upstream_answer import UpstreamAnswer
from app.engine.responses.upstream_query import output_items
from app.engine.translation.output_events import JsonEvent
from app.engine.translation.response_object import response_usage
from app.engine.translation.stored_items import history_items
from app.relay.passthrough import EVENT_STREAM
from generated.runtime import Relay


def lane_context(lane: Lane | None, previous: str | None, given: object) -> TurnContext | None:
    """The context of a turn that continues what its connection remembers; None for any other turn."""
    found = lane.find(previous) if lane is not None and previous is not None else None
    if found is None:
        return None
    return TurnContext(found.items, resolve_references(given, found.items), found.upstream)


def remember_turn(turn: ResponseTurn, answer: UpstreamAnswer) -> None:
    """Makes a finished turn the latest of its lane, if it has one; not a failed turn."""
    lane, final = turn.call.lane, answer.stream.final
    if lane is None or final is None or final["status"] == "failed":
        return
    outputs = answer.stream.texts.whole(output_items(answer.stream))
    _remember(lane, turn, outputs, answer.upstream.name)


def warm_up(turn: ResponseTurn) -> Relay:
    """The answer to `generate: false`: a completed response without output, which the next may continue.

    No model is asked, and nothing is stored.
    """
    _remember(turn.call.lane, turn, [], turn.context.pinned)
    now = int(time.time())
    final = {**turn.snapshot, "status": "completed", "completed_at": now, "usage": response_usage({})}
    events = (
        JsonEvent("response.created", 0, {"response": turn.snapshot}),
        JsonEvent("response.completed", 1, {"response": final}),
    )
    return Relay(200, EVENT_STREAM, _frames(events))


def _remember(lane: Lane, turn: ResponseTurn, outputs: list[JsonObject], upstream: str | None) -> None:
    history = map(turn.context.texts.whole, turn.context.history)
    lane.remember(turn.id, [*history, *history_items([*turn.inputs, *outputs])], upstream)


async def _frames(events: tuple[JsonEvent, ...]) -> AsyncGenerator[bytes, None]:
    for event in events:
        yield event.frame()
