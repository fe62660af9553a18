"""The function that answers each path. Imported with the first request, as it loads the tokenizer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.contract.json_types import JsonObject
from app.upstream.builtin import (
    chat_endpoint,
    completion_endpoint,
    counting,
    embedding_endpoint,
    moderation_endpoint,
)
from app.upstream.builtin.behaviour import Behaviour

JSON: dict[str, Callable[[JsonObject, Behaviour], JsonObject]] = {
    "/chat/completions": chat_endpoint.completion,
    "/completions": completion_endpoint.completion,
    "/embeddings": embedding_endpoint.embeddings,
    "/moderations": moderation_endpoint.moderations,
}
STREAMS: dict[str, Callable[[JsonObject, Behaviour], Iterator[bytes]]] = {
    "/chat/completions": chat_endpoint.stream,
    "/completions": completion_endpoint.stream,
}

counting.tokenizer()
