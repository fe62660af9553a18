"""Chat completions: created by an upstream, stored and listed by this server."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias
from urllib.parse import parse_qs

import orjson
from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.chat_bodies import ChatBodies
from app.engine.list_page import MOST_PAGE_BYTES, list_page, validate_limit
from app.engine.long_answers import marked_json, short_value
from app.engine.services import Services
from app.errors import BadRequest, NotFound
from app.storage.completion_repository import CompletionRepository
from app.storage.repository import PayloadPage
from app.storage.tables import ChatCompletion
from generated.runtime import Relay
from generated.stubs.chat import ChatStub

if TYPE_CHECKING:
    from generated import models

_Stored: TypeAlias = tuple[ChatCompletion, bytes]
"""A row, and the JSON of one of its payload columns."""

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

        def page(session: Session) -> PayloadPage[ChatCompletion]:
            completions = CompletionRepository(session, call.caller.project)
            rows = completions.search(
                model=model, metadata=metadata or {}, helper=helper, after=after, limit=limit, order=order
            )
            return completions.payload_page(rows, "response", limit, MOST_PAGE_BYTES)

        read, texts = await self._database.list_page(call.caller.project, page), LongTexts()
        found = zip(read.rows, read.payloads, strict=True)
        listed = [_completion(row, await short_value(data, texts)) for row, data in found]
        return list_page(call, listed, limit, texts=texts, is_cut=read.has_more)

    @override
    async def get_chat_completion(self, call: Call, *, completion_id: str) -> Relay:
        return await _one(*await self._get(call, completion_id, "response"))

    @override
    async def update_chat_completion(
        self, call: Call, *, completion_id: str, body: models.UpdateChatCompletionRequest
    ) -> Relay:
        metadata = body.metadata

        def update_metadata(session: Session) -> _Stored | None:
            completions = CompletionRepository(session, call.caller.project)
            return _with_payload(
                completions, completions.update_metadata(completion_id, metadata), "response"
            )

        return await _one(*_found(await self._database.write(update_metadata), completion_id))

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
        row, data = await self._get(call, completion_id, "messages")
        texts = LongTexts()
        messages = [
            _message(row.id, index, message) for index, message in enumerate(await short_value(data, texts))
        ]
        if order == "desc":
            messages.reverse()
        if after is not None:
            ids = [message["id"] for message in messages]
            if after not in ids:
                raise NotFound(f"No message found with id '{after[:100]}'.", param="after")
            messages = messages[ids.index(after) + 1 :]
        return list_page(call, messages[: limit + 1], limit, texts=texts)

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

    async def _get(self, call: Call, completion_id: str, column: str) -> _Stored:
        def get(session: Session) -> _Stored | None:
            completions = CompletionRepository(session, call.caller.project)
            return _with_payload(completions, completions.state(completion_id), column)

        return _found(await self._database.read(get), completion_id)


def _with_payload(
    completions: CompletionRepository, row: ChatCompletion | None, column: str
) -> _Stored | None:
    return None if row is None else (row, completions.payloads([row], column)[0])


def _found(stored: _Stored | None, completion_id: str) -> _Stored:
    if stored is None:
        raise _missing(completion_id)
    return stored


def _missing(completion_id: str) -> NotFound:
    return NotFound(f"No chat completion found with id '{completion_id[:100]}'.", param="completion_id")


def _completion(row: ChatCompletion, answer: JsonObject) -> JsonObject:
    """A `CreateChatCompletionResponse`: the answer as it was sent, with fields of its request."""
    request = orjson.loads(row.parameters)
    repeated = {key: request[key] for key in _REQUEST_FIELDS if key in request}
    return {**repeated, **answer, "id": row.id, "metadata": row.metadata_ or {}}


def _message(completion_id: str, index: int, message: Mapping[str, Any]) -> dict[str, Any]:
    """A `ChatCompletionMessageListItem`: text stands in `content`, parts in `content_parts`."""
    content = message.get("content")
    parts = content if isinstance(content, list) else None
    listed = {"content": content if parts is None else None, "content_parts": parts}
    return {"refusal": None, **message, **listed, "id": f"{completion_id}-{index}"}


async def _one(row: ChatCompletion, data: bytes) -> Relay:
    texts = LongTexts()
    return marked_json(_completion(row, await short_value(data, texts)), texts)
