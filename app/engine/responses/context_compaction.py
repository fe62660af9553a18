"""Summaries of a context: asked for by a query for a compaction, or made inside a turn that grew too long."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.responses.response_usage import complete_usage
from app.engine.responses.upstream_answer import UpstreamAnswer, read_answer, send_query
from app.engine.responses.upstream_query import UpstreamQuery
from app.engine.translation.compactions import compact_threshold, replaceable_messages, with_trigger
from app.engine.translation.references import item_type
from app.engine.translation.stored_items import as_items
from app.errors import UpstreamUnreachable
from app.upstream.upstreams import Upstreams
from app.usage.call_error import CallError
from app.usage.entry import UsageEntry, estimate_usage
from app.usage.token_usage import Usage

_REPLACEABLE_SHARE = 2
"""A context that has a compaction is compacted again once half of the threshold would be replaced by it."""


async def send_turn(
    upstreams: Upstreams,
    query: UpstreamQuery,
    entry: UsageEntry,
    snapshot: JsonObject,
    sequence_number: int = 0,
) -> UpstreamAnswer:
    """`send_query` for a turn, whose context is compacted first if its `context_management` says so."""
    query = await compacted(upstreams, query, entry, snapshot)
    return await send_query(upstreams, query, entry, snapshot, sequence_number)


async def compacted(
    upstreams: Upstreams, query: UpstreamQuery, entry: UsageEntry, snapshot: JsonObject
) -> UpstreamQuery:
    """The query; behind its input a compaction, if its `context_management` says so."""
    if query.fields.get("context_management") and not query.compacts:
        # The tokens of its texts are counted.
        return await _compacted(upstreams, query.whole(), entry, snapshot)
    return query


async def read_summary(answer: UpstreamAnswer) -> tuple[JsonObject, Usage]:
    """The response with a compaction that the answer to a whole query for one is, and its tokens.

    Raises SummaryFailed if it has none, APIError if it cannot be read.
    """
    await read_answer(answer)
    final = answer.stream.final
    assert final is not None  # noqa: S101 - `read_answer` reads to the end
    usage = await complete_usage(answer, final)
    if final["status"] == "failed":
        raise SummaryFailed(answer.upstream.name, final["error"]["message"], usage)
    return final, usage


class SummaryFailed(UpstreamUnreachable):
    """An upstream's model wrote no summary; it was paid for."""

    def __init__(self, upstream: str, reason: str, usage: Usage) -> None:
        super().__init__(f"The upstream {upstream} made no compaction: {reason}", code="compaction_failed")
        self.usage = usage


async def _compacted(
    upstreams: Upstreams, query: UpstreamQuery, entry: UsageEntry, snapshot: JsonObject
) -> UpstreamQuery:
    """The query; behind its input a compaction, if it is too long. Upstreams with `/responses` do that."""
    route = upstreams.first_route(query.call, str(query.fields["model"]), query.pinned)
    threshold = compact_threshold(query.fields)
    if route.upstream.responses == "native" or threshold is None:
        return query
    if not await _passes(query.chat_body(route), threshold, is_compacted=_is_compacted(query)):
        return query
    fields = {name: value for name, value in query.fields.items() if name != "max_output_tokens"}
    asked = dataclasses.replace(query, fields=with_trigger(fields), streams=False)
    is_streamed, entry.streamed = entry.streamed, False
    try:
        answer = await send_query(upstreams, asked, entry, snapshot)
        response, usage = await read_summary(answer)
        entry.end_call("completed", 200, usage, answer.stream.provider_id)
    except SummaryFailed as failed:
        entry.end_call("failed", failed.status, failed.usage, error=CallError.of(failed))
        raise
    finally:
        entry.streamed = is_streamed
    return dataclasses.replace(query, put_out=response["output"])


async def _passes(chat: Mapping[str, Any], threshold: int, *, is_compacted: bool) -> bool:
    if (await estimate_usage(chat, "")).input_tokens < threshold:
        return False
    if not is_compacted:
        return True
    # What stays may be longer than the threshold: each turn would be compacted.
    replaced = {"model": chat["model"], "messages": replaceable_messages(chat["messages"])}
    return (await estimate_usage(replaced, "")).input_tokens * _REPLACEABLE_SHARE >= threshold


def _is_compacted(query: UpstreamQuery) -> bool:
    items = (*query.history, *as_items(query.fields.get("input")))
    return any(item_type(item) == "compaction" for item in items)
