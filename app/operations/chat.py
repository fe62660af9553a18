"""Chat completions: created by an upstream, stored and listed by this server."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal
from urllib.parse import parse_qs

import orjson
from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.engine.chat_bodies import ChatBodies
from app.engine.list_page import list_page, validate_limit
from app.engine.response_body import json_response
from app.engine.services import Services
from app.errors import BadRequest, NotFound
from app.relay import frames
from app.storage.completion_repository import CompletionRepository
from app.storage.tables import ChatCompletion
from generated.runtime import Relay
from generated.stubs.chat import ChatStub

if TYPE_CHECKING:
    from generated import models

# Fields of the request that a stored completion repeats beside the answer.
_REQUEST_FIELDS = (
    "temperature", "top_p", "presence_penalty", "frequency_penalty",
    "seed", "tools", "tool_choice", "response_format",
)  # fmt: skip


class ChatOperations(ChatStub):
    """`/chat/completions`: an upstream creates a completion, this server stores, lists and deletes it."""

    passthrough_operations: ClassVar[frozenset[str]] = frozenset(("create_chat_completion",))
    """Forwarded unchanged: enum values and union tags that the contract does not know yet are passed on."""

    def __init__(self, services: Services) -> None:
        self._chats = services.chats
        self.other_bodies = {
            "create_chat_completion": ChatBodies(services.chats, services.upstreams).other_body
        }
        """Of agents that send a response's request, or its tools."""
        self._database = services.database
        self._list_helper_calls = services.list_helper_calls

    @override
    def create_chat_completion(
        self, call: Call, *, body: models.CreateChatCompletionRequest
    ) -> Coroutine[Any, Any, Relay]:
        # The body is valid; the upstream gets the caller's bytes.
        return self._chats.complete(call)

    @override
    async def list_chat_completions(
        self,
        call: Call,
        *,
        model: str | None = None,
        metadata: dict[str, str] | None = None,
        after: str | None = None,
        limit: int = 20,
        order: Literal["asc", "desc"] = "asc",
    ) -> Relay:
        limit = validate_limit(call, limit)
        helper = self._helper_filter(call)

        def page(session: Session) -> Sequence[ChatCompletion]:
            return CompletionRepository(session, call.caller.project).search(
                model=model, metadata=metadata or {}, helper=helper, after=after, limit=limit, order=order
            )

        rows = await self._database.list_page(call.caller.project, page)
        return list_page(call, [_completion(row) for row in rows], limit)

    @override
    async def get_chat_completion(self, call: Call, *, completion_id: str) -> Relay:
        return _one(await self._get(call, completion_id))

    @override
    async def update_chat_completion(
        self, call: Call, *, completion_id: str, body: models.UpdateChatCompletionRequest
    ) -> Relay:
        metadata = body.metadata

        def update_metadata(session: Session) -> ChatCompletion | None:
            return CompletionRepository(session, call.caller.project).update_metadata(completion_id, metadata)

        return _one(_found(await self._database.write(update_metadata), completion_id))

    @override
    async def delete_chat_completion(self, call: Call, *, completion_id: str) -> models.ChatCompletionDeleted:
        from generated import models

        def delete(session: Session) -> bool:
            return CompletionRepository(session, call.caller.project).remove(completion_id)

        if not await self._database.write(delete, uses_reserve=True):
            raise _missing(completion_id)
        return models.ChatCompletionDeleted(object="chat.completion.deleted", id=completion_id, deleted=True)

    @override
    async def get_chat_completion_messages(
        self,
        call: Call,
        *,
        completion_id: str,
        after: str | None = None,
        limit: int = 20,
        order: Literal["asc", "desc"] = "asc",
    ) -> Relay:
        limit = validate_limit(call, limit)
        row = await self._get(call, completion_id)
        messages = [
            _message(row.id, index, message) for index, message in enumerate(orjson.loads(row.messages))
        ]
        if order == "desc":
            messages.reverse()
        if after is not None:
            ids = [message["id"] for message in messages]
            if after not in ids:
                raise NotFound(f"No message found with id '{after[:100]}'.", param="after")
            messages = messages[ids.index(after) + 1 :]
        return list_page(call, messages[: limit + 1], limit)

    def _helper_filter(self, call: Call) -> bool | None:
        """The query's `helper`, which the contract does not have: only the helper calls of UIs, or none.

        Without it the list has all, as the contract says, or none by LIST_HELPER_CALLS=false.
        """
        values = parse_qs(call.query, keep_blank_values=True).get("helper")
        if not values:
            return None if self._list_helper_calls else False
        if values not in (["true"], ["false"]):
            raise BadRequest("'helper' must be true or false.", param="helper", code="invalid_value")
        return values == ["true"]

    async def _get(self, call: Call, completion_id: str) -> ChatCompletion:
        get = partial(_read, project=call.caller.project, completion_id=completion_id)
        return _found(await self._database.read(get), completion_id)


def _read(session: Session, project: str, completion_id: str) -> ChatCompletion | None:
    return CompletionRepository(session, project).get(completion_id)


def _found(row: ChatCompletion | None, completion_id: str) -> ChatCompletion:
    if row is None:
        raise _missing(completion_id)
    return row


def _missing(completion_id: str) -> NotFound:
    return NotFound(f"No chat completion found with id '{completion_id[:100]}'.", param="completion_id")


def _completion(row: ChatCompletion) -> dict[str, Any]:
    """A `CreateChatCompletionResponse`: the answer as it was sent, with fields of its request."""
    request = orjson.loads(row.parameters)
    repeated = {key: request[key] for key in _REQUEST_FIELDS if key in request}
    return {**repeated, **frames.loads(row.response.encode()), "id": row.id, "metadata": row.metadata_ or {}}


def _message(completion_id: str, index: int, message: Mapping[str, Any]) -> dict[str, Any]:
    """A `ChatCompletionMessageListItem`: text stands in `content`, parts in `content_parts`."""
    content = message.get("content")
    parts = content if isinstance(content, list) else None
    listed = {"content": content if parts is None else None, "content_parts": parts}
    return {"refusal": None, **message, **listed, "id": f"{completion_id}-{index}"}


def _one(row: ChatCompletion) -> Relay:
    return json_response(frames.dumps(_completion(row)))
