"""What an alias adds to the calls that name it: default parameters, and a system prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Two names of one parameter: a caller that has set one of them has no use for a default of the other.
_OTHER_NAMES = {
    "max_tokens": "max_completion_tokens",
    "max_completion_tokens": "max_tokens",
    "functions": "tools",
    "tools": "functions",
    "function_call": "tool_choice",
    "tool_choice": "function_call",
}


@dataclass(frozen=True, slots=True)
class AliasOptions:
    """The options of an alias; `defaults` are by the id of the operation that takes them."""

    defaults: Mapping[str, Mapping[str, Any]]
    system_prompt: str | None = None

    def missing(self, operation_id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The defaults for what the caller's `fields` have not set; a null counts as not set."""
        return {
            name: value
            for name, value in self.defaults.get(operation_id, {}).items()
            if fields.get(name) is None and fields.get(_OTHER_NAMES.get(name, name)) is None
        }
