"""Runs the calls of hosted tools of one response: their items, events and steps."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.hosted.hosted_tools import HostedTools
from app.engine.hosted.tool import (
    HostedCall,
    HostedTool,
    ItemAdded,
    ItemDone,
    ItemEvent,
    ToolContext,
    ToolEvent,
)
from app.engine.responses.resumed_turn import LISTING
from app.engine.responses.turn_record import DoneStep, StartedStep, Step, TurnRecord
from app.engine.translation.hosted_functions import AnsweredCall
from app.engine.translation.hosted_items import answered_call
from app.engine.translation.item_ids import PREFIXES
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.response_stream import ResponseStream
from app.storage.ids import mint
from app.usage.entry import UsageEntry

_log = logging.getLogger(__name__)

_UNKNOWN_TOOL = "There is no tool of this name."
_UNKNOWN_OUTCOME = (
    "The server stopped while this call ran: its outcome is unknown. It may have had its effect, and was not "
    "repeated."
)
_STOPPED = "The server stopped."
_TOO_LATE = "The call took too long and was stopped."
_FAULT = "The tool failed."


@dataclass(frozen=True, slots=True)
class RunCall:
    """A call that is to run, with what else the upstream sent with it."""

    call: HostedCall
    extras: Mapping[str, Any] = field(default_factory=dict)


class HostedRuns:
    """The runs of one response, one after the other.

    `count` is how many calls have run, `awaits_approval` whether one of the last ones waits for its caller.
    """

    def __init__(
        self,
        tools: HostedTools,
        record: TurnRecord,
        stream: ResponseStream,
        context: ToolContext,
        entry: UsageEntry,
    ) -> None:
        self.count = 0
        self.awaits_approval = False
        self._tools = tools
        self._record = record
        self._stream = stream
        self._context = context
        self._entry = entry
        self._seq = 0
        self._recorded = 0
        """How many items of the output are in steps."""
        self._approved: set[str] = set()
        """The approvals whose calls have started."""

    async def prepare(self) -> AsyncGenerator[list[OutputEvent], None]:
        """What the tools do before the model is asked. Raises APIError, which ends the response."""
        for tool in self._tools:
            async with aclosing(tool.prepare(self._context)) as events:
                place = _Place()
                async for event in events:
                    self._emit(event, place)
                    yield self._stream.writer.take_events()

    def end_listings(self, open_items: Mapping[int, JsonObject]) -> list[OutputEvent]:
        """Ends the lists of tools that a killed process had started."""
        for index, item in open_items.items():
            if item["type"] == LISTING:
                self._stream.writer.end_item(index, {**item, "error": _STOPPED})
        return self._stream.writer.take_events()

    def approved_calls(self) -> list[RunCall]:
        """The calls that the caller's input approves, and that have not started yet."""
        calls = [call for tool in self._tools for call in tool.approved_calls(self._context)]
        return [RunCall(call) for call in calls if call.approval_request_id not in self._approved]

    async def run(
        self, run: RunCall, round_number: int, answered: list[AnsweredCall]
    ) -> AsyncGenerator[list[OutputEvent], None]:
        """Runs a call; appends its result to `answered`. A call that needs an approval has none."""
        call = run.call
        tool = self._tools.tool_of(call.namespace, call.name)
        if tool is None:
            self.count += 1
            answered.append(_answered(run, _UNKNOWN_TOOL))
            return
        request = None if call.approval_request_id else tool.needs_approval(call)
        if request is not None:
            self.awaits_approval = True
            self._stream.writer.add_item(request)
            yield self._stream.writer.take_events()
            return
        self.count += 1
        done = ItemDone({}, _FAULT)
        async with aclosing(self._events(tool, run, round_number, _Place())) as events:
            async for event in events:
                if isinstance(event, ItemDone):
                    done = event
                yield self._stream.writer.take_events()
        self._entry.on_tool_call(tool.kind)
        answered.append(_answered(run, done.text))

    async def resume(
        self,
        steps: Sequence[Step],
        open_items: Mapping[int, JsonObject],
        answered: list[tuple[int, AnsweredCall]],
    ) -> AsyncGenerator[list[OutputEvent], None]:
        """Takes over the steps of a killed process. `open_items` are those without a done event, by place.

        A call without result runs again if that is harmless; else the model reads that nothing is known.
        """
        writer = self._stream.writer
        emitted = {item["id"]: index for index, item in open_items.items()}
        output = self._stream.partial("incomplete")["output"]
        ended = {item["id"]: item for item in output if item["id"] not in emitted}
        for started, done in steps:
            self._seq, self.count = started.seq + 1, self.count + 1
            if started.call.approval_request_id:
                self._approved.add(started.call.approval_request_id)
            tool = self._tools.tool_of(started.call.namespace, started.call.name)
            run = RunCall(started.call, started.extras)
            place = _Place(started.item, emitted.get(started.item["id"]), started)
            if place.index is None and started.item["id"] not in ended:
                place.index = writer.begin_item(started.item)
            if done is None and started.item["id"] in ended:
                item = ended[started.item["id"]]
                done = DoneStep(item, answered_call(item, "").text)
                await self._record.end(started, done)
            if done is None and tool is not None and tool.repeatable(started.call):
                last = ItemDone({}, _FAULT)
                async with aclosing(self._events(tool, run, started.round, place)) as events:
                    async for event in events:
                        last = event if isinstance(event, ItemDone) else last
                        yield writer.take_events()
                answered.append((started.round, _answered(run, last.text)))
                continue
            if done is None:
                arguments = {"arguments": run.call.arguments} if "arguments" in started.item else {}
                done = DoneStep({**started.item, **arguments, "status": "failed"}, _UNKNOWN_OUTCOME)
                await self._record.end(started, done)
            if tool is not None:
                tool.restore(done.item, done.state)
            if place.index is not None and started.item["id"] not in ended:
                writer.end_item(place.index, done.item)
            answered.append((started.round, _answered(run, done.text)))
            yield writer.take_events()
        self._recorded = len(self._stream.partial("incomplete")["output"])

    async def _events(
        self, tool: HostedTool, run: RunCall, round_number: int, place: _Place
    ) -> AsyncGenerator[ToolEvent, None]:
        """The events of a run, emitted and recorded. The last one is an `ItemDone`."""
        async with aclosing(tool.run(run.call, self._context)) as events:
            while True:
                try:
                    async with asyncio.timeout_at(self._context.deadline):
                        event = await anext(events)
                except TimeoutError:
                    event = ItemDone(_failed(place.item), _TOO_LATE)
                except StopAsyncIteration:
                    _log.error("a tool ended without a result", extra={"tool": tool.kind})
                    event = ItemDone(_failed(place.item), _FAULT)
                except Exception:
                    _log.exception("a tool failed", extra={"tool": tool.kind})
                    event = ItemDone(_failed(place.item), _FAULT)
                self._emit(event, place)
                if isinstance(event, ItemAdded) and place.step is None:
                    place.step = self._step(tool, run, round_number, place.item)
                    # The client sees the item before what may take long.
                    yield event
                    await self._record.begin(place.step)
                    continue
                if isinstance(event, ItemDone):
                    if place.step is not None:
                        await self._record.end(place.step, DoneStep(place.item, event.text, event.state))
                    yield event
                    return
                yield event

    def _step(self, tool: HostedTool, run: RunCall, round_number: int, item: JsonObject) -> StartedStep:
        output = self._stream.partial("incomplete")["output"]
        # The last one is the step's own.
        before, self._recorded = self._stream.texts.whole(output[self._recorded : -1]), len(output)
        step = StartedStep(self._seq, round_number, tool.kind, run.call, run.extras, item, before)
        self._seq += 1
        return step

    def _emit(self, event: ToolEvent, place: _Place) -> None:
        writer = self._stream.writer
        if isinstance(event, ItemAdded):
            if place.index is None:
                place.item = {"id": mint(PREFIXES[event.item["type"]]), **event.item}
                place.index = writer.begin_item(place.item)
        elif place.index is None:
            # A tool that failed before its item: there is nothing to end.
            return
        elif isinstance(event, ItemEvent):
            writer.emit(event.type, item_id=place.item["id"], output_index=place.index, **event.fields)
            if "arguments" in event.fields:
                # It may end here, by a client that leaves.
                place.item = {**place.item, "arguments": event.fields["arguments"]}
                writer.change_item(place.index, place.item)
        else:
            place.item = {"id": place.item["id"], **event.item}
            writer.end_item(place.index, place.item)
            place.index = None


@dataclass(slots=True)
class _Place:
    """The item of a run, and where it is in the output."""

    item: JsonObject = field(default_factory=dict)
    index: int | None = None
    step: StartedStep | None = None


def _answered(run: RunCall, text: str) -> AnsweredCall:
    call = run.call
    return AnsweredCall(call.call_id, call.name, call.namespace, call.arguments, text, run.extras)


def _failed(item: JsonObject) -> JsonObject:
    return {name: value for name, value in item.items() if name != "id"} | {"status": "failed"}
