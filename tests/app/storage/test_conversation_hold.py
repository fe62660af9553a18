"""Which background responses hold their conversation beyond the lease of their turn; on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session

from app.storage.conversation_repository import ConversationRepository
from app.storage.response_repository import ResponseRepository
from tests.support.rows import OTHER, OWN, items, open_database, response


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({"status": "queued", "background": True}, True),
        # Of a runner that crashed, until another one takes over.
        ({"status": "in_progress", "background": True, "attempt": 1, "lease_until": 1}, True),
        ({"status": "completed", "background": True}, False),
        ({"status": "failed", "background": True}, False),
        ({"status": "cancelled", "background": True}, False),
        ({"status": "in_progress", "background": False}, False),
        ({"status": "queued", "background": True, "project_id": OTHER}, False),
    ],
    ids=["queued", "crashed", "completed", "failed", "cancelled", "foreground", "other project"],
)
async def test_conversation_with_expired_lease_is_held_by_unfinished_background_response(
    database: str, fields: dict[str, Any], holds: bool
) -> None:
    async with open_database(database) as db:

        def check(session: Session) -> None:
            own = ConversationRepository(session, OWN)
            one = own.create(None, items("{}")).id
            row = response(conversation_id=one, **fields)
            ResponseRepository(session, row["project_id"]).create(row)
            assert own.lock(one, row["id"], -1)
            item = own.items(one).find()[0].id
            assert own.lock(one, "another turn", -1) is not holds
            if holds:
                assert not own.append(one, items("{}"))
                assert not own.remove_item(one, item)
                assert not own.remove(one)
                assert own.append(one, items("{}"), row["id"])

        await db.write(check)


async def test_conversation_is_free_beside_background_responses_that_do_not_own_it(database: str) -> None:
    async with open_database(database) as db:

        def check(session: Session) -> None:
            own = ConversationRepository(session, OWN)
            one = own.create(None).id
            row = response(conversation_id=one, status="queued", background=True)
            ResponseRepository(session, OWN).create(row)
            assert own.lock(one, "another turn", -1)
            assert own.append(one, items("{}"))

        await db.write(check)
