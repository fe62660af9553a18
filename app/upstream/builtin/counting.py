"""Usage: what the request amounts to, and what was said."""

from __future__ import annotations

from app.contract.json_types import JsonObject
from app.tokens import prompts
from app.tokens.tokenizer import Tokens, named


def tokens() -> Tokens:
    """The encoding it reads and counts in: also the one in which clients send the inputs of embeddings as tokens."""
    return named("cl100k_base")


def usage(request: JsonObject, said: int) -> JsonObject:
    """The contract's `CompletionUsage`: nothing is cached, nothing is thought, nothing is heard."""
    prompt = prompts.count(request, tokens())
    return {
        "prompt_tokens": prompt,
        "completion_tokens": said,
        "total_tokens": prompt + said,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": 0,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }
