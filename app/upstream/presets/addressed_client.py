"""Adds to each request what a preset wants beside the base URL: a header with the key, a query."""

from __future__ import annotations

from app.upstream.client import Client, Headers, UpstreamRequest, UpstreamResponse


class AddressedClient:
    """Sends by another client, with additional headers and the query `query`."""

    def __init__(self, client: Client, headers: Headers, query: str) -> None:
        self._client = client
        self._headers = headers
        self._query = query

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """See `Client.send`."""
        query = f"{request.query}&{self._query}" if request.query and self._query else None
        return await self._client.send(
            request._replace(
                headers=[*request.headers, *self._headers],
                query=query or request.query or self._query,
            )
        )

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()
