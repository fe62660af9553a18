"""Calls that wait for the caller's approval, and those that were approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.hosted.tool import HostedCall
from app.errors import BadRequest

_OUTPUTS = ("mcp_approval_request", "mcp_list_tools", "reasoning")


def require_known_approvals(
    history: Iterable[Mapping[str, Any]], inputs: Sequence[Mapping[str, Any]]
) -> None:
    """Raises BadRequest for an approval in `inputs` of a call that was not asked for."""
    requests = {item.get("id") for item in (*history, *inputs) if item.get("type") == "mcp_approval_request"}
    for index, item in enumerate(inputs):
        if item.get("type") == "mcp_approval_response" and item["approval_request_id"] not in requests:
            raise BadRequest(
                f"No mcp_approval_request has the id '{str(item['approval_request_id'])[:100]}'.",
                param=f"input[{index}].approval_request_id",
                code="invalid_value",
            )


def approval_request(label: str, call: HostedCall) -> JsonObject:
    """The item that asks the caller."""
    return {
        "type": "mcp_approval_request",
        "server_label": label,
        "name": call.name,
        "arguments": call.arguments,
    }


def approved(items: Iterable[Mapping[str, Any]], label: str) -> list[HostedCall]:
    """The calls of that server that the newest input approves, each once.

    What the model wrote or did after an approval shows that it was of an earlier request.
    """
    requests: dict[str, Mapping[str, Any]] = {}
    approved_ids: dict[str, None] = {}
    for item in items:
        kind = str(item.get("type", "message"))
        if kind == "mcp_approval_response" and item.get("approve"):
            approved_ids[str(item["approval_request_id"])] = None
        elif kind.endswith("_call") or kind in _OUTPUTS or item.get("role") == "assistant":
            approved_ids.clear()
        if kind == "mcp_approval_request" and item.get("server_label") == label:
            requests[str(item.get("id"))] = item
    return [
        HostedCall(number, requests[number]["name"], requests[number]["arguments"], label, number)
        for number in approved_ids
        if number in requests
    ]
