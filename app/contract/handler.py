"""The interface of the dispatcher: a handler per operation, and a callable that authenticates a key."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

from generated.runtime import Binary, Call, EventStream, Operation, Relay

CallerT = TypeVar("CallerT")

JsonBody: TypeAlias = dict[str, Any] | list[Any] | str
Result: TypeAlias = BaseModel | JsonBody | EventStream[Any] | Binary | Relay | None
Arguments: TypeAlias = Mapping[str, Any]
Authenticate: TypeAlias = Callable[[Operation, str | None, bool], CallerT | Coroutine[Any, Any, CallerT]]
"""Takes an operation, the bearer key or None, and whether the caller chooses the upstream.

Returns the caller, or a coroutine if it has to wait.
"""


@dataclass(frozen=True, slots=True)
class OtherBody:
    """A body in the place of one that is not valid: its fields, the model that validates them, a handler."""

    fields: Mapping[str, Any]
    model: str
    run: Callable[[Call[Any], Arguments], Awaitable[Result]]


@dataclass(frozen=True, slots=True)
class Handler:
    """Answers one operation.

    `run` takes the call and the stub method's keyword arguments: the parameters that were sent, and `body`.
    `strict` is False for a handler that forwards the request: its `body` is None, and enum values and union
    tags that the contract does not know yet are accepted. With `fields_only` its `body` is None, too: it
    reads the call's `body_fields`, which are valid.

    `unknown_places` are the places of a strict one at which it takes unknown values, too. `other_body` is
    asked about the fields of a body that is not valid: whether they are a body of another form.
    """

    run: Callable[[Call[Any], Arguments], Awaitable[Result]]
    strict: bool = True
    fields_only: bool = False
    unknown_places: re.Pattern[str] | None = None
    other_body: Callable[[Mapping[str, Any]], OtherBody | None] | None = None

    @property
    def needs_model(self) -> bool:
        """Whether `body` is the instance of its model."""
        return self.strict and not self.fields_only

    def takes_unknown(self, places: Sequence[str]) -> bool:
        """Whether it takes unknown values at these places, which are all that the body has."""
        pattern = self.unknown_places
        return not self.strict or (
            pattern is not None and bool(places) and all(map(pattern.fullmatch, places))
        )
