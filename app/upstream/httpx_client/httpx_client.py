"""The client of a provider behind a proxy, or with TLS settings of its own."""

from __future__ import annotations

from app.upstream.client import AnswerLimits, Timeouts, UpstreamRequest, UpstreamResponse
from app.upstream.http1.http_client import HttpClient
from app.upstream.http1.network_errors import not_connected
from app.upstream.httpx_client.httpx_pool import HttpxPool, proxy_refusal
from app.upstream.network import Network

_PROXY_AUTHENTICATION_REQUIRED = 407


class HttpxClient(HttpClient):
    """As `HttpClient`, with connections as `network` says. Raises InvalidTLSFile."""

    def __init__(
        self,
        base_url: str,
        key: str | None,
        timeouts: Timeouts,
        name: str,
        limits: AnswerLimits,
        network: Network,
    ) -> None:
        pool = HttpxPool(base_url, network, timeouts.first_byte)
        super().__init__(base_url, key, timeouts, name, limits, pool)
        # A proxy that forwards requests answers some of them itself.
        self._forwarding_proxy = network.proxy if base_url.startswith("http://") else None

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        """See `Client.send`."""
        response = await super().send(request)
        if response.status == _PROXY_AUTHENTICATION_REQUIRED and self._forwarding_proxy is not None:
            await response.chunks.aclose()
            raise not_connected(self._name, proxy_refusal(self._forwarding_proxy), self._timeouts)
        return response
