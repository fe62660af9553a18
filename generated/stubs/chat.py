"""Chat: 6 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, EventStream, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ChatStub:
    """Chat: subclass it and override what you implement."""

    async def list_chat_completions(
        self,
        call: Call[Any],
        *,
        model: str | None = None,
        metadata: dict[str, str] | None = None,
        after: str | None = None,
        limit: int = 20,
        order: Literal["asc", "desc"] = "asc",
    ) -> models.ChatCompletionList | Relay:
        """GET /chat/completions: 200 application/json."""
        not_implemented(BY_ID["list_chat_completions"])

    async def create_chat_completion(
        self, call: Call[Any], *, body: models.CreateChatCompletionRequest
    ) -> models.CreateChatCompletionResponse | EventStream[models.CreateChatCompletionStreamResponse] | Relay:
        """POST /chat/completions: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["create_chat_completion"])

    async def get_chat_completion(
        self, call: Call[Any], *, completion_id: str
    ) -> models.CreateChatCompletionResponse | Relay:
        """GET /chat/completions/{completion_id}: 200 application/json."""
        not_implemented(BY_ID["get_chat_completion"])

    async def update_chat_completion(
        self, call: Call[Any], *, completion_id: str, body: models.UpdateChatCompletionRequest
    ) -> models.CreateChatCompletionResponse | Relay:
        """POST /chat/completions/{completion_id}: 200 application/json."""
        not_implemented(BY_ID["update_chat_completion"])

    async def delete_chat_completion(
        self, call: Call[Any], *, completion_id: str
    ) -> models.ChatCompletionDeleted | Relay:
        """DELETE /chat/completions/{completion_id}: 200 application/json."""
        not_implemented(BY_ID["delete_chat_completion"])

    async def get_chat_completion_messages(
        self,
        call: Call[Any],
        *,
        completion_id: str,
        after: str | None = None,
        limit: int = 20,
        order: Literal["asc", "desc"] = "asc",
    ) -> models.ChatCompletionMessageList | Relay:
        """GET /chat/completions/{completion_id}/messages: 200 application/json."""
        not_implemented(BY_ID["get_chat_completion_messages"])
