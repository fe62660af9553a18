"""The models it lists: its own name, and the ids that chatbot-ui shows."""

from __future__ import annotations

from typing import Any

from app.errors import NotFound
from app.upstream.builtin import behaviour

MODELS = (behaviour.NAME, "gpt-3.5-turbo", "gpt-35-turbo", "gpt-4", "gpt-4-32k", "llama")
# Asked for by OpenAI's names, by many clients without a choice.
_ALSO = {"/embeddings": ("text-embedding-",), "/moderations": ("omni-moderation-", "text-moderation-")}
_CREATED = 1_700_000_000


def entry(model: str) -> dict[str, Any]:
    """The contract's `Model`."""
    return {"id": model, "object": "model", "created": _CREATED, "owned_by": "llm-backend"}


def listing() -> dict[str, Any]:
    """The contract's `ListModelsResponse`."""
    return {"object": "list", "data": [entry(model) for model in MODELS]}


def words_of(model: Any, path: str = "") -> list[tuple[str, str]]:
    """How a model's name tells it to behave; raises NotFound if it does not go by that name (at that path)."""
    if isinstance(model, str):
        if model in MODELS or (path in _ALSO and model.startswith(_ALSO[path])):
            return []
        words = behaviour.words_of(model)
        if words is not None:
            return words
    raise NotFound(
        f"The built-in model goes by {', '.join(MODELS)}; there is no '{str(model)[:60]}'. Words after its own name "
        f"({', '.join(behaviour.WORDS)}) tell it how to behave, as in 'builtin-fast'.",
        param="model",
        code="model_not_found",
    )
