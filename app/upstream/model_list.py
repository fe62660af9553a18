"""What the upstreams list: asked all at once, kept for a while, merged; one that is down takes nothing from the others."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, TypeAlias

import orjson

from app.errors import APIError
from app.upstream.client import UpstreamRequest
from app.upstream.upstream import Upstream

_log = logging.getLogger(__name__)

ModelEntry: TypeAlias = dict[str, Any]

_ASK_SECONDS = 5.0
# One that failed is asked again soon, but not by every call.
_FAILED_SECONDS = 5.0
_LONGEST_LIST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Health:
    """What a provider answered to `GET /models`: its entries, or None with the reason."""

    upstream: Upstream
    reachable: bool
    entries: tuple[ModelEntry, ...] | None = None
    reason: str = ""
    key_refused: bool = False
    ahead: float | None = None
    """Its clock less ours, in seconds, where it told the time."""

    @property
    def models(self) -> int:
        """How many it lists."""
        return len(self.entries or ())


@dataclass(frozen=True, slots=True)
class Merged:
    """The models of all upstreams by the ids callers know them by, and who did not answer just now."""

    entries: dict[str, ModelEntry]
    missing: tuple[Health, ...]


async def ask(upstream: Upstream) -> Health:
    """Asks a provider for its models, for a few seconds at most."""
    try:
        async with asyncio.timeout(_ASK_SECONDS):
            headers = [("accept", "application/json")]
            response = await upstream.client.send(UpstreamRequest("GET", "/models", "", headers, None))
            ahead = _ahead(response.header("date"))
            body = b""
            try:
                async for chunk in response.chunks:
                    body += chunk
                    if len(body) > _LONGEST_LIST:
                        break
            finally:
                await response.chunks.aclose()
    except TimeoutError:
        reason = f"The upstream {upstream.name} did not list its models within {_ASK_SECONDS:g} s."
        return Health(upstream, reachable=False, reason=reason)
    except APIError as error:
        return Health(upstream, reachable=False, reason=error.message)
    if response.status in (401, 403):
        reason = f"It refuses the key ({response.status}); check {upstream.key_source}."
        return Health(upstream, reachable=False, reason=reason, key_refused=True, ahead=ahead)
    entries = _entries(body) if response.status == 200 else None
    if entries is None:
        # A server without `/models` may still serve a chat: only real calls judge it.
        reason = f"GET /models answered {response.status}, no list."
        return Health(upstream, reachable=True, reason=reason, ahead=ahead)
    return Health(upstream, reachable=True, entries=entries, ahead=ahead)


def offered(upstream: Upstream, listed: Sequence[ModelEntry]) -> list[ModelEntry]:
    """The entries that callers can ask it for: of its list those that its patterns have, and what its operator names."""
    by_id = {entry["id"]: entry for entry in listed}
    found = [entry for entry in listed if upstream.matches(entry["id"])]
    for model in upstream.explicit_models():
        known = by_id.get(upstream.resolve_model(model) or model)
        if model not in by_id or model in upstream.aliases:
            found.append({**(known or {"owned_by": upstream.name}), "id": model})
    return found


class Listing:
    """The upstreams' lists, each kept for `seconds`."""

    def __init__(self, upstreams: Sequence[Upstream], seconds: float) -> None:
        self._upstreams = upstreams
        self._seconds = seconds
        self._asked: dict[str, tuple[float, Health]] = {}
        self._last: dict[str, tuple[ModelEntry, ...]] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    async def merged(self) -> Merged:
        """All lists as one; of an upstream that does not answer, the last one it gave."""
        now = asyncio.get_running_loop().time()
        stale = [u for u in self._upstreams if u.name not in self._asked or self._asked[u.name][0] <= now]
        if stale:
            # Callers at the same time wait for the same question; one that leaves does not take it away.
            done, _ = await asyncio.wait([self._task(upstream) for upstream in stale])
            for task in done:
                task.result()
        entries: dict[str, ModelEntry] = {}
        for upstream in self._upstreams:
            for entry in offered(upstream, self._last.get(upstream.name, ())):
                entries.setdefault(entry["id"], entry)
        asked = [self._asked[upstream.name][1] for upstream in self._upstreams]
        return Merged(entries, tuple(health for health in asked if health.entries is None))

    async def close(self) -> None:
        """Ends what is being asked."""
        tasks = list(self._asking.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _task(self, upstream: Upstream) -> asyncio.Task[None]:
        task = self._asking.get(upstream.name)
        if task is None:
            task = self._asking[upstream.name] = asyncio.create_task(self._ask(upstream))
        return task

    async def _ask(self, upstream: Upstream) -> None:
        try:
            health = await ask(upstream)
        finally:
            del self._asking[upstream.name]
        seconds = self._seconds
        if health.entries is not None:
            self._last[upstream.name] = health.entries
        else:
            seconds = min(seconds, _FAILED_SECONDS)
            _log.warning("the upstream %s lists no models: %s", upstream.name, health.reason)
        self._asked[upstream.name] = (asyncio.get_running_loop().time() + seconds, health)


def _ahead(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return None


def _entries(body: bytes) -> tuple[ModelEntry, ...] | None:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    listed = value.get("data") if isinstance(value, dict) else value
    if not isinstance(listed, list):
        return None
    return tuple(entry for entry in listed if isinstance(entry, dict) and isinstance(entry.get("id"), str))
