"""The fields of an entry of UPSTREAMS_FILE, with one parser for each that raises InvalidEntry."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from app.settings import API_VERSION, endpoint_path
from app.upstream.presets.table import NO_PRESET, PRESETS
from app.upstream.upstream_config import base_url

# After these the next upstream may be tried, see docs/decisions/0036-fallback.md. The 400s are about this
# upstream or the account there, never about the request; 498 is a full service tier, 529 an overload,
# and 521 to 523 are Cloudflare's for a server that it cannot connect to.
_RETRIABLE = frozenset((401, 402, 404, 408, 425, 429, 498, 502, 503, 504, 521, 522, 523, 529))
_IMAGES = "image_generation"
_HOSTED_TOOLS = ("web_search", _IMAGES, "file_search", "code_interpreter", "mcp")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:\-]{0,63}")
_SECRETS = {"key_env": "key", "proxy_auth_env": "user and password"}
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# Keys of Azure, Groq and Mistral, which have no sign that a name cannot have.
_KEY = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])(?:gsk_)?[A-Za-z0-9]{32,}")


class InvalidEntry(Exception):
    """What is wrong with an entry, as the end of a sentence that begins with its place in the file."""


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value or not value.isprintable() or len(value) > 1000:
        raise InvalidEntry(f"must have a text for '{name}'.")
    return value


def _name(name: str, value: Any) -> str:
    if not _NAME.fullmatch(_text(name, value)):
        raise InvalidEntry("has a name that is not made of 1 to 64 letters, digits and . _ - : only.")
    return str(value)


def _url(name: str, value: Any) -> str:
    try:
        parts = urlsplit(_text(name, value))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if usable and parts.query:
        raise InvalidEntry("has a query in its url; take it out. Azure's api-version is api_version.")
    if not usable or parts.fragment or not str(value).isascii() or " " in value:
        raise InvalidEntry("needs a url such as https://api.openai.com/v1 or http://127.0.0.1:11434/v1.")
    if parts.username or parts.password:
        raise InvalidEntry("has a user or password in its url; put the key behind key_env or key_file.")
    path = endpoint_path(parts.path)
    if path:
        raise InvalidEntry(f"needs the base URL of the API as its url: remove {path} from its end.")
    return base_url(str(value))


def _proxy(name: str, value: Any) -> str:
    if value == DIRECT:
        return DIRECT
    try:
        parts = urlsplit(_text(name, value))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or parts.path.strip("/") or parts.query or parts.fragment or not str(value).isascii():
        raise InvalidEntry('needs a proxy such as http://proxy.example:3128, or "none".')
    if parts.username or parts.password:
        raise InvalidEntry(
            "has a user or password in its proxy; put them behind proxy_auth_env or proxy_auth_file."
        )
    return str(value)


def _variable(name: str, value: Any) -> str:
    # An invalid name may be the key itself, so the error does not repeat it. Some keys look like a name.
    if not isinstance(value, str) or not _VARIABLE.fullmatch(value) or _KEY.fullmatch(value):
        raise InvalidEntry(
            f"has a '{name}' that is not a variable's name; "
            f"put the {_SECRETS[name]} itself into the variable."
        )
    return value


def _boolean(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InvalidEntry(f"must have true or false for '{name}'.")
    return value


def _seconds(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 86_400:
        raise InvalidEntry(f"must have a number of seconds above 0 and up to 86400 for '{name}'.")
    return float(value)


def _patterns(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InvalidEntry(f'must have a list of patterns for \'{name}\', such as ["gpt-*", "o3"].')
    return tuple(_text(name, pattern) for pattern in value)


def _aliases(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise InvalidEntry(f'must have a table for \'{name}\', such as {{ "gpt-4" = "llama-3.3-70b" }}.')
    return {_text(name, alias): _text(name, _alias_model(alias, target)) for alias, target in value.items()}


def _alias_model(alias: str, target: Any) -> Any:
    if not isinstance(target, dict):
        return target
    if "model" not in target:
        # In TOML, gpt-3.5 without quotes is a table gpt-3 with a member 5.
        hint = " A name with a dot needs quotes." if any(map(str.isdigit, target)) else ""
        raise InvalidEntry(f"has no 'model' in the alias '{alias}'; name the upstream's model there.{hint}")
    return target["model"]


def _statuses(name: str, value: Any) -> frozenset[int]:
    if not isinstance(value, list) or not all(type(status) is int for status in value):
        raise InvalidEntry(f"must have a list of statuses for '{name}', such as [502, 503, 504].")
    if not _RETRIABLE.issuperset(value):
        raise InvalidEntry(
            f"can have only {', '.join(map(str, sorted(_RETRIABLE)))} in '{name}': after others the call may "
            "have been processed, or every upstream would answer the same."
        )
    return frozenset(value)


def _one_of(*known: str) -> Callable[[str, Any], str]:
    def parse(name: str, value: Any) -> str:
        if value not in known:
            raise InvalidEntry(f"must have {' or '.join(known)} for '{name}'.")
        return str(value)

    return parse


def _tools(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(how, str) and how for how in value.values()):
        raise InvalidEntry(f'must have a table for \'{name}\', such as {{ "web_search" = "native" }}.')
    unknown = sorted(value.keys() - _HOSTED_TOOLS)
    if unknown:
        raise InvalidEntry(
            f"has the unknown tool '{unknown[0]}' in '{name}'; known are {', '.join(_HOSTED_TOOLS)}."
        )
    for kind, how in value.items():
        if how != NATIVE and kind != _IMAGES:
            raise InvalidEntry(f"can have only \"native\" for '{kind}' in '{name}'.")
    return {kind: _text(name, how) for kind, how in value.items()}


def _api_version(name: str, value: Any) -> str:
    if not isinstance(value, str) or not API_VERSION.fullmatch(value):
        raise InvalidEntry(f"must have a version such as 2024-10-21 for '{name}'.")
    return value


NATIVE = "native"
"""The value of one of `tools` that the upstream runs itself."""
DIRECT = "none"
"""The value of `proxy` for no proxy, whatever the settings say."""
NETWORK_FIELDS = (
    "proxy",
    "proxy_auth_env",
    "proxy_auth_file",
    "ca_file",
    "client_cert_file",
    "client_key_file",
)
"""The fields that say how it is reached."""
FIELDS: dict[str, Callable[[str, Any], Any]] = {
    "name": _name,
    "url": _url,
    "preset": _one_of(*PRESETS, NO_PRESET),
    "api_version": _api_version,
    "builtin": _boolean,
    "key_env": _variable,
    "key_file": _text,
    "proxy": _proxy,
    "proxy_auth_env": _variable,
    "proxy_auth_file": _text,
    "ca_file": _text,
    "client_cert_file": _text,
    "client_key_file": _text,
    "models": _patterns,
    "aliases": _aliases,
    "responses": _one_of("native", "chat"),
    "developer_role": _one_of("system", "developer"),
    "max_tokens_field": _one_of("max_completion_tokens", "max_tokens"),
    "system_messages": _one_of("separate", "leading", "first"),
    "tool_images": _one_of("user_message", "tool_message"),
    "reasoning_field": _one_of("reasoning_content", "reasoning"),
    "custom_tools": _one_of("function", "native"),
    "tools": _tools,
    "unknown_fields": _one_of("forward", "strip", "refuse"),
    "retry_statuses": _statuses,
    "connect_timeout_seconds": _seconds,
    "first_byte_timeout_seconds": _seconds,
    "idle_timeout_seconds": _seconds,
    "total_timeout_seconds": _seconds,
}
"""Field -> the parser that takes its name and value."""
OPTIONS = (
    "models",
    "aliases",
    "responses",
    "developer_role",
    "max_tokens_field",
    "system_messages",
    "tool_images",
    "reasoning_field",
    "custom_tools",
    "tools",
    "unknown_fields",
    "retry_statuses",
)
"""The fields that are attributes of `Upstream`."""
