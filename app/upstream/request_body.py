"""Builds an upstream's request body: the caller's bytes with edited top-level keys."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import orjson
from pydantic import BaseModel

from app.aio.content import MemoryContent, SplicedContent, SpoolContent
from app.contract.headers import header_safe
from app.contract.json_text import after_space, members
from app.errors import BadRequest
from app.masking import mask_keys
from app.upstream.upstream import Route
from generated import models
from generated.operations import BY_ID
from generated.runtime import Call, Content, Operation

_log = logging.getLogger(__name__)

UNKNOWN_FIELDS_HEADER = "x-llm-backend-unknown-fields"
LEFT_OUT_HEADER = "x-llm-backend-left-out"
_MAX_NAMES = 10
_MAX_NAME_LENGTH = 60
_MAX_LOOKED_AT = 1000
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NOTHING_LONG: Mapping[int, int] = MappingProxyType({})


class UpstreamBody(NamedTuple):
    """A body for a route. `unknown` are its fields that the contract does not have, forwarded or stripped."""

    content: Content | None
    unknown: tuple[str, ...] = ()


def build_body(
    route: Route,
    call: Call[Any],
    changes: Mapping[str, Any] = _NOTHING,
    removed: Collection[str] = (),
    known: Collection[str] = (),
) -> UpstreamBody:
    """The body for a route: the upstream's model id, `changes` set, fields `removed`, its policy applied.

    JSON objects are edited, and the model's id in forms; every other body is sent unchanged. Unknown fields
    are reported in a header of the answer and in the log; raises BadRequest if the upstream is configured to
    refuse them. `known` are those that this upstream documents.
    """
    content, fields = call.content, call.body_fields
    renamed = route.model if route.model is not None and "model" in fields else None
    if isinstance(content, SpoolContent):
        return UpstreamBody(_form(content, fields, renamed))
    if not isinstance(content, MemoryContent) or not fields:
        return UpstreamBody(content)
    unknown = unknown_fields(call.operation, fields)
    if unknown and known:
        unknown = tuple(name for name in unknown if name not in known)
    if unknown:
        done = "stripped" if route.upstream.unknown_fields == "strip" else "forwarded"
        call.response_headers[UNKNOWN_FIELDS_HEADER] = _report(route, call, unknown, done)
        if route.upstream.unknown_fields == "strip":
            removed = {*removed, *unknown}
    if renamed is not None and renamed != fields["model"]:
        changes = {**changes, "model": renamed}
    if not changes and fields.keys().isdisjoint(removed):
        return UpstreamBody(content, unknown)
    data = edit_json_object(content.data, changes, removed, fields, content.ends)
    return UpstreamBody(
        content if data is content.data else MemoryContent(data, content.content_type), unknown
    )


def edit_json_object(
    data: bytes,
    changes: Mapping[str, Any],
    removed: Collection[str] = (),
    fields: Mapping[str, Any] | None = None,
    ends: Mapping[int, int] = _NOTHING_LONG,
) -> bytes:
    """The JSON object with top-level keys set or removed, all other bytes unchanged.

    Without changes, the result is `data` itself. Its keys must be unique. `fields` is its decoded value, if
    the caller has it, and `ends` has the ends of its long values, see `members`.
    """
    known = orjson.loads(data) if fields is None else fields
    added, replaced = b"", dict[str, bytes]()
    for key, value in changes.items():
        encoded = orjson.dumps(value)
        if key in removed:
            continue
        if key not in known:
            added += b"," + orjson.dumps(key) + b":" + encoded
        elif orjson.dumps(known[key]) != encoded:
            replaced[key] = encoded
    dropped = {key for key in removed if key in known}
    if replaced or dropped:
        return _spliced(data, added[1:], replaced, dropped, ends)
    if not added:
        return data
    start = data.index(b"{") + 1
    # A view: the body may be long.
    return b"".join((data[:start], added[1:], b"," if known else b"", memoryview(data)[start:]))


def _spliced(
    data: bytes, added: bytes, replaced: Mapping[str, bytes], dropped: set[str], ends: Mapping[int, int]
) -> bytes:
    """Inserts `added` after the opening brace, and scans members until all that change are found."""
    # Views: the value of a member may be nearly all of a long body.
    view = memoryview(data)
    position = comma = data.index(b"{")
    parts: list[bytes | memoryview] = [view[: position + 1], added]
    remaining = replaced.keys() | dropped
    empty = not added
    position += 1
    for key, value_at, end in members(data, ends):
        remaining.discard(key)
        if key not in dropped:
            # Space around a comma stays; the comma itself stays only after a member that stays.
            if not empty:
                parts += (view[position:comma], b",")
            parts += (view[comma + 1 : value_at], replaced.get(key) or view[value_at:end])
            empty = False
        position, comma = end, after_space(data, end)
        if not remaining and not empty:
            break
    return b"".join((*parts, view[position:]))


def _form(content: SpoolContent, fields: Mapping[str, Any], model: str | None) -> Content:
    if model is None or model == fields["model"] or "model" not in content.texts:
        return content
    return SplicedContent(content, *content.texts["model"], model.encode())


def unknown_fields(operation: Operation, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of a body that the contract does not have."""
    known = contract_fields(operation.id)
    if known is None or known.issuperset(fields):
        return ()
    return tuple(key for key in fields if key not in known)


def body_model(operation_id: str) -> type[BaseModel] | None:
    """The model of the operation's JSON body; None if the contract has no object schema for it."""
    bodies = BY_ID[operation_id].bodies
    name = next((body.model for body in bodies if body.media_type == "application/json"), None)
    model = getattr(models, name) if name else None
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


@lru_cache(512)
def contract_fields(operation_id: str) -> frozenset[str] | None:
    """The fields of the operation's JSON body; None if the contract has no object schema for it."""
    model = body_model(operation_id)
    if model is None:
        return None
    return frozenset(field.alias or name for name, field in model.model_fields.items())


def report_dropped_fields(route: Route, call: Call[Any], paths: Sequence[str]) -> None:
    """Reports nested fields that the contract does not have and that a translation drops.

    Raises BadRequest if the upstream is configured to refuse unknown fields.
    """
    report = _report(route, call, paths, "left out")
    before = call.response_headers.get(UNKNOWN_FIELDS_HEADER)
    call.response_headers[UNKNOWN_FIELDS_HEADER] = report if before is None else f"{before}; {report}"


def report_left_out(route: Route, call: Call[Any], places: Sequence[str]) -> None:
    """Reports what this upstream lacks, and an adaptation or a translation leaves out."""
    listed = _listed(places)
    before = call.response_headers.get(LEFT_OUT_HEADER)
    call.response_headers[LEFT_OUT_HEADER] = listed if before is None else f"{before}, {listed}"
    _log.info(
        "the upstream lacks what was left out",
        extra={"request_id": call.request_id, "upstream": route.upstream.name, "fields": listed},
    )


def _listed(names: Sequence[str]) -> str:
    # A name may be a key that the caller mistook; half a key is one, too, so it is cut at last.
    masked = [mask_keys(name[:_MAX_LOOKED_AT]) for name in names[:_MAX_NAMES]]
    first = [header_safe(name[:_MAX_NAME_LENGTH]) for name in masked]
    return ", ".join(first) + (f" and {len(names) - len(first)} more" if len(names) > len(first) else "")


def _report(route: Route, call: Call[Any], unknown: Sequence[str], done: str) -> str:
    upstream = route.upstream
    listed = _listed(unknown)
    if upstream.unknown_fields == "refuse":
        name = header_safe(unknown[0][:_MAX_NAME_LENGTH])
        raise BadRequest(
            f"The contract has no field '{name}' here, and the upstream {upstream.name} is configured to "
            "refuse such fields.",
            param=unknown[0][:_MAX_NAME_LENGTH],
            code="unknown_parameter",
        )
    _log.info(
        "unknown fields were %s",
        done,
        extra={"request_id": call.request_id, "upstream": upstream.name, "fields": listed},
    )
    return f"{done}: {listed}"
