"""The tokens of a response: from the upstream, else estimated from its text."""

from __future__ import annotations

from app.contract.json_types import JsonObject
from app.engine.responses.upstream_answer import UpstreamAnswer
from app.relay.counted_text import counted_text
from app.usage.entry import estimate_usage
from app.usage.token_usage import Usage, from_answer


async def complete_usage(answer: UpstreamAnswer, response: JsonObject) -> Usage:
    """The usage of the finished response that an answer became; sets an estimate if it has none."""
    usage = from_answer(response)
    if usage is None:
        usage = await estimate_usage(answer.counted(), partial_text(answer))
        response["usage"] = {
            "input_tokens": usage.input_tokens,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": usage.output_tokens,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": usage.input_tokens + usage.output_tokens,
        }
    return usage


def partial_text(answer: UpstreamAnswer) -> str:
    """The text that the model has generated so far."""
    return counted_text(generated_text(answer.stream.generated()), answer.stream.texts)


def generated_text(response: JsonObject) -> str:
    """All text that the model generated: messages, refusals, reasoning, names and arguments of calls.

    Long texts are markers.
    """
    texts: list[str] = []
    for item in response.get("output") or ():
        texts += [str(item[name]) for name in ("name", "arguments", "input") if item.get(name)]
        for part in item.get("content") or ():
            texts += [str(part[name]) for name in ("text", "refusal") if part.get(name)]
    return "".join(texts)
