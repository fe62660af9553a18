"""Loads the settings from the command line, the environment and an optional TOML file, and checks them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from app.settings.settings import Settings, fields
from app.settings.state_folder import default_folder
from app.settings.value_parsers import InvalidValue

_COMMAND_LINE = "the command line"
_FILE = "llm-backend.toml"
_DATABASE = "llm-backend.db"
# Other programs read them in either case, too, and mostly prefer these.
_LOWER_CASE = ("https_proxy", "http_proxy", "all_proxy", "no_proxy")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# HOST -> the host names in UPSTREAM_URL that reach it from this machine.
_OWN_NAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("127.0.0.1", "localhost", "0.0.0.0"), ("127.0.0.1", "localhost")),  # noqa: S104 - compared, not bound
    **dict.fromkeys(("::1", "::"), ("::1",)),
}


class SettingsError(Exception):
    """One or more settings are invalid. The message names each, where it was set, and how to fix it."""


def load(
    environment: Mapping[str, str], *, folder: Path | None = None, overrides: Mapping[str, str] | None = None
) -> Settings:
    """The settings from `overrides` (the command line), else the environment, else the file.

    The file is the one that LLM_BACKEND_CONFIG names, else `llm-backend.toml` in `folder` if it exists; by
    default that is the current folder. By default `database_url` is SQLite's in the state folder, or empty
    where no such folder is known. Raises SettingsError.
    """
    problems: list[str] = []
    folder = folder or Path()
    texts = _from_file(environment, folder, problems)
    for f in fields():
        value = environment.get(f.name.upper(), "")
        if f.name in _LOWER_CASE:
            value = environment.get(f.name, "") or value
        if value != "":
            texts[f.name] = (value, "the environment")
    for name, value in (overrides or {}).items():
        texts[name] = (value, _COMMAND_LINE)
    parsed: dict[str, Any] = {}
    for f in fields():
        if f.name in texts:
            raw, source = texts[f.name]
            try:
                parsed[f.name] = f.metadata["parse"](raw.strip())
            except InvalidValue as fault:
                place = f"{'on' if source == _COMMAND_LINE else 'in'} {source}"
                problems.append(f"{f.name.upper()} (set {place}) {fault}.")
    if not problems:
        state = parsed.get("state_dir") or str(default_folder(environment, folder) or "")
        if state:
            database = quote(f"{state}/{_DATABASE}", safe="/ :\\")
            parsed = {"database_url": f"sqlite:///{database}", **parsed, "state_dir": state}
        settings = Settings(**parsed, sources={name: source for name, (_, source) in texts.items()})
        problems += _conflicts(settings)
        if not problems:
            return settings
    raise SettingsError("\n".join(problems))


def _from_file(
    environment: Mapping[str, str], folder: Path, problems: list[str]
) -> dict[str, tuple[str, str]]:
    """Name -> (text, path of the file); appends what is wrong to `problems`."""
    named = environment.get("LLM_BACKEND_CONFIG")
    path = Path(named) if named else folder / _FILE
    if not named and not os.path.exists(path):
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = (error.strerror or "") if isinstance(error, OSError) else str(error)
        origin = " (named by --config or LLM_BACKEND_CONFIG)" if named else ""
        problems.append(
            f"The settings file {path}{origin} cannot be read: {reason.rstrip('.')}. "
            'Example lines: port = 9000, or auth = "keys".'
        )
        return {}
    known = {f.name for f in fields()}
    texts: dict[str, tuple[str, str]] = {}
    for name, value in table.items():
        if name.lower() not in known:
            problems.append(f"{name} (set in {path}) is not a setting{_suggestion(name, value, known)}")
        else:
            text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
            texts[name.lower()] = (text, str(path))
    return texts


def _suggestion(name: str, value: Any, known: set[str]) -> str:
    if isinstance(value, dict):
        return f": the file has no sections; remove [{name}]."
    similar = get_close_matches(name.lower(), sorted(known), 1)
    return f"; did you mean {similar[0]}?" if similar else "; the README lists them all."


def _conflicts(settings: Settings) -> list[str]:
    problems = []
    if (
        not settings.unix_socket
        and settings.host not in LOOPBACK
        and settings.auth == "open"
        and not settings.allow_open
    ):
        problems.append(
            f"HOST={settings.host} is reachable from other machines, and AUTH=open lets anyone there use "
            "your upstream key. Set HOST=127.0.0.1 or AUTH=keys, or ALLOW_OPEN=true on a trusted network."
        )
    if settings.upstream_url and is_own_address(settings, settings.upstream_url):
        problems.append(
            f"UPSTREAM_URL={settings.upstream_url} is this server itself (PORT={settings.port}); "
            "set one of them to another port."
        )
    if settings.upstreams_file and settings.upstream_url:
        problems.append(
            "UPSTREAM_URL is set beside UPSTREAMS_FILE; add that upstream to the file, or unset one."
        )
    if settings.upstreams_file and settings.upstream_preset:
        problems.append(
            "UPSTREAM_PRESET is set beside UPSTREAMS_FILE; set preset in the file's entry, or unset one."
        )
    if settings.upstream_api_version and not (settings.upstream_url or settings.upstream_preset):
        problems.append(
            "UPSTREAM_API_VERSION is set without UPSTREAM_URL; set both, or api_version in an entry of "
            "UPSTREAMS_FILE."
        )
    named = settings.upstream_url or settings.upstream_preset or settings.upstreams_file
    if settings.upstream_api_key and not named:
        problems.append(
            "UPSTREAM_API_KEY is set without UPSTREAM_URL; set both, or OPENAI_API_KEY for OpenAI."
        )
    if settings.upstream_client_key_file and not settings.upstream_client_cert_file:
        problems.append("UPSTREAM_CLIENT_KEY_FILE is set without UPSTREAM_CLIENT_CERT_FILE; set both.")
    return problems + _search_conflicts(settings)


def _search_conflicts(settings: Settings) -> list[str]:
    engine = settings.web_search
    if engine == "none":
        names = {"WEB_SEARCH_URL": settings.web_search_url, "WEB_SEARCH_API_KEY": settings.web_search_api_key}
        given = next((name for name, value in names.items() if value), None)
        return [f"{given} is set without WEB_SEARCH; set WEB_SEARCH to an engine."] if given else []
    if engine == "searxng" and not settings.web_search_url:
        return ["WEB_SEARCH=searxng needs WEB_SEARCH_URL, such as http://searxng:8080."]
    if engine != "searxng" and not settings.web_search_api_key:
        return [f"WEB_SEARCH={engine} needs WEB_SEARCH_API_KEY."]
    return []


def is_own_address(settings: Settings, url: str) -> bool:
    """Whether a call to this URL would come back to this server."""
    if settings.unix_socket:
        return False
    upstream = urlsplit(url)
    port = upstream.port or (443 if upstream.scheme == "https" else 80)
    return port == settings.port and upstream.hostname in _OWN_NAMES.get(settings.host, ())
