"""Creates responses while their caller waits: in one body, or as a stream."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from dataclasses import replace
from functools import partial

import orjson

from app.access.callers import Call
from app.aio.closing import Closing
from app.engine.hosted.hosted_tools import HostedToolKinds
from app.engine.hosted.mcp.approvals import require_known_approvals
from app.engine.lease_policy import LeasePolicy
from app.engine.long_answers import long_json_response
from app.engine.response_body import json_response
from app.engine.responses.context_compaction import compacted, send_turn
from app.engine.responses.conversation_lock import ConversationLock
from app.engine.responses.foreground_record import ForegroundRecord
from app.engine.responses.lane_context import lane_context, remember_turn, warm_up
from app.engine.responses.obfuscation import is_requested, obfuscated_frame
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.response_usage import partial_text
from app.engine.responses.resumed_turn import ResumedTurn
from app.engine.responses.round_query import LoopLimits
from app.engine.responses.tool_loop import ToolLoop
from app.engine.responses.turn_commit import abandon_turn, commit_turn
from app.engine.responses.turn_context import context_without_history, load_context
from app.engine.responses.turn_record import TurnRecord
from app.engine.responses.upstream_answer import (
    UpstreamAnswer,
    UpstreamRejected,
    answer_events,
    has_output,
    in_parts,
    plain_frame,
    whole_answer,
)
from app.engine.sealed_tokens import TokenSealer
from app.engine.secret_box import SecretBox
from app.engine.tool_permissions import require_tools
from app.engine.translation.output_events import JsonEvent, OutputEvent
from app.engine.translation.response_object import new_response
from app.engine.translation.stored_items import input_items
from app.errors import APIError
from app.relay.passthrough import EVENT_STREAM, headers_of
from app.storage.database import Database
from app.storage.ids import mint
from app.upstream.upstream import Route
from app.upstream.upstreams import Upstreams
from app.usage.entry import UsageEntry
from app.usage.recorder import UsageRecorder
from generated.runtime import Relay


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
        sealer: TokenSealer,
        hosted: HostedToolKinds | None = None,
        loop_limits: LoopLimits | None = None,
        secrets: SecretBox | None = None,
    ) -> None:
        self.upstreams = upstreams
        self.recorder = recorder
        self.database = database
        self.sealer = sealer
        """For reasoning and compactions, which clients keep."""
        self.secrets = secrets
        """For credentials that tools of background responses need; without one they lose them."""
        self.leases = LeasePolicy(lease_seconds)
        self._store_by_default = store_by_default
        self._hosted = hosted or HostedToolKinds()
        self._loop_limits = loop_limits or LoopLimits()

    async def begin(self, call: Call) -> ResponseTurn:
        """Reads the history and locks the conversation, until `create` ends or the turn is released.

        Raises BadRequest or NotFound, which name the field, for a request that no upstream can answer, and
        Forbidden for a tool that the project may not use.
        """
        require_tools(call)
        given = call.body_fields.get("input")
        options = ResponseOptions.of(call.body_fields, store_by_default=self._store_by_default)
        response_id = mint("resp_")
        load = partial(
            load_context,
            project=call.caller.project,
            options=options,
            given=given,
            lock_owner=response_id,
            lock_ms=self.leases.duration_ms,
        )
        has_history = options.previous is not None or options.conversation is not None
        context = lane_context(call.lane, options.previous, given)
        if context is None:
            context = await self.database.write(load) if has_history else context_without_history(given)
        lock = self._lock(call, options, response_id)
        try:
            inputs = input_items(given, mint=mint, references=context.references)
            snapshot = new_response(
                call.body_fields,
                response_id=response_id,
                created_at=int(time.time()),
                store=options.stores,
            )
            turn = ResponseTurn(call, options, context, inputs, snapshot, lock)
            self.add_tools(turn)
            if options.background or turn.has_preparation:
                self._require_translatable(turn)
        except BaseException:
            if lock is not None:
                await lock.release()
            raise
        return turn

    def _lock(self, call: Call, options: ResponseOptions, response_id: str) -> ConversationLock | None:
        if options.conversation is None:
            return None
        return ConversationLock(
            self.database, self.leases, call.caller.project, options.conversation, response_id
        )

    def _require_translatable(self, turn: ResponseTurn) -> None:
        """Raises BadRequest while it can be an HTTP error; later the response would fail for that reason."""
        query = turn.query(streams=True, sealer=self.sealer)
        if turn.has_preparation:
            require_known_approvals(turn.context.history, turn.inputs)
            # Which functions a choice may name is known later.
            fields = {name: value for name, value in query.fields.items() if name != "tool_choice"}
            query = replace(query, fields=fields)
        query.request(self.first_route(turn))

    def first_route(self, turn: ResponseTurn) -> Route:
        """The route that is tried first."""
        return self.upstreams.first_route(turn.call, turn.options.model, turn.context.pinned)

    def add_tools(self, turn: ResponseTurn) -> None:
        """Gives the turn the hosted tools that this server runs for it.

        Raises BadRequest for one that cannot be run as it is declared, NotFound if no upstream has the model.
        """
        if not turn.call.body_fields.get("tools"):
            return
        upstream = self.first_route(turn).upstream
        if upstream.responses == "chat":
            turn.tools = self._hosted.tools_of(turn.call.body_fields, upstream)

    async def begin_answer(
        self,
        turn: ResponseTurn,
        entry: UsageEntry,
        record: TurnRecord,
        *,
        streams: bool,
        sequence_number: int = 0,
        resumed: ResumedTurn | None = None,
    ) -> UpstreamAnswer:
        """The model's answer to a turn, with a loop if there may be calls of hosted tools.

        Raises as `ask` does. Where tools have to be prepared, or the turn is `resumed`, the model is asked
        while the answer is read.
        """
        query = turn.query(streams=streams, sealer=self.sealer)
        if turn.tools is None or query.compacts:
            return await send_turn(self.upstreams, query, entry, turn.snapshot, sequence_number)
        if resumed is None:
            query = await compacted(self.upstreams, query, entry, turn.snapshot)
        loop = ToolLoop(self.upstreams, turn, entry, query, turn.tools, record, self._loop_limits)
        return await loop.begin(self.first_route(turn), sequence_number, resumed)

    async def create(self, turn: ResponseTurn) -> Relay:
        """The response, once it is committed; a stream's terminal event waits for the commit.

        Raises APIError if no upstream can be reached or the commit fails.
        """
        if turn.call.lane is not None and turn.call.lane.warm_up:
            await turn.release()
            return warm_up(turn)
        entry = await self._open_entry(turn)
        if turn.lock is not None:
            turn.lock.start_renewal()
        record = self._record(turn)
        try:
            answer = await self.begin_answer(turn, entry, record, streams=turn.options.streams)
            headers = headers_of(answer.upstream, answer.response)
            if turn.options.streams:
                frames = self._stream(turn, entry, answer, record)
                abandon = partial(self._abandon_stream, turn, entry, answer, record)
                return Relay(200, [*headers, *EVENT_STREAM], Closing(frames, abandon))
            await whole_answer(answer)
            await commit_turn(self.database, turn, entry, answer, record)
            await turn.release()
            final = orjson.dumps(answer.stream.final)
            if answer.stream.texts:
                return long_json_response(answer.stream.texts.expand(final), headers)
            return json_response(final, headers)
        except UpstreamRejected as rejected:
            entry.fail(rejected.relay.error)
            await turn.release()
            return rejected.relay
        except APIError as error:
            entry.fail(error)
            await self._give_up(turn, record)
            raise
        except BaseException:
            entry.abandon(turn.call.body_fields, "", None)
            self.recorder.spawn(self._give_up(turn, record))
            raise

    def _record(self, turn: ResponseTurn) -> TurnRecord:
        """For the calls of hosted tools; of a response that is not stored nothing is."""
        if turn.tools is None or not turn.options.stores:
            return TurnRecord()
        return ForegroundRecord(self.database, self.recorder, self.leases, turn)

    async def _give_up(
        self, turn: ResponseTurn, record: TurnRecord, answer: UpstreamAnswer | None = None
    ) -> None:
        """Ends what the turn holds: its row, if it has one, and its conversation."""
        if isinstance(record, ForegroundRecord) and record.is_open:
            await abandon_turn(turn, record, answer)
        await turn.release()

    async def _open_entry(self, turn: ResponseTurn) -> UsageEntry:
        try:
            return await self.recorder.open(turn.call, object_id=turn.id, streamed=turn.options.streams)
        except BaseException:
            self.recorder.spawn(turn.release())
            raise

    async def _stream(
        self, turn: ResponseTurn, entry: UsageEntry, answer: UpstreamAnswer, record: TurnRecord
    ) -> AsyncGenerator[bytes, None]:
        ended, waits = False, True
        batches = answer_events(answer)
        frame_of = obfuscated_frame if is_requested(turn.call.body_fields) else plain_frame
        try:
            async for events in batches:
                if waits and has_output(events):
                    waits = False
                    entry.on_first_token()
                if answer.stream.final is not None:
                    ended = True
                    try:
                        await commit_turn(self.database, turn, entry, answer, record)
                    except BaseException as error:
                        # Of no effect if the commit has ended it.
                        entry.abandon(answer.counted(), partial_text(answer), None)
                        self.recorder.spawn(self._give_up(turn, record, answer))
                        if not isinstance(error, APIError):
                            raise
                        # The terminal event is replaced: a client must not see an end that is not stored.
                        last = _error_event(error, events[-1].sequence_number)
                        for part in in_parts([*events[:-1], last], frame_of):
                            yield part
                        return
                    remember_turn(turn, answer)
                    await turn.release()
                if len(events) == 1:
                    yield frame_of(events[0])
                    continue
                if not events:
                    # Shows that the upstream is active.
                    yield b""
                for part in in_parts(events, frame_of):
                    yield part
        finally:
            await batches.aclose()
            if not ended:
                await self._abandon_stream(turn, entry, answer, record)

    async def _abandon_stream(
        self, turn: ResponseTurn, entry: UsageEntry, answer: UpstreamAnswer, record: TurnRecord
    ) -> None:
        """The client disconnected: records the usage so far, and stores nothing but what tools have done."""
        try:
            await answer.response.chunks.aclose()
        finally:
            entry.abandon(answer.counted(), partial_text(answer), None)
            self.recorder.spawn(self._give_up(turn, record, answer))


def _error_event(error: APIError, sequence_number: int) -> OutputEvent:
    fields = {"code": error.code, "message": error.message, "param": error.param}
    return JsonEvent("error", sequence_number, fields)
