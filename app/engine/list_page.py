"""Pages of lists in the shapes of the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from app.access.callers import Call
from app.contract import openapi_document
from app.contract.examples import merged
from app.contract.long_texts import LongTexts
from app.engine.long_answers import marked_json
from app.errors import BadRequest
from generated.operations import BY_ID
from generated.runtime import Relay

MOST_PAGE_BYTES = 32 * 1024 * 1024
"""A page with more of stored payloads ends before its limit, with one object at least."""
_BOUNDS = (1, 100)
_PROSE_BOUNDS = {
    "list_files": (1, 10_000),
    # OpenAI's document states no maximum, and its Terraform provider asks for 1000.
    "list_project_rate_limits": (1, 1_000),
    "usage_costs": (1, 180),
}
"""Bounds of `limit` that the contract states in prose only, where they are not 1 to 100."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """How the schema of an operation's answer describes a page."""

    bounds: tuple[int, int]
    """The least and the greatest `limit`."""
    empty: Mapping[str, Any]
    """`first_id` and `last_id` of an empty page: null where allowed, `""` where a string is required."""
    has_ids: bool
    """Whether a page names its first and last object."""
    has_next: bool
    """Whether a page names the cursor of the next one as `next`."""


@cache
def list_shape(operation_id: str) -> ListShape:
    """The shape of an operation's list, read from its schema and its `limit` parameter."""
    operation = BY_ID[operation_id]
    item = openapi_document.document()["paths"][operation.path + ("?beta=true" if operation.beta else "")]
    declared = item[operation.method.lower()]
    schema = declared["responses"]["200"]["content"]["application/json"]["schema"]
    page = merged(schema, openapi_document.resolve)
    properties, required = page["properties"], page.get("required", [])
    empty: dict[str, Any] = {}
    for name in ("first_id", "last_id"):
        if name not in properties:
            continue
        if _is_nullable(properties[name]):
            empty[name] = None
        elif name in required:
            empty[name] = ""
    limits = [each["schema"] for each in declared.get("parameters", ()) if each.get("name") == "limit"]
    limit: Mapping[str, int] = limits[0] if limits else {}
    least, most = _PROSE_BOUNDS.get(operation_id, _BOUNDS)
    return ListShape(
        (limit.get("minimum", least), limit.get("maximum", most)),
        empty,
        has_ids="first_id" in properties,
        has_next="next" in properties,
    )


def validate_limit(call: Call, limit: int) -> int:
    """The number of objects a page may have; raises BadRequest outside the operation's own bounds."""
    least, most = list_shape(call.operation.id).bounds
    if not least <= limit <= most:
        raise BadRequest(
            f"'limit' must be from {least} to {most}, not {limit}.", param="limit", code="invalid_value"
        )
    return limit


def list_page(
    call: Call,
    objects: Sequence[Mapping[str, Any] | BaseModel],
    limit: int,
    *,
    cursor: str = "id",
    texts: LongTexts | None = None,
    is_cut: bool = False,
) -> Relay:
    """The contract's list of the first `limit` objects; one more object means that there are more.

    `cursor` names the member that a client sends back as `after`. The objects may have markers of `texts`;
    a page that `is_cut` ends before its limit, as they are long.
    """
    shape = list_shape(call.operation.id)
    data = [_json(each) for each in objects[:limit]]
    has_more = is_cut or len(objects) > limit > 0
    page: dict[str, Any] = {"object": "list", "data": data, "has_more": has_more}
    if shape.has_ids:
        page |= {"first_id": data[0][cursor], "last_id": data[-1][cursor]} if data else shape.empty
    if shape.has_next:
        page["next"] = data[-1][cursor] if has_more else None
    return marked_json(page, texts or LongTexts())


def _json(value: Mapping[str, Any] | BaseModel) -> Mapping[str, Any]:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return value


def _is_nullable(schema: Mapping[str, Any]) -> bool:
    whole = merged(dict(schema), openapi_document.resolve)
    kinds = whole.get("type", ())
    variants = [*whole.get("anyOf", ()), *whole.get("oneOf", ())]
    return (
        "null" in ([kinds] if isinstance(kinds, str) else kinds)
        or whole.get("nullable") is True
        or any(variant.get("type") == "null" for variant in variants)
    )
