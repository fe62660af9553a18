"""Makes responses while their caller waits: whole, or as a stream."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from sqlalchemy import insert
from sqlmodel import Session

from app.access.callers import Call
from app.aio.closing import Closing
from app.contract.json_types import JsonObject
from app.engine.response_body import json_response
from app.engine.responses import context as contexts
from app.engine.responses.context import Context
from app.engine.responses.record import append, items_of, row_of
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.upstream_query import UpstreamQuery, carried_output
from app.engine.responses.upstream_turn import UpstreamAnswer, UpstreamRejected, events, framed, whole
from app.engine.responses.upstream_turn import options as ask_upstream
from app.engine.translation.events import OutputEvent, Whole
from app.engine.translation.items import input_items
from app.engine.translation.response import new_response
from app.errors import APIError
from app.relay.passthrough import EVENT_STREAM, headers_of
from app.storage.conversation_repository import ConversationRepository
from app.storage.database import Database
from app.storage.ids import mint
from app.storage.leases import now_ms
from app.storage.response_repository import ResponseRepository, rows
from app.upstream.upstreams import Upstreams
from app.usage.recorder import Status, UsageEntry, UsageRecorder, counted
from app.usage.token_usage import Usage, from_answer
from generated.runtime import Relay


@dataclass(slots=True)
class Turn:
    """Everything about one response that is being made."""

    call: Call
    options: ResponseOptions
    context: Context
    inputs: Sequence[JsonObject]
    snapshot: JsonObject

    @property
    def id(self) -> str:
        """Of the response."""
        return str(self.snapshot["id"])

    def query(self, *, streams: bool) -> UpstreamQuery:
        """The question to an upstream."""
        context = self.context
        return UpstreamQuery(
            self.call, self.call.body_fields, context.history, context.known, context.pinned, streams
        )


class ResponseService:
    """Answers `POST /responses`."""

    def __init__(
        self,
        upstreams: Upstreams,
        recorder: UsageRecorder,
        database: Database,
        *,
        store_by_default: bool,
        lease_seconds: float = 30.0,
    ) -> None:
        self.upstreams = upstreams
        self.recorder = recorder
        self.database = database
        self._store_by_default = store_by_default
        self.beat_seconds = min(2.0, lease_seconds / 4)
        """How often a lease is prolonged."""
        self._lease_ms = round(lease_seconds * 1000)

    def lease(self) -> int:
        """Until when a lease that is taken now lasts, in Unix milliseconds."""
        return now_ms() + self._lease_ms

    async def begin(self, call: Call) -> Turn:
        """Reads what came before; a conversation is held from here on, until `release`."""
        fields = call.body_fields
        options = ResponseOptions.of(fields, store_by_default=self._store_by_default)
        response_id = mint("resp_")
        # The response owns the conversation's lease, so that whoever goes on with it owns it, too.
        load = partial(
            contexts.load,
            project=call.caller.project,
            options=options,
            said=fields.get("input"),
            owner=response_id,
            until=self.lease(),
        )
        needs = options.previous is not None or options.conversation is not None
        context = await self.database.write(load) if needs else contexts.load_nothing(fields.get("input"))
        try:
            inputs = input_items(fields.get("input"), mint=mint, known=context.known)
            snapshot = new_response(
                fields, response_id=response_id, created_at=int(time.time()), store=options.stores
            )
            turn = Turn(call, options, context, inputs, snapshot)
            if options.background:
                self._check(turn)
        except BaseException:
            await self.release(call, options, context)
            raise
        return turn

    def _check(self, turn: Turn) -> None:
        """Refuses what its upstream cannot be asked, while the caller still waits: a job could only fail of it."""
        routes = self.upstreams.routes(turn.options.model)
        pinned = turn.context.pinned
        route = next((route for route in routes if route.upstream.name == pinned), routes[0])
        turn.query(streams=True).request(route)

    async def create(self, turn: Turn) -> Relay:
        """The answer, once it is committed; a stream's end is held back until then."""
        call = turn.call
        entry = await self._entry(turn)
        holding = asyncio.create_task(self._hold(turn)) if turn.context.owner else None
        try:
            query = turn.query(streams=turn.options.streams)
            answer = await ask_upstream(self.upstreams, query, turn.snapshot)
            entry.upstream = answer.upstream.name
            headers = headers_of(answer.response)
            if turn.options.streams:
                made = self._stream(turn, entry, answer, holding)
                return Relay(
                    200,
                    [*headers, *EVENT_STREAM],
                    Closing(made, partial(self._left, turn, entry, answer, holding)),
                )
            await whole(answer)
            await self.commit(turn, entry, answer)
            await self._end(turn, holding)
            return json_response(orjson.dumps(answer.stream.final), headers)
        except UpstreamRejected as refused:
            entry.fail(refused.relay.status)
            await self._end(turn, holding)
            return refused.relay
        except APIError as error:
            entry.fail(error.status)
            await self._end(turn, holding)
            raise
        except BaseException:
            entry.abandon(call.body_fields, "", None)
            self.recorder.spawn(self._end(turn, holding))
            raise

    async def commit(self, turn: Turn, entry: UsageEntry, answer: UpstreamAnswer) -> None:
        """Everything of the turn, or nothing: the response, its items, the conversation's, the usage."""
        final = answer.stream.final
        assert final is not None  # noqa: S101 - only what has ended is committed
        usage = await usage_of(turn.call.body_fields, final)
        provider_id = answer.stream.provider_id
        project = turn.call.caller.project
        row = row_of(
            project,
            turn.options,
            turn.call.body_fields,
            final,
            upstream=answer.upstream.name,
            provider_id=provider_id,
        )
        inputs, made = items_of(turn.inputs), carried_output(answer.stream)
        outputs = items_of(made, [item.id for item in inputs])
        status: Status = "failed" if final["status"] == "failed" else "completed"
        owner = turn.context.owner
        if owner is None or status == "failed":
            kept = rows(row, inputs, outputs) if turn.options.stores else []
            return await entry.end(status, 200, usage, *kept, provider_id=provider_id)
        conversation = str(turn.options.conversation)
        accounted = entry.close(status, 200, usage, provider_id)

        def keep(session: Session) -> bool:
            # What was consumed is accounted for, also where the conversation was lost meanwhile.
            if accounted is not None:
                session.execute(insert(accounted[0]), [dict(accounted[1])])
            conversations = ConversationRepository(session, project)
            if append(conversations, conversation, [*turn.inputs, *made], owner) is None:
                return False
            if turn.options.stores:
                ResponseRepository(session, project).create(row, inputs, outputs)
            return conversations.unlock(conversation, owner)

        if not await self.database.write(keep):
            raise contexts.locked(conversation)
        return None

    async def release(self, call: Call, options: ResponseOptions, context: Context) -> None:
        """Gives the conversation back, if one is held."""
        owner = context.owner
        if owner is not None:
            project = call.caller.project
            await self.database.write(
                lambda session: ConversationRepository(session, project).unlock(
                    str(options.conversation), owner
                )
            )

    async def _entry(self, turn: Turn) -> UsageEntry:
        try:
            return await self.recorder.open(turn.call, object_id=turn.id, streamed=turn.options.streams)
        except BaseException:
            self.recorder.spawn(self.release(turn.call, turn.options, turn.context))
            raise

    async def _hold(self, turn: Turn) -> None:
        """Prolongs the lease for as long as the turn lasts."""
        project, owner = turn.call.caller.project, str(turn.context.owner)
        while True:
            await asyncio.sleep(self.beat_seconds)
            # A database that is away for a moment has the next beat.
            with contextlib.suppress(APIError):
                await self.database.write(
                    lambda session: ConversationRepository(session, project).extend(
                        str(turn.options.conversation), owner, self.lease()
                    )
                )

    async def _end(self, turn: Turn, holding: asyncio.Task[None] | None) -> None:
        if holding is not None:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)
        await self.release(turn.call, turn.options, turn.context)

    async def _left(
        self, turn: Turn, entry: UsageEntry, answer: UpstreamAnswer, holding: asyncio.Task[None] | None
    ) -> None:
        """The client is gone: what came until then is counted, and nothing is kept."""
        try:
            await answer.response.chunks.aclose()
        finally:
            entry.abandon(turn.call.body_fields, _text_of(answer), None)
            self.recorder.spawn(self._end(turn, holding))

    async def _stream(
        self, turn: Turn, entry: UsageEntry, answer: UpstreamAnswer, holding: asyncio.Task[None] | None
    ) -> AsyncGenerator[bytes, None]:
        told = False
        made = events(answer)
        try:
            async for found in made:
                if answer.stream.final is not None:
                    told = True
                    try:
                        await self.commit(turn, entry, answer)
                    except APIError as error:
                        # Its end is not told: what comes before that may be.
                        yield framed([*found[:-1], _error(error, found[-1].sequence_number)])
                        return
                    await self._end(turn, holding)
                yield framed(found)
        finally:
            await made.aclose()
            if not told:
                await self._left(turn, entry, answer, holding)


def _error(error: APIError, number: int) -> OutputEvent:
    fields = {"code": error.code, "message": error.message, "param": error.param}
    return Whole("error", number, fields)


async def usage_of(fields: Mapping[str, Any], final: JsonObject) -> Usage:
    """The upstream's, else as counted here: then the response tells that, too."""
    usage = from_answer(final)
    if usage is None:
        usage = await counted(fields, generated_text(final))
        final["usage"] = {
            "input_tokens": usage.input_tokens,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": usage.output_tokens,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": usage.input_tokens + usage.output_tokens,
        }
    return usage


def _text_of(answer: UpstreamAnswer) -> str:
    return generated_text(answer.stream.partial("incomplete"))


def generated_text(response: JsonObject) -> str:
    """What was generated, to be counted."""
    texts: list[str] = []
    for item in response.get("output") or ():
        texts += [str(item[name]) for name in ("name", "arguments", "input") if item.get(name)]
        for part in item.get("content") or ():
            texts += [str(part[name]) for name in ("text", "refusal") if part.get(name)]
    return "".join(texts)
