"""An HTTP transport that validates every response against the contract, streams event by event."""

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
    """Sends over real HTTP and collects `violations`, also of partly read responses."""

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport()
        self.violations: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See httpx."""
        response = await self._inner.handle_async_request(request)
        path, _, query = request.url.raw_path.removeprefix(_PREFIX).partition(b"?")
        try:
            operation = _ROUTER.match(request.method, path.decode(), query).operation
        except NotFound:
            return response
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _ValidatedStream(self, operation, response, response.stream)
        return response

    async def aclose(self) -> None:
        """See httpx."""
        await self._inner.aclose()


class _ValidatedStream(httpx.AsyncByteStream):
    def __init__(
        self,
        transport: ValidatingTransport,
        operation: Operation,
        response: httpx.Response,
        inner: httpx.AsyncByteStream,
    ) -> None:
        self._transport = transport
        self._operation = operation
        self._response = response
        self._inner = inner
        self._body = b""
        self._validated = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        # The SDK reads on after `[DONE]` in a second iteration, so the body is collected over both.
        async for chunk in self._inner:
            self._body += chunk
            yield chunk
        self._validate(complete=True)

    def _validate(self, *, complete: bool) -> None:
        if self._validated:
            return
        self._validated = True
        media_type = self._response.headers.get("content-type", "")
        violation = find_violation(
            self._operation, self._response.status_code, media_type, self._body, complete=complete
        )
        if violation is not None:
            self._transport.violations.append(f"{self._operation.id}: {violation}")

    async def aclose(self) -> None:
        self._validate(complete=False)
        await self._inner.aclose()
