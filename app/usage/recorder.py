"""The accounts: a usage row for every call to a model, whatever becomes of it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Coroutine, Mapping
from functools import partial
from typing import Any, Literal, TypeAlias

import orjson

from app.storage.ids import mint
from app.storage.rows import Row, RowFactory, UsageRow
from app.storage.tables import METADATA
from app.storage.writer import Writer
from app.usage.token_usage import Usage, estimate
from generated.runtime import Call

_log = logging.getLogger(__name__)

Status: TypeAlias = Literal["completed", "failed", "cancelled"]

_USAGE = METADATA.tables["usage_records"]
_NOTHING = Usage()


class UsageRecorder:
    """Opens an entry for each call and writes it when the call ends."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._spawned: set[asyncio.Task[None]] = set()

    async def open(
        self, call: Call[Any], *, object_id: str | None = None, streamed: bool = False
    ) -> UsageEntry:
        """Raises Unavailable before anything is paid for, where the call could not be accounted for."""
        await self._writer.admit()
        return self._opened(call, object_id, streamed=streamed)

    def try_open(
        self, call: Call[Any], *, object_id: str | None = None, streamed: bool = False
    ) -> UsageEntry | None:
        """`open` without a coroutine; None where that would have to wait or to refuse."""
        return self._opened(call, object_id, streamed=streamed) if self._writer.ready else None

    def _opened(self, call: Call[Any], object_id: str | None, *, streamed: bool) -> UsageEntry:
        self._writer.in_flight += 1
        return UsageEntry(self, call, object_id, streamed=streamed)

    def ended(self) -> None:
        """One that was opened brings its rows now."""
        self._writer.in_flight -= 1

    async def admit(self) -> None:
        """See `Writer.admit`."""
        await self._writer.admit()

    def write(self, *rows: Row | RowFactory) -> asyncio.Future[None]:
        """See `Writer.write`."""
        return self._writer.write(*rows)

    def submit(self, *rows: Row | RowFactory) -> None:
        """See `Writer.submit`."""
        self._writer.submit(*rows)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Does what a call that is gone leaves to be done; `close` waits for it."""
        task = asyncio.create_task(work)
        self._spawned.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._spawned.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a call that ended early could not be accounted for", exc_info=error)

    async def close(self) -> None:
        """Waits for what calls left behind."""
        while self._spawned:
            await asyncio.gather(*self._spawned, return_exceptions=True)


class UsageEntry:
    """One call's line in the accounts. Its end is told once; what comes after that is not counted again."""

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
        """Who was asked; set as soon as that is known."""

    def end(
        self,
        status: Status,
        http_status: int,
        usage: Usage,
        *more: Row | RowFactory,
        provider_id: str | None = None,
    ) -> Awaitable[None]:
        """To be awaited: done once the row, and `more` with it, are durable; raises as `Writer.write` does."""
        if not self._is_first_end():
            return _nothing()
        return self._recorder.write(self._row_factory(status, http_status, usage, provider_id), *more)

    def close(self, status: Status, http_status: int, usage: Usage, provider_id: str | None) -> Row | None:
        """The row, for whoever writes it in a transaction of its own; None where the end was told before."""
        if not self._is_first_end():
            return None
        table, make = self._row_factory(status, http_status, usage, provider_id)
        return table, make()

    def fail(self, http_status: int) -> None:
        """The call got an error, and nothing was consumed that is known of."""
        if self._is_first_end():
            self._recorder.submit(self._row_factory("failed", http_status, _NOTHING, None))

    def abandon(self, fields: Mapping[str, Any], text: str, usage: Usage | None, *more: Row) -> None:
        """The client left. It pays for its prompt and for what was generated until then: as the upstream told, else as counted."""
        if not self._is_first_end():
            return
        if usage is not None:
            self._recorder.submit(self._row_factory("cancelled", 499, usage, None), *more)
        else:
            self._recorder.spawn(self._counted(fields, text, more))

    def _is_first_end(self) -> bool:
        """Whether this is the first end that is told."""
        if self._ended:
            return False
        self._ended = True
        self._recorder.ended()
        return True

    async def _counted(self, fields: Mapping[str, Any], text: str, more: tuple[Row, ...]) -> None:
        usage = await counted(fields, text)
        self._recorder.submit(self._row_factory("cancelled", 499, usage, None), *more)

    def _row_factory(
        self, status: Status, http_status: int, usage: Usage, provider_id: str | None
    ) -> RowFactory:
        took = time.perf_counter() - self._started
        return _USAGE, partial(self._values, status, http_status, usage, provider_id, took, time.time())

    def _values(
        self,
        status: Status,
        http_status: int,
        usage: Usage,
        provider_id: str | None,
        took: float,
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
            "duration_ms": round(took * 1000),
            "created_at": int(ended),
        }


async def _nothing() -> None:
    pass


async def counted(fields: Mapping[str, Any], text: str) -> Usage:
    """What a request and the text of its answer amount to, where the upstream did not say; in a thread, for it takes a while."""
    return await asyncio.to_thread(estimate, fields, text)
