"""The tokens of a response: from the upstream, else estimated from its text."""

from __future__ import annotations

from app.contract.json_types import JsonObject
from app.engine.responses.answer_usage import as_response_usage
from app.engine.responses.upstream_answer import UpstreamAnswer
from app.relay.counted_text import counted_text
from app.usage.entry import estimate_usage
from app.usage.token_usage import Usage, from_answer


async def complete_usage(answer: UpstreamAnswer, response: JsonObject) -> Usage:
    """The usage of the last call for the finished response that an answer became.

    Sets that of all calls in the response; an estimate where an upstream sent none.
    """
    if answer.loop is not None:
        return await answer.loop.complete_usage(response)
    usage = from_answer(response)
    if usage is None:
        usage = await estimate_usage(answer.counted(), partial_text(answer))
        response["usage"] = as_response_usage(usage)
    return usage


def partial_text(answer: UpstreamAnswer) -> str:
    """The text that the model has generated in the last call so far."""
    if answer.loop is not None:
        return answer.loop.partial_text()
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
