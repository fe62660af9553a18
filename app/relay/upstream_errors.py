"""Extracts message, type, param and code from an upstream's error, whatever its shape.

docs/upstreams.md lists the shapes that providers use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.relay.error_text import decode, name, nested, readable, shortened

_MAX_DEPTH = 8
# Entries of a list of errors that a message names.
_MAX_ENTRIES = 3
# Members by their names in lower case, without underscores, in order of preference.
_MESSAGES = (
    "message",
    "msg",
    "errormessage",
    "errormsg",
    "errmsg",
    "statusmsg",
    "errordescription",
    "detail",
    "description",
    "faultstring",
    "reason",
    "title",
)
_WRAPPERS = (
    "errors",
    "exception",
    "fault",
    "baseresp",
    "response",
    "responsemetadata",
    "header",
    "output",
    "result",
    "data",
)
# Values of `status` that name no cause.
_NO_CODES = ("error", "fail", "failed", "failure")
_STATUS = re.compile(r"[45][0-9][0-9]")
_TYPES = ("type", "errortype", "__type", "tpe")
_CODES = ("code", "errorcode", "errcode")
_STATUSES = ("status", "statuscode")
ERROR_KINDS = ("error", "Error")
"""Values of `object` and `type` of an error; Mistral writes both. The members may have no hash."""
# What an error consists of; an answer has other members as well.
_ERROR_MEMBERS = frozenset((*_MESSAGES, *_WRAPPERS, *_TYPES, *_CODES, *_STATUSES)).union(
    ("details", "error", "id", "instance", "messages", "object", "param", "path"),
    ("requestid", "success", "timestamp", "trace", "traceid", "version"),
)


class UpstreamError(NamedTuple):
    """The members of the contract's error; None for what the upstream did not send."""

    message: str | None = None
    type: str | None = None
    param: str | None = None
    code: str | None = None


def parse_body(body: bytes) -> UpstreamError:
    """Parses a body: JSON of any shape, an event of a stream, HTML, XML, or text."""
    return parse_value(decode(body))


def parse_value(value: Any) -> UpstreamError:
    """Parses a decoded value. Texts are bounded, and what looks like a key is masked."""
    return _parse(value, 0)


def error_in(value: Any, event: bytes = b"") -> UpstreamError | None:
    """The error that an answer with a success status, or an event of a stream, reports in its place.

    None if it is an answer. `event` is the event's name.
    """
    if isinstance(value, list):
        first = value[0] if value else None
        return parse_value(value) if isinstance(first, dict) and first.get("error") else None
    if not isinstance(value, dict):
        return None
    failed = (
        bool(value.get("error"))
        or event.strip() == b"error"
        or value.get("object") in ERROR_KINDS
        or value.get("type") in ERROR_KINDS
        or value.get("success") is False
        or _failed_base(value.get("base_resp"))
    )
    if failed:
        return parse_value(value)
    if "choices" in value or "object" in value or not {_folded(key) for key in value} <= _ERROR_MEMBERS:
        return None
    error = parse_value(value)
    return error if error.message is not None else None


def status_in(value: Any) -> int | None:
    """The HTTP status of an error that an answer names, such as `{"error": {"code": 429}}`."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, Mapping):
        return None
    inner = value.get("error")
    for members in (inner if isinstance(inner, Mapping) else {}, value):
        for key in ("code", "status", "statusCode", "status_code", "http_status"):
            number = members.get(key)
            number = (
                int(number) if isinstance(number, str) and number.isdecimal() and len(number) == 3 else number
            )
            if isinstance(number, int) and 400 <= number <= 599:
                return number
    return None


def _failed_base(base: Any) -> bool:
    return isinstance(base, dict) and base.get("status_code") not in (None, 0)


def _folded(key: Any) -> str:
    text = str(key).lower()
    return text if text.startswith("__") else text.replace("_", "").replace("-", "")


def _parse(value: Any, depth: int) -> UpstreamError:
    if depth > _MAX_DEPTH:
        return UpstreamError()
    if isinstance(value, str):
        inner = nested(value)
        found = _parse(inner, depth + 1) if inner is not None else UpstreamError()
        return found if found.message is not None else UpstreamError(readable(value))
    if isinstance(value, list):
        return _parse_list(value, depth)
    return _parse_members(value, depth) if isinstance(value, dict) else UpstreamError()


def _parse_list(values: list[Any], depth: int) -> UpstreamError:
    """The first errors in one message, with the other members of the first."""
    errors = [_parse_entry(value, depth + 1) for value in values[:_MAX_ENTRIES]]
    messages = list(dict.fromkeys(error.message for error in errors if error.message is not None))
    if not messages:
        return UpstreamError()
    return errors[0]._replace(message=shortened("; ".join(messages)))


def _parse_entry(value: Any, depth: int) -> UpstreamError:
    """An entry of a list: pydantic's has the place of the fault in the request, as `loc`."""
    error = _parse(value, depth)
    places = value.get("loc") if isinstance(value, dict) else None
    if error.message is None or not isinstance(places, list):
        return error
    place = name(".".join(str(part) for part in places[:20] if part != "body"))
    return error._replace(message=shortened(f"{place}: {error.message}"), param=place) if place else error


def _parse_members(value: dict[Any, Any], depth: int) -> UpstreamError:
    members = {_folded(key): member for key, member in value.items()}
    own = UpstreamError(
        _message(members, depth),
        next((text for key in _TYPES if (text := name(members.get(key)))), None),
        name(members.get("param")),
        _code(members),
    )
    error = members.get("error")
    inner = _parse(error, depth + 1) if error else UpstreamError()
    if isinstance(error, str) and own.message is not None:
        # `error` is then a name, as in `{"error": "invalid_client", "error_description": …}`.
        return own._replace(code=own.code or name(error))
    if inner.message is None and own.message is None:
        for key in _WRAPPERS:
            inner = _parse(members[key], depth + 1) if members.get(key) else inner
            if inner.message is not None:
                break
    found = UpstreamError(*(first or second for first, second in zip(inner, own, strict=True)))
    if found.message is None and own.type is not None and "__type" in members:
        found = found._replace(message=own.type.rpartition("#")[2])
    return found._replace(message=_with_detail(found.message, members, depth))


def _message(members: Mapping[str, Any], depth: int) -> str | None:
    for key in _MESSAGES:
        member = members.get(key)
        if member and (message := _parse(member, depth + 1).message) is not None:
            return message
    return None


def _with_detail(message: str | None, members: Mapping[str, Any], depth: int) -> str | None:
    """The message with that of the provider, where a proxy's own says only that the provider failed."""
    metadata = members.get("metadata")
    raw = metadata.get("raw") if isinstance(metadata, dict) else members.get("externalmodelmessage")
    detail = _parse(raw, depth + 1).message if raw else None
    if detail is None or (message is not None and detail in message):
        return message
    return detail if message is None else shortened(f"{message.rstrip('.')}: {detail}")


def _code(members: Mapping[str, Any]) -> str | None:
    """The code; where it is a number, a text beside it such as `INVALID_ARGUMENT` is preferred."""
    codes = [code for key in _CODES if (code := name(members.get(key)))]
    texts = [code for key in _STATUSES if (code := name(members.get(key)))]
    named = [code for code in (*codes, *texts) if not code.isdecimal() and code.lower() not in _NO_CODES]
    return next(iter((*named, *codes)), None)
