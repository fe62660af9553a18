"""Rows of a response and of its items, and the call that a row of a background response stands for."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import orjson

from app.access.callers import Call, Caller, model_access
from app.contract.headers import UPSTREAM_HEADER
from app.contract.json_types import JsonObject
from app.contract.long_json import LongJson, json_column
from app.contract.long_texts import LongTexts
from app.engine.responses.response_options import ResponseOptions
from app.engine.secret_box import SecretBox
from app.engine.translation.compactions import asks_for_compaction, with_trigger
from app.engine.translation.item_ids import PREFIXES
from app.engine.translation.tool_secrets import item_without_secrets, request_without_secrets, secrets_of
from app.storage.conversation_repository import ConversationRepository
from app.storage.ids import mint
from app.storage.items import Item
from app.storage.rows import ResponseRow
from app.storage.tables import ModelPermissions, Response
from generated.operations import BY_ID

# The caller is stored among the request's fields; no field of the contract has such a name.
_CALLER = "llm-backend caller"
_SECRETS = "llm-backend secrets"
_MAX_ID_BYTES = 512
"""PostgreSQL's index entries hold about 2,700 bytes, for all columns of the key."""


def item_rows(
    items: Sequence[JsonObject], existing_ids: Collection[str] = (), texts: LongTexts | None = None
) -> list[Item]:
    """The items under their own ids, which encrypted reasoning is bound to. `texts` are their long ones.

    An item gets a new id if it has none, or if its id is in `existing_ids`, repeats or is too long for a key.
    Its old id is stored as `provider_id`: clients and upstreams choose ids freely.
    """
    used_ids = set(existing_ids)
    rows: list[Item] = []
    for item in items:
        stored, own_id = item_without_secrets(item), str(item.get("id") or "")
        is_new = not own_id or own_id in used_ids or len(own_id.encode()) > _MAX_ID_BYTES
        if is_new:
            stored = {**stored, "id": mint(PREFIXES.get(item.get("type", ""), "item_"))}
        used_ids.add(stored["id"])
        provider_id = own_id if own_id and is_new else None
        rows.append(Item(stored["id"], _column(stored, texts), provider_id))
    return rows


def append_items(
    conversations: ConversationRepository,
    conversation_id: str,
    items: Sequence[JsonObject],
    owner: str | None = None,
    texts: LongTexts | None = None,
) -> list[Item] | None:
    """Adds items to a conversation and returns their rows; None if another turn holds it."""
    if not conversations.hold(conversation_id, owner):
        return None
    existing = conversations.items(conversation_id).existing_ids([str(item.get("id")) for item in items])
    found = item_rows(items, existing, texts)
    return found if conversations.append(conversation_id, found, owner) else None


def response_row(
    project: str,
    options: ResponseOptions,
    fields: Mapping[str, Any],
    response: JsonObject,
    *,
    upstream: str = "",
    provider_id: str | None = None,
    caller: Call | None = None,
    secrets: SecretBox | None = None,
    texts: LongTexts | None = None,
) -> ResponseRow:
    """The columns of a response in its current state, `texts` its long ones; `caller` is a background
    response's call, and `secrets` seals the credentials of its tools.

    Not a `Response`: constructing one costs as much as twenty events.
    """
    stored = request_without_secrets(fields)
    request = {name: value for name, value in stored.items() if name != "input"}
    if secrets is not None and stored is not fields:
        found = [secrets_of(tool) for tool in fields["tools"]]
        request[_SECRETS] = secrets.seal(orjson.dumps(found), _place(project, response["id"]))
    if caller is not None:
        request[_CALLER] = {
            "key_id": caller.caller.key_id, "kind": caller.caller.kind, "request_id": caller.request_id
        }  # fmt: skip
        if UPSTREAM_HEADER in caller.headers:
            request[_CALLER]["upstream"] = caller.headers[UPSTREAM_HEADER]
        if asks_for_compaction(fields):
            # The trigger is no item of the response's input, as lists have it.
            request[_CALLER]["compacts"] = True
    return {
        "project_id": project,
        "id": response["id"],
        "created_at": int(response.get("created_at") or time.time()),
        "status": response["status"],
        "model": str(response.get("model") or options.model),
        "previous_response_id": options.previous,
        "conversation_id": options.conversation,
        "background": options.background,
        "request": orjson.dumps(request).decode(),
        "response": _column(response, texts),
        "upstream": upstream,
        "provider_id": provider_id,
        "metadata_": fields.get("metadata") or None,
        "lane": "",
        "attempt": 0,
        "owner": None,
        "lease_until": None,
        "cancel_requested": False,
    }


def request_of_finished(row: Response) -> str | None:
    """The request of a background response without the credentials of its tools; None if it has none."""
    if _SECRETS not in row.request:
        return None
    fields = orjson.loads(row.request)
    return None if fields.pop(_SECRETS, None) is None else orjson.dumps(fields).decode()


def call_of(
    row: Response,
    inputs: Sequence[JsonObject],
    secrets: SecretBox | None = None,
    permissions: ModelPermissions | None = None,
) -> Call:
    """The call of a background response, for its job. Of its headers only the upstream's name is stored.

    `permissions` are the project's now; they do not restrict calls without keys.
    """
    fields = orjson.loads(row.request)
    sealed = fields.pop(_SECRETS, None)
    text = secrets.open(sealed, _place(row.project_id, row.id)) if secrets is not None and sealed else None
    if text is not None:
        credentials = orjson.loads(text)
        fields["tools"] = [tool | own for tool, own in zip(fields["tools"], credentials, strict=True)]
    caller = fields.pop(_CALLER, {"key_id": None, "kind": "open", "request_id": ""})
    operation = BY_ID["create_response"]
    fields["input"] = list(inputs)
    return Call(
        operation=operation,
        caller=Caller(
            project=row.project_id,
            kind=caller["kind"],
            key_id=caller["key_id"],
            models=None if permissions is None or caller["kind"] == "open" else model_access(permissions),
        ),
        request_id=caller["request_id"],
        path=operation.path,
        query="",
        headers={UPSTREAM_HEADER: caller["upstream"]} if "upstream" in caller else {},
        content=None,
        path_values={},
        body_fields=with_trigger(fields) if caller.get("compacts") else fields,
        response_headers={},
    )


def _place(project: str, response_id: str) -> str:
    return f"responses {project} {response_id}"


def _column(value: JsonObject, texts: LongTexts | None) -> str | LongJson:
    data = orjson.dumps(value)
    return json_column(texts.expand(data) if texts else data)
