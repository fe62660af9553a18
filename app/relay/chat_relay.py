"""A stream of a completion, from the upstream to the client: relayed, recorded before its end is let out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Literal

from app.aio.closing import Closing
from app.aio.deadlines import Deadline, EagerAwaitable
from app.errors import APIError, ServerError
from app.relay.accumulator import Kind
from app.relay.outcome import Outcome
from app.relay.shape import Shapes
from app.relay.stream_parser import StreamParser
from app.usage.token_usage import Usage

_log = logging.getLogger(__name__)

_LONGEST_EVENT = 16 * 1024 * 1024
# The upstream's connection can be used again if its answer is read to its end, which comes with `[DONE]` or right after.
_LAST_SECONDS = 0.1


class ChatStream:
    """Relays one stream.

    Exactly one of the two is called, once. `commit` is awaited with what came, before the finish of the last open choice
    is let out and everything after it; if it raises, the stream ends with that error. `abandon` is called, not awaited,
    when the client has gone before; a client that goes while `commit` is awaited cancels it in its wait.

    `count` counts a text's tokens where the upstream does not say; without it the usage is then unknown. After the last
    finish, usage and `[DONE]` are waited for `grace` seconds. `secret` is kept out of what the upstream's errors say. `shapes` are
    what was learned of earlier streams of the kind.
    """

    def __init__(
        self,
        *,
        completion_id: str,
        choices: int,
        show_usage: bool,
        upstream_name: str,
        commit: Callable[[Outcome], Awaitable[None]],
        abandon: Callable[[Outcome], None],
        kind: Kind = "chat",
        count: Callable[[str], Awaitable[Usage]] | None = None,
        grace: float = 5.0,
        longest_event: int = _LONGEST_EVENT,
        secret: str | None = None,
        shapes: Shapes | None = None,
    ) -> None:
        self._commit = commit
        self._abandon = abandon
        self._count = count
        self._grace = grace
        self._reading = StreamParser(
            completion_id=completion_id,
            choices=choices,
            show_usage=show_usage,
            upstream_name=upstream_name,
            kind=kind,
            longest_event=longest_event,
            secret=secret,
            shapes=shapes if shapes is not None else Shapes(),
        )

    def relay(self, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """The client's bytes, whole events in each piece; to be iterated once, and closed."""

        async def on_unstarted_close() -> None:
            await self._leave(chunks)

        return Closing(self._relay(chunks), on_unstarted_close)

    async def _relay(self, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        reading = self._reading
        told = False
        try:
            try:
                async for chunk in chunks:
                    out = reading.feed(chunk)
                    if out:
                        yield out
                    if reading.settled:
                        break
                else:
                    out = reading.end()
                    if out:
                        yield out
                await self._linger(chunks)
            except APIError as fault:
                reading.fail(fault)
            except Exception:
                _log.exception("a stream broke off")
                reading.fail(ServerError("The server failed while it was answering."))
            reading.check()
            if reading.fault is not None:
                await chunks.aclose()
            usage = await self._usage()
            told = True
            error = await self._record(usage)
            yield reading.last(usage) if error is None else reading.broken_off(error)
            if reading.fault is None:
                # The answer is out: what becomes of the upstream's connection is no matter of the client's.
                with contextlib.suppress(Exception):
                    last = EagerAwaitable(anext(chunks, None))
                    if last.waiting:
                        with Deadline(_within(_LAST_SECONDS)):
                            await last
        finally:
            await (chunks.aclose() if told else self._leave(chunks))

    async def _leave(self, chunks: AsyncGenerator[bytes, None]) -> None:
        """The client is gone: the upstream's request ends at once, and what came until then is told."""
        try:
            await chunks.aclose()
        finally:
            self._abandon(self._outcome("cancelled", self._reading.usage))

    async def _linger(self, chunks: AsyncGenerator[bytes, None]) -> None:
        """All choices have finished: what follows is read for the usage, until `[DONE]`, the end, or for long enough."""
        reading = self._reading
        if reading.over:
            # Mostly, for it came in one piece.
            return
        with contextlib.suppress(TimeoutError), Deadline(_within(self._grace)):
            while not reading.over:
                chunk = await anext(chunks, None)
                if chunk is None:
                    reading.end()
                else:
                    reading.feed(chunk)

    async def _usage(self) -> Usage | None:
        reading = self._reading
        if reading.usage is not None or self._count is None:
            return reading.usage
        try:
            return await self._count(reading.generated_text())
        except Exception:
            # An answer without its usage is better than none.
            _log.exception("tokens could not be counted")
            return None

    async def _record(self, usage: Usage | None) -> APIError | None:
        """Hands over what came; the error that the client is to see, if any."""
        fault = self._reading.fault
        try:
            await self._commit(self._outcome("completed" if fault is None else "failed", usage))
        except APIError as error:
            return fault or error
        except Exception:
            _log.exception("an answer could not be recorded")
            return fault or ServerError("The server could not record the answer.")
        return fault

    def _outcome(self, status: Literal["completed", "failed", "cancelled"], usage: Usage | None) -> Outcome:
        reading = self._reading
        # The text is only counted where the usage is not told.
        text = "" if usage is not None else reading.generated_text()
        return Outcome(status, reading.completion(usage), usage, reading.provider_id, reading.fault, text)


def _within(seconds: float) -> float:
    """The loop's time in so many seconds."""
    return asyncio.get_running_loop().time() + seconds
