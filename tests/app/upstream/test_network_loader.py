"""load_upstreams: which proxy, authorities and certificate each upstream gets, and which client follows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import SettingsError, load
from app.upstream.network import DIRECTLY, Network, ProxyServer
from app.upstream.upstream_loader import load_upstreams
from app.upstream.upstreams import from_settings
from tests.support.server import settings

_PASSWORD = "canary-password-1"
_PROXY = f"http://us%20er:{_PASSWORD}@proxy.example:3128"


def _network(url: str, **given: str) -> Network:
    (config,) = load_upstreams(settings(upstream_url=url, **given), {})
    return config.network


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://a.example", "HTTPS_PROXY"),
        ("http://a.example", "ALL_PROXY"),
        ("http://127.0.0.1:8000", None),
        ("https://localhost", None),
        ("https://c.internal.example", None),
        ("http://10.1.2.3:8000", None),
    ],
)
def test_network_loader_proxy_is_that_of_the_scheme_unless_bypassed(url: str, source: str | None) -> None:
    proxies = {"https_proxy": "p:1", "all_proxy": "http://q", "no_proxy": ".internal.example,10.0.0.0/8"}
    proxy = _network(url, **proxies).proxy
    assert (proxy.source if proxy else None) == source


def test_network_loader_credentials_of_a_url_are_decoded_and_shown_nowhere() -> None:
    given = settings(upstream_url="https://a.example", https_proxy=_PROXY)
    (config,) = load_upstreams(given, {})
    assert config.network.proxy == ProxyServer(
        "http", "proxy.example", 3128, "HTTPS_PROXY", ("us er", _PASSWORD)
    )
    assert _PASSWORD in given.secrets
    for text in (repr(config), config.network.description(), repr(given)):
        assert _PASSWORD not in text
    assert config.network.description() == "through the proxy proxy.example:3128 (HTTPS_PROXY)"


def test_network_loader_default_ports_are_those_of_the_scheme() -> None:
    for text, port in (("http://p", 80), ("https://p", 443), ("p:3128", 3128), ("http://[::1]:1", 1)):
        proxy = _network("https://a.example", https_proxy=text).proxy
        assert proxy is not None
        assert proxy.port == port


def test_network_loader_socks_proxy_is_refused_only_where_it_would_be_used() -> None:
    socks = {"all_proxy": f"socks5h://u:{_PASSWORD}@p:1080"}
    with pytest.raises(
        SettingsError, match=r"a.example would be .* ALL_PROXY, .*add a.example to NO_PROXY"
    ) as caught:
        _network("https://a.example", **socks)
    assert _PASSWORD not in str(caught.value)
    assert _network("https://a.example", **socks, no_proxy="a.example") == DIRECTLY
    assert _network("http://127.0.0.1:1", **socks) == DIRECTLY


def test_network_loader_entry_wins_over_the_settings(tmp_path: Path) -> None:
    (tmp_path / "auth").write_text("user:pa:ss\n", encoding="utf-8")
    path = tmp_path / "upstreams.toml"
    path.write_text(
        """
        [[upstream]]
        name = "all"
        url = "https://a.example"

        [[upstream]]
        name = "own"
        url = "https://127.0.0.1:1/v1"
        proxy = "https://other.example:8443/"
        proxy_auth_file = "auth"
        ca_file = "own.pem"
        client_cert_file = "cert.pem"

        [[upstream]]
        name = "none"
        url = "http://b.example"
        proxy = "none"
        """,
        encoding="utf-8",
    )
    every = {
        "https_proxy": _PROXY,
        "upstream_ca_file": "/all.pem",
        "upstream_client_cert_file": "/all.cert",
        "upstream_client_key_file": "/all.key",
    }
    of_all, own, none = load_upstreams(settings(upstreams_file=str(path), **every), {})
    assert of_all.network.proxy is not None
    assert of_all.network.proxy.host == "proxy.example"
    assert of_all.network == Network(of_all.network.proxy, "/all.pem", "/all.cert", "/all.key")
    assert own.network == Network(
        ProxyServer("https", "other.example", 8443, "proxy in UPSTREAMS_FILE", ("user", "pa:ss")),
        str(tmp_path / "own.pem"),
        str(tmp_path / "cert.pem"),
    )
    assert none.network == DIRECTLY
    (tmp_path / "upstreams.toml").write_text(
        '[[upstream]]\nname = "a"\nurl = "http://a"\nproxy = "http://p"\nproxy_auth_file = "auth"\n',
        encoding="utf-8",
    )
    assert from_settings(settings(upstreams_file=str(path)), {}).secrets == (
        "dXNlcjpwYTpzcw==",
        "user:pa:ss",
        "pa:ss",
    )


def test_network_loader_plain_connection_needs_no_tls_files() -> None:
    assert _network("http://a.example", upstream_ca_file="/all.pem") == DIRECTLY
    proxied = _network("http://a.example", upstream_ca_file="/all.pem", http_proxy="https://p")
    assert proxied.ca_file == "/all.pem"


def test_from_settings_unusable_file_is_refused_with_the_upstream() -> None:
    given = settings(upstream_url="https://a.example", upstream_ca_file="/nowhere.pem")
    with pytest.raises(SettingsError, match=r"a.example cannot use /nowhere.pem, .*No such file"):
        from_settings(given)


def test_settings_proxy_variables_are_read_in_either_case_and_lower_case_wins() -> None:
    upper = load({"HTTPS_PROXY": "http://u", "HTTP_PROXY": "http://u", "NO_PROXY": "x"})
    assert (upper.https_proxy, upper.http_proxy, upper.no_proxy) == ("http://u", "http://u", "x")
    both = load({"HTTPS_PROXY": "http://u", "https_proxy": "l:1", "all_proxy": "https://a"})
    assert (both.https_proxy, both.all_proxy) == ("http://l:1", "https://a")
    with pytest.raises(SettingsError, match=r"HTTP_PROXY .* must be the address of a proxy") as caught:
        load({"http_proxy": f"ftp://u:{_PASSWORD}@h"})
    assert _PASSWORD not in str(caught.value)
    with pytest.raises(SettingsError, match="UPSTREAM_CLIENT_KEY_FILE is set without"):
        load({"UPSTREAM_CLIENT_KEY_FILE": "f"})


async def test_upstreams_start_logs_how_each_is_reached(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for url in ("https://a.example", "http://127.0.0.1:1"):
        upstreams = from_settings(settings(upstream_url=url, https_proxy=_PROXY))
        await upstreams.warm_up()
        await upstreams.close()
    logged = [(r.__dict__["upstream"], r.__dict__["client"], r.__dict__["connects"]) for r in caplog.records]
    assert logged == [
        ("a.example", "httpx's", "through the proxy proxy.example:3128 (HTTPS_PROXY)"),
        ("127.0.0.1:1", "our own", "directly"),
    ]
    assert _PASSWORD not in caplog.text


def test_from_settings_httpx_is_imported_only_if_an_upstream_needs_it() -> None:
    for url, expected in (("https://a.example", "True"), ("http://127.0.0.1:1", "False")):
        code = (
            "import sys; from app.settings import load; from app.upstream.upstreams import from_settings; "
            f"from_settings(load({{'UPSTREAM_URL': '{url}', 'HTTPS_PROXY': 'p:1'}})); "
            "print('httpcore' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == expected
