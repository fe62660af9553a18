"""The configured providers: from UPSTREAMS_FILE, else from the settings; a wrong entry is refused with its cure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from app.settings import Settings, SettingsError
from app.upstream.client import Timeouts

Table: TypeAlias = dict[str, Any]

OPENAI = "https://api.openai.com/v1"
_RETRIABLE = frozenset((502, 503, 504))
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:\-]{0,63}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_INLINE_KEYS = ("key", "api_key", "apikey", "token", "secret", "authorization", "bearer", "password")


class _Wrong(Exception):
    """What is wrong with one entry, as the end of a sentence that begins with its place."""


@dataclass(frozen=True, slots=True)
class UpstreamConfig:
    """A provider as it is configured. `traits` are the fields of `Upstream` that were set."""

    name: str
    timeouts: Timeouts
    url: str = ""
    """Empty for the built-in model."""
    key: str | None = field(default=None, repr=False)
    traits: Table = field(default_factory=dict)


def entries(settings: Settings, environment: Mapping[str, str]) -> list[UpstreamConfig]:
    """UPSTREAMS_FILE, else UPSTREAM_URL, else OpenAI if there is a key, else the built-in model."""
    timeouts = Timeouts(
        settings.connect_timeout_seconds,
        settings.first_byte_timeout_seconds,
        settings.idle_timeout_seconds,
        settings.total_timeout_seconds,
    )
    if settings.upstreams_file:
        return _File(Path(settings.upstreams_file), timeouts, environment).entries()
    if settings.upstream_url:
        url, key = base_url(settings.upstream_url), settings.upstream_api_key or None
        return [UpstreamConfig(_address(url), timeouts, url, key, {"responses": _responses(url)})]
    if settings.openai_api_key:
        traits = {"responses": "native", "key_source": "OPENAI_API_KEY"}
        return [UpstreamConfig(_address(OPENAI), timeouts, OPENAI, settings.openai_api_key, traits)]
    return [UpstreamConfig("the built-in model", timeouts)]


def base_url(url: str) -> str:
    """Where the contract's paths begin: a bare host gets `/v1`, as OpenAI and nearly every compatible server has it."""
    host, _, path = url.rstrip("/").partition("://")[2].partition("/")
    return url.rstrip("/") if path or not host else url.rstrip("/") + "/v1"


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def _responses(url: str) -> str:
    return "native" if urlsplit(url).hostname == urlsplit(OPENAI).hostname else "chat"


class _File:
    """Reads the file; each problem is told with its entry, all of them at once."""

    def __init__(self, path: Path, timeouts: Timeouts, environment: Mapping[str, str]) -> None:
        self._path = path
        self._timeouts = timeouts
        self._environment = environment

    def entries(self) -> list[UpstreamConfig]:
        """The entries in the order of the file."""
        found: list[UpstreamConfig] = []
        problems: list[str] = []
        for number, table in enumerate(self._tables(), 1):
            try:
                entry = self._entry(table)
                if entry.name in {other.name for other in found}:
                    raise _Wrong("has the name of another entry; give it its own.")
                found.append(entry)
            except _Wrong as wrong:
                name = table.get("name") if isinstance(table, dict) else None
                told = f" ('{name[:64]}')" if isinstance(name, str) else ""
                problems.append(f"UPSTREAMS_FILE {self._path}, upstream {number}{told} {wrong}")
        if problems:
            raise SettingsError("\n".join(problems))
        return found

    def _tables(self) -> list[Any]:
        try:
            whole = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            reason = (error.strerror or "") if isinstance(error, OSError) else str(error).rstrip(".")
            raise SettingsError(
                f"UPSTREAMS_FILE {self._path} cannot be read: {reason}. docs/upstreams.md shows such a file."
            ) from None
        tables = whole.pop("upstream", None)
        if whole or not isinstance(tables, list) or not tables:
            strange = f"; it has {', '.join(sorted(whole))}" if whole else ""
            raise SettingsError(
                f"UPSTREAMS_FILE {self._path} must hold one [[upstream]] table for each upstream and nothing "
                f"else{strange}. docs/upstreams.md shows one."
            )
        return tables

    def _entry(self, table: Any) -> UpstreamConfig:
        if not isinstance(table, dict):
            raise _Wrong("is no table; begin it with [[upstream]].")
        inline = [name for name in table if name.lower() in _INLINE_KEYS]
        if inline:
            raise _Wrong(
                f"holds a key in '{inline[0]}'; take it out of the file and name where it is instead: "
                'key_env = "NAME_OF_A_VARIABLE" or key_file = "PATH".'
            )
        unknown = sorted(table.keys() - _FIELDS.keys())
        if unknown:
            raise _Wrong(f"has the unknown field '{unknown[0]}'; known are {', '.join(_FIELDS)}.")
        values = {name: _FIELDS[name](name, value) for name, value in table.items()}
        if "name" not in values:
            raise _Wrong('has no name; give it one: name = "local".')
        traits = {name: values[name] for name in _TRAITS if name in values}
        if values.get("builtin"):
            return self._builtin(values, traits)
        if "url" not in values:
            raise _Wrong('has no url; give it one: url = "http://127.0.0.1:11434/v1", or set builtin = true.')
        traits.setdefault("responses", _responses(values["url"]))
        key, traits["key_source"] = self._key(values)
        return UpstreamConfig(values["name"], self._timed(values), values["url"], key, traits)

    def _builtin(self, values: Table, traits: Table) -> UpstreamConfig:
        strange = [name for name in ("url", "key_env", "key_file") if name in values]
        if strange:
            raise _Wrong(f"is the built-in model and cannot have '{strange[0]}'; take that or builtin out.")
        # An echo must not step in for a real model unless it is named on purpose.
        return UpstreamConfig(values["name"], self._timed(values), traits={"models": ("builtin",), **traits})

    def _timed(self, values: Table) -> Timeouts:
        given = {name: values.get(f"{name}_timeout_seconds") for name in Timeouts.__dataclass_fields__}
        return Timeouts(
            **{
                name: value if value is not None else getattr(self._timeouts, name)
                for name, value in given.items()
            }
        )

    def _key(self, values: Table) -> tuple[str | None, str]:
        if "key_env" in values and "key_file" in values:
            raise _Wrong("has both key_env and key_file; take one out.")
        if "key_env" in values:
            name = values["key_env"]
            source, key = f"the variable {name}", self._environment.get(name, "").strip()
            if not key:
                raise _Wrong(f"takes its key from the variable {name}, which is not set; set it.")
        elif "key_file" in values:
            path = self._path.parent / values["key_file"]
            source = f"the file {path}"
            try:
                key = path.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "it is no text"
                raise _Wrong(f"takes its key from the file {path}, which cannot be read: {reason}.") from None
            if not key:
                raise _Wrong(f"takes its key from the file {path}, which is empty; write the key into it.")
        else:
            return None, "key_env, which it does not have"
        if not re.fullmatch(r"[!-~]+", key):
            raise _Wrong(f"has a key from {source} that is not one line of printable ASCII; correct it.")
        return key, source


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value or not value.isprintable() or len(value) > 1000:
        raise _Wrong(f"must have a text for '{name}'.")
    return value


def _name(name: str, value: Any) -> str:
    if not _NAME.fullmatch(_text(name, value)):
        raise _Wrong("has a name that is not made of 1 to 64 letters, digits and . _ - : only.")
    return str(value)


def _url(name: str, value: Any) -> str:
    try:
        parts = urlsplit(_text(name, value))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or not str(value).isascii() or " " in value:
        raise _Wrong("needs a url such as https://api.openai.com/v1 or http://127.0.0.1:11434/v1.")
    if parts.username or parts.password:
        raise _Wrong("has a user or password in its url; put the key behind key_env or key_file.")
    return base_url(str(value))


def _variable(name: str, value: Any) -> str:
    # What is not a variable's name may be the key itself, so it is not repeated.
    if not isinstance(value, str) or not _VARIABLE.fullmatch(value):
        raise _Wrong(f"has a '{name}' that is no variable's name; the key itself belongs into the variable.")
    return value


def _boolean(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"must have true or false for '{name}'.")
    return value


def _seconds(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 86_400:
        raise _Wrong(f"must have a number of seconds above 0 and up to 86400 for '{name}'.")
    return float(value)


def _patterns(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Wrong(f'must have a list of patterns for \'{name}\', such as ["gpt-*", "o3"].')
    return tuple(_text(name, pattern) for pattern in value)


def _aliases(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _Wrong(f'must have a table for \'{name}\', such as {{ "gpt-4" = "llama-3.3-70b" }}.')
    return {_text(name, alias): _text(name, model) for alias, model in value.items()}


def _statuses(name: str, value: Any) -> frozenset[int]:
    if not isinstance(value, list) or not all(type(status) is int for status in value):
        raise _Wrong(f"must have a list of statuses for '{name}', such as [502, 503, 504].")
    if not _RETRIABLE.issuperset(value):
        raise _Wrong(f"can have only 502, 503 and 504 in '{name}': after others the call may have been done.")
    return frozenset(value)


def _one_of(*known: str) -> Callable[[str, Any], str]:
    def parse(name: str, value: Any) -> str:
        if value not in known:
            raise _Wrong(f"must have {' or '.join(known)} for '{name}'.")
        return str(value)

    return parse


_FIELDS: dict[str, Callable[[str, Any], Any]] = {
    "name": _name,
    "url": _url,
    "builtin": _boolean,
    "key_env": _variable,
    "key_file": _text,
    "models": _patterns,
    "aliases": _aliases,
    "responses": _one_of("native", "chat"),
    "developer_role": _one_of("system", "developer"),
    "max_tokens_field": _one_of("max_completion_tokens", "max_tokens"),
    "reasoning_field": _one_of("reasoning_content", "reasoning"),
    "unknown_fields": _one_of("forward", "strip", "refuse"),
    "retry_statuses": _statuses,
    "connect_timeout_seconds": _seconds,
    "first_byte_timeout_seconds": _seconds,
    "idle_timeout_seconds": _seconds,
    "total_timeout_seconds": _seconds,
}
_TRAITS = (
    "models",
    "aliases",
    "responses",
    "developer_role",
    "max_tokens_field",
    "reasoning_field",
    "unknown_fields",
    "retry_statuses",
)
