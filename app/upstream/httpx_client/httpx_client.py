"""The client of a provider behind a proxy, or with TLS settings of its own."""

from __future__ import annotations

import re

from app.upstream.client import AnswerLimits, Timeouts, UpstreamRequest, UpstreamResponse
from app.upstream.http1.http_client import HttpClient
from app.upstream.http1.network_errors import ProxyFailed, not_connected
from app.upstream.httpx_client.httpx_pool import HttpxPool, proxy_refusal
from app.upstream.network import Network, ProxyServer

_PROXY_AUTHENTICATION_REQUIRED = 407
# Of Squid, and of RFC 9209: the proxy has not passed the request on.
_NOT_PASSED_ON = re.compile(
    r"ERR_(?:(?:CACHE_)?ACCESS_DENIED|FORWARDING_DENIED|CANNOT_FORWARD|CONNECT_FAIL|DNS_FAIL)\b"
    r"|error=\"?(?:dns_timeout|dns_error|destination_\w+|connection_refused|connection_timeout"
    r"|http_request_denied|proxy_configuration_error)\b"
)


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
        if response.status >= 400 and self._forwarding_proxy is not None:
            failed = _failure(self._forwarding_proxy, response)
            if failed is not None:
                await response.chunks.aclose()
                raise not_connected(self._name, failed, self._timeouts)
        return response


def _failure(proxy: ProxyServer, response: UpstreamResponse) -> ProxyFailed | None:
    """The error for an answer of the proxy itself, if it says that it has not passed the request on."""
    if response.status == _PROXY_AUTHENTICATION_REQUIRED:
        return proxy_refusal(proxy)
    named = _NOT_PASSED_ON.search(f"{response.header('x-squid-error')} {response.header('proxy-status')}")
    if named is None:
        return None
    reason = f"it answered {response.status}, {named[0]}"
    return ProxyFailed(f"its proxy {proxy} does not pass the request on: {reason}")
