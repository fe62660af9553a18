"""`POST /responses/compact`: a compaction of a response's input and history."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

import orjson

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.metered_relay import forward_metered
from app.engine.response_body import json_response
from app.engine.responses.context_compaction import SummaryFailed, read_summary
from app.engine.responses.expanded_request import expanded_body, native_upstream, with_body
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_service import ResponseService
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.turn_context import unlocked_context
from app.engine.responses.upstream_answer import UpstreamRejected, send_query
from app.engine.translation.compactions import asks_for_compaction, with_trigger
from app.engine.translation.response_object import new_response
from app.engine.translation.stored_items import input_items
from app.errors import APIError
from app.relay.passthrough import headers_of
from app.storage.ids import mint
from app.upstream.request_body import contract_fields
from app.usage.call_error import CallError
from generated.runtime import Relay


async def compact(service: ResponseService, call: Call) -> Relay:
    """The contract's `CompactResource`: of a native upstream its own, else the user's messages and a summary.

    Raises APIError for a history that does not exist, and for an upstream that makes no summary.
    """
    checked = dataclasses.replace(call, body_fields=_checked(call.body_fields))
    options = ResponseOptions.of({**checked.body_fields, "store": True}, store_by_default=True)
    native = native_upstream(service, call, options.model)
    if native is None:
        return await _summarise(service, checked, options)
    body = await expanded_body(service, call)
    return await forward_metered(service.upstreams, service.recorder, call, with_body(call, body), native)


def _checked(fields: Mapping[str, Any]) -> JsonObject:
    """The request without members that only a response's request has: nothing has validated them here."""
    unchecked = (contract_fields("create_response") or frozenset()) - (
        contract_fields("compact_conversation") or frozenset()
    )
    return {name: value for name, value in fields.items() if name not in unchecked}


async def _summarise(service: ResponseService, call: Call, options: ResponseOptions) -> Relay:
    given = call.body_fields.get("input")
    context = await service.database.read(
        partial(unlocked_context, project=call.caller.project, options=options, given=given)
    )
    inputs = input_items(given, mint=mint, references=context.references)
    now = int(time.time())
    snapshot = new_response(call.body_fields, response_id=mint("resp_"), created_at=now, store=False)
    turn = ResponseTurn(call, options, context, inputs, snapshot)
    fields = call.body_fields if asks_for_compaction(call.body_fields) else with_trigger(call.body_fields)
    query = dataclasses.replace(turn.query(streams=False, sealer=service.sealer), fields=fields)
    entry = await service.recorder.open(call, object_id=turn.id)
    try:
        answer = await send_query(service.upstreams, query, entry, snapshot)
        response, usage = await read_summary(answer)
        resource = {
            "id": turn.id,
            "object": "response.compaction",
            "created_at": now,
            "output": [*_messages_of_user([*context.history, *inputs]), *response["output"]],
            "usage": response["usage"],
        }
        await entry.end("completed", 200, usage, provider_id=answer.stream.provider_id)
    except UpstreamRejected as rejected:
        entry.fail(rejected.relay.error)
        return rejected.relay
    except SummaryFailed as failed:
        await entry.end("failed", failed.status, failed.usage, error=CallError.of(failed))
        raise
    except APIError as error:
        entry.fail(error)
        raise
    finally:
        # Of no effect if it has ended.
        entry.abandon(call.body_fields, "", None)
    return json_response(orjson.dumps(resource), headers_of(answer.upstream, answer.response))


def _messages_of_user(items: list[JsonObject]) -> list[JsonObject]:
    return [item for item in items if item["type"] == "message" and item["role"] == "user"]
