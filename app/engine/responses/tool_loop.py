"""Asks the model, runs its calls of hosted tools, and asks again, until none is left.

One loop for all responses of chat upstreams: streamed or whole, in the background, on sockets and in
conversations. Each call of a tool is committed before it runs (`turn_record`), each call to the model has a
usage record of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from functools import partial

import orjson

from app.aio.buffered_body import BufferedBody
from app.contract.json_types import JsonObject
from app.engine.hosted.hosted_tools import HostedTools
from app.engine.hosted.tool import ToolContext
from app.engine.responses.answer_usage import CallUsage, as_response_usage
from app.engine.responses.hosted_runs import HostedRuns, RunCall
from app.engine.responses.response_turn import ResponseTurn
from app.engine.responses.response_usage import generated_text
from app.engine.responses.resumed_turn import ResumedTurn
from app.engine.responses.round_query import LoopLimits, RoundQuery
from app.engine.responses.turn_record import TurnRecord
from app.engine.responses.upstream_answer import (
    UpstreamAnswer,
    UpstreamRejected,
    ask,
    read_answer,
    send_query,
    stream_answer,
)
from app.engine.responses.upstream_query import UpstreamQuery
from app.engine.translation.hosted_functions import AnsweredCall, Round
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.response_stream import ResponseStream
from app.errors import APIError
from app.relay.counted_text import counted_text
from app.upstream.client import UpstreamResponse
from app.upstream.upstream import Route
from app.upstream.upstreams import Upstreams
from app.usage.entry import UsageEntry
from app.usage.token_usage import Usage

_OWN_ITEMS = ("reasoning", "message")


class ToolLoop:
    """The further answers of one response: `AnswerLoop`."""

    def __init__(
        self,
        upstreams: Upstreams,
        turn: ResponseTurn,
        entry: UsageEntry,
        query: UpstreamQuery,
        tools: HostedTools,
        record: TurnRecord,
        limits: LoopLimits,
    ) -> None:
        self.record = record
        self._upstreams = upstreams
        self._turn = turn
        self._entry = entry
        self._query = RoundQuery(query, tools, limits)
        self._tools = tools
        self._deadline = asyncio.get_running_loop().time() + limits.seconds
        self._rounds: list[Round] = []
        self._usage = CallUsage(entry)
        self._round_start = 0
        """How many items the output had before the answer that is read."""
        self._called = ""
        """The calls of hosted tools in that answer, which have no items of the model's text."""
        self._resumed: ResumedTurn | None = None
        self._answer: UpstreamAnswer
        self._stream: ResponseStream
        self._runs: HostedRuns

    async def begin(
        self, first: Route, sequence_number: int, resumed: ResumedTurn | None = None
    ) -> UpstreamAnswer:
        """The first answer: see `ResponseService.begin_answer`. `first` is the route that is tried first."""
        snapshot = self._turn.snapshot
        self._resumed = resumed
        is_asked = resumed is None and not self._tools.need_preparation
        query = self._query.current
        if is_asked:
            answer = await send_query(self._upstreams, query, self._entry, snapshot, sequence_number)
        else:
            stream = query.stream(first, snapshot, sequence_number)
            nothing = UpstreamResponse(200, [], BufferedBody(b""))
            answer = UpstreamAnswer(first.upstream, nothing, stream, partial(query.counted, first))
        # A native upstream, to which a rule fell back, runs its tools itself.
        if isinstance(answer.stream, ResponseStream):
            self._attach(answer, answer.stream, is_asked=is_asked)
        return answer

    def _attach(self, answer: UpstreamAnswer, stream: ResponseStream, *, is_asked: bool) -> None:
        answer.loop, self._stream = self, stream
        self._usage.is_open, self._usage.counted = is_asked, answer.counted
        stream.continues = True
        turn = self._turn
        items = [*self._query.current.whole().history, *turn.inputs]
        if self._resumed is not None:
            items += [item for item in self._resumed.output if item is not None]
        context = ToolContext(turn.call, items, self._deadline)
        self._runs = HostedRuns(self._tools, self.record, stream, context, self._entry)
        if self._resumed is not None:
            stream.resume(self._resumed.output, self._resumed.open)
            self._usage.total.add(as_response_usage(self._resumed.usage))

    async def events(self, answer: UpstreamAnswer) -> AsyncGenerator[list[OutputEvent], None]:
        """See `AnswerLoop`."""
        self._answer = answer
        try:
            async with aclosing(self._events()) as all_events:
                async for events in all_events:
                    yield events
        finally:
            # The answer has this loop: the cycle would keep both.
            del self._answer
            for tool in self._tools:
                await tool.close()

    async def _events(self) -> AsyncGenerator[list[OutputEvent], None]:
        stream = self._stream
        if not self._usage.is_open:
            yield stream.begin()
            if self._resumed is not None:
                yield self._runs.end_listings(self._resumed.open)
            try:
                async for events in self._runs.prepare():
                    yield events
            except APIError as error:
                yield stream.fail(error.message, error.code)
                return
            if self._resumed is not None:
                async for events in self._resume(self._resumed):
                    yield events
                if self._stream.writer.calls_of_client:
                    yield stream.complete()
                    return
            if approved := self._query.within(self._runs.approved_calls(), self._runs.count):
                async for events in self._run(approved, []):
                    yield events
                if self._is_ended():
                    return
            if failed := await self._ask():
                yield failed
                return
        while True:
            async for events in self._read():
                yield events
            if self._is_ended():
                return
            self._entry.on_answered()
            calls = self._query.runnable(
                stream.writer.take_hosted_calls(),
                self._answer.upstream.name,
                self._runs.count,
                client_calls=stream.writer.calls_of_client,
            )
            self._called = "".join(run.call.name + run.call.arguments for run in calls)
            async for events in self._run(calls, self._own_items()):
                yield events
            if self._is_ended():
                return
            if end := self._end_of_round(calls):
                yield end
                return
            if failed := await self._ask():
                yield failed
                return

    def _is_ended(self) -> bool:
        return self._stream.final is not None

    async def complete_usage(self, final: JsonObject) -> Usage:
        """See `AnswerLoop`."""
        return await self._usage.complete(final, self._stream.usage, self.partial_text)

    def partial_text(self) -> str:
        """What the model has generated of the answer that is read."""
        output = self._stream.partial("incomplete")["output"][self._round_start :]
        return counted_text(generated_text({"output": output}), self._stream.texts) + self._called

    async def _read(self) -> AsyncGenerator[list[OutputEvent], None]:
        """The events of one answer."""
        if self._query.current.streams:
            async for events in stream_answer(self._answer):
                yield events
            return
        try:
            yield await read_answer(self._answer)
        except APIError as error:
            if not self._rounds:
                raise
            # What tools have done is in the response.
            yield self._stream.fail(error.message, error.code)

    async def _run(
        self, calls: Sequence[RunCall], items: Sequence[JsonObject]
    ) -> AsyncGenerator[list[OutputEvent], None]:
        answered: list[AnsweredCall] = []
        try:
            for call in calls:
                async for events in self._runs.run(call, len(self._rounds) + 1, answered):
                    yield events
        except APIError as error:
            # A step could not be written: the call must not run.
            yield self._stream.fail(error.message, error.code)
            return
        if answered:
            self._rounds.append(Round(items, answered))

    async def _resume(self, resumed: ResumedTurn) -> AsyncGenerator[list[OutputEvent], None]:
        """Ends the calls that had started, and makes of all steps what the model reads."""
        answered: list[tuple[int, AnsweredCall]] = []
        async for events in self._runs.resume(resumed.steps, resumed.open, answered):
            yield events
        for number in sorted({step.round for step, _ in resumed.steps}):
            before = [item for step, _ in resumed.steps if step.round == number for item in step.before]
            items = [item for item in before if item["type"] in _OWN_ITEMS]
            self._rounds.append(Round(items, [call for place, call in answered if place == number]))

    def _own_items(self) -> list[JsonObject]:
        """The reasoning and the messages of the answer that was read, whole."""
        items = self._stream.partial("incomplete")["output"][self._round_start :]
        own = [item for item in items if item["type"] in _OWN_ITEMS]
        texts = self._stream.texts
        whole: list[JsonObject] = orjson.loads(texts.expand(orjson.dumps(own)).joined()) if texts else own
        return whole

    def _end_of_round(self, calls: Sequence[RunCall]) -> list[OutputEvent]:
        """The terminal event, if the model is not asked again."""
        if self._stream.writer.calls_of_client or self._runs.awaits_approval or not calls:
            # Without calls all of them were ignored.
            return self._stream.complete()
        if asyncio.get_running_loop().time() >= self._deadline:
            return self._stream.fail("The time for the tools of a response is over.")
        return []

    async def _ask(self) -> list[OutputEvent]:
        """Sends the next query. Returns the terminal event if that fails, or nothing may be generated."""
        stream = self._stream
        try:
            await self._usage.close(stream.usage, self.partial_text, stream.provider_id)
            await self.record.settle()
            upstream, used = self._answer.upstream.name, self._usage.total.output_tokens
            if not self._query.next(self._rounds, self._runs.count, upstream, used):
                return stream.end_early("max_output_tokens")
            sent = await ask(self._upstreams, self._query.current, self._entry)
        except UpstreamRejected as rejected:
            await rejected.relay.chunks.aclose()
            return stream.fail(rejected.relay.error.message, rejected.relay.error.code)
        except APIError as error:
            return stream.fail(error.message, error.code)
        self._answer.counted = partial(sent.query.counted, sent.route)
        self._usage.is_open, self._usage.counted = True, self._answer.counted
        self._query.current = sent.query
        self._answer.upstream, self._answer.response = sent.route.upstream, sent.response
        self._called = ""
        self._round_start = len(stream.partial("incomplete")["output"])
        stream.next_answer(sent.query.tools[sent.route.upstream.name])
        stream.citations = self._tools.citations()
        return []
