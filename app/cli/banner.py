"""The lines that the server prints at start."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from app.settings import Settings, fields
from app.upstream.local_servers import FoundServer
from app.upstream.model_list import Health, served_models
from app.upstream.upstream import Upstream

# Cheap chat models for the example call; a model list may start with another kind.
_CHEAP_MODELS = ("gpt-4o-mini", "gpt-4o")

OPEN_HISTORY = (
    "what was stored with AUTH=open belongs to the project Default (proj_default), which has no key: "
    "`llm-backend keys create --project proj_default` gives access to it, "
    "`llm-backend projects adopt --project NAME` moves it to a project of yours"
)


def address(settings: Settings, port: int) -> str:
    """The base URL of the API."""
    if settings.unix_socket:
        return f"http://localhost{settings.root_path}/v1"
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - printed, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.root_path}/v1"


def lines(settings: Settings, port: int, command: str) -> list[str]:
    """The lines without the upstreams, which are checked once the server listens."""
    url = address(settings, port)
    reference = url.removesuffix("/v1") + "/docs"
    listens = f"{url} by the Unix socket {settings.unix_socket}" if settings.unix_socket else url
    printed = [f"llm-backend {command} listens on {listens}   (API reference: {reference})"]
    printed += [f"  {name}={value}   (from {source})" for name, value, source in explicit_settings(settings)]
    if command == "serve":
        printed.append(f"  database        {redacted_database_url(settings)}")
    printed.append(f"  authentication  {_authentication(settings, command)}")
    if command == "serve" and _has_open_history(settings):
        printed.append(f"  history         {OPEN_HISTORY}")
    return [*printed, *_example_call(settings, url, "gpt-4")] if command == "mock" else printed


def upstream_lines(settings: Settings, port: int, healths: list[Health]) -> list[str]:
    """Each upstream, and an example call with a model that one of them serves."""
    ids = [
        entry["id"] for health in healths for entry in served_models(health.upstream, health.entries or ())
    ]
    model = example_model(ids) or "MODEL"
    printed = [f"  upstream        {upstream_line(settings, health)}" for health in healths]
    return [*printed, *_example_call(settings, address(settings, port), model)]


def example_model(ids: Sequence[str]) -> str | None:
    """A cheap chat model of these, else the first."""
    return next((model for model in _CHEAP_MODELS if model in ids), ids[0] if ids else None)


def local_server_lines(found: list[FoundServer]) -> list[str]:
    """The model servers on this machine, with the command that uses each."""
    printed = []
    for server in found:
        count = f"{server.models} model{'s' * (server.models != 1)}"
        preset = f"UPSTREAM_PRESET={server.preset} " if server.preset else ""
        use = f"UPSTREAM_URL={server.known.url} {preset}llm-backend serve"
        printed.append(f"  found           {server.known.name} on this machine, {count}; to use it: {use}")
    return printed


def upstream_line(settings: Settings, health: Health) -> str:
    """One upstream and what it serves, or why it cannot be used and how to fix it."""
    upstream = health.upstream
    if upstream.builtin:
        if upstream.models != ("*",):
            return f"{upstream.name}, the built-in model{_served(health)}"
        return (
            "the built-in model, an echo for trying things out; "
            "set OPENAI_API_KEY or UPSTREAM_URL for a real one"
        )
    reason = health.reason.rstrip(".")
    name = f"{upstream.name} (preset {upstream.preset})" if upstream.preset else upstream.name
    rest = (
        f"{_key(settings, upstream)}{_connects(settings, health)}{_served(health)}{_hint(settings, health)}"
    )
    if not health.reachable:
        return f"{name} CANNOT BE USED: {reason}{rest}"
    count = reason or f"{health.models} model{'s' * (health.models != 1)}"
    return f"{name}, reachable, {count}{rest}"


def _key(settings: Settings, upstream: Upstream) -> str:
    """Whether OPENAI_API_KEY is its key, where that is not plain from the other settings."""
    if not settings.openai_api_key or settings.upstreams_file:
        return ""
    if upstream.key_source == "OPENAI_API_KEY":
        named = settings.upstream_url or settings.upstream_preset
        return "; gets OPENAI_API_KEY, as its host is OpenAI's" if named else ""
    if upstream.secret is None:
        return "; does not get OPENAI_API_KEY, as its host is not OpenAI's: its key is UPSTREAM_API_KEY"
    return ""


def _connects(settings: Settings, health: Health) -> str:
    """How it is reached, unless nothing was configured that could change it."""
    network = health.upstream.network
    proxies = settings.https_proxy or settings.http_proxy or settings.all_proxy
    return f"; connects {network.description()}" if proxies or not network.is_plain else ""


def _hint(settings: Settings, health: Health) -> str:
    # The reason of a refused key has its own hint.
    if health.entries is not None or health.key_refused:
        return ""
    setting = "UPSTREAMS_FILE" if settings.upstreams_file else "UPSTREAM_URL"
    if health.reachable:
        return f". Check that {setting} has the base URL of the API; it usually ends in /v1."
    upstream = health.upstream
    if "client_cert_file" in health.reason:
        # Our certificate, not the upstream's; the reason names the settings.
        return "."
    if "certificate" in health.reason:
        return ". Use a certificate that this machine trusts, or set SSL_CERT_FILE to a file with it."
    if upstream.network.proxy is not None:
        return f". Check {upstream.network.proxy.source}; hosts in NO_PROXY are reached directly."
    if "TLS" in health.reason:
        return f". If it serves plain HTTP, start its address in {setting} with http://."
    if upstream.key_source == "OPENAI_API_KEY":
        return ". Check this machine's internet connection; if it needs a proxy, set HTTPS_PROXY."
    return f". Start it, or correct its address in {setting}."


def _served(health: Health) -> str:
    upstream = health.upstream
    if upstream.models == ("*",) and not upstream.aliases:
        return ""
    aliases = [f"{alias} as {model}" for alias, model in upstream.aliases.items()]
    return f"; serves {', '.join((*upstream.models, *aliases)) or 'nothing'}"


def explicit_settings(settings: Settings) -> list[tuple[str, str, str]]:
    """(NAME, value or mask, source) of each setting that was set."""
    rows = []
    for field in fields():
        if field.name in settings.sources:
            value = getattr(settings, field.name)
            text = ",".join(value) if isinstance(value, tuple) else str(value)
            masked = "***" if field.metadata["secret"] and value else text
            rows.append((field.name.upper(), masked, settings.sources[field.name]))
    return rows


def redacted_database_url(settings: Settings) -> str:
    """The database's address without its password."""
    from app.storage.database_url import display_url, parse

    return display_url(parse(settings.database_url))


def _authentication(settings: Settings, command: str) -> str:
    if command == "mock" or settings.auth == "open":
        return "open: any key, or none"
    return "keys: created by `llm-backend keys create`"


def _has_open_history(settings: Settings) -> bool:
    if settings.auth != "keys":
        return False
    from app.storage.database_url import StorageError
    from app.storage.state import has_open_history

    try:
        return has_open_history(settings.database_url)
    except StorageError:
        # The server itself reports a database that cannot be used.
        return False


def _example_call(settings: Settings, url: str, model: str) -> list[str]:
    key = " -H 'authorization: Bearer YOUR_KEY'" if settings.auth == "keys" else ""
    curl = f"curl --unix-socket {shlex.quote(settings.unix_socket)}" if settings.unix_socket else "curl"
    body = f'{{"model": "{model}", "stream": true, "messages": [{{"role": "user", "content": "Hello"}}]}}'
    return [
        "  try it:",
        f"    {curl} -N {url}/chat/completions{key} -H 'content-type: application/json' -d '{body}'",
    ]
