"""Conversations and their items, of one project."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Delete, Update, delete, func, insert, select, update
from sqlmodel import Session, col

from app.storage.ids import mint
from app.storage.items import Item, Order
from app.storage.leases import is_free, now_ms
from app.storage.tables import METADATA, Conversation, ConversationItem, Response
from app.storage.tables.responses import UNFINISHED_JOB

_ITEMS = METADATA.tables["conversation_items"]


def is_unheld() -> ColumnElement[bool]:
    """Whether nobody holds a conversation: no lease lasts, and no response made in the background that is still to come.

    Such a response may wait for longer than any lease, for a runner that is free or for one that takes over from a crashed one.
    """
    still_to_come = (
        select(col(Response.id))
        .where(
            col(Response.project_id) == col(Conversation.project_id),
            col(Response.id) == col(Conversation.lock_owner),
            UNFINISHED_JOB,
        )
        .correlate(Conversation)
        .exists()
    )
    return is_free(col(Conversation.lock_until), now_ms()) & ~still_to_come


class ConversationRepository:
    """Reads and changes the conversations of `project`; another project's are not there.

    A turn holds a conversation by a lease: `lock` before it begins, `extend` while it lasts, and at its end, in one
    transaction, `append` as the owner (False: the lease was lost to somebody else, keep nothing) and `unlock`. A turn that is
    a job is its own lease: see `is_unheld`.
    Who changes items without a lease (`owner=None`) does so only while nobody holds one, and takes a lease that ran out away.
    """

    def __init__(self, session: Session, project: str) -> None:
        self._session = session
        self._project = project

    def add(self, labels: Mapping[str, str] | None, items: Sequence[Item] = ()) -> Conversation:
        """A new one with those items."""
        now = int(time.time())
        row = Conversation(
            project_id=self._project,
            id=mint("conv_"),
            created_at=now,
            active_at=now,
            labels=dict(labels) if labels is not None else None,
        )
        self._session.add(row)
        self._session.flush()
        self._insert(row.id, items)
        return row

    def get(self, conversation_id: str) -> Conversation | None:
        """One, or None where this project has none of that id."""
        return self._session.get(Conversation, (self._project, conversation_id), populate_existing=True)

    def update_metadata(self, conversation_id: str, labels: Mapping[str, str] | None) -> Conversation | None:
        """Replaces its metadata; a lock does not matter to that."""
        self._changes(
            update(Conversation)
            .where(self._is(conversation_id))
            .values(labels=dict(labels) if labels is not None else None)
        )
        return self.get(conversation_id)

    def delete(self, conversation_id: str) -> bool:
        """Deletes it with its items. False where there is none, or somebody holds it."""
        if not self.hold(conversation_id, None):
            return False
        return self._changes(delete(Conversation).where(self._is(conversation_id)))

    # Items.

    def page(
        self, conversation_id: str, *, after: int | None = None, limit: int, order: Order = "asc"
    ) -> Sequence[ConversationItem]:
        """At most `limit` items; `after` is the position of the last one seen."""
        position = col(ConversationItem.position)
        found = select(ConversationItem).where(self._in(conversation_id))
        if after is not None:
            found = found.where(position > after if order == "asc" else position < after)
        found = found.order_by(position.asc() if order == "asc" else position.desc()).limit(limit)
        return self._session.execute(found).scalars().all()

    def item(self, conversation_id: str, item_id: str) -> ConversationItem | None:
        """One item of that conversation, or None."""
        found = select(ConversationItem).where(self._in(conversation_id), col(ConversationItem.id) == item_id)
        return self._session.execute(found).scalar_one_or_none()

    def taken(self, conversation_id: str, item_ids: Sequence[str]) -> set[str]:
        """Those of the ids that items of that conversation have."""
        if not item_ids:
            return set()
        found = select(col(ConversationItem.id)).where(
            self._in(conversation_id), col(ConversationItem.id).in_(item_ids)
        )
        return set(self._session.execute(found).scalars())

    def append(self, conversation_id: str, items: Sequence[Item], owner: str | None = None) -> bool:
        """Adds items at the end, in their order. False, and nothing is added, where `hold` is False."""
        if not self.hold(conversation_id, owner):
            return False
        self._insert(conversation_id, items)
        if items:
            self._changes(
                update(Conversation).where(self._is(conversation_id)).values(active_at=int(time.time()))
            )
        return True

    def delete_item(self, conversation_id: str, item_id: str, owner: str | None = None) -> bool:
        """Whether it was there and could be deleted: see `hold`."""
        if not self.hold(conversation_id, owner):
            return False
        return self._changes(
            delete(ConversationItem).where(self._in(conversation_id), col(ConversationItem.id) == item_id)
        )

    # The lock.

    def lock(self, conversation_id: str, owner: str, until: int) -> bool:
        """Takes the lease until that Unix millisecond. False where there is no such conversation, or somebody holds it."""
        return self._changes(
            update(Conversation)
            .where(self._is(conversation_id), is_unheld())
            .values(lock_owner=owner, lock_until=until)
        )

    def extend(self, conversation_id: str, owner: str, until: int) -> bool:
        """Prolongs the owner's lease, also one that ran out and that nobody took. False: it is lost."""
        return self._changes(self._owned(conversation_id, owner).values(lock_until=until))

    def unlock(self, conversation_id: str, owner: str) -> bool:
        """Gives the lease back. False: it was lost before."""
        return self._changes(self._owned(conversation_id, owner).values(lock_owner=None, lock_until=None))

    def hold(self, conversation_id: str, owner: str | None) -> bool:
        """Keeps all others from changing the items until this transaction ends.

        False where there is no such conversation, or another than `owner` holds it; None owns nothing.
        """
        if owner is not None:
            return self._changes(self._owned(conversation_id, owner).values(lock_owner=owner))
        return self._changes(
            update(Conversation)
            .where(self._is(conversation_id), is_unheld())
            .values(lock_owner=None, lock_until=None)
        )

    def _insert(self, conversation_id: str, items: Sequence[Item]) -> None:
        if not items:
            return
        last = select(func.max(col(ConversationItem.position))).where(self._in(conversation_id))
        found = self._session.execute(last).scalar_one()
        first = 0 if found is None else found + 1
        self._session.execute(
            insert(_ITEMS),
            [
                {
                    "project_id": self._project,
                    "conversation_id": conversation_id,
                    "position": position,
                    "id": item.id,
                    "provider_id": item.provider_id,
                    "payload": item.payload,
                }
                for position, item in enumerate(items, first)
            ],
        )

    def _changes(self, statement: Update | Delete) -> bool:
        return bool(self._session.connection().execute(statement).rowcount)

    def _owned(self, conversation_id: str, owner: str) -> Update:
        return update(Conversation).where(self._is(conversation_id), col(Conversation.lock_owner) == owner)

    def _is(self, conversation_id: str) -> ColumnElement[bool]:
        return (col(Conversation.project_id) == self._project) & (col(Conversation.id) == conversation_id)

    def _in(self, conversation_id: str) -> ColumnElement[bool]:
        return (col(ConversationItem.project_id) == self._project) & (
            col(ConversationItem.conversation_id) == conversation_id
        )
