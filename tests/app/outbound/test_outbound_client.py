"""Calls go to the address that was checked, and are bounded."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib

import pytest
import trustme

from app.outbound.errors import AddressRefused, AnswerRefused, CallTimedOut, NotReached, OutboundError
from app.outbound.outbound_client import Outbound, OutboundLimits, OutboundRequest
from app.outbound.request_headers import header_problem
from tests.support.outbound import HERE, Names, outbound
from tests.support.raw_peer import PeerConnection, Script, peer, respond_in_order, wait_until

_OK = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nhi"
_KEY = ("Authorization", "Bearer secret-of-the-caller")


async def _get(calls: Outbound, url: str, *headers: tuple[str, str]) -> bytes:
    async with calls.client() as client, client.open(OutboundRequest("GET", url, headers)) as answer:
        return await answer.read()


async def _post(calls: Outbound, url: str, body: bytes = b"{}") -> bytes:
    request = OutboundRequest("POST", url, (_KEY,), body)
    async with calls.client() as client, client.open(request) as answer:
        return await answer.read()


def _redirect(location: str, status: int = 302) -> bytes:
    return b"HTTP/1.1 %d Found\r\nlocation: %b\r\ncontent-length: 0\r\n\r\n" % (status, location.encode())


def _once_each(*responses: bytes) -> Script:
    """Answers the server's requests in turn, whatever connections they come by."""
    waiting = iter(responses)

    async def script(connection: PeerConnection) -> None:
        while True:
            await connection.read_request()
            await connection.send(next(waiting))

    return script


async def test_open_request_has_the_callers_headers_and_the_hosts_name() -> None:
    async with peer(respond_in_order(_OK)) as server:
        url = f"http://tools.example:{server.port}/mcp?a=b"
        assert await _get(outbound("tools.example"), url, _KEY, ("X-Team", "é")) == b"hi"
        assert server.requests == [
            b"GET /mcp?a=b HTTP/1.1\r\n"
            b"host: tools.example:%d\r\n"
            b"user-agent: llm-backend\r\n"
            b"accept-encoding: gzip, deflate\r\n"
            b"authorization: Bearer secret-of-the-caller\r\n"
            b"x-team: \xe9\r\n"
            b"\r\n" % server.port
        ]


async def test_open_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a proxy nor credentials of a netrc file are taken from it, and cookies are not returned."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    cookie = _OK.replace(b"content-type", b"set-cookie: a=b\r\ncontent-type")
    async with peer(respond_in_order(cookie, cookie)) as server:
        calls, url = outbound("tools.example"), f"http://tools.example:{server.port}/"
        async with calls.client() as client:
            for _ in range(2):
                async with client.open(OutboundRequest("GET", url)) as answer:
                    assert await answer.read() == b"hi"
        assert b"cookie" not in server.requests[1]
        assert len(server.connections) == 1


async def test_open_name_that_resolves_inside_opens_no_connection() -> None:
    async with peer(respond_in_order(_OK)) as server:
        calls = outbound(names=Names({"tools.example": [[HERE, "::1", "10.0.0.1"]]}))
        with pytest.raises(AddressRefused, match="no address on the public internet"):
            await _get(calls, "https://tools.example/")
        assert server.connections == []


async def test_open_name_is_resolved_once_for_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer of the resolver is another server, which is never reached."""
    resolved: list[str] = []
    loop = asyncio.get_running_loop()
    real = loop.getaddrinfo

    async def getaddrinfo(host: str, *rest: object, **named: object) -> object:
        resolved.append(str(host))
        return await real(host, *rest, **named)  # type: ignore[arg-type]  # passed on as they are

    try:
        monkeypatch.setattr(loop, "getaddrinfo", getaddrinfo)
    except AttributeError:
        resolved.append("uvloop: its method cannot be replaced")
    async with peer(respond_in_order(_OK)) as server, peer(respond_in_order(_OK)) as inner:
        names = Names({"tools.example": [[HERE], ["127.0.0.2"]]})
        # Only the first answer is permitted; a second resolution would end in an error.
        calls = outbound(f"{HERE}/32", f"tools.example:{server.port}", names=names)
        assert await _get(calls, f"http://tools.example:{server.port}/") == b"hi"
        assert names.asked == ["tools.example"]
        assert "tools.example" not in resolved
        assert inner.connections == []


async def test_open_certificate_is_checked_for_the_name_and_not_the_address() -> None:
    authority = trustme.CA()
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    seen: list[str | None] = []
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("tools.example").configure_cert(serving)
    serving.sni_callback = lambda _, name, __: seen.append(name)
    async with peer(respond_in_order(_OK), serving) as server:
        calls = outbound("tools.example", "other.example", tls=trusted)
        assert await _get(calls, f"https://tools.example:{server.port}/") == b"hi"
        with pytest.raises(NotReached, match=r"other.example has a TLS certificate that is not accepted"):
            await _get(calls, f"https://other.example:{server.port}/")
        with pytest.raises(NotReached, match=r"certificate that is not accepted"):
            await _get(outbound("tools.example"), f"https://tools.example:{server.port}/")
        assert seen == ["tools.example", "other.example", "tools.example"]
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "location",
    [
        "https://10.0.0.5/",
        "https://169.254.169.254/latest/meta-data/",
        "http://public.example/",
        "https://inner.example/",
        "https://2130706433/",
        "https://user:password@tools.example/",
        "file:///etc/passwd",
        "gopher://tools.example/",
    ],
)
async def test_open_redirect_to_a_forbidden_place_is_refused(location: str) -> None:
    names = Names({"tools.example": [[HERE]], "inner.example": [["10.0.0.5"]]})
    async with peer(respond_in_order(_redirect(location))) as server:
        with pytest.raises(AddressRefused):
            await _get(outbound("tools.example", names=names), f"http://tools.example:{server.port}/")


async def test_open_redirect_to_another_origin_has_no_credentials() -> None:
    async with peer(respond_in_order(_OK)) as other:
        moved = _redirect(f"http://other.example:{other.port}/there")
        async with peer(_once_each(_redirect("/here"), moved)) as server:
            calls, url = outbound("tools.example", "other.example"), f"http://tools.example:{server.port}/"
            headers = (_KEY, ("X-Api-Key", "secret-too"), ("Cookie", "a=secret"), ("Accept", "text/html"))
            async with calls.client() as client, client.open(OutboundRequest("GET", url, headers)) as answer:
                assert answer.url == f"http://other.example:{other.port}/there"
                assert await answer.read() == b"hi"
        assert [b"secret" in request for request in server.requests] == [True, True]
        assert b"secret" not in other.requests[0]
        assert b"accept: text/html\r\n" in other.requests[0]


async def test_open_redirects_are_bounded() -> None:
    async with peer(respond_in_order(*[_redirect("/again")] * 20)) as server:
        with pytest.raises(NotReached, match="more than 5 redirects"):
            await _get(outbound("tools.example"), f"http://tools.example:{server.port}/")
        assert len(server.requests) == 6


async def test_open_body_is_sent_again_to_the_same_origin_only() -> None:
    async with peer(respond_in_order(_OK)) as other:
        moved = [_redirect("/mcp/", 308), _OK, _redirect(f"http://other.example:{other.port}/", 307)]
        async with peer(_once_each(*moved)) as server:
            calls, url = outbound("tools.example", "other.example"), f"http://tools.example:{server.port}/mcp"
            request = OutboundRequest("POST", url, (_KEY,), b'{"a":1}')
            async with calls.client() as client:
                async with client.open(request) as answer:
                    assert await answer.read() == b"hi"
                assert [r.endswith(b'{"a":1}') for r in server.requests] == [True, True]
                with pytest.raises(NotReached, match="a redirect, which is not followed for this call"):
                    async with client.open(request):
                        pass
        assert other.connections == []
    async with peer(respond_in_order(_redirect("/login", 302))) as server:
        with pytest.raises(NotReached, match="a redirect"):
            await _post(outbound("tools.example"), f"http://tools.example:{server.port}/")


_BOMB = gzip.compress(b"\0" * 4_000_000)


@pytest.mark.parametrize(
    "answer",
    [
        b"content-length: 100001\r\n\r\n",
        b"connection: close\r\n\r\n" + b"x" * 100_001,
        b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(_BOMB) + _BOMB,
        b"content-encoding: deflate\r\nconnection: close\r\n\r\n" + zlib.compress(b"\0" * 4_000_000),
    ],
)
async def test_read_answer_over_the_bound_is_refused(answer: bytes) -> None:
    calls = outbound("tools.example", limits=OutboundLimits(answer_bytes=100_000))
    async with peer(respond_in_order(b"HTTP/1.1 200 OK\r\n" + answer)) as server:
        with pytest.raises(AnswerRefused, match="longer than 100000 bytes"):
            await _get(calls, f"http://tools.example:{server.port}/")
        await wait_until(lambda: server.closed == 1)


async def test_read_compressed_answer_is_decompressed() -> None:
    body = gzip.compress(b"hello " * 1000)
    answer = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(body)
    async with peer(respond_in_order(answer + body)) as server:
        found = await _get(outbound("tools.example"), f"http://tools.example:{server.port}/")
        assert found == b"hello " * 1000


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 2\r\n\r\nhi", AnswerRefused),
        (b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nhi", AnswerRefused),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhi", NotReached),
        (b"SSH-2.0-OpenSSH_9.2\r\n", NotReached),
        (b"HTTP/1.1 200 OK\r\nx: " + b"a" * 300_000 + b"\r\n\r\n", NotReached),
        (b"", NotReached),
    ],
)
async def test_read_answer_that_is_no_http_is_an_error_without_its_text(
    answer: bytes, error: type[OutboundError]
) -> None:
    async with peer(respond_in_order(answer)) as server:
        with pytest.raises(error) as raised:
            await _get(outbound("tools.example"), f"http://tools.example:{server.port}/", _KEY)
        assert "secret" not in str(raised.value)
        assert "SSH" not in str(raised.value)


async def _never_answers(connection: PeerConnection) -> None:
    await connection.read_request()
    await connection.wait_for_disconnect()


async def _drips(connection: PeerConnection) -> None:
    await connection.read_request()
    await connection.send(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    while True:
        await connection.send(b"x")
        await asyncio.sleep(0.01)


async def _informs(connection: PeerConnection) -> None:
    await connection.read_request()
    while True:
        await connection.send(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("script", [_never_answers, _drips, _informs])
async def test_open_slow_answer_ends_at_the_total_time(script: Script) -> None:
    calls = outbound("tools.example", limits=OutboundLimits(total=0.2))
    async with peer(script) as server:
        with pytest.raises(CallTimedOut, match=r"tools.example did not end its answer within 0.2 s"):
            await _get(calls, f"http://tools.example:{server.port}/")
        await wait_until(lambda: server.closed == 1)


async def test_open_slow_resolver_ends_at_the_time_to_connect() -> None:
    class _Slow(Names):
        async def __call__(self, host: str, port: int) -> list[str]:
            await asyncio.sleep(60)
            return [HERE]

    calls = outbound("tools.example", names=_Slow({}), limits=OutboundLimits(connect=0.05))
    with pytest.raises(CallTimedOut, match=r"tools.example was not reached within 0.05 s"):
        await _get(calls, "http://tools.example/")


async def test_open_closed_port_is_an_error_without_an_address() -> None:
    async with peer(respond_in_order()) as server:
        pass
    with pytest.raises(NotReached, match=r"^tools.example refused the connection.$"):
        await _get(outbound("tools.example"), f"http://tools.example:{server.port}/")


async def test_open_timeout_of_the_reader_is_the_readers() -> None:
    async with peer(respond_in_order(_OK)) as server:
        url = f"http://tools.example:{server.port}/"
        async with outbound("tools.example").client() as client:
            with pytest.raises(TimeoutError, match="mine"):
                async with client.open(OutboundRequest("GET", url)):
                    raise TimeoutError("mine")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-A", "a\r\nHost: inner.example"),
        ("X-A", "a\nb"),
        ("X-A", "a\0b"),
        ("X-A", "日本"),
        ("X A", "a"),
        ("X-A:", "a"),
        ("X-A\r\nHost", "a"),
        ("", "a"),
        ("Host", "inner.example"),
        ("Content-Length", "0"),
        ("Transfer-Encoding", "chunked"),
        ("connection", "upgrade"),
        ("X-A", "a" * 20_000),
    ],
)
async def test_open_header_that_could_change_the_request_is_never_sent(name: str, value: str) -> None:
    assert header_problem(name, value)
    async with peer(respond_in_order(_OK)) as server:
        with pytest.raises(ValueError, match="a header cannot be sent") as raised:
            await _get(outbound("tools.example"), f"http://tools.example:{server.port}/", (name, value))
        assert "inner" not in str(raised.value)
        assert server.requests == []
