"""Settings: each type of value, the order of the sources, and what an error names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import Settings, SettingsError, fields, load, processors
from tests.support.properties import CHARACTERS, property_settings

_TEXT = st.text(CHARACTERS, min_size=1, max_size=30)


def _error(environment: dict[str, str], folder: Path | None = None) -> str:
    with pytest.raises(SettingsError) as caught:
        load(environment, folder=folder or Path("/nonexistent"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PORT", "0", 0),
        ("PORT", " 65535 ", 65_535),
        ("DRAIN_SECONDS", "0", 0),
        ("BODY_IDLE_SECONDS", "0.5", 0.5),
        ("CONNECT_TIMEOUT_SECONDS", "86400", 86_400.0),
        ("WORKERS", "4", 4),
        ("ROOT_PATH", "/llm/", "/llm"),
        ("ROOT_PATH", "/", ""),
        ("FORWARDED_ALLOW_IPS", "10.0.0.0/8, ::1,unix", ("10.0.0.0/8", "::1", "unix")),
        ("ALLOW_OPEN", "Yes", True),
        ("ALLOW_OPEN", "1", True),
        ("ALLOW_OPEN", "off", False),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("LOG_FORMAT", "JSON", "json"),
        ("VALIDATION", "Contract", "contract"),
        ("UPSTREAM_URL", "https://host", "https://host"),
        ("UPSTREAM_URL", "http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("CORS_ORIGINS", " https://a.example , ,https://b.example,", ("https://a.example", "https://b.example")),
        ("ALLOWED_HOSTS", "*", ("*",)),
        ("FORWARD", "create_response", ("create_response",)),
        ("SPOOL_DIR", ".", "."),
    ],
)  # fmt: skip
def test_load_text_of_each_type_is_value(name: str, text: str, value: Any) -> None:
    settings = load({name: text})
    assert getattr(settings, name.lower()) == value
    assert settings.sources == {name.lower(): "the environment"}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("PORT", "eighty", "an integer from 0 to 65535, not 'eighty'"),
        ("PORT", "65536", "an integer"),
        ("WORKERS", "0", "an integer from 1 to 256, or auto, not '0'"),
        ("WORKERS", "many", "or auto, not 'many'"),
        ("ROOT_PATH", "llm", "a path such as /llm"),
        ("ROOT_PATH", "/a b", "a path such as /llm"),
        ("ROOT_PATH", "/a/../b", "a path such as /llm"),
        ("FORWARDED_ALLOW_IPS", "localhost", "addresses or networks such as 127.0.0.1 or 10.0.0.0/8"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.1/8", "addresses or networks"),
        ("PORT", "-1", "an integer"),
        ("PORT", "8.0", "an integer"),
        ("PORT", "٣", "an integer"),
        ("PORT", "9" * 5000, "an integer"),
        ("MAX_BODY_BYTES", "1", "from 1024 to"),
        ("BODY_IDLE_SECONDS", "0", "above 0"),
        ("BODY_IDLE_SECONDS", "soon", "a number of seconds"),
        ("BODY_IDLE_SECONDS", "nan", "a number of seconds"),
        ("BODY_IDLE_SECONDS", "inf", "a number of seconds"),
        ("ALLOW_OPEN", "maybe", "true or false, not 'maybe'"),
        ("LOG_LEVEL", "loud", "DEBUG or INFO or WARNING or ERROR, not 'loud'"),
        ("VALIDATION", "", None),
        ("UPSTREAM_URL", "host:8080", "a URL such as https://api.openai.com/v1"),
        ("UPSTREAM_URL", "ftp://host", "a URL such as"),
        ("UPSTREAM_URL", "http://host:port", "a URL such as"),
        ("UPSTREAM_URL", "http://[::1", "a URL such as"),
        ("UPSTREAM_URL", "http://host/v1?a=b", "not contain a query; take it out"),
        ("SPOOL_DIR", "/nonexistent", "a writable folder"),
        ("SPOOL_DIR", __file__, "a writable folder"),
    ],
)
def test_load_invalid_value_names_setting_and_source(name: str, text: str, expected: str | None) -> None:
    if expected is None:
        # An empty variable counts as unset: `PORT= make run` uses the default.
        assert load({name: text}) == load({})
        return
    message = _error({name: text})
    assert message.startswith(f"{name} (set in the environment) must ")
    assert expected in message
    assert len(message) < 400


def test_load_url_with_password_is_error_without_password() -> None:
    message = _error({"UPSTREAM_URL": "https://user:canary@host/v1"})
    assert "UPSTREAM_API_KEY" in message
    assert "canary" not in message


@property_settings
@given(st.sampled_from([f.name.upper() for f in fields()]), _TEXT)
def test_load_arbitrary_text_is_value_or_error_naming_setting(name: str, text: str) -> None:
    try:
        load({name: text}, folder=Path("/nonexistent"))
    except SettingsError as error:
        message = str(error)
    else:
        return
    assert name in message


def test_load_command_line_overrides_environment_overrides_file(tmp_path: Path) -> None:
    (tmp_path / "llm-backend.toml").write_text(
        'port = 1\nLOG_LEVEL = "ERROR"\ncors_origins = ["a", "b"]\n'
        "allow_open = true\nbody_idle_seconds = 2.5\n"
    )
    settings = load({"PORT": "2", "LOG_FORMAT": "json"}, folder=tmp_path, overrides={"log_format": "console"})
    assert (settings.port, settings.log_level, settings.log_format) == (2, "ERROR", "console")
    assert (settings.cors_origins, settings.allow_open, settings.body_idle_seconds) == (("a", "b"), True, 2.5)
    file = str(tmp_path / "llm-backend.toml")
    assert settings.sources == {
        "port": "the environment",
        "log_level": file,
        "log_format": "the command line",
        "cors_origins": file,
        "allow_open": file,
        "body_idle_seconds": file,
    }


def test_load_named_file_must_exist(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("port = 3")
    assert load({"LLM_BACKEND_CONFIG": str(other)}).port == 3
    assert load({}, folder=tmp_path).port == Settings().port
    assert "cannot be read" in _error({"LLM_BACKEND_CONFIG": str(tmp_path / "none.toml")})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("port = ", "cannot be read"),
        ("prot = 1", "prot (set in "),
        ("port = true", "PORT (set in "),
        ("[section]\nport = 1", "section (set in "),
    ],
)
def test_load_invalid_file_names_path(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "llm-backend.toml").write_text(text)
    message = _error({}, tmp_path)
    assert expected in message
    assert str(tmp_path / "llm-backend.toml") in message


def test_load_file_not_utf8_is_error(tmp_path: Path) -> None:
    (tmp_path / "llm-backend.toml").write_bytes(b"\xff")
    assert "cannot be read" in _error({}, tmp_path)


def test_load_several_faults_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "llm-backend.toml").write_text("nothing = 1")
    message = _error({"PORT": "x", "LOG_LEVEL": "x"}, tmp_path)
    assert [line.split(" ")[0] for line in message.splitlines()] == ["nothing", "PORT", "LOG_LEVEL"]


@pytest.mark.parametrize(
    ("environment", "hint"),
    [
        ({"HOST": "0.0.0.0"}, "ALLOW_OPEN=true"),
        ({"HOST": "::"}, "HOST=127.0.0.1"),
        ({"UPSTREAM_API_KEY": "canary-1"}, "UPSTREAM_URL"),
        ({"UPSTREAM_URL": "https://localhost", "PORT": "443"}, "another port"),
        ({"UPSTREAM_URL": "http://[::1]", "HOST": "::1", "PORT": "80"}, "another port"),
    ],
)
def test_load_conflicting_settings_are_error_with_hint(environment: dict[str, str], hint: str) -> None:
    message = _error(environment)
    assert hint in message
    assert "canary" not in message


@pytest.mark.parametrize(
    "environment",
    [
        {"HOST": "0.0.0.0", "ALLOW_OPEN": "true"},
        {"HOST": "0.0.0.0", "AUTH": "keys"},
        {"HOST": "::1"},
        {"HOST": "localhost"},
        {"UPSTREAM_API_KEY": "k", "UPSTREAM_URL": "http://host"},
        {"UPSTREAM_URL": "https://localhost", "PORT": "80"},
    ],
)
def test_load_compatible_settings_are_accepted(environment: dict[str, str]) -> None:
    assert load(environment).sources.keys() == {name.lower() for name in environment}


def test_secrets_are_listed_and_absent_from_repr() -> None:
    settings = load(
        {
            "OPENAI_API_KEY": "canary-1",
            "UPSTREAM_URL": "http://host",
            "UPSTREAM_API_KEY": "canary-2",
            "DATABASE_URL": "postgresql://user:canary%2F3@host/name",
            "KEY_PEPPER": "canary-4",
        }
    )
    assert {"canary-1", "canary-2", "canary%2F3", "canary/3", "canary-4"} <= set(settings.secrets)
    assert "canary" not in repr(settings)
    assert load({"DATABASE_URL": "postgresql://[host"}).secrets == ()


def test_workers_auto_is_the_processors_of_the_quota(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    quota = tmp_path / "cpu.max"
    monkeypatch.setattr(processors, "_CGROUP_2", quota)
    for text, workers in (
        ("max 100000", 8),
        ("250000 100000", 3),
        ("50000 100000", 1),
        ("9900000 100000", 8),
    ):
        quota.write_text(text + "\n")
        assert load({"WORKERS": "auto"}, folder=tmp_path).workers == workers
