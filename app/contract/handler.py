"""The interface of the dispatcher: a handler per operation, and a callable that authenticates a key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

from generated.runtime import Binary, Call, EventStream, Operation, Relay

CallerT = TypeVar("CallerT")

JsonBody: TypeAlias = dict[str, Any] | list[Any] | str
Result: TypeAlias = BaseModel | JsonBody | EventStream[Any] | Binary | Relay | None
Arguments: TypeAlias = Mapping[str, Any]
Authenticate: TypeAlias = Callable[[Operation, str | None], CallerT | Coroutine[Any, Any, CallerT]]
"""Takes an operation and the bearer key or None; returns the caller, or a coroutine if it has to wait."""


@dataclass(frozen=True, slots=True)
class Handler:
    """Answers one operation.

    `run` takes the call and the stub method's keyword arguments: the parameters that were sent, and `body`.
    `strict` is False for a handler that forwards the request: its `body` is None, and enum values and union
    tags that the contract does not know yet are accepted. With `fields_only` its `body` is None, too: it
    reads the call's `body_fields`, which are valid.
    """

    run: Callable[[Call[Any], Arguments], Awaitable[Result]]
    strict: bool = True
    fields_only: bool = False

    @property
    def needs_model(self) -> bool:
        """Whether `body` is the instance of its model."""
        return self.strict and not self.fields_only
