"""A response's rows."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from app.engine.responses.ask import Ask
from app.engine.translation.decision import Json
from app.storage.ids import mint
from app.storage.items import Item
from app.storage.tables import Response
from generated.operations import BY_ID
from generated.runtime import Call, Caller

# Beside the request's own fields; no field of the contract has such a name.
_CALLER = "llm-backend caller"


def items_of(items: Sequence[Json]) -> list[Item]:
    """Items with the ids they have; one that comes twice gets its own, for a client may send what it likes."""
    seen: set[str] = set()
    found: list[Item] = []
    for item in items:
        own = item if item["id"] not in seen else {**item, "id": mint("item_")}
        seen.add(own["id"])
        found.append(Item(own["id"], orjson.dumps(own).decode()))
    return found


def row_of(
    project: str,
    ask: Ask,
    fields: Mapping[str, Any],
    response: Json,
    *,
    upstream: str = "",
    provider_id: str | None = None,
    caller: Call | None = None,
) -> Response:
    """The row of a response as it is told now; `caller` is the call that a job is to go on without."""
    asked = {name: value for name, value in fields.items() if name != "input"}
    if caller is not None:
        asked[_CALLER] = {
            "key_id": caller.caller.key_id, "kind": caller.caller.kind, "request_id": caller.request_id
        }  # fmt: skip
    return Response(
        project_id=project,
        id=response["id"],
        created_at=int(response.get("created_at") or time.time()),
        status=response["status"],
        model=str(response.get("model") or ask.model),
        previous_response_id=ask.previous,
        conversation_id=ask.conversation,
        background=ask.background,
        request=orjson.dumps(asked).decode(),
        response=orjson.dumps(response).decode(),
        upstream=upstream,
        provider_id=provider_id,
        labels=fields.get("metadata") or None,
    )


def call_of(row: Response, inputs: Sequence[Json]) -> Call:
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
        fields={**fields, "input": list(inputs)},
        answer_headers={},
    )
