"""Conversations and the items in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

import orjson
from sqlmodel import Session
from typing_extensions import override

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.list_page import MOST_PAGE_BYTES, list_page, validate_limit
from app.engine.long_answers import marked_json, short_value
from app.engine.responses.native_stream import ENCRYPTED_REASONING
from app.engine.responses.response_rows import append_items, item_rows
from app.engine.responses.turn_context import conversation_locked
from app.engine.services import Services
from app.engine.translation.references import ResolvedReferences, item_ids, item_type
from app.engine.translation.stored_items import input_items
from app.errors import BadRequest, NotFound
from app.storage.conversation_repository import ConversationRepository
from app.storage.ids import mint
from app.storage.items import Item
from app.storage.repository import PayloadPage
from app.storage.tables import Conversation, ConversationItem
from generated.runtime import Relay
from generated.stubs.conversations import ConversationsStub

if TYPE_CHECKING:
    from generated import models

T = TypeVar("T")


class ConversationsOperations(ConversationsStub):
    """`/conversations`; while a response runs in a conversation, no other call changes its items."""

    fields_operations: ClassVar[frozenset[str]] = frozenset(
        ("create_conversation", "update_conversation", "create_conversation_items")
    )
    """Items are stored as the client sent them: no instance of a model is built."""

    def __init__(self, services: Services) -> None:
        self._database = services.database

    @override
    async def create_conversation(
        self, call: Call, *, body: models.CreateConversationBody | None = None
    ) -> models.ConversationResource:
        del body
        items = item_rows(_items(call.body_fields.get("items") or [], ResolvedReferences()))
        metadata = call.body_fields.get("metadata")
        return _conversation(await self._write(call, lambda found: found.create(metadata, items)))

    @override
    async def get_conversation(self, call: Call, *, conversation_id: str) -> models.ConversationResource:
        return _conversation(await self._get(call, conversation_id))

    @override
    async def update_conversation(
        self, call: Call, *, conversation_id: str, body: models.UpdateConversationBody | None = None
    ) -> models.ConversationResource:
        del body
        if call.content is None:
            # The body is optional in the contract; without one nothing changes.
            return _conversation(await self._get(call, conversation_id))
        metadata = call.body_fields.get("metadata")
        row = await self._write(call, lambda found: found.update_metadata(conversation_id, metadata))
        return _conversation(_found(row, conversation_id))

    @override
    async def delete_conversation(
        self, call: Call, *, conversation_id: str
    ) -> models.DeletedConversationResource:
        from generated import models

        await self._get(call, conversation_id)
        if not await self._write(call, lambda found: found.remove(conversation_id), uses_reserve=True):
            raise conversation_locked(conversation_id, "conversation_id")
        return models.DeletedConversationResource(
            object="conversation.deleted", deleted=True, id=conversation_id
        )

    @override
    async def list_conversation_items(
        self,
        call: Call,
        *,
        conversation_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
        include: list[Any] | None = None,
    ) -> Relay:
        limit = validate_limit(call, limit)

        def page(session: Session) -> PayloadPage[ConversationItem]:
            found = ConversationRepository(session, call.caller.project)
            _found(found.get(conversation_id), conversation_id)
            items = found.items(conversation_id)
            if after is not None:
                _item_found(items.get(after), after, "after")
            # The newest first is OpenAI's default.
            rows = items.page(after=after, limit=limit, order=order or "desc")
            return items.payload_page(rows, "payload", limit, MOST_PAGE_BYTES)

        read, texts = await self._database.list_page(call.caller.project, page), LongTexts()
        listed = [_visible(await short_value(data, texts), include) for data in read.payloads]
        return list_page(call, listed, limit, texts=texts, is_cut=read.has_more)

    @override
    async def create_conversation_items(
        self,
        call: Call,
        *,
        conversation_id: str,
        body: models.CreateConversationItemsRequest,
        include: list[Any] | None = None,
    ) -> Relay:
        del body
        sent = call.body_fields["items"]

        def add(session: Session) -> list[Item]:
            found = ConversationRepository(session, call.caller.project)
            _found(found.get(conversation_id), conversation_id)
            known = {
                name: orjson.loads(row.payload)
                for name in item_ids(sent)
                if (row := found.items(conversation_id).get(name)) is not None
            }
            # A reference to an item of this conversation becomes a copy with a new id.
            added = append_items(found, conversation_id, _items(sent, ResolvedReferences(items=known)))
            if added is None:
                raise conversation_locked(conversation_id, "conversation_id")
            return added

        added = await self._database.write(add)
        return list_page(call, [_visible(item.value(), include) for item in added], len(added))

    @override
    async def get_conversation_item(
        self, call: Call, *, conversation_id: str, item_id: str, include: list[Any] | None = None
    ) -> Relay:
        def get(session: Session) -> bytes:
            found = ConversationRepository(session, call.caller.project)
            _found(found.get(conversation_id), conversation_id)
            items = found.items(conversation_id)
            row = _item_found(items.get(item_id, options=items.page_options), item_id, "item_id")
            return items.payloads([row], "payload")[0]

        data, texts = await self._database.read(get), LongTexts()
        return marked_json(_visible(await short_value(data, texts), include), texts)

    @override
    async def delete_conversation_item(
        self, call: Call, *, conversation_id: str, item_id: str
    ) -> models.ConversationResource:
        def delete(session: Session) -> Conversation:
            found = ConversationRepository(session, call.caller.project)
            row = _found(found.get(conversation_id), conversation_id)
            _item_found(found.items(conversation_id).get(item_id), item_id, "item_id")
            if not found.remove_item(conversation_id, item_id):
                raise conversation_locked(conversation_id, "conversation_id")
            return row

        return _conversation(await self._database.write(delete, uses_reserve=True))

    async def _get(self, call: Call, conversation_id: str) -> Conversation:
        read = partial(_read, project=call.caller.project, conversation_id=conversation_id)
        return _found(await self._database.read(read), conversation_id)

    async def _write(
        self, call: Call, work: Callable[[ConversationRepository], T], *, uses_reserve: bool = False
    ) -> T:
        return await self._database.write(
            lambda session: work(ConversationRepository(session, call.caller.project)),
            uses_reserve=uses_reserve,
        )


def _read(session: Session, project: str, conversation_id: str) -> Conversation | None:
    return ConversationRepository(session, project).get(conversation_id)


def _items(sent: Sequence[JsonObject], known: ResolvedReferences) -> list[JsonObject]:
    for index, item in enumerate(sent):
        if item_type(item) == "compaction_trigger":
            raise BadRequest(
                f"'items[{index}]' is a 'compaction_trigger', which calls a model: "
                "send it in the input of a response.",
                param=f"items[{index}].type",
                code="unsupported_value",
            )
    return input_items(sent, mint=mint, references=known, field="items")


def _found(row: Conversation | None, conversation_id: str) -> Conversation:
    if row is None:
        raise NotFound(f"Conversation with id '{conversation_id[:100]}' not found.", param="conversation_id")
    return row


def _item_found(row: ConversationItem | None, item_id: str, param: str) -> ConversationItem:
    if row is None:
        raise NotFound(f"Item with id '{item_id[:100]}' not found in this conversation.", param=param)
    return row


def _conversation(row: Conversation) -> models.ConversationResource:
    from generated import models

    return models.ConversationResource(
        id=row.id, object="conversation", metadata=row.metadata_ or {}, created_at=row.created_at
    )


def _visible(item: JsonObject, include: Sequence[str] | None) -> JsonObject:
    """The item; encrypted reasoning, which is stored for later turns, only where `include` asks for it."""
    if item.get("type") == "reasoning" and ENCRYPTED_REASONING not in (include or ()):
        return {name: value for name, value in item.items() if name != "encrypted_content"}
    return item
