"""Calls of operations, for tests of what lies below the dispatcher."""

from __future__ import annotations

from typing import Any

from app.access.callers import Call, Caller
from generated import runtime
from generated.operations import BY_ID


def chat_call(model: str = "m", **headers: str) -> Call:
    """A chat of the default project; an underscore in a header's name stands for a hyphen."""
    operation = BY_ID["create_chat_completion"]
    fields: dict[str, Any] = {"model": model}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    caller = Caller("proj_default", "open")
    return runtime.Call(operation, caller, "req_1", operation.path, "", sent, None, body_fields=fields)
