"""Settings: each kind of value, where it may come from, and what is refused with its cure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import Settings, SettingsError, fields, load
from tests.support.properties import CHARACTERS, property_settings

_TEXT = st.text(CHARACTERS, min_size=1, max_size=30)


def _refusal(environment: dict[str, str], folder: Path | None = None) -> str:
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
def test_a_value_is_read_from_its_text(name: str, text: str, value: Any) -> None:
    settings = load({name: text})
    assert getattr(settings, name.lower()) == value
    assert settings.sources == {name.lower(): "the environment"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("PORT", "eighty", "a whole number from 0 to 65535, not 'eighty'"),
        ("PORT", "65536", "a whole number"),
        ("PORT", "-1", "a whole number"),
        ("PORT", "8.0", "a whole number"),
        ("PORT", "٣", "a whole number"),
        ("PORT", "9" * 5000, "a whole number"),
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
        ("UPSTREAM_URL", "http://host/v1?a=b", "a URL such as"),
        ("SPOOL_DIR", "/nonexistent", "a folder that can be written to"),
        ("SPOOL_DIR", __file__, "a folder that can be written to"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name_and_place(name: str, text: str, told: str | None) -> None:
    if told is None:
        # Set to nothing is not set: `PORT= make run` means the default.
        assert load({name: text}) == Settings()
        return
    message = _refusal({name: text})
    assert message.startswith(f"{name} (set in the environment) must ")
    assert told in message
    assert len(message) < 400


def test_a_key_within_an_address_is_refused_and_not_repeated() -> None:
    message = _refusal({"UPSTREAM_URL": "https://user:canary@host/v1"})
    assert "UPSTREAM_API_KEY" in message
    assert "canary" not in message


@property_settings
@given(st.sampled_from([f.name.upper() for f in fields()]), _TEXT)
def test_any_text_is_a_value_or_refused_by_its_name(name: str, text: str) -> None:
    try:
        load({name: text}, folder=Path("/nonexistent"))
    except SettingsError as error:
        message = str(error)
    else:
        return
    assert name in message


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "llm-backend.toml").write_text(
        'port = 1\nLOG_LEVEL = "ERROR"\ncors_origins = ["a", "b"]\nallow_open = true\nbody_idle_seconds = 2.5\n'
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


def test_the_file_may_be_named_and_must_be_there_then(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("port = 3")
    assert load({"LLM_BACKEND_CONFIG": str(other)}).port == 3
    assert load({}, folder=tmp_path).port == Settings().port
    assert "cannot be read" in _refusal({"LLM_BACKEND_CONFIG": str(tmp_path / "none.toml")})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("port = ", "cannot be read"),
        ("prot = 1", "prot (set in "),
        ("port = true", "PORT (set in "),
        ("[section]\nport = 1", "section (set in "),
    ],
)
def test_a_wrong_file_is_told_by_its_path(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "llm-backend.toml").write_text(text)
    message = _refusal({}, tmp_path)
    assert told in message
    assert str(tmp_path / "llm-backend.toml") in message


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "llm-backend.toml").write_bytes(b"\xff")
    assert "cannot be read" in _refusal({}, tmp_path)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "llm-backend.toml").write_text("nothing = 1")
    message = _refusal({"PORT": "x", "LOG_LEVEL": "x"}, tmp_path)
    assert [line.split(" ")[0] for line in message.splitlines()] == ["nothing", "PORT", "LOG_LEVEL"]


@pytest.mark.parametrize(
    ("given_", "cure"),
    [
        ({"HOST": "0.0.0.0"}, "ALLOW_OPEN=true"),
        ({"HOST": "::"}, "HOST=127.0.0.1"),
        ({"UPSTREAM_API_KEY": "canary-1"}, "UPSTREAM_URL"),
    ],
)
def test_settings_that_contradict_each_other_are_refused_with_the_cure(
    given_: dict[str, str], cure: str
) -> None:
    message = _refusal(given_)
    assert cure in message
    assert "canary" not in message


@pytest.mark.parametrize(
    "given_",
    [
        {"HOST": "0.0.0.0", "ALLOW_OPEN": "true"},
        {"HOST": "0.0.0.0", "AUTH": "keys"},
        {"HOST": "::1"},
        {"HOST": "localhost"},
        {"UPSTREAM_API_KEY": "k", "UPSTREAM_URL": "http://host"},
    ],
)
def test_what_goes_together_is_taken(given_: dict[str, str]) -> None:
    assert load(given_).sources.keys() == {name.lower() for name in given_}


def test_secrets_are_known_and_not_shown() -> None:
    settings = load(
        {
            "OPENAI_API_KEY": "canary-1",
            "UPSTREAM_URL": "http://host",
            "UPSTREAM_API_KEY": "canary-2",
            "DATABASE_URL": "postgresql://user:canary%2F3@host/name",
        }
    )
    assert {"canary-1", "canary-2", "canary%2F3", "canary/3"} <= set(settings.secrets)
    assert "canary" not in repr(settings)
    assert load({"DATABASE_URL": "postgresql://[host"}).secrets == ()
