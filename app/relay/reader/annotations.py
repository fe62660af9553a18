"""Citations of a message, of which servers leave out members or flatten them."""

from __future__ import annotations

from typing import Any

from app.contract.json_types import JsonObject
from app.relay.reader.values import count_of

_TYPE = "url_citation"


def clean_annotations(value: Any) -> list[JsonObject]:
    """The annotations that have an address, as the contract's citations; objects of other types as they are.

    A citation without a title has an empty one; one without places, or with negative ones, stands at 0.
    """
    found = (_annotation(item) for item in (value if isinstance(value, list) else [value]))
    return [annotation for annotation in found if annotation is not None]


def _annotation(value: Any) -> JsonObject | None:
    if type(value) is str and "://" in value:
        return {"type": _TYPE, _TYPE: _citation({"url": value})}
    if not isinstance(value, dict):
        return None
    nested = value.get(_TYPE)
    source = nested if isinstance(nested, dict) else value
    if type(source.get("url")) is str:
        rest = {} if source is value else {name: member for name, member in value.items() if name != _TYPE}
        return {**rest, "type": _TYPE, _TYPE: _citation(source)}
    kind = value.get("type")
    # A kind of its own, with its object under its name.
    return value if type(kind) is str and kind != _TYPE and isinstance(value.get(kind), dict) else None


def _citation(source: JsonObject) -> JsonObject:
    title = source.get("title")
    start = count_of(source.get("start_index")) or 0
    return {
        **{name: value for name, value in source.items() if name != "type"},
        "url": source["url"],
        "title": title if type(title) is str else "",
        "start_index": start,
        "end_index": max(count_of(source.get("end_index")) or 0, start),
    }
