"""Settings: read once, from the environment and an optional TOML file; a wrong one is refused with its cure."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from app.settings import values

_FILE = "llm-backend.toml"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Where it listens, and the names that lead there from this machine.
_OWN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("127.0.0.1", "localhost", "0.0.0.0"), ("127.0.0.1", "localhost")),  # noqa: S104 - compared, not bound
    **dict.fromkeys(("::1", "::"), ("::1",)),
}


class SettingsError(Exception):
    """One or more settings are wrong; the message names each, where it was set, and the cure."""


def _setting(
    default: Any, about: str, parse: Callable[[str], Any] = values.text, *, secret: bool = False
) -> Any:
    return field(
        default=default, metadata={"about": about, "parse": parse, "secret": secret}, repr=not secret
    )


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting; a field's name in capitals is its name in the environment, in small letters in the file."""

    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8080, "Port to listen on; 0 takes a free one.", values.integer(0, 65_535))
    openai_api_key: str = _setting(
        "", "Key for OpenAI. Alone it makes OpenAI the upstream.", values.key, secret=True
    )
    upstream_url: str = _setting(
        "", "Base URL of an OpenAI-compatible upstream; a bare host gets `/v1`.", values.url
    )
    upstream_api_key: str = _setting("", "Key for `UPSTREAM_URL`.", values.key, secret=True)
    upstreams_file: str = _setting("", "TOML file that names several upstreams; see docs/upstreams.md.")
    models_cache_seconds: float = _setting(
        60.0, "How long an upstream's list of models is kept.", values.seconds
    )
    auth: str = _setting(
        "open",
        "Who may call: `open` takes any key or none, `keys` those that `llm-backend keys create` made.",
        values.one_of("open", "keys"),
    )
    allow_open: bool = _setting(
        False, "Lets `AUTH=open` listen on an address that others can reach.", values.boolean
    )
    key_pepper: str = _setting(
        "",
        "Secret that keys are hashed with, the same on every replica; empty: `KEY_PEPPER_FILE`.",
        secret=True,
    )
    key_pepper_file: str = _setting(
        "", "File that holds it; empty: `key-pepper` beside the SQLite database, made on first use."
    )
    bootstrap_admin_key_file: str = _setting(
        "", "File with an admin key that `serve` makes known at start: a container's first one."
    )
    allowed_hosts: tuple[str, ...] = _setting(
        (),
        "Names besides localhost that the `Host` header may have, comma-separated; `*` takes any.",
        values.names,
    )
    cors_origins: tuple[str, ...] = _setting(
        (), "Web origins that may call from a browser, comma-separated; `*` is any.", values.names
    )
    validation: str = _setting(
        "lenient",
        "`contract` refuses enum values and union tags that the contract does not know, also in what is only forwarded.",
        values.one_of("lenient", "contract"),
    )
    forward: tuple[str, ...] = _setting(
        (),
        "Operation ids to forward that would be refused; their objects are shared by all callers.",
        values.names,
    )
    database_url: str = _setting("sqlite:///var/llm-backend.db", "Where state lives.", secret=True)
    sqlite_synchronous: str = _setting(
        "FULL",
        "`FULL` keeps what a client was told through a power cut, `NORMAL` through a crash of the process only.",
        values.one_of("FULL", "NORMAL"),
    )
    database_wait_seconds: float = _setting(
        5.0, "How long a call waits for a database that is locked or gone before it is a 503.", values.seconds
    )
    lease_seconds: float = _setting(
        30.0,
        "How long a replica may be silent before another takes over its background responses and conversations.",
        values.seconds,
    )
    store_by_default: bool = _setting(
        True, "Whether a chat is kept where the request does not say `store`.", values.boolean
    )
    retain_days: int = _setting(
        0,
        "Stored exchanges and responses older than that, and conversations without a newer item, are deleted; 0 keeps them.",
        values.integer(0, 36_500),
    )
    max_body_bytes: int = _setting(
        32 * 1024 * 1024, "Largest JSON body, after decompression.", values.integer(1024, 2**40)
    )
    max_file_bytes: int = _setting(
        512 * 1024 * 1024, "Largest multipart body, after decompression.", values.integer(1024, 2**40)
    )
    body_timeout_seconds: float = _setting(
        300.0, "From a request's head to the end of its body.", values.seconds
    )
    body_idle_seconds: float = _setting(30.0, "Between two pieces of a request's body.", values.seconds)
    connect_timeout_seconds: float = _setting(5.0, "To connect to the upstream.", values.seconds)
    first_byte_timeout_seconds: float = _setting(
        120.0, "Until the upstream begins to answer.", values.seconds
    )
    idle_timeout_seconds: float = _setting(
        120.0, "Between two pieces of the upstream's answer.", values.seconds
    )
    total_timeout_seconds: float = _setting(3600.0, "To the end of the upstream's answer.", values.seconds)
    drain_seconds: int = _setting(
        120,
        "How long running answers and background responses may go on after SIGTERM.",
        values.integer(0, 86_400),
    )
    spool_dir: str = _setting(
        "", "Folder for uploads over 1 MiB; empty is the system's temporary folder.", values.folder
    )
    log_level: str = _setting(
        "INFO", "`DEBUG`, `INFO`, `WARNING` or `ERROR`.", values.one_of("DEBUG", "INFO", "WARNING", "ERROR")
    )
    log_format: str = _setting("console", "`console` or `json`.", values.one_of("console", "json"))
    sources: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Field -> where it was set; absent where the default stands."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that must never be shown."""
        keys = (self.openai_api_key, self.upstream_api_key, self.key_pepper)
        return tuple(value for value in (*keys, *_passwords(self.database_url)) if value)


def _passwords(url: str) -> tuple[str, ...]:
    """A URL's password as it stands there, and as it is meant."""
    try:
        password = urlsplit(url).password or ""
    except ValueError:
        return ()
    return password, unquote(password)


def fields() -> list[dataclasses.Field[Any]]:
    """The fields that are settings."""
    return [f for f in dataclasses.fields(Settings) if "parse" in f.metadata]


def load(
    environment: Mapping[str, str], *, folder: Path | None = None, overrides: Mapping[str, str] | None = None
) -> Settings:
    """Settings from the command line's `overrides`, then the environment, then the file; raises `SettingsError`.

    The file is the one that LLM_BACKEND_CONFIG names, else `llm-backend.toml` in `folder` if it is there.
    """
    problems: list[str] = []
    given = _file(environment, folder or Path(), problems)
    for f in fields():
        if environment.get(f.name.upper(), "") != "":
            given[f.name] = (environment[f.name.upper()], "the environment")
    for name, value in (overrides or {}).items():
        given[name] = (value, "the command line")
    parsed: dict[str, Any] = {}
    for f in fields():
        if f.name in given:
            raw, source = given[f.name]
            try:
                parsed[f.name] = f.metadata["parse"](raw.strip())
            except values.Wrong as wrong:
                problems.append(f"{f.name.upper()} (set in {source}) {wrong}.")
    if not problems:
        settings = Settings(**parsed, sources={name: source for name, (_, source) in given.items()})
        problems += _contradictions(settings)
        if not problems:
            return settings
    raise SettingsError("\n".join(problems))


def _file(environment: Mapping[str, str], folder: Path, problems: list[str]) -> dict[str, tuple[str, str]]:
    named = environment.get("LLM_BACKEND_CONFIG")
    path = Path(named) if named else folder / _FILE
    if not named and not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = (error.strerror or "") if isinstance(error, OSError) else str(error)
        origin = " (named by LLM_BACKEND_CONFIG)" if named else ""
        problems.append(
            f"The settings file {path}{origin} cannot be read: {reason.rstrip('.')}. "
            'Its lines read like: port = 9000, or auth = "keys".'
        )
        return {}
    known = {f.name for f in fields()}
    given: dict[str, tuple[str, str]] = {}
    for name, value in table.items():
        if name.lower() not in known:
            problems.append(f"{name} (set in {path}) is no setting{_instead(name, value, known)}")
        else:
            text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
            given[name.lower()] = (text, str(path))
    return given


def _instead(name: str, value: Any, known: set[str]) -> str:
    if isinstance(value, dict):
        return f": the file has no sections; leave [{name}] out."
    near = get_close_matches(name.lower(), sorted(known), 1)
    return f"; did you mean {near[0]}?" if near else "; the README lists them all."


def _contradictions(settings: Settings) -> list[str]:
    problems = []
    if settings.host not in LOOPBACK and settings.auth == "open" and not settings.allow_open:
        problems.append(
            f"HOST={settings.host} can be reached from other machines, and AUTH=open would let anyone there spend "
            "your upstream key. Keep HOST=127.0.0.1, or set ALLOW_OPEN=true if that network is yours."
        )
    if settings.upstream_url and _is_itself(settings):
        problems.append(
            f"UPSTREAM_URL={settings.upstream_url} is this server itself (PORT={settings.port}); "
            "give one of them another port."
        )
    if settings.upstreams_file and settings.upstream_url:
        problems.append(
            "UPSTREAM_URL is set beside UPSTREAMS_FILE; name that upstream in the file, or unset one."
        )
    if settings.upstream_api_key and not settings.upstream_url and not settings.upstreams_file:
        problems.append(
            "UPSTREAM_API_KEY is set without UPSTREAM_URL; set both, or OPENAI_API_KEY for OpenAI."
        )
    return problems


def _is_itself(settings: Settings) -> bool:
    upstream = urlsplit(settings.upstream_url)
    port = upstream.port or (443 if upstream.scheme == "https" else 80)
    return port == settings.port and upstream.hostname in _OWN.get(settings.host, ())
