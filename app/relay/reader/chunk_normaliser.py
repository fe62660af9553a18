"""One chunk of an answer as the contract has it: its members, and its choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args

from app.contract.json_types import JsonObject
from app.relay.accumulator import OBJECTS, CompletionKind
from app.relay.reader.values import time_of

_CHUNK_OBJECTS = {"chat": "chat.completion.chunk", "text": OBJECTS["text"]}
_PLAIN = frozenset(("id", "object", "created", "model", "choices", "usage"))
_USAGE_TYPES = (dict, type(None))


class Chunk(NamedTuple):
    """A clean chunk: its members beside its choices, and what choices add, or only mention.

    `finished` are choices that finish and add nothing. `is_break` is whether events that look like earlier
    ones may mean something else from here on: a choice began or finished, a call began, or the usage came.
    `received` is the value that it was read from, if it is all of an event.
    """

    members: JsonObject
    choices: list[JsonObject]
    finished: Sequence[JsonObject] = ()
    is_break: bool = True
    received: JsonObject | None = None


def clean_members(value: JsonObject, kind: CompletionKind) -> JsonObject:
    """The members beside the choices, with the contract's types; a usage is read by others."""
    members = value.copy()
    members.pop("choices", None)
    created, model = value.get("created"), value.get("model")
    # Nearly all chunks have nothing else.
    if not (
        value.keys() <= _PLAIN
        and type(created) is int
        and created > 0
        and type(model) is str
        and model
        and type(value.get("usage")) in _USAGE_TYPES
    ):
        for name, member in value.items():
            check = _CHECKS.get(name)
            if name == "error" or (name == "usage" and type(member) not in _USAGE_TYPES):
                del members[name]
            elif check is not None:
                cleaned = check(member)
                if cleaned is None:
                    del members[name]
                else:
                    members[name] = cleaned
    members["object"] = _CHUNK_OBJECTS[kind]
    return members


def is_clean_member(name: str, value: Any) -> bool:
    """Whether a member beside the choices stays as it is."""
    check = _CHECKS.get(name)
    return check is None or check(value) == value


def _string(value: Any) -> str | None:
    return value if type(value) is str else None


def _name(value: Any) -> str | None:
    return value if type(value) is str and value else None


def _service_tier(value: Any) -> str | None:
    return value if type(value) is str and value in _service_tiers() else None


@cache
def _service_tiers() -> frozenset[str]:
    from generated.models import ServiceTier

    literal, _ = get_args(ServiceTier.__value__)
    return frozenset(get_args(literal))


def _moderation(value: Any) -> JsonObject | None:
    is_whole = isinstance(value, dict) and all(isinstance(value.get(name), dict) for name in _MODERATED)
    return value if is_whole else None


def _metadata(value: Any) -> JsonObject | None:
    return value if isinstance(value, dict) and all(type(text) is str for text in value.values()) else None


_MODERATED = ("input", "output")
_CHECKS: dict[str, Callable[[Any], Any]] = {
    "created": time_of,
    "model": _name,
    "system_fingerprint": _string,
    "service_tier": _service_tier,
    "obfuscation": _string,
    "moderation": _moderation,
    "metadata": _metadata,
}
