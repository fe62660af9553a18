"""`X-Forwarded-For` and `-Proto`: of a named proxy they count, of anyone else they do not."""

from __future__ import annotations

import httpx
import orjson
import pytest
from starlette.types import Receive, Scope, Send

from app.server.forwarded import TrustedProxies
from app.server.scope import Peers
from tests.support.server import running

_PEER = ("192.0.2.9", 50_000)


def _origin(names: str, *headers: tuple[str, str], peer: tuple[str, int | None] | None = _PEER) -> Peers:
    """The peers of a request with these headers, where these proxies are trusted."""
    proxies = TrustedProxies(names.split())
    peers = Peers(peer, None, "http")
    fields = [(name.encode(), value.encode()) for name, value in headers]
    return proxies.origin(peers, fields) if proxies.trust(peers) else peers


@pytest.mark.parametrize(
    ("names", "forwarded", "client"),
    [
        # Without its name no proxy is trusted, whatever it sends.
        ("", "198.51.100.1", "192.0.2.9"),
        ("10.0.0.0/8 127.0.0.1", "198.51.100.1", "192.0.2.9"),
        ("192.0.2.9", "198.51.100.1", "198.51.100.1"),
        ("192.0.2.0/24", "198.51.100.1", "198.51.100.1"),
        ("*", "198.51.100.1", "198.51.100.1"),
        # What stands before the client's address is the client's own text.
        ("192.0.2.9", "203.0.113.7, 198.51.100.1", "198.51.100.1"),
        ("192.0.2.9", "192.0.2.9, 198.51.100.1", "198.51.100.1"),
        # A chain of proxies.
        ("192.0.2.0/24", "203.0.113.7, 198.51.100.1, 192.0.2.5", "198.51.100.1"),
        ("192.0.2.0/24", "192.0.2.4, 192.0.2.5", "192.0.2.4"),
        ("*", "203.0.113.7, 198.51.100.1", "203.0.113.7"),
        # Forms of addresses.
        ("192.0.2.9", "198.51.100.1:4711", "198.51.100.1"),
        ("192.0.2.9", "2001:db8::1", "2001:db8::1"),
        ("192.0.2.9", "[2001:db8::1]:4711", "2001:db8::1"),
        ("192.0.2.9", "::ffff:198.51.100.1", "198.51.100.1"),
        # An interface of another machine is any text.
        ("192.0.2.9", "fe80::1%<script>", "fe80::1"),
        ("*", f"fe80::1%{'x' * 3000}, 198.51.100.1", "fe80::1"),
        # No address.
        ("192.0.2.9", "", "192.0.2.9"),
        ("192.0.2.9", "unknown", "192.0.2.9"),
        ("192.0.2.9", "198.51.100.1, <script>", "192.0.2.9"),
        ("192.0.2.0/24", "nonsense, 192.0.2.5", "192.0.2.5"),
        ("192.0.2.9", "1," * 5000 + "198.51.100.1", "192.0.2.9"),
    ],
)
def test_origin_client_is_the_last_address_that_is_no_proxy(names: str, forwarded: str, client: str) -> None:
    found = _origin(names, ("x-forwarded-for", forwarded)).client
    assert found is not None
    assert found[0] == client


def test_origin_of_several_headers_is_that_of_their_list() -> None:
    headers = (("x-forwarded-for", "203.0.113.7"), ("x-forwarded-for", "198.51.100.1"))
    assert _origin("192.0.2.9", *headers).client == ("198.51.100.1", 0)


@pytest.mark.parametrize(
    ("names", "values", "scheme"),
    [
        ("", ["https"], "http"),
        ("192.0.2.9", ["https"], "https"),
        ("192.0.2.9", ["HTTPS"], "https"),
        ("192.0.2.9", ["javascript"], "http"),
        ("192.0.2.9", ["https", "http"], "http"),
        ("192.0.2.9", [], "http"),
    ],
)
def test_origin_scheme_is_the_trusted_proxy_s(names: str, values: list[str], scheme: str) -> None:
    assert _origin(names, *[("x-forwarded-proto", value) for value in values]).scheme == scheme


@pytest.mark.parametrize(
    ("names", "client"), [("", None), ("127.0.0.1", None), ("unix", ("198.51.100.1", 0))]
)
def test_origin_by_a_unix_socket_counts_where_it_is_named(names: str, client: tuple[str, int] | None) -> None:
    assert _origin(names, ("x-forwarded-for", "198.51.100.1"), peer=None).client == client


async def _echo_origin(scope: Scope, receive: Receive, send: Send) -> None:
    body = orjson.dumps([scope["client"][0], scope["scheme"]])
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


@pytest.mark.own_protocol
@pytest.mark.parametrize(
    ("names", "seen"),
    [((), ["127.0.0.1", "http"]), (("127.0.0.1",), ["198.51.100.1", "https"])],
)
async def test_server_spoofed_client_counts_only_of_a_named_proxy(
    names: tuple[str, ...], seen: list[str]
) -> None:
    headers = {"x-forwarded-for": "203.0.113.7, 198.51.100.1", "x-forwarded-proto": "https"}
    async with (
        running(_echo_origin, lifespan="off", proxies=TrustedProxies(names)) as server,
        httpx.AsyncClient(trust_env=False) as client,
    ):
        assert (await client.get(server.url, headers=headers)).json() == seen
        # A request on the same connection has its own.
        assert (await client.get(server.url)).json() == ["127.0.0.1", "http"]
