"""What a killed process has left of a background response with hosted tools: from where another continues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.contract.json_types import JsonObject
from app.engine.responses.turn_record import Step
from app.engine.translation.call_items import CALLS
from app.storage.event_segments import StoredEvent
from app.usage.token_usage import Usage

LISTING = "mcp_list_tools"
"""The type of an item that no step has: it is made again."""
_ANSWERS = frozenset(("message", *CALLS))


@dataclass(frozen=True, slots=True)
class ResumedTurn:
    """`output` are the items of done events by their places, None for one in `open`, which was only added.

    `usage` is that of the earlier attempts' calls to the model.
    """

    steps: Sequence[Step]
    output: Sequence[JsonObject | None]
    open: dict[int, JsonObject]
    usage: Usage


def resumed_turn(events: Sequence[StoredEvent], steps: Sequence[Step], usage: Usage) -> ResumedTurn | None:
    """None if readers have seen a part of an answer that no step has: another one would differ from it."""
    done: dict[int, JsonObject] = {}
    open_items: dict[int, JsonObject] = {}
    for event in events:
        value = event.value()
        if value["type"] == "response.output_item.added":
            open_items[value["output_index"]] = value["item"]
        elif value["type"] == "response.output_item.done":
            done[value["output_index"]] = value["item"]
            open_items.pop(value["output_index"], None)
    own = {started.item["id"] for started, _ in steps}
    own |= {item["id"] for item in open_items.values() if item["type"] == LISTING}
    recorded = own | {item["id"] for started, _ in steps for item in started.before}
    if any(item["id"] not in own for item in open_items.values()):
        return None
    if any(item["type"] in _ANSWERS and item["id"] not in recorded for item in done.values()):
        return None
    items = [*done.values(), *open_items.values()]
    if not steps and (not items or any(item["type"] != LISTING for item in items)):
        return None
    output = [done.get(index) for index in range(len(done) + len(open_items))]
    return ResumedTurn(steps, output, open_items, usage)
