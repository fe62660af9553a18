"""Members of a tool call that the contract does not have and the upstream wants back with the history.

Gemini signs its thoughts there (`extra_content.google.thought_signature`) and rejects a call without its
signature.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject

_NAMES = ("extra_content",)


def call_extras(call: Mapping[str, Any]) -> JsonObject:
    """These members of an entry of `tool_calls`, or of an item."""
    return {name: call[name] for name in _NAMES if call.get(name) is not None}


def without_call_extras(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item without them: another upstream cannot read them, and may reject them."""
    if any(name in item for name in _NAMES):
        return {name: value for name, value in item.items() if name not in _NAMES}
    return item
