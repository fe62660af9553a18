"""Which tools of a server a request means: by name, or those that only read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.contract.json_types import JsonObject


@dataclass(frozen=True, slots=True)
class ToolFilter:
    """Matches tools that have one of `names`, if any are given, and are read-only, if that is wanted."""

    names: frozenset[str] | None
    read_only: bool

    def matches(self, name: str, annotations: Mapping[str, Any]) -> bool:
        """Whether a tool is meant. The annotations are the server's word, which the caller trusts by this."""
        is_named = self.names is None or name in self.names
        return is_named and (not self.read_only or annotations.get("readOnlyHint") is True)


def tool_filter(given: list[str] | JsonObject) -> ToolFilter:
    """The filter of `allowed_tools`, or of a part of `require_approval`."""
    members = {"tool_names": given} if isinstance(given, list) else given
    names = members.get("tool_names")
    return ToolFilter(None if names is None else frozenset(names), bool(members.get("read_only")))


def no_filter() -> ToolFilter:
    """A filter that matches every tool."""
    return ToolFilter(None, read_only=False)


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """`require_approval`: a tool needs one unless `never` matches it, and `always` does not."""

    always: ToolFilter | None
    never: ToolFilter | None

    def needed(self, name: str, annotations: Mapping[str, Any]) -> bool:
        """Whether the caller has to approve a call of this tool."""
        if self.always is not None and self.always.matches(name, annotations):
            return True
        return self.never is None or not self.never.matches(name, annotations)


def approval_rule(given: str | JsonObject | None) -> ApprovalRule:
    """The rule of `require_approval`, which is `always` by default. An empty filter matches nothing here."""
    if given == "never":
        return ApprovalRule(None, no_filter())
    if isinstance(given, dict):
        always, never = given.get("always"), given.get("never")
        return ApprovalRule(
            tool_filter(always) if always else None,
            tool_filter(never) if never else None,
        )
    return ApprovalRule(no_filter(), None)
