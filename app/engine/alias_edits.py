"""What an alias adds to a request: its defaults where the caller has set nothing, and its system prompt.

Only the upstream sees it: what is stored of a call, and repeated in an answer, is what the caller sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.translation.response_object import new_response
from app.engine.translation.system_messages import merged_system_messages
from app.upstream.alias_fields import RESPONSE_TWINS
from app.upstream.alias_options import AliasOptions
from app.upstream.upstream import Upstream

_RESPONSE = "create_response"
_SYSTEM_ROLES = ("system", "developer")


def alias_changes(
    alias: AliasOptions, upstream: Upstream, call: Call, changes: Mapping[str, Any]
) -> Mapping[str, Any]:
    """`changes` of a call's body, and what the alias adds."""
    operation_id, fields = call.operation.id, call.body_fields
    if operation_id in RESPONSE_TWINS:
        return {**response_additions(alias, fields, operation_id), **changes}
    added = {**alias.missing(operation_id, fields), **changes}
    if alias.system_prompt is not None and operation_id == "create_chat_completion":
        messages = _prompted(alias.system_prompt, upstream, added.get("messages", fields["messages"]))
        added["messages"] = messages
    return added


def response_additions(
    alias: AliasOptions, fields: Mapping[str, Any], operation_id: str = _RESPONSE
) -> dict[str, Any]:
    """What the alias adds to a response's request, whose `instructions` begin with the system prompt."""
    added = alias.missing(operation_id, fields)
    if alias.system_prompt is not None:
        own = fields.get("instructions")
        added["instructions"] = f"{alias.system_prompt}\n\n{own}" if own else alias.system_prompt
    return added


def with_defaults(alias: AliasOptions, fields: Mapping[str, Any], response: JsonObject) -> JsonObject:
    """The response without output, with the parameters that were in effect. The system prompt is no part."""
    defaults = alias.missing(_RESPONSE, fields)
    effective = new_response(
        {**fields, **defaults},
        response_id=response["id"],
        created_at=response["created_at"],
        store=response["store"],
    )
    return {**response, **{name: effective[name] for name in defaults if name in effective}}


def _prompted(prompt: str, upstream: Upstream, messages: Sequence[JsonObject]) -> list[JsonObject]:
    """The messages behind the system prompt, whose role is that of the caller's own, if the first one is."""
    role = messages[0].get("role") if messages else None
    if role not in _SYSTEM_ROLES:
        role = upstream.developer_role
    prompted = [{"role": role, "content": prompt}, *messages]
    return merged_system_messages(prompted, "first") if upstream.system_messages == "first" else prompted
