"""What the server says of itself when it starts."""

from __future__ import annotations

from app.settings import Settings, fields
from app.upstream.model_list import Health, served_models

# Cheap ones that answer chats, where a list begins with something else.
_SMALL = ("gpt-4o-mini", "gpt-4o")


def address(settings: Settings, port: int) -> str:
    """The base URL of the API."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - shown, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/v1"


def lines(settings: Settings, port: int, command: str) -> list[str]:
    """Everything but the upstreams, which are asked once the server listens."""
    url = address(settings, port)
    reference = url.removesuffix("/v1") + "/docs"
    told = [f"llm-backend {command} listens on {url}   (API reference: {reference})"]
    told += [f"  {name}={value}   (from {source})" for name, value, source in given(settings)]
    if command == "serve":
        told.append(f"  database        {shown_database(settings)}")
    told.append(f"  authentication  {_authentication(settings, command)}")
    return [*told, *_try(settings, url, "gpt-4")] if command == "mock" else told


def upstream_lines(settings: Settings, port: int, healths: list[Health]) -> list[str]:
    """Each upstream, and a call that can be tried: of a model that one of them has."""
    ids = [
        entry["id"] for health in healths for entry in served_models(health.upstream, health.entries or ())
    ]
    model = next((model for model in _SMALL if model in ids), ids[0] if ids else "MODEL")
    told = [f"  upstream        {upstream_line(settings, health)}" for health in healths]
    return [*told, *_try(settings, address(settings, port), model)]


def upstream_line(settings: Settings, health: Health) -> str:
    """One upstream and what it serves, or why it cannot be used and what to do."""
    upstream = health.upstream
    if upstream.builtin:
        if upstream.models != ("*",):
            return f"{upstream.name}, the built-in model{_served(health)}"
        return (
            "the built-in model, an echo for trying things out; "
            "set OPENAI_API_KEY or UPSTREAM_URL for a real one"
        )
    reason = health.reason.rstrip(".")
    if not health.reachable:
        return f"{upstream.name} CANNOT BE USED: {reason}{_served(health)}{_cure(settings, health)}"
    count = reason or f"{health.models} model{'s' * (health.models != 1)}"
    return f"{upstream.name}, reachable, {count}{_served(health)}{_cure(settings, health)}"


def _cure(settings: Settings, health: Health) -> str:
    # Where a key is refused, the reason says what to check.
    if health.entries is not None or health.key_refused:
        return ""
    place = "UPSTREAMS_FILE" if settings.upstreams_file else "UPSTREAM_URL"
    if health.reachable:
        return f". Check that {place} says where the API begins: it mostly ends in /v1."
    if "certificate" in health.reason:
        return ". Have one that this machine trusts; SSL_CERT_FILE names a file of others to trust."
    if "TLS" in health.reason:
        return f". If it speaks plain HTTP, begin its address in {place} with http://."
    if settings.openai_api_key and not settings.upstreams_file and not settings.upstream_url:
        return ". See whether this machine reaches the internet; no proxy is used."
    return f". Start it, or correct its address in {place}."


def _served(health: Health) -> str:
    upstream = health.upstream
    if upstream.models == ("*",) and not upstream.aliases:
        return ""
    aliases = [f"{alias} as {model}" for alias, model in upstream.aliases.items()]
    return f"; serves {', '.join((*upstream.models, *aliases)) or 'nothing'}"


def given(settings: Settings) -> list[tuple[str, str, str]]:
    """(NAME, value or mask, where from) of each setting that was set."""
    found = []
    for field in fields():
        if field.name in settings.sources:
            value = getattr(settings, field.name)
            text = ",".join(value) if isinstance(value, tuple) else str(value)
            shown = "***" if field.metadata["secret"] and value else text
            found.append((field.name.upper(), shown, settings.sources[field.name]))
    return found


def shown_database(settings: Settings) -> str:
    """The database's address without its password."""
    from app.storage.engine import display_url, parse

    return display_url(parse(settings.database_url))


def _authentication(settings: Settings, command: str) -> str:
    if command == "mock" or settings.auth == "open":
        return "open: any key, or none"
    return "keys: those that `llm-backend keys create` made"


def _try(settings: Settings, url: str, model: str) -> list[str]:
    key = " -H 'authorization: Bearer YOUR_KEY'" if settings.auth == "keys" else ""
    body = f'{{"model": "{model}", "stream": true, "messages": [{{"role": "user", "content": "Hello"}}]}}'
    return [
        "  try it:",
        f"    curl -N {url}/chat/completions{key} -H 'content-type: application/json' -d '{body}'",
    ]
