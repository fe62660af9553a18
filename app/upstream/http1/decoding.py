"""The content of a compressed answer. Some servers compress although the request asks them not to."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace

from app.aio.closing import Closing
from app.aio.decompression import DEFLATE, GZIP, Decompressor, InvalidCompression
from app.aio.ticks import yield_to_loop
from app.errors import UpstreamUnreachable
from app.upstream.client import AnswerLimits, UpstreamResponse
from app.upstream.http1.answer_limit import AnswerLimit

_CODINGS = {"gzip": GZIP, "x-gzip": GZIP, "deflate": DEFLATE}
# Servers also put the charset here, or a word for none.
_NO_CODINGS = ("", "identity", "none", "utf-8", "utf8", "binary")
_MAX_CODINGS = 2
_DESCRIBED_BY = ("content-encoding", "content-length")
_CODE = "upstream_invalid_answer"


async def decode(
    name: str, response: UpstreamResponse, encoding: str, limits: AnswerLimits
) -> UpstreamResponse:
    """The response without `encoding`, the value of its Content-Encoding.

    Raises UpstreamUnreachable for a coding that is not known.
    """
    names = [part.strip().lower() for part in encoding.split(",")]
    names = [part for part in names if part not in _NO_CODINGS]
    unknown = next((part for part in names if part not in _CODINGS), None)
    if unknown is not None or len(names) > _MAX_CODINGS:
        await response.chunks.aclose()
        what = f"'{unknown[:40]}', which is not supported" if unknown else f"more than {_MAX_CODINGS} codings"
        raise UpstreamUnreachable(
            f"The upstream {name} compressed its answer with {what}; it was asked not to compress.",
            code=_CODE,
        )
    headers = [pair for pair in response.headers if pair[0] not in _DESCRIBED_BY]
    chunks = response.chunks
    for coding in reversed(names):
        inner = chunks
        chunks = Closing(
            _decoded(inner, Decompressor(_CODINGS[coding]), AnswerLimit(name, headers, limits), name),
            inner.aclose,
        )
    return replace(response, headers=headers, chunks=chunks)


async def _decoded(
    chunks: AsyncGenerator[bytes, None], decompressor: Decompressor, limit: AnswerLimit, name: str
) -> AsyncGenerator[bytes, None]:
    try:
        async for chunk in chunks:
            for count, piece in enumerate(decompressor.feed(chunk)):
                limit.add(len(piece))
                if count:
                    # A few bytes may decompress to hundreds of pieces; other requests run in between.
                    await yield_to_loop()
                yield piece
        decompressor.finish()
    except InvalidCompression as invalid:
        raise UpstreamUnreachable(
            f"The upstream {name} sent a compressed answer that cannot be read: {invalid}.", code=_CODE
        ) from None
    finally:
        await chunks.aclose()
