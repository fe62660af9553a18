"""Long lists of a chat's probabilities, as the response has them."""

from __future__ import annotations

from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.logprobs import part_logprobs
from app.relay.reader.logprobs import chat_logprobs, clean_tokens


def _of_part(tokens: list[Any]) -> list[JsonObject]:
    return part_logprobs(clean_tokens(tokens))


LONG_LOGPROBS = chat_logprobs(_of_part)
"""The long lists of a chat's choices, which become those of a part."""
