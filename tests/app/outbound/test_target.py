"""URLs are read in one way, and hosts that could be read in two are refused."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outbound.address_rules import AddressRules
from app.outbound.errors import AddressRefused
from app.outbound.target import Target, parse_url
from tests.support.properties import property_settings

_FORBIDDEN = ("127.0.0.1", "10.0.0.5", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://tools.example", Target("https", "tools.example", 443, "/")),
        ("HTTPS://Tools.Example.:8443/mcp?a=b#c", Target("https", "tools.example", 8443, "/mcp?a=b")),
        ("https://bücher.example/ä b?q=ü".replace(" ", "%20"),
         Target("https", "xn--bcher-kva.example", 443, "/%C3%A4%20b?q=%C3%BC")),
        ("https://[2606:4700::1111]/x", Target("https", "2606:4700::1111", 443, "/x")),
        ("http://8.8.8.8:80?x", Target("http", "8.8.8.8", 80, "/?x")),
        ("https://a.example/\"<>^`{|}\\", Target("https", "a.example", 443, "/%22%3C%3E%5E%60%7B%7C%7D%5C")),
    ],
)  # fmt: skip
def test_parse_url_ordinary_url_is_taken_apart(url: str, target: Target) -> None:
    assert parse_url(url) == target
    assert parse_url(target.url) == target


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tools.example",
        "//tools.example",
        "ftp://tools.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_x",
        "https:/tools.example",
        "https:///tools.example",
        "https://",
        "https://:443/",
        "https://tools.example:0/",
        "https://tools.example:65536/",
        "https://tools.example:443443/",
        "https://tools.example:+443/",
        "https://tools.example:\uff14\uff14\uff13/",
        "https://user@tools.example/",
        "https://user:password@tools.example/",
        "https://tools.example@127.0.0.1/",
        "https://tools.example\\@127.0.0.1/",
        "https://127.0.0.1\\.tools.example/",
        "https://tools.example%2f@127.0.0.1/",
        "https://tools.example%00.example/",
        "https://tools example/",
        "https://tools.example/a b",
        "https://tools.example/\r\nHost: inner",
        "https://tools.example/\ud800",
        "https://\ud800.example/",
        "https://tools..example/",
        "https://.tools.example/",
        "https://tools.example../",
        "https://-tools.example/",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 127}example/",
        "https://" + "\xad" * 300 + "tools.example/",
        "https://[::1/",
        "https://::1/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[v1.fe80]/",
        "https://[127.0.0.1]/",
        "https://[::ffff:127.0.0.1].example/",
        f"https://tools.example/{'a' * 9000}",
    ],
)
def test_parse_url_url_with_two_readings_or_none_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        parse_url(url)


def _spelled(address: IPv4Address) -> list[str]:
    """Spellings of an IPv4 address that resolvers, browsers or translators take for it."""
    number = int(address)
    a, b, c, d = address.packed
    text = str(address)
    return [
        text,
        f"{text}.",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{number & 0xFFFF}",
        f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"00{a:o}.{b}.{c}.{d}",
        f"{a}.{b}.{c}.0x{d:x}",
        f"[::ffff:{text}]",
        f"[::{text}]",
        f"[64:ff9b::{text}]",
        f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::]",
        f"[::ffff:0:{text}]",
        text.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
        text.replace(".", "。"),
        text.translate({ord("1") + n: 0x2460 + n for n in range(9)}),
        f"{text}%00",
        f"{text}%20",
        f"x@{text}",
        f"{text}\t",
    ]


@property_settings
@given(st.sampled_from(_FORBIDDEN), st.integers(0, 22), st.sampled_from(["", ":443"]))
async def test_check_forbidden_address_is_refused_in_each_spelling(
    address: str, spelling: int, port: str
) -> None:
    host = _spelled(IPv4Address(address))[spelling]
    rules = AddressRules()
    with pytest.raises(AddressRefused):
        rules.check(parse_url(f"https://{host}{port}/"))


@property_settings
@given(st.text(alphabet="0123456789abcdefx.:[]%@/\\?#-\uff11\u3002 ", max_size=24))
async def test_check_any_text_as_host_is_refused_or_has_one_reading(host: str) -> None:
    """What passes reaches a literal public address, or a name that is no spelling of an address."""
    rules = AddressRules()
    try:
        target = parse_url(f"https://{host}")
        rules.check(target)
    except AddressRefused:
        return
    assert parse_url(target.url) == target
    assert not target.host.rpartition(".")[2].startswith("0x")
    if target.host.rpartition(".")[2].isdigit():
        assert IPv4Address(target.host).is_global


def test_target_join_keeps_the_checks() -> None:
    base = parse_url("https://tools.example/a/b?c")
    assert base.join("../d#e").url == "https://tools.example/d"
    assert base.join("//other.example/").host == "other.example"
    for link in ("http://user@inner/", "javascript:alert(1)", "//[", "ftp://tools.example/"):
        with pytest.raises(AddressRefused):
            base.join(link)
