"""Compactions of this server, for an upstream with its own `/responses`: it can read its own ones only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.engine.translation.compactions import Unseal, is_own, is_superseded, summary_of
from app.engine.translation.references import item_type


def readable_items(
    history: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]], unseal: Unseal
) -> list[Mapping[str, Any]]:
    """All items; the latest compaction, if this server made it, as a developer message.

    Raises BadRequest, with the path in `input`, if it cannot be opened.
    """
    items = [*history, *given]
    places = [place for place, item in enumerate(items) if item_type(item) == "compaction"]
    if not any(is_own(items[place]) for place in places):
        return items
    last = places[-1]
    if not is_own(items[last]):
        # The upstream's own is a later one: it replaces those.
        return [item for item in items if item_type(item) != "compaction" or not is_own(item)]
    path = f"input[{last - len(history)}]" if last >= len(history) else "previous_response_id"
    message = {"role": "developer", "content": summary_of(items[last], path, unseal)}
    before = [item for item in items[:last] if not is_superseded(item)]
    return [*before, message, *items[last + 1 :]]
