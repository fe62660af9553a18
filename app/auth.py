"""Who calls: the bearer key of a request -> its Caller."""

from __future__ import annotations

from generated.runtime import Caller, Operation

_EVERYONE = Caller(project="proj_default", kind="open")


async def everyone(operation: Operation, key: str | None) -> Caller:
    """`AUTH=open`: whatever key a client sends, or none, it is the default project's."""
    del operation, key
    return _EVERYONE
