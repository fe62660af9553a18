"""What the operator lists is open, and nothing else beside the internet."""

from __future__ import annotations

import pytest

from app.outbound.address_rules import AddressRules
from app.outbound.errors import AddressRefused
from app.outbound.target import parse_url
from app.settings import SettingsError, load
from tests.support.outbound import Names

_INSIDE = "The host {} has no address on the public internet."


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://tools.example/", "The URL must start with https://."),
        ("https://tools.example:22/", "The URL's port must be one of 443, 8443, not 22."),
        ("https://10.0.0.5/", _INSIDE.format("10.0.0.5")),
        ("https://[::1]/", _INSIDE.format("::1")),
    ],
)
def test_check_unlisted_target_is_refused_with_the_setting_that_opens_it(url: str, message: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        AddressRules(ports=(443, 8443)).check(parse_url(url))
    assert str(refused.value).startswith(message)
    assert "OUTBOUND_ALLOW_HOSTS" in str(refused.value)


@pytest.mark.parametrize(
    ("listed", "url"),
    [
        ("search.internal", "http://search.internal:8080/"),
        ("search.internal:8080", "http://search.internal:8080/"),
        ("Search.Internal.", "http://search.internal/"),
        ("10.0.0.5", "http://10.0.0.5/"),
        ("10.0.0.0/8", "http://10.9.9.9:9000/"),
        ("::1", "http://[::1]:9000/"),
        ("[::1]:9000", "http://[::1]:9000/"),
        ("fd00::/8", "https://[fd00::5]/"),
    ],
)
def test_check_listed_target_is_permitted(listed: str, url: str) -> None:
    AddressRules(load({"OUTBOUND_ALLOW_HOSTS": listed}).outbound_allow_hosts).check(parse_url(url))


@pytest.mark.parametrize(
    ("listed", "url"),
    [
        ("search.internal:8080", "http://search.internal/"),
        ("search.internal", "http://x.search.internal/"),
        ("10.0.0.5", "https://10.0.0.6/"),
        ("10.0.0.0/16", "https://10.1.0.1/"),
        ("[::1]:9000", "http://[::1]:9001/"),
    ],
)
def test_check_neighbour_of_a_listed_target_is_refused(listed: str, url: str) -> None:
    with pytest.raises(AddressRefused):
        AddressRules(load({"OUTBOUND_ALLOW_HOSTS": listed}).outbound_allow_hosts).check(parse_url(url))


@pytest.mark.parametrize("value", ["*", "a b", "host:0", "host:x", "[::1", "10.0.0.5/8", "a@b", "http://x"])
def test_setting_invalid_host_is_an_error_that_names_it(value: str) -> None:
    with pytest.raises(SettingsError, match=r"OUTBOUND_ALLOW_HOSTS .* must list hosts such as"):
        load({"OUTBOUND_ALLOW_HOSTS": value})


@pytest.mark.parametrize("value", ["0", "65536", "https", "-1"])
def test_setting_invalid_port_is_an_error_that_names_it(value: str) -> None:
    with pytest.raises(SettingsError, match=r"OUTBOUND_PORTS .* must list ports"):
        load({"OUTBOUND_PORTS": value})


async def test_addresses_inner_ones_of_a_name_are_left_out() -> None:
    names = Names({"tools.example": [["10.0.0.5", "8.8.8.8", "::ffff:10.0.0.5", "64:ff9b::a00:5"]]})
    assert await AddressRules(resolve=names).addresses("tools.example", 443) == ["8.8.8.8"]


async def test_addresses_name_that_is_inside_has_the_error_of_one_that_does_not_exist() -> None:
    rules = AddressRules(resolve=Names({"inner.example": [["10.0.0.5"]]}))
    messages = set()
    for host in ("inner.example", "unknown.example"):
        with pytest.raises(AddressRefused) as refused:
            await rules.addresses(host, 443)
        messages.add(str(refused.value).replace(host, "HOST"))
    assert len(messages) == 1


async def test_addresses_network_opens_names_that_resolve_into_it() -> None:
    names = Names({"inner.example": [["10.0.0.5", "10.1.0.5"]]})
    rules = AddressRules(("10.0.0.0/16",), resolve=names)
    assert await rules.addresses("inner.example", 443) == ["10.0.0.5"]
    # Over http, where no certificate proves who answers, the name itself must be listed.
    with pytest.raises(AddressRefused):
        rules.check(parse_url("http://inner.example/"))
