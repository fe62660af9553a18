"""Which operations are implemented: computed from the classes, not declared."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from importlib import import_module
from typing import Any

from app.contract.handler import Handler, Result
from generated.operations import OPERATIONS
from generated.runtime import Call, Operation


def handlers(implementations: list[object]) -> dict[str, Handler]:
    """Operation id -> handler, for each method that is no longer its stub's."""
    found: dict[str, Handler] = {}
    for implementation in implementations:
        for operation in OPERATIONS:
            if overrides(type(implementation), operation):
                passthrough_operations = operation.id in getattr(implementation, "passthrough_operations", ())
                found[operation.id] = _handler(
                    getattr(implementation, operation.id), strict=not passthrough_operations
                )
    return found


def overrides(implementation: type, operation: Operation) -> bool:
    """Whether a class is a subclass of the operation's stub and has a method of its own for it."""
    names = {base.__name__ for base in implementation.__mro__}
    if operation.stub not in names:
        return False
    stub = getattr(import_module(f"generated.stubs.{operation.group}"), operation.stub)
    return getattr(implementation, operation.id) is not getattr(stub, operation.id)


def _handler(method: Any, *, strict: bool) -> Handler:
    def run(call: Call, arguments: Mapping[str, Any]) -> Awaitable[Result]:
        answering: Awaitable[Result] = method(call, **arguments)
        return answering

    return Handler(run, strict)
