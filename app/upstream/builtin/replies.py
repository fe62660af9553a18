"""What makes each answer; with all that it needs, it is loaded when the first is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.contract.json_types import JsonObject
from app.upstream.builtin import chat, completion, counting, moderation, vectors
from app.upstream.builtin.behaviour import Behaviour

WHOLE: dict[str, Callable[[JsonObject, Behaviour], JsonObject]] = {
    "/chat/completions": chat.whole,
    "/completions": completion.whole,
    "/embeddings": vectors.embeddings,
    "/moderations": moderation.moderate,
}
STREAMED: dict[str, Callable[[JsonObject, Behaviour], Iterator[bytes]]] = {
    "/chat/completions": chat.events,
    "/completions": completion.events,
}

counting.tokens()
