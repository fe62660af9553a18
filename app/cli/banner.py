"""What the server says of itself when it starts."""

from __future__ import annotations

from app.settings import Settings, fields
from app.upstream.listing import Health


def address(settings: Settings, port: int) -> str:
    """The base URL of the API."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - shown, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/v1"


def lines(settings: Settings, port: int, command: str) -> list[str]:
    """Everything but the upstream, which is asked once the server listens."""
    url = address(settings, port)
    reference = url.removesuffix("/v1") + "/docs"
    told = [f"llm-backend {command} listens on {url}   (API reference: {reference})"]
    told += [f"  {name}={value}   (from {source})" for name, value, source in given(settings)]
    if command == "serve":
        told.append(f"  database        {shown_database(settings)}")
    told.append(f"  authentication  {_authentication(settings, command)}")
    return [*told, *_try(url, command)]


def upstream_line(health: Health) -> str:
    """One upstream, reachable or why not, and what it serves."""
    upstream = health.upstream
    if upstream.builtin:
        return (
            "  upstream        the built-in model, an echo for trying things out; "
            "set OPENAI_API_KEY or UPSTREAM_URL for a real one"
            if upstream.models == ("*",)
            else f"  upstream        {upstream.name}, the built-in model{_served(health)}"
        )
    if not health.reachable:
        return f"  upstream        {upstream.name} CANNOT BE USED: {health.reason}"
    count = f"{health.models} models" if not health.reason else health.reason
    return f"  upstream        {upstream.name}, reachable, {count}{_served(health)}"


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
    from sqlalchemy.engine import make_url

    return make_url(settings.database_url).render_as_string(hide_password=True)


def _authentication(settings: Settings, command: str) -> str:
    if command == "mock" or settings.auth == "open":
        return "open: any key, or none"
    return "keys: those that `llm-backend keys create` made"


def _try(url: str, command: str) -> list[str]:
    model = "gpt-4" if command == "mock" else "builtin"
    body = f'{{"model": "{model}", "stream": true, "messages": [{{"role": "user", "content": "Hello"}}]}}'
    return [
        "  try it:",
        f"    curl -N {url}/chat/completions -H 'content-type: application/json' -d '{body}'",
    ]
