"""Loads the configured upstreams: from UPSTREAMS_FILE, otherwise from the settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.settings import Settings, SettingsError, is_own_address
from app.upstream.alias_fields import alias_options
from app.upstream.client import Timeouts
from app.upstream.network import Network
from app.upstream.network_loader import NetworkLoader
from app.upstream.presets.application import url_of, with_preset
from app.upstream.presets.field_names import OF_SETTINGS, InvalidPreset
from app.upstream.presets.table import is_openai
from app.upstream.secret_source import read_secret
from app.upstream.upstream_config import (
    OPENAI,
    TomlTable,
    UpstreamConfig,
    base_url,
    host_and_port,
)
from app.upstream.upstream_fields import FIELDS, NETWORK_FIELDS, OPTIONS, InvalidEntry

_INLINE_KEYS = ("key", "api_key", "apikey", "token", "secret", "authorization", "bearer", "password")


def load_upstreams(settings: Settings, environment: Mapping[str, str]) -> list[UpstreamConfig]:
    """UPSTREAMS_FILE, else UPSTREAM_URL, else OpenAI if there is a key, else the built-in model.

    Raises SettingsError.
    """
    timeouts = Timeouts(
        settings.connect_timeout_seconds,
        settings.first_byte_timeout_seconds,
        settings.idle_timeout_seconds,
        settings.total_timeout_seconds,
    )
    if settings.upstreams_file:
        return _UpstreamsFile(settings, timeouts, environment).configs()
    if settings.upstream_url or settings.upstream_preset or settings.openai_api_key:
        return [_of_settings(settings, timeouts)]
    return [UpstreamConfig("the built-in model", timeouts)]


def _of_settings(settings: Settings, timeouts: Timeouts) -> UpstreamConfig:
    """UPSTREAM_URL, else the usual address of UPSTREAM_PRESET, else OpenAI."""
    preset = settings.upstream_preset or None
    url = base_url(settings.upstream_url) if settings.upstream_url else None if preset else OPENAI
    try:
        url = url_of(preset, url, OF_SETTINGS)
        if is_own_address(settings, url):
            raise SettingsError(
                f"UPSTREAM_PRESET={preset} stands for {url}, which is this server itself "
                f"(PORT={settings.port}); set PORT to another one, or UPSTREAM_URL to the upstream's address."
            )
        key, options = _key(settings, url)
        config = UpstreamConfig(host_and_port(url), timeouts, url, key, options, _network(settings, url))
        return with_preset(config, preset, settings.upstream_api_version or None, OF_SETTINGS)
    except InvalidPreset as problem:
        place = f"UPSTREAM_PRESET={preset}" if preset else f"The upstream {host_and_port(str(url))}"
        raise SettingsError(f"{place} {problem}") from None


def _key(settings: Settings, url: str) -> tuple[str | None, TomlTable]:
    """The key, and where it is configured. OpenAI's is for OpenAI's own hosts: it is not sent to others."""
    if settings.openai_api_key and not settings.upstream_api_key and is_openai(url):
        return settings.openai_api_key, {"key_source": "OPENAI_API_KEY"}
    return settings.upstream_api_key or None, {}


def _network(settings: Settings, url: str) -> Network:
    try:
        return NetworkLoader(settings, {}).load(url, {})
    except InvalidEntry as problem:
        raise SettingsError(f"The upstream {host_and_port(url)} {problem}") from None


def read_document(path: Path) -> TomlTable:
    """The tables of UPSTREAMS_FILE; raises SettingsError if it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = (error.strerror or "") if isinstance(error, OSError) else str(error).rstrip(".")
        raise SettingsError(
            f"UPSTREAMS_FILE {path} cannot be read: {reason}. docs/upstreams.md shows such a file."
        ) from None


class _UpstreamsFile:
    """Reads UPSTREAMS_FILE; reports the problems of all entries at once."""

    def __init__(self, settings: Settings, timeouts: Timeouts, environment: Mapping[str, str]) -> None:
        self._settings = settings
        self._path = Path(settings.upstreams_file)
        self._timeouts = timeouts
        self._environment = environment

    def configs(self) -> list[UpstreamConfig]:
        """The entries in the order of the file; raises SettingsError."""
        configs: list[UpstreamConfig] = []
        problems: list[str] = []
        for number, table in enumerate(self._tables(), 1):
            try:
                config = self._config(table)
                if config.name in {other.name for other in configs}:
                    raise InvalidEntry("has the name of another entry; give it its own.")
                configs.append(config)
            except InvalidEntry as problem:
                name = table.get("name") if isinstance(table, dict) else None
                quoted = f" ('{name[:64]}')" if isinstance(name, str) else ""
                problems.append(f"UPSTREAMS_FILE {self._path}, upstream {number}{quoted} {problem}")
        if problems:
            raise SettingsError("\n".join(problems))
        return configs

    def _tables(self) -> list[Any]:
        document = read_document(self._path)
        tables = document.pop("upstream", None)
        # `fallback_rule_loader` has them.
        document.pop("route", None)
        if document or not isinstance(tables, list) or not tables:
            extra = f"; it has {', '.join(sorted(document))}" if document else ""
            raise SettingsError(
                f"UPSTREAMS_FILE {self._path} must have one [[upstream]] table for each upstream, may have "
                f"[[route]] tables, and nothing else{extra}. docs/upstreams.md shows one."
            )
        return tables

    def _config(self, table: Any) -> UpstreamConfig:
        if not isinstance(table, dict):
            raise InvalidEntry("is not a table; begin it with [[upstream]].")
        inline = [name for name in table if name.lower() in _INLINE_KEYS]
        if inline:
            raise InvalidEntry(
                f"holds a key in '{inline[0]}'; take it out of the file and name where it is instead: "
                'key_env = "NAME_OF_A_VARIABLE" or key_file = "PATH".'
            )
        unknown = sorted(table.keys() - FIELDS.keys())
        if unknown:
            raise InvalidEntry(f"has the unknown field '{unknown[0]}'; known are {', '.join(FIELDS)}.")
        values = {name: FIELDS[name](name, value) for name, value in table.items()}
        if "name" not in values:
            raise InvalidEntry('has no name; give it one: name = "local".')
        options = {name: values[name] for name in OPTIONS if name in values}
        if "aliases" in table:
            options["alias_options"] = alias_options(table["aliases"], self._path.parent)
        if values.get("builtin"):
            return self._builtin(values, options)
        folder, preset = self._path.parent, values.get("preset")
        key, options["key_source"] = read_secret(
            values, "key_env", "key_file", "key", folder, self._environment
        )
        try:
            url = url_of(preset, values.get("url"))
            if is_own_address(self._settings, url):
                raise InvalidEntry(
                    f"has the url {url}, which is this server itself (PORT={self._settings.port}); "
                    "correct the url, or set PORT to another one."
                )
            network = NetworkLoader(self._settings, self._environment, folder).load(url, values)
            config = UpstreamConfig(values["name"], self._timeouts_of(values), url, key, options, network)
            return with_preset(config, preset, values.get("api_version"))
        except InvalidPreset as problem:
            raise InvalidEntry(str(problem)) from None

    def _builtin(self, values: TomlTable, options: TomlTable) -> UpstreamConfig:
        urls = ("url", "preset", "key_env", "key_file", *NETWORK_FIELDS)
        not_allowed = [name for name in urls if name in values]
        if not_allowed:
            raise InvalidEntry(
                f"is the built-in model and cannot have '{not_allowed[0]}'; take that or builtin out."
            )
        # An echo must not replace a real model by accident.
        return UpstreamConfig(
            values["name"], self._timeouts_of(values), options={"models": ("builtin",), **options}
        )

    def _timeouts_of(self, values: TomlTable) -> Timeouts:
        configured = {name: values.get(f"{name}_timeout_seconds") for name in Timeouts.__dataclass_fields__}
        return Timeouts(
            **{
                name: value if value is not None else getattr(self._timeouts, name)
                for name, value in configured.items()
            }
        )
