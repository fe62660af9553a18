"""The usage of one request: a record for each of its calls to an upstream."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar, cast

import orjson

from app.errors import APIError, ServerError
from app.storage.ids import mint
from app.storage.rows import Row, RowFactory, UsageRow
from app.storage.tables import METADATA
from app.usage import records
from app.usage.call_error import CallError, failed_row, report
from app.usage.journal import Slot
from app.usage.token_usage import Usage, estimate
from app.usage.usage_row import Status, usage_row
from app.usage.writes import Writes
from generated.runtime import Call

T = TypeVar("T")

_USAGE = METADATA.tables["usage_records"]
_NO_USAGE = Usage()
_NO_CALLS: Mapping[str, int] = MappingProxyType({})
_NOT_STORED = "The record of the answer could not be written."


class UsageEntry:
    """Follows the calls of a request (`CallObserver`). The last call's first end is recorded; later ones are
    ignored.

    A request that ends before an upstream was asked has no record. `job` is the prefix of the records' ids
    of a background response's attempt; other ids are minted.
    """

    __slots__ = (
        "_answered_at", "_call", "_calls", "_ended", "_factory", "_first_token_at", "_id", "_is_first",
        "_job", "_recorder", "_slot", "_started", "_tool_calls", "object_id", "streamed", "upstream",
    )  # fmt: skip

    def __init__(
        self,
        recorder: Writes,
        call: Call[Any],
        object_id: str | None,
        *,
        streamed: bool,
        job: str | None = None,
    ) -> None:
        self._recorder = recorder
        self._call = call
        self._job = job
        self._started = time.perf_counter()
        self._first_token_at: float | None = None
        self._answered_at: float | None = None
        self._ended = False
        self._is_first = True
        """Whether no call of the request has succeeded before."""
        self._tool_calls: Mapping[str, int] = _NO_CALLS
        self._calls = 0
        self._id = ""
        """Of the open call's record; empty while there is none."""
        self._slot: Slot | None = None
        self._factory: Callable[[], UsageRow] | None = None
        """Of the row of the end."""
        self.object_id = object_id
        self.streamed = streamed
        self.upstream: str | None = None
        """The name of the upstream that was asked last."""

    @property
    def ended(self) -> bool:
        """Whether the usage is recorded already."""
        return self._ended

    def begin(self, upstream: str) -> None:
        """See `CallObserver`."""
        self.upstream = self._call.upstream = upstream
        if self._job is None:
            self._id = mint("use_")
        else:
            self._calls += 1
            self._id = f"{self._job}n{self._calls}"

    def sent(self) -> None:
        """See `CallObserver`. From now on the call has a record, even after `kill -9`."""
        journal = self._recorder.journal
        if journal is not None:
            call = self._call
            caller = call.caller
            values = (
                caller.project, self._id, caller.key_id, call.request_id, call.operation.id,
                call.body_fields.get("model"), self.upstream, self.object_id, self.streamed,
            )  # fmt: skip
            self._slot = journal.add(orjson.dumps(values, None, orjson.OPT_APPEND_NEWLINE))
            if self._slot is None:
                self._slot = journal.add(records.shortened(values))

    def on_first_token(self) -> None:
        """A stream has its first output."""
        self._first_token_at = time.perf_counter()

    def retry(self, http_status: int, reason: str) -> None:
        """The call that began failed; another follows. It has a record of its own, without cost."""
        self.end_call("failed", http_status, _NO_USAGE, error=CallError.in_body(reason))

    def continue_request(self) -> None:
        """An earlier attempt had a call of the same request that has succeeded."""
        self._is_first = False

    def on_answered(self) -> None:
        """The call's answer has been read; what follows until its end is not its duration."""
        self._answered_at = time.perf_counter()

    def on_tool_call(self, kind: str) -> None:
        """A hosted tool has run for the call that was answered last."""
        self._tool_calls = {**self._tool_calls, kind: self._tool_calls.get(kind, 0) + 1}

    async def next_call(self, usage: Usage, provider_id: str | None = None) -> None:
        """The call that began has succeeded; another follows, for which the request does not count again.

        It has a record of its own. Raises Unavailable if that could not be written.
        """
        if self._id:
            self.end_call("completed", 200, usage, provider_id)
            self._is_first = False
        self._first_token_at, self._tool_calls = None, _NO_CALLS
        await self._recorder.writer.admit()

    def end_call(
        self,
        status: Status,
        http_status: int,
        usage: Usage,
        provider_id: str | None = None,
        error: CallError | None = None,
    ) -> None:
        """The call that began has ended; the request goes on. It has a record of its own."""
        table, factory = self._row_factory(status, http_status, usage, provider_id, error)
        row, slot = cast("UsageRow", factory()), self._slot
        self._id, self._slot = "", None
        self._started, self._answered_at = time.perf_counter(), None
        self._recorder.writer.submit((table, row), on_done=partial(self._on_written, row, slot))

    def end(
        self,
        status: Status,
        http_status: int,
        usage: Usage,
        *more: Row | RowFactory,
        provider_id: str | None = None,
        error: CallError | None = None,
    ) -> Awaitable[None]:
        """Awaitable until the row and `more` are durable; raises as `Writer.write` does.

        If they cannot be written now, the usage is written later. `error` is what the caller got.
        """
        # As in `_is_first_end`: this is the hot path.
        if self._ended:
            return _no_write()
        self._ended = True
        writer = self._recorder.writer
        writer.in_flight -= 1
        self._call.tokens = usage[:2]
        if error is not None:
            self._report(error)
        if not self._id:
            return writer.write(*more)
        source = self._row_factory(status, http_status, usage, provider_id, error)
        return writer.write(source, *more, on_done=self._on_end_written)

    async def end_in(
        self,
        transaction: Callable[[UsageRow | None], Awaitable[T]],
        status: Status,
        http_status: int,
        usage: Usage,
        provider_id: str | None = None,
        error: CallError | None = None,
    ) -> T:
        """Ends the entry with its row in the caller's transaction; None if it has none, or had ended.

        If the transaction fails, the usage is written later.
        """
        if not self._is_first_end():
            return await transaction(None)
        self._call.tokens = usage[:2]
        if error is not None:
            self._report(error)
        if not self._id:
            return await transaction(None)
        row = cast("UsageRow", self._row_factory(status, http_status, usage, provider_id, error)[1]())
        try:
            result = await transaction(row)
        except asyncio.CancelledError:
            self._postpone(row, self._slot, None)
            raise
        except Exception as fault:
            self._postpone(
                row, self._slot, fault if isinstance(fault, APIError) else ServerError(_NOT_STORED)
            )
            raise
        self._release(self._slot)
        return result

    def fail(self, error: APIError) -> None:
        """The call is answered with an error; its usage is zero."""
        if self._is_first_end():
            reason = CallError.of(error)
            self._call.code = reason.code
            # The caller's own faults are in the answer alone.
            if error.status >= ServerError.status:
                self._report(reason)
            if self._id:
                self._submit_row("failed", error.status, _NO_USAGE, error=reason)

    def abandon(self, fields: Mapping[str, Any], text: str, usage: Usage | None, *more: Row) -> None:
        """The client disconnected. Without a `usage` of the upstream it is estimated."""
        if not self._is_first_end():
            return
        self._call.outcome = "cancelled"
        if self._id and usage is None:
            self._recorder.spawn(self._submit_estimate(fields, text, more))
        elif self._id:
            self._submit_row("cancelled", 499, usage or _NO_USAGE, *more)

    def _report(self, error: CallError) -> None:
        self._call.outcome, self._call.code = "failed", error.code
        report(self._call, self.upstream, error)

    def _submit_row(
        self, status: Status, http_status: int, usage: Usage, *more: Row, error: CallError | None = None
    ) -> None:
        source = self._row_factory(status, http_status, usage, None, error)
        self._recorder.writer.submit(source, *more, on_done=self._on_end_written)

    def _is_first_end(self) -> bool:
        """Whether the entry is open; it ends now."""
        if self._ended:
            return False
        self._ended = True
        self._recorder.writer.in_flight -= 1
        return True

    async def _submit_estimate(self, fields: Mapping[str, Any], text: str, more: tuple[Row, ...]) -> None:
        self._submit_row("cancelled", 499, await estimate_usage(fields, text), *more)

    def _on_end_written(self, error: APIError | None) -> None:
        if error is None:
            slot, journal = self._slot, self._recorder.journal
            if slot is not None and journal is not None:
                journal.remove(slot)
        else:
            self._on_written(self._factory and self._factory(), self._slot, error)

    def _on_written(self, row: UsageRow | None, slot: Slot | None, error: APIError | None) -> None:
        if error is None:
            self._release(slot)
        elif row is not None:
            self._postpone(row, slot, error)

    def _postpone(self, row: UsageRow, slot: Slot | None, fault: APIError | None) -> None:
        """The row is written later. The answer is not stored: the caller got `fault`, or left."""
        if row["status"] == "completed" and fault is None:
            row = {**row, "status": "cancelled", "http_status": 499}
        elif row["status"] == "completed" and fault is not None:
            self._report(CallError.of(fault))
            row = failed_row(row, fault)
        self._recorder.keep(row, slot)

    def _release(self, slot: Slot | None) -> None:
        if slot is not None and (journal := self._recorder.journal) is not None:
            journal.remove(slot)

    def _row_factory(
        self,
        status: Status,
        http_status: int,
        usage: Usage,
        provider_id: str | None,
        error: CallError | None,
    ) -> RowFactory:
        first, now = self._first_token_at, self._answered_at or time.perf_counter()
        factory = self._factory = partial(
            usage_row,
            self._call,
            usage,
            error,
            record_id=self._id,
            upstream=self.upstream,
            provider_id=provider_id,
            object_id=self.object_id,
            status=status,
            http_status=http_status,
            streamed=self.streamed,
            duration=now - self._started,
            first_token=None if first is None else first - self._started,
            ended=time.time(),
            tool_calls=self._tool_calls,
            is_first=self._is_first,
        )
        return _USAGE, factory


async def _no_write() -> None:
    pass


async def estimate_usage(fields: Mapping[str, Any], text: str) -> Usage:
    """The usage of a request and the text of its answer, for an upstream that sent none. Runs in a thread."""
    return await asyncio.to_thread(estimate, fields, text)
