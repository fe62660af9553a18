"""What goes up: the caller's bytes, in which only top-level keys are edited, and what a route makes of unknown ones."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import orjson
from pydantic import BaseModel

from app.aio.content import MemoryContent, SplicedContent, SpoolContent
from app.contract.headers import header_safe
from app.errors import BadRequest
from app.upstream.upstream import Route
from generated import models
from generated.operations import BY_ID
from generated.runtime import Call, Content, Operation

_log = logging.getLogger(__name__)

HEADER = "x-llm-backend-unknown-fields"
_MOST_SHOWN = 10
_LONGEST_SHOWN = 60
_NOTHING: Mapping[str, Any] = MappingProxyType({})
# Up to a member's value, its key without the quotes; and values that are known by their look.
_MEMBER = re.compile(r'[ \t\n\r]*"([^"\\]*(?:\\.[^"\\]*)*)"[ \t\n\r]*:[ \t\n\r]*')
_PLAIN = re.compile(r'"[^"\\]*"|true|false|null|[-+.eE0-9]+')
# The values are only walked over; `float` takes numbers of any length, which `int` does not.
_WALKER = json.JSONDecoder(parse_int=float)


class Outgoing(NamedTuple):
    """A body as it goes up by a route. `unknown` are its fields that the contract does not have, sent or stripped."""

    content: Content | None
    unknown: tuple[str, ...] = ()


def outgoing(
    route: Route, call: Call[Any], changes: Mapping[str, Any] = _NOTHING, removed: Collection[str] = ()
) -> Outgoing:
    """The body of a call for a route: its own id of the model, `changes` made, `removed` taken out, its policy kept.

    JSON objects are edited, and of forms the model's id; whatever else there is goes up as it came. What becomes of
    unknown fields is told in the answer's header and in the log; raises BadRequest where the upstream refuses them.
    """
    content, fields = call.content, call.body_fields
    renamed = route.model if route.model is not None and "model" in fields else None
    if isinstance(content, SpoolContent):
        return Outgoing(_form(content, fields, renamed))
    if not isinstance(content, MemoryContent) or not fields:
        return Outgoing(content)
    unknown = _unknown(call.operation, fields)
    if unknown:
        done = "stripped" if route.upstream.unknown_fields == "strip" else "forwarded"
        call.response_headers[HEADER] = _told(route, call, unknown, done)
        if route.upstream.unknown_fields == "strip":
            removed = {*removed, *unknown}
    if renamed is not None and renamed != fields["model"]:
        changes = {**changes, "model": renamed}
    if not changes and fields.keys().isdisjoint(removed):
        return Outgoing(content, unknown)
    data = edited(content.data, changes, removed, fields)
    return Outgoing(content if data is content.data else MemoryContent(data, content.content_type), unknown)


def edited(
    data: bytes,
    changes: Mapping[str, Any],
    removed: Collection[str] = (),
    fields: Mapping[str, Any] | None = None,
) -> bytes:
    """The JSON object with top-level keys set or removed; all else stays byte for byte, the very object if all does.

    No key may stand twice in it. `fields` is what it decodes to, if that is known.
    """
    known = orjson.loads(data) if fields is None else fields
    added, replaced = b"", {}
    for key, value in changes.items():
        written = orjson.dumps(value)
        if key in removed:
            continue
        if key not in known:
            added += b"," + orjson.dumps(key) + b":" + written
        elif orjson.dumps(known[key]) != written:
            replaced[key] = written.decode()
    dropped = {key for key in removed if key in known}
    if replaced or dropped:
        return _spliced(data.decode(), added[1:].decode(), replaced, dropped).encode()
    if not added:
        return data
    start = data.index(b"{") + 1
    return b"".join((data[:start], added[1:], b"," if known else b"", data[start:]))


def _spliced(text: str, added: str, replaced: Mapping[str, str], dropped: set[str]) -> str:
    """`added` behind the opening brace, and the members walked over until all that change are found."""
    position = comma = text.index("{")
    pieces = [text[: position + 1], added]
    waiting = replaced.keys() | dropped
    empty = not added
    position += 1
    while (waiting or empty) and (member := _MEMBER.match(text, comma + 1)):
        written, value_at = member[1], member.end()
        key = json.loads(f'"{written}"') if "\\" in written else written
        plain = _PLAIN.match(text, value_at)
        end = plain.end() if plain else _walked(text, value_at)
        waiting.discard(key)
        if key not in dropped:
            # What stood around a member's comma stays; the comma itself only where a member is kept before it.
            if not empty:
                pieces += (text[position:comma], ",")
            pieces += (text[comma + 1 : value_at], replaced.get(key) or text[value_at:end])
            empty = False
        position, comma = end, _past_space(text, end)
    return "".join((*pieces, text[position:]))


def _past_space(text: str, position: int) -> int:
    while text[position] in " \t\n\r":
        position += 1
    return position


def _walked(text: str, position: int) -> int:
    """The end of the value that begins there."""
    try:
        return _WALKER.raw_decode(text, position)[1]
    except RecursionError:
        raise BadRequest("The JSON body is nested too deeply.", code="invalid_json") from None


def _form(content: SpoolContent, fields: Mapping[str, Any], model: str | None) -> Content:
    if model is None or model == fields["model"] or "model" not in content.texts:
        return content
    return SplicedContent(content, *content.texts["model"], model.encode())


def _unknown(operation: Operation, fields: Mapping[str, Any]) -> tuple[str, ...]:
    known = _known(operation.id)
    if known is None or known.issuperset(fields):
        return ()
    return tuple(key for key in fields if key not in known)


@lru_cache(512)
def _known(operation_id: str) -> frozenset[str] | None:
    """The fields of the operation's JSON body; None where the contract gives no object to hold it against."""
    bodies = BY_ID[operation_id].bodies
    name = next((body.model for body in bodies if body.media_type == "application/json"), None)
    model = getattr(models, name) if name else None
    if not isinstance(model, type) or not issubclass(model, BaseModel):
        return None
    return frozenset(field.alias or name for name, field in model.model_fields.items())


def left_out(route: Route, call: Call[Any], paths: Sequence[str]) -> None:
    """Tells of fields further inside that the contract does not have and that a translation has no place for.

    Raises BadRequest where the upstream refuses unknown fields.
    """
    told = _told(route, call, paths, "left out")
    before = call.response_headers.get(HEADER)
    call.response_headers[HEADER] = told if before is None else f"{before}; {told}"


def _told(route: Route, call: Call[Any], unknown: Sequence[str], done: str) -> str:
    upstream = route.upstream
    names = [header_safe(name[:_LONGEST_SHOWN]) for name in unknown[:_MOST_SHOWN]]
    told = ", ".join(names) + (f" and {len(unknown) - len(names)} more" if len(unknown) > len(names) else "")
    if upstream.unknown_fields == "refuse":
        raise BadRequest(
            f"The contract has no field '{names[0]}' here, and the upstream {upstream.name} is set to refuse such.",
            param=unknown[0][:_LONGEST_SHOWN],
            code="unknown_parameter",
        )
    _log.info(
        "unknown fields were %s",
        done,
        extra={"request_id": call.request_id, "upstream": upstream.name, "fields": told},
    )
    return f"{done}: {told}"
