"""The usage of an answer: tokens of the request and of the generated text."""

from __future__ import annotations

from app.contract.json_types import JsonObject
from app.tokens import prompts
from app.tokens.tokenizer import Tokenizer, tokenizer_for_encoding


def tokenizer() -> Tokenizer:
    """The tokenizer of the built-in model. Clients send embedding inputs as tokens of the same encoding."""
    return tokenizer_for_encoding("cl100k_base")


def usage(request: JsonObject, generated: int) -> JsonObject:
    """The contract's `CompletionUsage`, without cached, reasoning and audio tokens."""
    prompt = prompts.count_tokens(request, tokenizer())
    return {
        "prompt_tokens": prompt,
        "completion_tokens": generated,
        "total_tokens": prompt + generated,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": 0,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }
