"""Adds to each request what a preset wants beside the base URL: a header with the key, a query."""

from __future__ import annotations

from urllib.parse import unquote_plus

from app.upstream.client import Client, Headers, UpstreamRequest, UpstreamResponse


class AddressedClient:
    """Sends by another client, with additional headers and the query `query`."""

    def __init__(self, client: Client, headers: Headers, query: str) -> None:
        self._client = client
        self._headers = headers
        self._query = query
        self._own = {_name(pair) for pair in query.split("&")}

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """See `Client.send`."""
        query = request.query
        if query and self._query:
            # What the operator sets is not the caller's to set.
            pairs = [pair for pair in query.split("&") if _name(pair) not in self._own]
            query = "&".join((*pairs, self._query))
        return await self._client.send(
            request._replace(
                headers=[*request.headers, *self._headers],
                query=query or self._query,
            )
        )

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()


def _name(pair: str) -> str:
    # ASP.NET takes the names in either case.
    return unquote_plus(pair.partition("=")[0]).lower()
