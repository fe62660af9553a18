"""The life of one streamed completion: relay, record before the end is sent, abandon if the client leaves."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from typing import Literal

from app.aio.closing import Closing
from app.aio.deadlines import Deadline, EagerAwaitable
from app.contract.long_texts import LongTexts
from app.errors import APIError, ServerError
from app.masking import NO_SECRETS, KnownSecrets
from app.relay.accumulator import CompletionKind
from app.relay.outcome import Outcome
from app.relay.reader.packets import read_packets
from app.relay.shape import Shapes
from app.relay.stream_parser import StreamParser
from app.usage.token_usage import Usage

_log = logging.getLogger(__name__)

_MAX_EVENT_BYTES = 16 * 1024 * 1024
# The upstream's connection is reusable once its answer was read to the end, which comes with `[DONE]` or
# right after.
_DRAIN_SECONDS = 0.1


class ChatRelay:
    """Relays one stream.

    Exactly one of two callbacks is called, once. `commit` is awaited with the outcome before the first finish
    and everything after it is sent; if it raises, the stream ends with that error.
    `abandon` is called, not awaited, if the client leaves before that; a client that leaves during `commit`
    cancels its wait.

    `count` counts the tokens of a text if the upstream sends no usage; without it the usage is then unknown.
    After the last finish, usage, `[DONE]` and more text are awaited for `grace` seconds. `secrets` are masked
    in the upstream's errors. `shapes` were learned from earlier streams of the same upstream and `model`,
    which is the model of chunks that name none. `on_first_token` is called with the first output. `texts` are
    the long texts of an answer that was shortened.
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
        on_first_token: Callable[[], None] | None = None,
        kind: CompletionKind = "chat",
        count: Callable[[str], Awaitable[Usage]] | None = None,
        grace: float = 5.0,
        max_event_bytes: int = _MAX_EVENT_BYTES,
        secrets: KnownSecrets = NO_SECRETS,
        shapes: Shapes | None = None,
        model: str = "",
        texts: LongTexts | None = None,
    ) -> None:
        self._commit = commit
        self._abandon = abandon
        self._on_first_token = on_first_token
        self._count = count
        self._grace = grace
        self._parser = StreamParser(
            completion_id=completion_id,
            choices=choices,
            show_usage=show_usage,
            upstream_name=upstream_name,
            kind=kind,
            max_event_bytes=max_event_bytes,
            secrets=secrets,
            shapes=shapes if shapes is not None else Shapes(),
            texts=LongTexts() if texts is None else texts,
            model=model,
        )

    def relay(self, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """The client's bytes, whole events in each item; to be iterated once, and closed."""

        async def on_unstarted_close() -> None:
            await self._on_client_left(chunks)

        return Closing(self._relay(chunks), on_unstarted_close)

    async def _relay(self, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        parser = self._parser
        reported = False
        texts = parser.texts
        end, on_first_token = parser.reader.end, self._on_first_token
        try:
            try:
                async for packet in chunks:
                    out = parser.feed(packet)
                    if on_first_token is not None and end.has_output:
                        on_first_token()
                        on_first_token = None
                    if texts.has_shortened:
                        for piece in texts.expand(out).pieces():
                            yield piece
                    elif out:
                        yield out
                    if parser.reader.wants_only_the_end:
                        break
                    if not out:
                        # A comment, for example: it is not passed on, but shows that the upstream is active.
                        yield b""
                # Mostly the end came in one packet.
                if not parser.reader.stopped:
                    async for packet in read_packets(chunks, parser.reader, self._grace):
                        for piece in _pieces(parser.feed(packet), texts):
                            yield piece
                    for piece in _pieces(parser.end_of_input(), texts):
                        yield piece
            except APIError as fault:
                parser.reader.fail(fault)
            except Exception:
                _log.exception("a stream failed")
                parser.reader.fail(ServerError("The server failed while it was answering."))
            for piece in _pieces(parser.close(), texts):
                yield piece
            if parser.reader.fault is not None:
                await chunks.aclose()
            usage = await self._usage()
            reported = True
            error = await self._record(usage)
            last = parser.success_end(usage) if error is None else parser.error_end(error)
            for piece in _pieces(last, texts):
                yield piece
            if parser.reader.fault is None:
                # The client has its answer: errors of the upstream's connection do not concern it any more.
                with contextlib.suppress(Exception):
                    rest = EagerAwaitable(anext(chunks, None))
                    if rest.waiting:
                        with Deadline(_loop_time_in(_DRAIN_SECONDS)):
                            await rest
        finally:
            await (chunks.aclose() if reported else self._on_client_left(chunks))
            parser.release()

    async def _on_client_left(self, chunks: AsyncGenerator[bytes, None]) -> None:
        """Cancels the upstream's request at once and reports what arrived so far."""
        try:
            await chunks.aclose()
        finally:
            self._abandon(self._outcome("cancelled", self._parser.reader.usage))

    async def _usage(self) -> Usage | None:
        parser = self._parser
        usage = parser.reader.usage
        if usage is not None or self._count is None:
            return usage
        try:
            return await self._count(parser.generated_text())
        except Exception:
            # An answer without its usage is better than none.
            _log.exception("tokens could not be counted")
            return None

    async def _record(self, usage: Usage | None) -> APIError | None:
        """Commits the outcome; returns the error that the client gets, if any."""
        fault = self._parser.reader.fault
        try:
            await self._commit(self._outcome("completed" if fault is None else "failed", usage))
        except APIError as error:
            return fault or error
        except Exception:
            _log.exception("an answer could not be recorded")
            return fault or ServerError("The server could not record the answer.")
        return fault

    def _outcome(self, status: Literal["completed", "failed", "cancelled"], usage: Usage | None) -> Outcome:
        parser = self._parser
        # The text is needed only to count its tokens.
        text = "" if usage is not None else parser.generated_text()
        completion, texts, reader = parser.completion(usage), parser.texts or None, parser.reader
        return Outcome(status, completion, usage, reader.provider_id, reader.fault, text, texts)


def _pieces(out: bytes, texts: LongTexts) -> Iterable[bytes]:
    """The client's bytes with the long texts in the place of their markers."""
    if texts.has_shortened:
        return texts.expand(out).pieces()
    return (out,) if out else ()


def _loop_time_in(seconds: float) -> float:
    """The event loop's time in so many seconds."""
    return asyncio.get_running_loop().time() + seconds
