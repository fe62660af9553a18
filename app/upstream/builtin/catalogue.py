"""The models it lists: its own name, and the ids that chatbot-ui shows."""

from __future__ import annotations

from typing import Any

MODELS = ("builtin", "gpt-3.5-turbo", "gpt-35-turbo", "gpt-4", "gpt-4-32k", "llama")
_CREATED = 1_700_000_000


def entry(model: str) -> dict[str, Any]:
    """The contract's `Model`."""
    return {"id": model, "object": "model", "created": _CREATED, "owned_by": "llm-backend"}


def listing() -> dict[str, Any]:
    """The contract's `ListModelsResponse`."""
    return {"object": "list", "data": [entry(model) for model in MODELS]}
