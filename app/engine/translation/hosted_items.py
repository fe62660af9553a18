"""Items of hosted tools' calls in the history -> calls and results that a chat upstream's model can read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from app.contract.json_types import JsonObject
from app.contract.long_texts import json_as_text
from app.engine.translation.hosted_functions import AnsweredCall

HOSTED_CALLS = ("web_search_call", "image_generation_call", "mcp_call")
"""Types of items that become a call and its result."""
_MAX_ID_LENGTH = 64
"""Chat upstreams refuse the id of a call that is longer."""
_SEARCH_TEXT = "The results were used for the answer that follows."


def answered_call(item: Mapping[str, Any], path: str) -> AnsweredCall:
    """The call and its result. `path` is the item's place, for one without an id."""
    call_id = str(item.get("id") or f"call_{path}")[-_MAX_ID_LENGTH:]
    match item["type"]:
        case "mcp_call":
            text = _mcp_text(item)
            return AnsweredCall(call_id, item["name"], item["server_label"], item["arguments"], text)
        case "image_generation_call":
            is_made = item.get("status") == "completed" or item.get("result")
            prompt = item.get("revised_prompt")
            return AnsweredCall(
                call_id,
                "image_generation",
                None,
                _json({"prompt": prompt} if prompt else {}),
                "The image was generated; the user sees it." if is_made else "No image was generated.",
            )
        case _:
            action = item.get("action") or {}
            name = {"open_page": "open_page", "find_in_page": "find_in_page"}.get(
                str(action.get("type")), "web_search"
            )
            failed = item.get("status") == "failed"
            text = "The search failed." if failed else _search_text(item, action)
            return AnsweredCall(call_id, name, None, _json(_search_arguments(action)), text)


def refused_call(request: Mapping[str, Any], response: Mapping[str, Any]) -> AnsweredCall:
    """A call of an MCP server that the caller did not approve."""
    reason = f": {response['reason']}" if response.get("reason") else "."
    return AnsweredCall(
        str(request["id"])[-_MAX_ID_LENGTH:],
        request["name"],
        request["server_label"],
        request["arguments"],
        f"The user did not approve this call{reason}",
    )


def _search_arguments(action: Mapping[str, Any]) -> JsonObject:
    queries = action.get("queries") or []
    query = action.get("query") or (queries[0] if queries else None)
    members = {"query": query, "url": action.get("url"), "pattern": action.get("pattern")}
    return {name: value for name, value in members.items() if value}


def _search_text(item: Mapping[str, Any], action: Mapping[str, Any]) -> str:
    results = item.get("results")
    if isinstance(results, list) and results:
        return _json(results)
    sources = [str(source.get("url")) for source in action.get("sources") or () if isinstance(source, dict)]
    return "\n".join((_SEARCH_TEXT, *sources))


def _mcp_text(item: Mapping[str, Any]) -> str:
    error = item.get("error")
    if error:
        return f"The call failed: {error if isinstance(error, str) else _json(error)}"
    output = item.get("output")
    return str(output) if output is not None else "The call has no result."


def _json(value: Any) -> str:
    return json_as_text(orjson.dumps(value))
