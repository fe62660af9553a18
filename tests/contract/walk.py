"""Operations on what was made before: generated ids lead nowhere, so a walk makes each thing and then asks for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx

from generated.operations import BY_ID
from generated.runtime import Operation

STREAMED = ("create_response", "beta_create_response", "get_response", "beta_get_response")
"""Their streams are asked for here: one needs a model that the contract leaves out, the other a response in the background."""

_MESSAGE = {"role": "user", "content": "Hello"}
_BETA = {"beta": "true"}


def walk(client: httpx.Client, tally: Callable[[Operation, httpx.Response], None]) -> None:
    """Sends one valid request to each operation on chats, conversations and responses, in an order in which they can be."""

    def ask(name: str, body: Any = None, query: Any = None, **ids: str) -> Any:
        operation = BY_ID[name]
        path = operation.path.format(**ids)
        answer = client.request(operation.method, path, json=body, params=query)
        tally(operation, answer)
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        return answer.json() if is_json and answer.status_code < 300 else {"id": "none"}

    chat = {"model": "gpt-4", "messages": [_MESSAGE], "store": True}
    completion = ask("create_chat_completion", chat)["id"]
    ask("list_chat_completions")
    ask("get_chat_completion", completion_id=completion)
    ask("get_chat_completion_messages", completion_id=completion)
    ask("update_chat_completion", {"metadata": {"a": "b"}}, completion_id=completion)
    ask("delete_chat_completion", completion_id=completion)

    conversation = ask("create_conversation", {"items": [_MESSAGE]})["id"]
    ask("get_conversation", conversation_id=conversation)
    ask("update_conversation", {"metadata": {"a": "b"}}, conversation_id=conversation)
    added = ask("create_conversation_items", {"items": [_MESSAGE]}, conversation_id=conversation)
    item = added["data"][0]["id"] if "data" in added else "none"
    ask("list_conversation_items", conversation_id=conversation)
    ask("get_conversation_item", conversation_id=conversation, item_id=item)
    ask("delete_conversation_item", conversation_id=conversation, item_id=item)

    for prefix, query in (("", None), ("beta_", _BETA)):
        for model in ("gpt-4", "native-gpt"):
            asked = {"model": model, "input": "Hello"}
            ask(f"{prefix}create_response", {**asked, "stream": True}, query)
            made = ask(f"{prefix}create_response", asked, query)["id"]
            ask(f"{prefix}get_response", query=query, response_id=made)
            ask(f"{prefix}list_input_items", query=query, response_id=made)
            ask(f"{prefix}get_input_token_counts", asked, query)
            ask(f"{prefix}delete_response", query=query, response_id=made)
            queued = ask(f"{prefix}create_response", {**asked, "background": True}, query)["id"]
            # Also one that has ended is answered as it is.
            time.sleep(0.2)
            ask(f"{prefix}cancel_response", query=query, response_id=queued)
            ask(f"{prefix}get_response", query={**(query or {}), "stream": "true"}, response_id=queued)
        ask(f"{prefix}compact_conversation", {"model": "native-gpt", "input": "Hello"}, query)
    ask("delete_conversation", conversation_id=conversation)
