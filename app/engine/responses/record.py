"""A response's rows."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import orjson

from app.access.callers import Call, Caller
from app.contract.json_types import JsonObject
from app.engine.responses.response_options import ResponseOptions
from app.engine.translation.items import PREFIXES
from app.storage.conversation_repository import ConversationRepository
from app.storage.ids import mint
from app.storage.items import Item
from app.storage.rows import ResponseRow
from app.storage.tables import Response
from generated.operations import BY_ID

# Beside the request's own fields; no field of the contract has such a name.
_CALLER = "llm-backend caller"


_LONGEST_ID = 512
"""In bytes: PostgreSQL's indexes take some 2,700 with all that a key has."""


def items_of(items: Sequence[JsonObject], taken: Collection[str] = ()) -> list[Item]:
    """Items with the ids they have. One that is among those `taken`, that comes twice or is too long to be a key here is
    data, and the item gets one of ours, as one without an id does: clients and upstreams name things as they like."""
    seen = set(taken)
    found: list[Item] = []
    for item in items:
        own, told = item, str(item.get("id") or "")
        if not told or told in seen or len(told.encode()) > _LONGEST_ID:
            own = {**item, "id": mint(PREFIXES.get(item.get("type", ""), "item_"))}
        seen.add(own["id"])
        provider_id = told if told and own is not item else None
        found.append(Item(own["id"], orjson.dumps(own).decode(), provider_id))
    return found


def append(
    conversations: ConversationRepository,
    conversation_id: str,
    items: Sequence[JsonObject],
    owner: str | None = None,
) -> list[Item] | None:
    """Adds items to a conversation, as `items_of` has them; None, and nothing is added, where another holds it."""
    if not conversations.hold(conversation_id, owner):
        return None
    existing = conversations.items(conversation_id).existing_ids([str(item.get("id")) for item in items])
    found = items_of(items, existing)
    return found if conversations.append(conversation_id, found, owner) else None


def row_of(
    project: str,
    options: ResponseOptions,
    fields: Mapping[str, Any],
    response: JsonObject,
    *,
    upstream: str = "",
    provider_id: str | None = None,
    caller: Call | None = None,
) -> ResponseRow:
    """The columns of a response as it is told now; `caller` is the call that a job is to go on without.

    They are no `Response`: to make one costs as much as twenty events.
    """
    asked = {name: value for name, value in fields.items() if name != "input"}
    if caller is not None:
        asked[_CALLER] = {
            "key_id": caller.caller.key_id, "kind": caller.caller.kind, "request_id": caller.request_id
        }  # fmt: skip
    return {
        "project_id": project,
        "id": response["id"],
        "created_at": int(response.get("created_at") or time.time()),
        "status": response["status"],
        "model": str(response.get("model") or options.model),
        "previous_response_id": options.previous,
        "conversation_id": options.conversation,
        "background": options.background,
        "request": orjson.dumps(asked).decode(),
        "response": orjson.dumps(response).decode(),
        "upstream": upstream,
        "provider_id": provider_id,
        "metadata_": fields.get("metadata") or None,
        "attempt": 0,
        "owner": None,
        "lease_until": None,
        "cancel_requested": False,
    }


def call_of(row: Response, inputs: Sequence[JsonObject]) -> Call:
    """The call that a job stands for, for whoever runs it: without the caller's headers, of which none is kept."""
    fields = orjson.loads(row.request)
    told = fields.pop(_CALLER, {"key_id": None, "kind": "open", "request_id": ""})
    operation = BY_ID["create_response"]
    return Call(
        operation=operation,
        caller=Caller(project=row.project_id, kind=told["kind"], key_id=told["key_id"]),
        request_id=told["request_id"],
        path=operation.path,
        query="",
        headers={},
        content=None,
        path_values={},
        body_fields={**fields, "input": list(inputs)},
        response_headers={},
    )
