"""A client whose every answer is judged by the contract, streams event by event."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2 as httpx

from app.errors import NotFound
from app.http.router import Router
from generated.operations import OPERATIONS
from generated.runtime import Operation
from tests.support.contract_validation import find_violation

_ROUTER = Router(OPERATIONS)
_PREFIX = b"/v1"


class ValidatingTransport(httpx.AsyncBaseTransport):
    """Sends over real HTTP; what is wrong with an answer is in `faults`, also with what was read of one that was left."""

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport()
        self.violations: list[str] = []
        self.validated_count = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See httpx."""
        answer = await self._inner.handle_async_request(request)
        path, _, query = request.url.raw_path.removeprefix(_PREFIX).partition(b"?")
        try:
            operation = _ROUTER.match(request.method, path.decode(), query).operation
        except NotFound:
            return answer
        assert isinstance(answer.stream, httpx.AsyncByteStream)
        answer.stream = _ValidatedStream(self, operation, answer, answer.stream)
        return answer

    async def aclose(self) -> None:
        """See httpx."""
        await self._inner.aclose()


class _ValidatedStream(httpx.AsyncByteStream):
    def __init__(
        self,
        transport: ValidatingTransport,
        operation: Operation,
        answer: httpx.Response,
        inner: httpx.AsyncByteStream,
    ) -> None:
        self._transport = transport
        self._operation = operation
        self._answer = answer
        self._inner = inner
        self._body = b""
        self._judged = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        # The SDK reads on after `[DONE]`, in another iteration.
        async for chunk in self._inner:
            self._body += chunk
            yield chunk
        self._judge(whole=True)

    def _judge(self, *, whole: bool) -> None:
        if self._judged:
            return
        self._judged = True
        media_type = self._answer.headers.get("content-type", "")
        found = find_violation(self._operation, self._answer.status_code, media_type, self._body, whole=whole)
        self._transport.validated_count += 1
        if found is not None:
            self._transport.violations.append(f"{self._operation.id}: {found}")

    async def aclose(self) -> None:
        self._judge(whole=False)
        await self._inner.aclose()
