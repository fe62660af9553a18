"""What the dispatcher is given: a callable per operation, and one that turns a key into a caller."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import BaseModel

from generated.runtime import Binary, Call, Caller, EventStream, Operation, Relay

JsonBody: TypeAlias = dict[str, Any] | list[Any] | str
Result: TypeAlias = BaseModel | JsonBody | EventStream[Any] | Binary | Relay | None
Arguments: TypeAlias = Mapping[str, Any]
Authenticate: TypeAlias = Callable[[Operation, str | None], Caller | Awaitable[Caller]]


@dataclass(frozen=True, slots=True)
class Handler:
    """Answers one operation.

    `run` takes the call and the stub method's keyword arguments: the parameters that were sent, and `body`.
    `strict` is False for a handler that only passes the request on: its `body` is None, for nobody looks at it, and an
    enum value or union tag that the contract does not know yet is let through.
    """

    run: Callable[[Call, Arguments], Awaitable[Result]]
    strict: bool = True
