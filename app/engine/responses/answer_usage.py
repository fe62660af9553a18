"""The usage of a response with several calls to a model: each has a record, the response has their sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.contract.json_types import JsonObject
from app.usage.entry import UsageEntry, estimate_usage
from app.usage.token_usage import Usage, from_object

_COUNTS = ("input_tokens", "output_tokens", "total_tokens")
_DETAILS = {
    "input_tokens_details": ("cached_tokens", "cache_write_tokens"),
    "output_tokens_details": ("reasoning_tokens",),
}


class CallUsage:
    """The usage of the calls to the model of one response, of which one is open: it has no record yet."""

    def __init__(self, entry: UsageEntry) -> None:
        self.is_open = False
        self.counted: Callable[[], Mapping[str, Any]] = dict
        """What the open call sent, for an estimate."""
        self.total = UsageSum()
        self._entry = entry

    async def close(self, usage: JsonObject | None, text: Callable[[], str], provider_id: str | None) -> None:
        """Ends the open call, which another one follows. `usage` is the upstream's, `text` its answer's.

        Raises Unavailable if no records can be written.
        """
        if not self.is_open:
            return
        found = await self._usage(usage, text)
        self.total.add(usage or as_response_usage(found))
        self.is_open = False
        await self._entry.next_call(found, provider_id)

    async def complete(self, final: JsonObject, usage: JsonObject | None, text: Callable[[], str]) -> Usage:
        """Sets the sum in the response; returns the usage of the open call, if there is one."""
        if not self.is_open:
            final["usage"] = self.total.with_(None)
            return Usage()
        found = await self._usage(usage, text)
        final["usage"] = self.total.with_(usage or as_response_usage(found))
        return found

    async def _usage(self, usage: JsonObject | None, text: Callable[[], str]) -> Usage:
        """An estimate if the upstream sent none."""
        return from_object(usage) or await estimate_usage(self.counted(), text())


class UsageSum:
    """Adds usages of responses."""

    def __init__(self) -> None:
        self._total: JsonObject | None = None

    @property
    def output_tokens(self) -> int:
        """All tokens that the model has generated."""
        return int(self._total["output_tokens"]) if self._total else 0

    def add(self, usage: Mapping[str, Any]) -> None:
        """Adds the usage of one call, in a response's shape."""
        self._total = self.with_(usage)

    def with_(self, usage: Mapping[str, Any] | None) -> JsonObject | None:
        """The sum, with the usage of one more call."""
        if usage is None or self._total is None:
            return self._total if usage is None else dict(usage)
        total: JsonObject = {
            name: self._total[name] + usage[name]
            for name in ("input_tokens", "output_tokens", "total_tokens")
        }
        for holder, names in _DETAILS.items():
            total[holder] = {name: self._total[holder][name] + usage[holder][name] for name in names}
        return total


def as_response_usage(usage: Usage) -> JsonObject:
    """An estimate, or a record's numbers, in a response's shape."""
    return {
        "input_tokens": usage.input_tokens,
        "input_tokens_details": {"cached_tokens": usage.cached_tokens, "cache_write_tokens": 0},
        "output_tokens": usage.output_tokens,
        "output_tokens_details": {"reasoning_tokens": usage.reasoning_tokens},
        "total_tokens": usage.input_tokens + usage.output_tokens,
    }
