"""Builds in the background what the first calls of frequent operations would wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from app.http.request import contract_models, parameters
from generated.runtime import Operation

# The server listens by then; building at the same time would make its start slower.
_DELAY_SECONDS = 0.1


async def warm_up(operations: Iterable[Operation], answers: Iterable[str] = ()) -> None:
    """Builds the models of parameters and bodies, then those of `answers`, in threads, one by one.

    A call that comes earlier builds what it needs itself, also in a thread, and waits for one model at most
    that is being built.
    """
    await asyncio.sleep(_DELAY_SECONDS)
    for operation in operations:
        await asyncio.to_thread(parameters.build, operation)
        for body in operation.bodies:
            if body.model is not None:
                await asyncio.to_thread(contract_models.warm, body.model)
    for name in answers:
        await asyncio.to_thread(contract_models.warm, name)
