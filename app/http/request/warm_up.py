"""Builds in the background what the first calls of frequent operations would wait for."""

from __future__ import annotations

import asyncio

from app.http.request import contract_models, parameters
from generated.operations import BY_ID

_OPERATIONS = (
    "create_chat_completion",
    "create_response",
    "create_embedding",
    "create_conversation",
    "create_conversation_items",
    "list_conversation_items",
    "get_conversation",
    "get_response",
)
_ANSWERS = ("ListModelsResponse", "ConversationResource")
# The server listens by then; building at the same time would make its start slower.
_DELAY_SECONDS = 0.1


async def warm_up() -> None:
    """Builds the models of the operations' parameters and bodies, and of answers, in threads, one by one.

    A call that comes earlier builds what it needs itself, also in a thread, and waits for one model at most
    that is being built.
    """
    await asyncio.sleep(_DELAY_SECONDS)
    for operation in map(BY_ID.__getitem__, _OPERATIONS):
        await asyncio.to_thread(parameters.build, operation)
        for body in operation.bodies:
            if body.model is not None:
                await asyncio.to_thread(contract_models.warm, body.model)
    for name in _ANSWERS:
        await asyncio.to_thread(contract_models.warm, name)
