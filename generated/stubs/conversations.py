"""Conversations: 8 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ConversationsStub:
    """Conversations: subclass it and override what you implement."""

    async def create_conversation(
        self, call: Call[Any], *, body: models.CreateConversationBody | None = None
    ) -> models.ConversationResource | Relay:
        """POST /conversations: 200 application/json."""
        not_implemented(BY_ID["create_conversation"])

    async def get_conversation(
        self, call: Call[Any], *, conversation_id: str
    ) -> models.ConversationResource | Relay:
        """GET /conversations/{conversation_id}: 200 application/json."""
        not_implemented(BY_ID["get_conversation"])

    async def update_conversation(
        self, call: Call[Any], *, conversation_id: str, body: models.UpdateConversationBody | None = None
    ) -> models.ConversationResource | Relay:
        """POST /conversations/{conversation_id}: 200 application/json."""
        not_implemented(BY_ID["update_conversation"])

    async def delete_conversation(
        self, call: Call[Any], *, conversation_id: str
    ) -> models.DeletedConversationResource | Relay:
        """DELETE /conversations/{conversation_id}: 200 application/json."""
        not_implemented(BY_ID["delete_conversation"])

    async def list_conversation_items(
        self,
        call: Call[Any],
        *,
        conversation_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
        include: list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None = None,
    ) -> models.ConversationItemList | Relay:
        """GET /conversations/{conversation_id}/items: 200 application/json."""
        not_implemented(BY_ID["list_conversation_items"])

    async def create_conversation_items(
        self,
        call: Call[Any],
        *,
        conversation_id: str,
        body: models.CreateConversationItemsRequest,
        include: list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None = None,
    ) -> models.ConversationItemList | Relay:
        """POST /conversations/{conversation_id}/items: 200 application/json."""
        not_implemented(BY_ID["create_conversation_items"])

    async def get_conversation_item(
        self,
        call: Call[Any],
        *,
        conversation_id: str,
        item_id: str,
        include: list[
            Literal[
                "file_search_call.results",
                "web_search_call.results",
                "web_search_call.action.sources",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "code_interpreter_call.outputs",
                "reasoning.encrypted_content",
                "message.output_text.logprobs",
            ]
        ]
        | None = None,
    ) -> models.ConversationItem | Relay:
        """GET /conversations/{conversation_id}/items/{item_id}: 200 application/json."""
        not_implemented(BY_ID["get_conversation_item"])

    async def delete_conversation_item(
        self, call: Call[Any], *, conversation_id: str, item_id: str
    ) -> models.ConversationResource | Relay:
        """DELETE /conversations/{conversation_id}/items/{item_id}: 200 application/json."""
        not_implemented(BY_ID["delete_conversation_item"])
