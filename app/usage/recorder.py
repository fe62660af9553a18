"""Records a usage row for every call to a model, also for one that fails or is abandoned."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Coroutine, Mapping
from functools import partial
from typing import Any, Literal, TypeAlias

import orjson

from app.storage.fences import Fence
from app.storage.ids import mint
from app.storage.rows import Row, RowFactory, UsageRow
from app.storage.tables import METADATA
from app.storage.writer import Writer
from app.usage.token_usage import Usage, estimate
from generated.runtime import Call

_log = logging.getLogger(__name__)

Status: TypeAlias = Literal["completed", "failed", "cancelled"]

_USAGE = METADATA.tables["usage_records"]
_NO_USAGE = Usage()


class UsageRecorder:
    """Opens an entry for each call and writes it when the call ends."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._spawned: set[asyncio.Task[None]] = set()

    async def open(
        self, call: Call[Any], *, object_id: str | None = None, streamed: bool = False
    ) -> UsageEntry:
        """Opens an entry. Raises Unavailable if its usage could not be written."""
        await self._writer.admit()
        return self._new_entry(call, object_id, streamed=streamed)

    def try_open(
        self, call: Call[Any], *, object_id: str | None = None, streamed: bool = False
    ) -> UsageEntry | None:
        """`open` without a coroutine; None if `open` would wait or raise."""
        return self._new_entry(call, object_id, streamed=streamed) if self._writer.ready else None

    def _new_entry(self, call: Call[Any], object_id: str | None, *, streamed: bool) -> UsageEntry:
        self._writer.in_flight += 1
        return UsageEntry(self, call, object_id, streamed=streamed)

    def on_entry_ended(self) -> None:
        """An open entry has its row now."""
        self._writer.in_flight -= 1

    async def admit(self) -> None:
        """See `Writer.admit`."""
        await self._writer.admit()

    def write(self, *rows: Row | RowFactory, fence: Fence | None = None) -> asyncio.Future[None]:
        """See `Writer.write`."""
        return self._writer.write(*rows, fence=fence)

    def submit(self, *rows: Row | RowFactory) -> None:
        """See `Writer.submit`."""
        self._writer.submit(*rows)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs the clean-up of an abandoned call; `close` waits for it."""
        task = asyncio.create_task(work)
        self._spawned.add(task)
        task.add_done_callback(self._on_task_done)

    def _on_task_done(self, task: asyncio.Task[None]) -> None:
        self._spawned.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("clean-up of an abandoned call failed", exc_info=error)

    async def close(self) -> None:
        """Waits for all clean-ups."""
        while self._spawned:
            await asyncio.gather(*self._spawned, return_exceptions=True)


class UsageEntry:
    """The usage of one call. Its first end is recorded; later ones are ignored."""

    __slots__ = ("_call", "_ended", "_recorder", "_started", "object_id", "streamed", "upstream")

    def __init__(
        self, recorder: UsageRecorder, call: Call[Any], object_id: str | None, *, streamed: bool
    ) -> None:
        self._recorder = recorder
        self._call = call
        self._started = time.perf_counter()
        self._ended = False
        self.object_id = object_id
        self.streamed = streamed
        self.upstream: str | None = None
        """The upstream's name; set as soon as one is chosen."""

    @property
    def ended(self) -> bool:
        """Whether the usage is recorded already."""
        return self._ended

    def end(
        self,
        status: Status,
        http_status: int,
        usage: Usage,
        *more: Row | RowFactory,
        provider_id: str | None = None,
    ) -> Awaitable[None]:
        """Awaitable until the row and `more` are durable; raises as `Writer.write` does."""
        if not self._is_first_end():
            return _no_write()
        return self._recorder.write(self._row_factory(status, http_status, usage, provider_id), *more)

    def final_row(
        self, status: Status, http_status: int, usage: Usage, provider_id: str | None
    ) -> Row | None:
        """Ends the entry and returns its row, for the caller's transaction; None if it had ended."""
        if not self._is_first_end():
            return None
        table, factory = self._row_factory(status, http_status, usage, provider_id)
        return table, factory()

    def fail(self, http_status: int) -> None:
        """The call is answered with an error; its usage is zero."""
        if self._is_first_end():
            self._recorder.submit(self._row_factory("failed", http_status, _NO_USAGE, None))

    def abandon(self, fields: Mapping[str, Any], text: str, usage: Usage | None, *more: Row) -> None:
        """The client disconnected. Without a `usage` of the upstream it is estimated."""
        if not self._is_first_end():
            return
        if usage is not None:
            self._recorder.submit(self._row_factory("cancelled", 499, usage, None), *more)
        else:
            self._recorder.spawn(self._submit_estimate(fields, text, more))

    def _is_first_end(self) -> bool:
        """Whether the entry is open; it ends now."""
        if self._ended:
            return False
        self._ended = True
        self._recorder.on_entry_ended()
        return True

    async def _submit_estimate(self, fields: Mapping[str, Any], text: str, more: tuple[Row, ...]) -> None:
        usage = await estimate_usage(fields, text)
        self._recorder.submit(self._row_factory("cancelled", 499, usage, None), *more)

    def _row_factory(
        self, status: Status, http_status: int, usage: Usage, provider_id: str | None
    ) -> RowFactory:
        duration = time.perf_counter() - self._started
        return _USAGE, partial(self._values, status, http_status, usage, provider_id, duration, time.time())

    def _values(
        self,
        status: Status,
        http_status: int,
        usage: Usage,
        provider_id: str | None,
        duration: float,
        ended: float,
    ) -> UsageRow:
        call = self._call
        model = call.body_fields.get("model")
        return {
            "project_id": call.caller.project,
            "id": mint("use_"),
            "key_id": call.caller.key_id,
            "request_id": call.request_id,
            "operation": call.operation.id,
            "model": model if isinstance(model, str) else None,
            "upstream": self.upstream,
            "provider_id": provider_id,
            "object_id": self.object_id,
            "status": status,
            "http_status": http_status,
            "input_tokens": usage.input_tokens,
            "output_tokens": usage.output_tokens,
            "cached_tokens": usage.cached_tokens,
            "reasoning_tokens": usage.reasoning_tokens,
            "estimated": usage.estimated,
            "details": orjson.dumps(usage.details).decode() if usage.details else None,
            "streamed": self.streamed,
            "duration_ms": round(duration * 1000),
            "created_at": int(ended),
        }


async def _no_write() -> None:
    pass


async def estimate_usage(fields: Mapping[str, Any], text: str) -> Usage:
    """The usage of a request and the text of its answer, for an upstream that sent none. Runs in a thread."""
    return await asyncio.to_thread(estimate, fields, text)
