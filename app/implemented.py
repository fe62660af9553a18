"""Which operations are implemented: computed from the classes, not declared."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Iterable, Mapping
from importlib import import_module
from typing import Any, Protocol

from app.access.callers import Call
from app.contract.handler import Handler, Result
from app.engine.services import Services
from generated.operations import OPERATIONS
from generated.runtime import Operation


class Implementation(Protocol):
    """A subclass of a generated stub that overrides the operations it implements."""

    def __init__(self, services: Services) -> None: ...


def handlers(implementations: Iterable[Implementation]) -> dict[str, Handler]:
    """Operation id -> handler, for each method that overrides its stub's.

    An operation that the class lists in `passthrough_operations` is only passed on to an upstream. One in
    `fields_operations` reads the fields of its body as they were sent, and gets no model. `unknown_places`
    and `other_bodies` have members of its `Handler`.
    """
    found: dict[str, Handler] = {}
    for implementation in implementations:
        passthrough = getattr(implementation, "passthrough_operations", ())
        fields_only = getattr(implementation, "fields_operations", ())
        stubs = {base.__name__ for base in type(implementation).__mro__}
        for operation in OPERATIONS:
            if operation.stub in stubs and overrides(type(implementation), operation):
                method = getattr(implementation, operation.id)
                handler = _handler(
                    method, strict=operation.id not in passthrough, fields_only=operation.id in fields_only
                )
                found[operation.id] = dataclasses.replace(
                    handler,
                    unknown_places=getattr(implementation, "unknown_places", {}).get(operation.id),
                    other_body=getattr(implementation, "other_bodies", {}).get(operation.id),
                )
    return found


def overrides(implementation: type[Implementation], operation: Operation) -> bool:
    """Whether a class is a subclass of the operation's stub and overrides its method."""
    names = {base.__name__ for base in implementation.__mro__}
    if operation.stub not in names:
        return False
    stub = getattr(import_module(f"generated.stubs.{operation.group}"), operation.stub)
    return getattr(implementation, operation.id) is not getattr(stub, operation.id)


def _handler(method: Any, *, strict: bool, fields_only: bool) -> Handler:
    def run(call: Call, arguments: Mapping[str, Any]) -> Awaitable[Result]:
        result: Awaitable[Result] = method(call, **arguments)
        return result

    return Handler(run, strict, fields_only)
