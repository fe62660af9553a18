"""load_upstreams: fields of UPSTREAMS_FILE are applied; invalid ones are refused with place and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import SettingsError
from app.upstream.client import Timeouts
from app.upstream.upstream_config import UpstreamConfig
from app.upstream.upstream_loader import load_upstreams
from tests.support.server import settings

_CANARY = "sk-canary-entry-0001"


def _entries(folder: Path, text: str, **environment: str) -> list[UpstreamConfig]:
    path = folder / "upstreams.toml"
    path.write_text(text, encoding="utf-8")
    return load_upstreams(settings(upstreams_file=str(path), connect_timeout_seconds="3"), environment)


def test_an_entry_of_this_server_itself_is_refused(tmp_path: Path) -> None:
    # A call would come back until nothing is left to connect with.
    path = tmp_path / "upstreams.toml"
    for entry in ('url = "http://localhost:8099"', 'url = "http://127.0.0.1:8099/v1"'):
        path.write_text(f'[[upstream]]\nname = "a"\n{entry}\n', encoding="utf-8")
        with pytest.raises(SettingsError, match=r"'a'.* is this server itself \(PORT=8099\)"):
            load_upstreams(settings(upstreams_file=str(path), port="8099"), {})
        # Then nothing of this server listens on the port.
        load_upstreams(settings(upstreams_file=str(path), port="8099", unix_socket=f"{tmp_path}/s"), {})


def test_load_upstreams_each_field_of_an_entry_is_applied(tmp_path: Path) -> None:
    (tmp_path / "local.key").write_text(" the-key-of-the-file \n", encoding="utf-8")
    text = """
        [[upstream]]
        name = "openai"
        url = "https://api.openai.com"
        key_env = "ACME_KEY"
        models = ["gpt-*", "o3"]

        [[upstream]]
        name = "local"
        url = "http://127.0.0.1:11434/api/v1/"
        key_file = "local.key"
        aliases = { "gpt-4" = "llama-3.3" }
        responses = "native"
        developer_role = "developer"
        max_tokens_field = "max_tokens"
        reasoning_field = "reasoning"
        unknown_fields = "strip"
        retry_statuses = [502, 503]
        first_byte_timeout_seconds = 600
        total_timeout_seconds = 1.5

        [[upstream]]
        name = "echo"
        builtin = true
    """
    first, second, third = _entries(tmp_path, text, ACME_KEY=_CANARY)
    assert (first.url, first.key, first.options["responses"]) == (
        "https://api.openai.com/v1",
        _CANARY,
        "native",
    )
    assert (first.options["models"], first.options["key_source"]) == (
        ("gpt-*", "o3"),
        "the variable ACME_KEY",
    )
    assert (second.url, second.key) == ("http://127.0.0.1:11434/api/v1", "the-key-of-the-file")
    assert second.timeouts == Timeouts(3, 600, 120, 1.5)
    assert second.options["aliases"] == {"gpt-4": "llama-3.3"}
    assert (second.options["responses"], second.options["unknown_fields"]) == ("native", "strip")
    assert [second.options[name] for name in ("developer_role", "max_tokens_field", "reasoning_field")] == [
        "developer",
        "max_tokens",
        "reasoning",
    ]
    assert second.options["retry_statuses"] == {502, 503}
    assert (third.url, third.options) == ("", {"models": ("builtin",)})
    assert _CANARY not in repr(first)


_GOOD = '[[upstream]]\nname = "a"\nurl = "http://h"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "must have one [[upstream]] table"),
        ("[upstream]\nname = 'a'", "must have one [[upstream]] table"),
        ("upstream = [1]", "upstream 1 is not a table; begin it with [[upstream]]"),
        (_GOOD + "[other]\n", "nothing else; it has other"),
        ("[[upstream]\n", "cannot be read"),
        ('[[upstream]]\nurl = "http://h"', 'upstream 1 has no name; give it one: name = "local"'),
        ('[[upstream]]\nname = "a"', "upstream 1 ('a') has no url; give it one"),
        ('[[upstream]]\nname = "a\\nb"\nurl = "http://h"', "must have a text for 'name'"),
        ('[[upstream]]\nname = "a b"\nurl = "http://h"', "letters, digits"),
        ('[[upstream]]\nname = "a"\nurl = "ftp://h"', "needs a url such as"),
        ('[[upstream]]\nname = "a"\nurl = "http://h:99999"', "needs a url such as"),
        (f'[[upstream]]\nname = "a"\nurl = "http://u:{_CANARY}@h"', "user or password in its url"),
        (_GOOD + f'api_key = "{_CANARY}"', "holds a key in 'api_key'; take it out of the file"),
        (_GOOD + f'key_env = "{_CANARY}"', "not a variable's name; put the key itself into the variable"),
        (_GOOD + 'key_env = "gsk_' + "aB3d" * 13 + '"', "not a variable's name; put the key itself into the"),
        (
            _GOOD + f'key_env = "{"c0ffee42" * 4}"',
            "not a variable's name; put the key itself into the variable",
        ),
        ('[[upstream]]\nname = "a"\nurl = "http://h/x?api-version=1"', "a query in its url; take it out"),
        (
            '[[upstream]]\nname = "a"\nurl = "http://h/v1/chat/completions"',
            "remove /chat/completions from its",
        ),
        (
            _GOOD + 'aliases.gpt-3.5 = "m"',
            "'gpt-3'; name the upstream's model there. A name with a dot needs",
        ),
        (_GOOD + 'key_env = "NOT_SET"', "the variable NOT_SET, which is not set; set it"),
        (_GOOD + 'key_env = "BROKEN"', "not one line of printable ASCII"),
        (_GOOD + 'key_env = "GOOD"\nkey_file = "f"', "both key_env and key_file; remove one"),
        (_GOOD + 'key_file = "nowhere"', "nowhere, which cannot be read: No such file"),
        (_GOOD + 'key_file = "empty"', "empty, which is empty; write the key into it"),
        (_GOOD + "modles = []", "unknown field 'modles'; known are name, url"),
        (_GOOD + 'models = "gpt-4"', "list of patterns for 'models'"),
        (_GOOD + "models = [4]", "must have a text for 'models'"),
        (_GOOD + 'aliases = ["a"]', "a table for 'aliases'"),
        (_GOOD + 'aliases = { "a" = "" }', "must have a text for 'aliases'"),
        (_GOOD + 'responses = "yes"', "native or chat for 'responses'"),
        (_GOOD + 'custom_tools = "yes"', "function or native for 'custom_tools'"),
        (_GOOD + 'tools = ["web_search"]', "must have a table for 'tools', such as"),
        (_GOOD + 'tools = { web_search = "yes" }', "can have only \"native\" for 'web_search' in 'tools'"),
        (
            _GOOD + 'tools = { websearch = "native" }',
            "the unknown tool 'websearch' in 'tools'; known are web",
        ),
        (_GOOD + 'unknown_fields = "drop"', "forward or strip or refuse for 'unknown_fields'"),
        (_GOOD + "retry_statuses = [500]", "the call may have been processed"),
        (_GOOD + "retry_statuses = [400]", "every upstream would answer the same"),
        (_GOOD + "retry_statuses = true", "a list of statuses"),
        (_GOOD + "idle_timeout_seconds = 0", "a number of seconds above 0"),
        (_GOOD + 'builtin = "yes"', "true or false for 'builtin'"),
        (_GOOD + "builtin = true", "the built-in model and cannot have 'url'"),
        (_GOOD + f'proxy = "http://u:{_CANARY}@p:1"', "put them behind proxy_auth_env or proxy_auth_file"),
        (_GOOD + 'proxy = "socks5://p:1"', "needs a proxy such as http://proxy.example:3128, or"),
        (_GOOD + 'proxy = "p:3128"', "needs a proxy such as"),
        (_GOOD + 'proxy = "http://p:1/path"', "needs a proxy such as"),
        (_GOOD + f'proxy_auth_env = "{_CANARY}"', "put the user and password itself into the variable"),
        (_GOOD + 'proxy_auth_env = "GOOD"', "has 'proxy_auth_env' without a proxy; set proxy, too"),
        (_GOOD + 'proxy = "http://p"\nproxy_auth_env = "GOOD"', "without a colon between them"),
        (_GOOD + 'proxy = "http://p"\nproxy_auth_file = "nowhere"', "its proxy's user and password from the"),
        (_GOOD + 'ca_file = "f"', "has 'ca_file', but its url does not start with https://"),
        (_GOOD.replace("http:", "https:") + 'client_key_file = "f"', "without a client_cert_file; set both"),
        ('[[upstream]]\nname = "a"\nbuiltin = true\nproxy = "none"', "cannot have 'proxy'"),
        (_GOOD + _GOOD, "upstream 2 ('a') has the name of another entry"),
    ],
)
def test_load_upstreams_invalid_entry_raises_with_place_and_fix(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        _entries(tmp_path, text, BROKEN=f"{_CANARY}\r\nx", GOOD="g")
    assert message in str(caught.value)
    assert str(tmp_path / "upstreams.toml") in str(caught.value)
    assert _CANARY not in str(caught.value)


def test_load_upstreams_several_invalid_entries_are_reported_together(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        _entries(tmp_path, _GOOD.replace('"a"', '"a b"') + "[[upstream]]\n")
    assert len(str(caught.value).splitlines()) == 2


def test_load_upstreams_without_file_uses_the_settings() -> None:
    (url,) = load_upstreams(settings(upstream_url="http://h:1", upstream_api_key="k"), {})
    assert (url.name, url.url, url.key, url.options) == ("h:1", "http://h:1/v1", "k", {"responses": "chat"})
    (key,) = load_upstreams(settings(openai_api_key="k"), {})
    assert (key.name, key.url, key.key) == ("api.openai.com", "https://api.openai.com/v1", "k")
    assert (key.options["responses"], key.options["custom_tools"]) == ("native", "native")
    (builtin,) = load_upstreams(settings(), {})
    assert (builtin.url, builtin.key) == ("", None)


def test_settings_upstreams_file_with_upstream_url_is_refused() -> None:
    with pytest.raises(SettingsError, match="beside UPSTREAMS_FILE"):
        settings(upstreams_file="f", upstream_url="http://h")


def test_load_upstreams_custom_tools_are_native_at_openai_only(tmp_path: Path) -> None:
    openai = '[[upstream]]\nname = "o"\nurl = "https://api.openai.com/v1"\nresponses = "chat"\n'
    own = '[[upstream]]\nname = "p"\nurl = "https://api.openai.com/v1"\ncustom_tools = "function"\n'
    first, second, third = _entries(tmp_path, openai + own + _GOOD)
    assert (first.options["responses"], first.options["custom_tools"]) == ("chat", "native")
    assert (second.options["responses"], second.options["custom_tools"]) == ("native", "function")
    assert "custom_tools" not in third.options
