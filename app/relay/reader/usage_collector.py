"""The usage of an answer, wherever it stands, whole or in several events."""

from __future__ import annotations

from typing import Any

from app.contract.json_types import JsonObject
from app.relay.reader.values import count_of
from app.usage.token_usage import Usage, from_object

_COUNTS = ("prompt_tokens", "completion_tokens", "total_tokens", "input_tokens", "output_tokens")
_PAIRS = (("prompt_tokens", "completion_tokens"), ("input_tokens", "output_tokens"))
_DETAILS = (
    "prompt_tokens_details",
    "completion_tokens_details",
    "input_tokens_details",
    "output_tokens_details",
)
_PLAIN = {"prompt_tokens", "completion_tokens", "total_tokens"}
_INTEGERS = {int}
_SUFFIX = "_tokens"


class UsageCollector:
    """Merges the usage of several events: each count is the last one that is not 0."""

    def __init__(self) -> None:
        self._usage: JsonObject = {}

    def add(self, usage: Any) -> None:
        """Adds what an event has."""
        cleaned = clean_usage(usage) if isinstance(usage, dict) else None
        if cleaned is None:
            return
        if not self._usage:
            self._usage = cleaned
            return
        self._usage = _updated(self._usage, cleaned)
        if not _is_whole(cleaned) and _has_pair(self._usage):
            # The sum of other counts than these.
            self._usage.pop("total_tokens", None)

    def add_of(self, holder: Any) -> None:
        """Adds what an object has as its `usage`."""
        if isinstance(holder, dict) and "usage" in holder:
            self.add(holder["usage"])

    @property
    def usage(self) -> Usage | None:
        """The usage so far; None if there is none."""
        return from_object(self._usage)


def is_clean_usage(usage: Any) -> bool:
    """Whether `clean_usage` would change nothing."""
    if type(usage) is not dict:
        return False
    if usage.keys() == _PLAIN:
        counts = usage["prompt_tokens"], usage["completion_tokens"], usage["total_tokens"]
        return set(map(type, counts)) == _INTEGERS and min(counts) >= 0
    has_count = False
    for name, value in usage.items():
        if name in _COUNTS:
            has_count = True
            if type(value) is not int or value < 0:
                return False
        elif name in _DETAILS:
            if type(value) is not dict:
                return False
            for count in value.values():
                if type(count) is not int or count < 0:
                    return False
        elif value is None:
            return False
    return has_count


def clean_usage(usage: JsonObject) -> JsonObject | None:
    """A usage with counts that are integers, and without nulls; None if it has no count."""
    if is_clean_usage(usage):
        return usage
    cleaned: JsonObject = {}
    for name, value in usage.items():
        if name in _COUNTS:
            count = count_of(value)
            if count is not None:
                cleaned[name] = count
        elif name in _DETAILS:
            if isinstance(value, dict):
                cleaned[name] = _clean_details(value)
        elif value is not None:
            cleaned[name] = value
    return cleaned if any(name in cleaned for name in _COUNTS) else None


def _clean_details(details: JsonObject) -> JsonObject:
    cleaned = {name: count_of(value) if name.endswith(_SUFFIX) else value for name, value in details.items()}
    return {name: value for name, value in cleaned.items() if value is not None}


def _is_whole(usage: JsonObject) -> bool:
    return "total_tokens" in usage and _has_pair(usage)


def _has_pair(usage: JsonObject) -> bool:
    return any(first in usage and second in usage for first, second in _PAIRS)


def _updated(before: JsonObject, usage: JsonObject) -> JsonObject:
    merged = dict(before)
    for name, value in usage.items():
        if isinstance(value, dict) and isinstance(before.get(name), dict):
            merged[name] = _updated(before[name], value)
        elif value or name not in before:
            merged[name] = value
    return merged
