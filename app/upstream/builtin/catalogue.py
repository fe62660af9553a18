"""The models that it lists: its own name, the ids that chatbot-ui accepts, and those of other operations."""

from __future__ import annotations

from typing import Any

from app.errors import NotFound
from app.upstream.builtin import behaviour

MODELS = (behaviour.NAME, "gpt-3.5-turbo", "gpt-35-turbo", "gpt-4", "gpt-4-32k", "llama")
OTHER_MODELS = (
    "text-embedding-3-small", "text-embedding-3-large", "text-embedding-ada-002", "omni-moderation-latest",
)  # fmt: skip
"""Clients that choose from the list look for these; each is served on its own path only."""
# Many clients always request OpenAI's names on these paths.
_OPENAI_PREFIXES = {
    "/embeddings": ("text-embedding-",),
    "/moderations": ("omni-moderation-", "text-moderation-"),
}
_CREATED = 1_700_000_000


def entry(model: str) -> dict[str, Any]:
    """The contract's `Model`."""
    return {"id": model, "object": "model", "created": _CREATED, "owned_by": "llm-backend"}


def listing() -> dict[str, Any]:
    """The contract's `ListModelsResponse`."""
    return {"object": "list", "data": [entry(model) for model in (*MODELS, *OTHER_MODELS)]}


def retrieve(model: str) -> dict[str, Any]:
    """The contract's `Model` of a name that it serves on any path; raises NotFound for another."""
    if model not in OTHER_MODELS:
        words_of(model)
    return entry(model)


def words_of(model: Any, path: str = "") -> list[tuple[str, str]]:
    """The behaviour words in a model's name; raises NotFound if it does not serve that name on that path."""
    if isinstance(model, str):
        if model in MODELS or (path in _OPENAI_PREFIXES and model.startswith(_OPENAI_PREFIXES[path])):
            return []
        words = behaviour.words_of(model)
        if words is not None:
            return words
    raise NotFound(
        f"The built-in model does not serve '{str(model)[:60]}'; its names are {', '.join(MODELS)}. "
        f"Words after its own name ({', '.join(behaviour.WORDS)}) set its behaviour, as in 'builtin-fast'.",
        param="model",
        code="model_not_found",
    )
