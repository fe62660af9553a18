"""What goes up: the caller's bytes, in which only top-level keys are edited, and what a route makes of unknown ones."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import orjson
from pydantic import BaseModel

from app.errors import BadRequest
from app.http.content import MemoryContent, SplicedContent, SpoolContent
from app.http.encode import shown
from app.upstream.upstream import Route
from generated import models
from generated.runtime import Call, Content, Operation

_log = logging.getLogger(__name__)

HEADER = "x-llm-backend-unknown-fields"
_MOST_SHOWN = 10
_LONGEST_SHOWN = 60
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_SPACE = re.compile(r"[ \t\n\r]*")
# The values are only walked over; `float` takes numbers of any length, which `int` does not.
_WALKER = json.JSONDecoder(parse_int=float)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A body as it goes up by a route. `unknown` are its fields that the contract does not have, sent or stripped."""

    content: Content | None
    unknown: tuple[str, ...] = ()


def outgoing(
    route: Route, call: Call, changes: Mapping[str, Any] = _NOTHING, removed: Collection[str] = ()
) -> Outgoing:
    """The body of a call for a route: its own id of the model, `changes` made, `removed` taken out, its policy kept.

    JSON objects are edited, and of forms the model's id; whatever else there is goes up as it came. What becomes of
    unknown fields is told in the answer's header and in the log; raises BadRequest where the upstream refuses them.
    """
    content, fields = call.content, call.fields
    renamed = route.model if route.model is not None and "model" in fields else None
    if isinstance(content, SpoolContent):
        return Outgoing(_form(content, fields, renamed))
    if not isinstance(content, MemoryContent) or not fields:
        return Outgoing(content)
    unknown = _unknown(call.operation, fields)
    if unknown:
        done = "stripped" if route.upstream.unknown_fields == "strip" else "forwarded"
        call.answer_headers[HEADER] = _told(route, call, unknown, done)
        if route.upstream.unknown_fields == "strip":
            removed = {*removed, *unknown}
    if renamed is not None and renamed != fields["model"]:
        changes = {**changes, "model": renamed}
    if not changes and not removed:
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
    new = {key: orjson.dumps(value) for key, value in changes.items() if key not in removed}
    replaced = {key for key in new if key in known and orjson.dumps(known[key]) != new[key]}
    dropped = {key for key in removed if key in known}
    added = [key for key in new if key not in known]
    if not replaced and not dropped and not added:
        return data
    head = "{" + ",".join(f"{orjson.dumps(key).decode()}:{new[key].decode()}" for key in added)
    if not replaced and not dropped:
        start = data.index(b"{") + 1
        return data[:start] + head[1:].encode() + (b"," if known else b"") + data[start:]
    return _spliced(data.decode(), head, {key: new[key].decode() for key in replaced}, dropped).encode()


def _spliced(text: str, head: str, replaced: Mapping[str, str], dropped: set[str]) -> str:
    """`head` in the place of the opening brace, and the members walked over until all that change are found."""
    start = text.index("{")
    pieces = [text[:start], head]
    waiting = replaced.keys() | dropped
    position, comma, empty = start + 1, start, head == "{"
    while (waiting or empty) and text[comma] != "}":
        key_at = _past_space(text, comma + 1)
        key, key_end = _walked(text, key_at)
        value_at = _past_space(text, _past_space(text, key_end) + 1)
        end = _walked(text, value_at)[1]
        waiting.discard(key)
        if key not in dropped:
            # What stood before a member stays; the comma only where one is kept before it.
            pieces.append(
                text[comma + 1 : key_at] if empty else text[position:comma] + "," + text[comma + 1 : key_at]
            )
            pieces += (text[key_at:value_at], replaced.get(key, text[value_at:end]))
            empty = False
        position, comma = end, _past_space(text, end)
    return "".join((*pieces, text[position:]))


def _past_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _walked(text: str, position: int) -> tuple[Any, int]:
    try:
        return _WALKER.raw_decode(text, position)
    except RecursionError:
        raise BadRequest("The JSON body is nested too deeply.", code="invalid_json") from None


def _form(content: SpoolContent, fields: Mapping[str, Any], model: str | None) -> Content:
    if model is None or model == fields["model"] or "model" not in content.texts:
        return content
    return SplicedContent(content, *content.texts["model"], model.encode())


def _unknown(operation: Operation, fields: Mapping[str, Any]) -> tuple[str, ...]:
    known = _known(operation)
    return () if known is None or fields.keys() <= known else tuple(key for key in fields if key not in known)


@lru_cache(512)
def _known(operation: Operation) -> frozenset[str] | None:
    """The fields of the operation's JSON body; None where the contract gives no object to hold it against."""
    name = next((body.model for body in operation.bodies if body.media_type == "application/json"), None)
    model = getattr(models, name) if name else None
    if not isinstance(model, type) or not issubclass(model, BaseModel):
        return None
    return frozenset(field.alias or name for name, field in model.model_fields.items())


def left_out(route: Route, call: Call, paths: Sequence[str]) -> None:
    """Tells of fields further inside that the contract does not have and that a translation has no place for.

    Raises BadRequest where the upstream refuses unknown fields.
    """
    told = _told(route, call, paths, "left out")
    before = call.answer_headers.get(HEADER)
    call.answer_headers[HEADER] = told if before is None else f"{before}; {told}"


def _told(route: Route, call: Call, unknown: Sequence[str], done: str) -> str:
    upstream = route.upstream
    names = [shown(name[:_LONGEST_SHOWN]) for name in unknown[:_MOST_SHOWN]]
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
