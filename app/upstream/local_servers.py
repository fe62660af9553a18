"""Finds model servers on this machine's loopback address, by `GET /v1/models` at their usual ports."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.errors import APIError
from app.upstream.client import AnswerLimits, Timeouts, UpstreamRequest
from app.upstream.http1.http_client import HttpClient
from app.upstream.model_list import model_entries

_SECONDS = 1.0
_MAX_LIST_BYTES = 1024 * 1024
_LIMITS = AnswerLimits(_MAX_LIST_BYTES, _MAX_LIST_BYTES)
# Each answer of this program has it, of `serve` and of `mock`; it is no upstream for itself.
_OWN_HEADER = "openai-version"


@dataclass(frozen=True, slots=True)
class KnownServer:
    """A program that serves OpenAI's API, and its usual port."""

    name: str
    port: int
    preset: str = ""

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self.port}/v1"


KNOWN = (
    KnownServer("Ollama", 11434, "ollama"),
    KnownServer("llama.cpp's server", 8080, "llamacpp"),
    KnownServer("LM Studio", 1234, "lmstudio"),
    KnownServer("vLLM", 8000, "vllm"),
)
"""In the order in which `UPSTREAM_URL=auto` prefers them."""


# The `owned_by` of models, by which a program at another one's port is recognised.
_OWNERS = {"library": "ollama", "llamacpp": "llamacpp", "vllm": "vllm"}


@dataclass(frozen=True, slots=True)
class FoundServer:
    """A server that listed its models. Another program may listen at the port of `known`."""

    known: KnownServer
    models: int
    preset: str = ""
    """That of the program which the list of models names, else that of the port."""


async def find(candidates: Sequence[KnownServer], own_ports: Collection[int] = ()) -> list[FoundServer]:
    """Those that list models, in the order of `candidates`; asked concurrently, for a second at most.

    No key is sent. `own_ports` are left out: this server listens there.
    """
    asked = [known for known in candidates if known.port not in own_ports]
    found = await asyncio.gather(*(_ask(known) for known in asked))
    return [server for server in found if server is not None]


async def _ask(known: KnownServer) -> FoundServer | None:
    timeouts = Timeouts(_SECONDS, _SECONDS, _SECONDS, _SECONDS)
    client = HttpClient(known.url, None, timeouts, known.name, _LIMITS)
    try:
        async with asyncio.timeout(_SECONDS):
            headers = [("accept", "application/json")]
            response = await client.send(UpstreamRequest("GET", "/models", "", headers, None))
            body = await response.read_start(_MAX_LIST_BYTES)
    except (APIError, TimeoutError):
        return None
    finally:
        await client.close()
    if response.status != 200 or response.header(_OWN_HEADER):
        return None
    entries = model_entries(body)
    if entries is None:
        return None
    owners = {owner for entry in entries if isinstance(owner := entry.get("owned_by"), str)}
    preset = next((_OWNERS[owner] for owner in sorted(owners) if owner in _OWNERS), known.preset)
    return FoundServer(known, len(entries), preset)
