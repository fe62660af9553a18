"""Only ordinary addresses of the internet are public."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outbound.public_addresses import is_public
from tests.support.properties import property_settings

_ORDINARY = ("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "192.0.1.1")
_ORDINARY_6 = ("2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001:81b::200e", "3ffe::1")
_INNER = (
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
)
_INNER_6 = (
    "::",
    "::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700:4700::1111%eth0",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "2001::1",
    "3fff::1",
    "5f00::1",
    "100::1",
)


@pytest.mark.parametrize("text", [*_ORDINARY, *_ORDINARY_6])
def test_is_public_ordinary_address_is_true(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize("text", [*_INNER, *_INNER_6])
def test_is_public_special_purpose_address_is_false(text: str) -> None:
    assert not is_public(ip_address(text))


def _embeddings(inner: IPv4Address) -> list[IPv6Address]:
    """IPv6 addresses that contain an IPv4 address: mapped, compatible, translated, NAT64, 6to4, Teredo."""
    number = int(inner)
    return [
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address(number),
        IPv6Address(0xFFFF << 48 | number),
        IPv6Address(int(IPv6Address("64:ff9b::")) | number),
        IPv6Address(int(IPv6Address("64:ff9b:1::")) | number),
        IPv6Address(int(IPv6Address("2002::")) | number << 80),
        IPv6Address(int(IPv6Address("2001::")) | (number ^ 0xFFFFFFFF)),
    ]


@property_settings
@given(st.ip_addresses(v=4))
def test_is_public_address_that_contains_an_ipv4_address_is_false(inner: IPv4Address) -> None:
    assert not any(map(is_public, _embeddings(inner)))


@property_settings
@given(st.ip_addresses())
def test_is_public_agrees_with_the_standard_library_where_that_refuses(
    address: IPv4Address | IPv6Address,
) -> None:
    """Python's own table may be older or wider, but what it calls private is never public here."""
    inner = address.is_private or address.is_multicast or address.is_link_local or address.is_reserved
    if inner or address.is_loopback or address.is_unspecified:
        assert not is_public(address)
