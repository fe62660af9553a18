"""ChatKit: 6 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ChatKitStub:
    """ChatKit: subclass it and override what you implement."""

    async def create_chat_session_method(
        self, call: Call[Any], *, body: models.CreateChatSessionBody | None = None
    ) -> models.ChatSessionResource | Relay:
        """POST /chatkit/sessions: 200 application/json."""
        not_implemented(BY_ID["create_chat_session_method"])

    async def cancel_chat_session_method(
        self, call: Call[Any], *, session_id: str
    ) -> models.ChatSessionResource | Relay:
        """POST /chatkit/sessions/{session_id}/cancel: 200 application/json."""
        not_implemented(BY_ID["cancel_chat_session_method"])

    async def list_threads_method(
        self,
        call: Call[Any],
        *,
        limit: int | None = None,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
        before: str | None = None,
        user: str | None = None,
    ) -> models.ThreadListResource | Relay:
        """GET /chatkit/threads: 200 application/json."""
        not_implemented(BY_ID["list_threads_method"])

    async def get_thread_method(self, call: Call[Any], *, thread_id: str) -> models.ThreadResource | Relay:
        """GET /chatkit/threads/{thread_id}: 200 application/json."""
        not_implemented(BY_ID["get_thread_method"])

    async def delete_thread_method(
        self, call: Call[Any], *, thread_id: str
    ) -> models.DeletedThreadResource | Relay:
        """DELETE /chatkit/threads/{thread_id}: 200 application/json."""
        not_implemented(BY_ID["delete_thread_method"])

    async def list_thread_items_method(
        self,
        call: Call[Any],
        *,
        thread_id: str,
        limit: int | None = None,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> models.ThreadItemListResource | Relay:
        """GET /chatkit/threads/{thread_id}/items: 200 application/json."""
        not_implemented(BY_ID["list_thread_items_method"])
