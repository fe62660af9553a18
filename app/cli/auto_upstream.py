"""`UPSTREAM_URL=auto`: the first model server that is found on this machine."""

from __future__ import annotations

import asyncio
import dataclasses

from app.settings import AUTO, Settings, SettingsError
from app.upstream import local_servers


def resolve(settings: Settings) -> Settings:
    """The settings with the URL of the first server found in place of `auto`, and with its preset.

    Raises SettingsError if there is none. Runs an event loop of its own.
    """
    if settings.upstream_url != AUTO:
        return settings
    if settings.upstream_api_key:
        raise SettingsError(
            "UPSTREAM_API_KEY is set beside UPSTREAM_URL=auto: a key is not sent to a server that was only "
            "found by its port. Set UPSTREAM_URL to its address."
        )
    candidates = local_servers.KNOWN
    found = asyncio.run(local_servers.find(candidates, (settings.port,)))
    if not found:
        places = ", ".join(f"{known.name} ({known.port})" for known in candidates)
        raise SettingsError(
            f"UPSTREAM_URL=auto found no model server on 127.0.0.1: {places}. "
            "Start one, or set UPSTREAM_URL to its address."
        )
    first = found[0]
    preset = settings.upstream_preset or first.preset
    return dataclasses.replace(settings, upstream_url=first.known.url, upstream_preset=preset)
