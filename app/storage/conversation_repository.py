"""Conversations of one project, and their items."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import defer
from sqlmodel import Session, col
from typing_extensions import override

from app.storage.ids import mint
from app.storage.inserts import insert_rows
from app.storage.items import Item
from app.storage.leases import is_free, lease_end
from app.storage.repository import Changes, Condition, Key, Repository
from app.storage.rows import ConversationItemRow
from app.storage.tables import METADATA, Conversation, ConversationItem, Response
from app.storage.tables.responses import UNFINISHED_JOB

_ITEMS = METADATA.tables["conversation_items"]

_NO_PAYLOAD = defer(ConversationItem.payload)  # type: ignore[arg-type]  # a column on the class


def is_unheld() -> ColumnElement[bool]:
    """Whether a conversation is free: without a lease, and not owned by an unfinished background response.

    Such a response may wait longer than any lease, for a free runner or for one that takes over after a
    crash.
    """
    unfinished_owner = (
        select(col(Response.id))
        .where(
            col(Response.project_id) == col(Conversation.project_id),
            col(Response.id) == col(Conversation.lock_owner),
            UNFINISHED_JOB,
        )
        .correlate(Conversation)
        .exists()
    )
    return is_free(col(Conversation.lock_until)) & ~unfinished_owner


class ConversationItemRepository(Repository[ConversationItem]):
    """Reads the items of one conversation; `ConversationRepository` writes them under its lease."""

    table = ConversationItem
    key = Key(
        scope=col(ConversationItem.project_id),
        id=col(ConversationItem.id),
        order=(col(ConversationItem.position),),
    )
    page_options = (_NO_PAYLOAD,)

    def __init__(self, session: Session, project: str, conversation_id: str) -> None:
        super().__init__(session, project)
        self._conversation_id = conversation_id

    @override
    def in_scope(self) -> ColumnElement[bool]:
        return super().in_scope() & (col(ConversationItem.conversation_id) == self._conversation_id)

    def existing_ids(self, item_ids: Sequence[str]) -> set[str]:
        """Those of the ids that the conversation has items of."""
        if not item_ids:
            return set()
        found = select(col(ConversationItem.id)).where(
            self.in_scope(), col(ConversationItem.id).in_(item_ids)
        )
        return set(self._session.execute(found).scalars())

    def first(self, most: int) -> Sequence[bytes]:
        """The JSON of so many first items."""
        statement = self.select().order_by(col(ConversationItem.position)).limit(most)
        return [data for _, data in self.with_payloads(statement, "payload", skipped=_NO_PAYLOAD)]

    def append(self, items: Sequence[Item]) -> None:
        """Inserts items behind the last one; the caller holds the conversation."""
        if not items:
            return
        last = self._session.execute(
            select(func.max(col(ConversationItem.position))).where(self.in_scope())
        ).scalar_one()
        rows: list[ConversationItemRow] = [
            {
                "project_id": self.scope,
                "conversation_id": self._conversation_id,
                "position": position,
                "id": item.id,
                "provider_id": item.provider_id,
                "payload": item.payload,
            }
            for position, item in enumerate(items, 0 if last is None else last + 1)
        ]
        insert_rows(self._session, _ITEMS, rows)


class ConversationRepository(Repository[Conversation]):
    """Reads and changes the conversations of a project.

    A turn holds a conversation by a lease: `lock` at its start, `extend` while it runs, and at its end, in
    one transaction, `append` as the owner (False: the lease was lost, nothing may be stored) and `unlock`.
    The lease of a turn that is a job is the job itself: see `is_unheld`. A change of items without a lease
    (`owner=None`) succeeds only while the conversation is free, and removes a lease that has expired.
    """

    table = Conversation
    key = Key(scope=col(Conversation.project_id), id=col(Conversation.id))

    def create(self, metadata: Mapping[str, str] | None, items: Sequence[Item] = ()) -> Conversation:
        """Adds a conversation with those items."""
        now = int(time.time())
        row = self.add(
            Conversation(
                project_id=self.scope,
                id=mint("conv_"),
                created_at=now,
                active_at=now,
                metadata_=dict(metadata) if metadata is not None else None,
            )
        )
        self.items(row.id).append(items)
        return row

    def update_metadata(
        self, conversation_id: str, metadata: Mapping[str, str] | None
    ) -> Conversation | None:
        """Replaces the metadata, under any lease; None where there is no such conversation."""
        self.change(conversation_id, {col(Conversation.metadata_): metadata})
        return self.get(conversation_id)

    @override
    def remove(self, row_id: str, *conditions: Condition) -> bool:
        """Deletes a conversation with its items. False where there is none, or a turn holds it."""
        return super().remove(row_id, is_unheld(), *conditions)

    # Items.

    def items(self, conversation_id: str) -> ConversationItemRepository:
        """The items of that conversation, for reading."""
        return ConversationItemRepository(self._session, self.scope, conversation_id)

    def append(self, conversation_id: str, items: Sequence[Item], owner: str | None = None) -> bool:
        """Adds items at the end, in their order. False, without a change, where `hold` is False."""
        if not self.hold(conversation_id, owner):
            return False
        self.items(conversation_id).append(items)
        if items:
            self.change(conversation_id, {col(Conversation.active_at): int(time.time())})
        return True

    def remove_item(self, conversation_id: str, item_id: str, owner: str | None = None) -> bool:
        """Deletes an item. False where there is none of that id, or `hold` is False."""
        return self.hold(conversation_id, owner) and self.items(conversation_id).remove(item_id)

    # The lease.

    def lock(self, conversation_id: str, owner: str, duration_ms: int) -> bool:
        """Acquires the lease. False where there is no such conversation, or a turn holds it."""
        lease: Changes = {
            col(Conversation.lock_owner): owner,
            col(Conversation.lock_until): lease_end(duration_ms),
        }
        return self.change(conversation_id, lease, is_unheld())

    def extend(self, conversation_id: str, owner: str, duration_ms: int) -> bool:
        """Extends the owner's lease, also one that has expired and has no new owner. False: it is lost."""
        lease: Changes = {col(Conversation.lock_until): lease_end(duration_ms)}
        return self.change(conversation_id, lease, self._owned_by(owner))

    def unlock(self, conversation_id: str, owner: str) -> bool:
        """Releases the lease. False: it was lost before."""
        return self.change(conversation_id, _NO_LEASE, self._owned_by(owner))

    def hold(self, conversation_id: str, owner: str | None) -> bool:
        """Locks the row until the transaction ends, so that no other transaction changes the items.

        False where there is no such conversation, or a turn other than `owner` holds it; None is no turn.
        """
        if owner is None:
            return self.change(conversation_id, _NO_LEASE, is_unheld())
        return self.change(conversation_id, {col(Conversation.lock_owner): owner}, self._owned_by(owner))

    @staticmethod
    def _owned_by(owner: str) -> ColumnElement[bool]:
        return col(Conversation.lock_owner) == owner


_NO_LEASE: Changes = {col(Conversation.lock_owner): None, col(Conversation.lock_until): None}
