"""Legacy text completions: created by an upstream, recorded as usage, not stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from app.access.callers import Call
from app.engine.services import Services
from generated.runtime import Relay
from generated.stubs.completions import CompletionsStub

if TYPE_CHECKING:
    from generated import models


class CompletionsOperations(CompletionsStub):
    """`POST /completions`."""

    passthrough_operations: ClassVar[frozenset[str]] = frozenset(("create_completion",))

    def __init__(self, services: Services) -> None:
        self._chats = services.chats

    @override
    async def create_completion(self, call: Call, *, body: models.CreateCompletionRequest) -> Relay:
        del body
        return await self._chats.complete(call, "text")
