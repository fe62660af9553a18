"""Operations on existing objects: generated ids do not exist, so a walk creates each object first."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx

from generated.operations import BY_ID
from generated.runtime import Operation

STREAMED = ("create_response", "beta_create_response", "get_response", "beta_get_response")
"""Operations whose streams the walk requests: one needs a model, which the contract makes optional, the other
a background response.
"""

_MESSAGE = {"role": "user", "content": "Hello"}
_BETA = {"beta": "true"}


def walk(client: httpx.Client, tally: Callable[[Operation, httpx.Response], None]) -> None:
    """Sends a valid request to each operation on stored objects, in a possible order."""

    def call(name: str, body: Any = None, query: Any = None, **ids: str) -> Any:
        operation = BY_ID[name]
        path = operation.path.format(**ids)
        response = client.request(operation.method, path, json=body, params=query)
        tally(operation, response)
        is_json = response.headers.get("content-type", "").startswith("application/json")
        return response.json() if is_json and response.status_code < 300 else {"id": "none"}

    chat = {"model": "gpt-4", "messages": [_MESSAGE], "store": True}
    completion = call("create_chat_completion", chat)["id"]
    call("list_chat_completions")
    call("get_chat_completion", completion_id=completion)
    call("get_chat_completion_messages", completion_id=completion)
    call("update_chat_completion", {"metadata": {"a": "b"}}, completion_id=completion)
    call("delete_chat_completion", completion_id=completion)

    conversation = call("create_conversation", {"items": [_MESSAGE]})["id"]
    call("get_conversation", conversation_id=conversation)
    call("update_conversation", {"metadata": {"a": "b"}}, conversation_id=conversation)
    added = call("create_conversation_items", {"items": [_MESSAGE]}, conversation_id=conversation)
    item = added["data"][0]["id"] if "data" in added else "none"
    call("list_conversation_items", conversation_id=conversation)
    call("get_conversation_item", conversation_id=conversation, item_id=item)
    call("delete_conversation_item", conversation_id=conversation, item_id=item)

    for prefix, query in (("", None), ("beta_", _BETA)):
        for model in ("gpt-4", "native-gpt"):
            body = {"model": model, "input": "Hello"}
            call(f"{prefix}create_response", {**body, "stream": True}, query)
            response = call(f"{prefix}create_response", body, query)["id"]
            call(f"{prefix}get_response", query=query, response_id=response)
            call(f"{prefix}list_input_items", query=query, response_id=response)
            call(f"{prefix}get_input_token_counts", body, query)
            call(f"{prefix}delete_response", query=query, response_id=response)
            queued = call(f"{prefix}create_response", {**body, "background": True}, query)["id"]
            # A response that has already ended may be cancelled, too.
            time.sleep(0.2)
            call(f"{prefix}cancel_response", query=query, response_id=queued)
            call(f"{prefix}get_response", query={**(query or {}), "stream": "true"}, response_id=queued)
        call(f"{prefix}compact_conversation", {"model": "native-gpt", "input": "Hello"}, query)
    call("delete_conversation", conversation_id=conversation)

    project = call("create_project", {"name": "Walk"})["id"]
    call("retrieve_project", project_id=project)
    call("modify_project", {"name": "Walked"}, project_id=project)
    call("archive_project", project_id=project)
    call("list_projects", query={"include_archived": "true"})
