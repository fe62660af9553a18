"""The models that upstreams list: queried concurrently, cached, merged.

An unreachable one does not affect the others.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, TypeAlias

import orjson

from app.errors import APIError, NotFound
from app.upstream.client import UpstreamRequest
from app.upstream.redirect import redirect_error
from app.upstream.upstream import Route, Upstream

_log = logging.getLogger(__name__)

ModelEntry: TypeAlias = dict[str, Any]

_QUERY_SECONDS = 5.0
# A failure is cached for a short time, so that not every call queries again.
_FAILURE_CACHE_SECONDS = 5.0
_KEY_SETTINGS = "UPSTREAM_API_KEY, or key_env in UPSTREAMS_FILE"
_MAX_LIST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Health:
    """What a provider answered to `GET /models`: its entries, or None and the reason."""

    upstream: Upstream
    reachable: bool
    entries: tuple[ModelEntry, ...] | None = None
    reason: str = ""
    key_refused: bool = False
    clock_offset: float | None = None
    """Its clock minus ours, in seconds; None without a `Date` header."""

    @property
    def models(self) -> int:
        """How many models it lists."""
        return len(self.entries or ())


@dataclass(frozen=True, slots=True)
class MergedModels:
    """The models of all upstreams by the ids that callers use, and the upstreams whose last query failed."""

    entries: dict[str, ModelEntry]
    missing: tuple[Health, ...]


async def query_models(upstream: Upstream) -> Health:
    """Queries a provider's models, for a few seconds at most."""
    try:
        async with asyncio.timeout(_QUERY_SECONDS):
            headers = [("accept", "application/json")]
            response = await upstream.client.send(UpstreamRequest("GET", "/models", "", headers, None))
            clock_offset = _clock_offset(response.header("date"))
            body = upstream.secrets.mask_body(await response.read_start(_MAX_LIST_BYTES))
        if 300 <= response.status < 400:
            raise redirect_error(upstream.name, response.status)
    except TimeoutError:
        reason = f"The upstream {upstream.name} did not list its models within {_QUERY_SECONDS:g} s."
        return Health(upstream, reachable=False, reason=reason)
    except APIError as error:
        return Health(upstream, reachable=False, reason=error.message)
    if response.status in (401, 403) and upstream.secret is None:
        # Some servers protect their list only, so that this says nothing about calls.
        reason = (
            f"GET /models answered {response.status}: it lists its models with a key only, and none is set; "
            f"if calls fail as well, set its key ({_KEY_SETTINGS})."
        )
        return Health(upstream, reachable=True, reason=reason, key_refused=True, clock_offset=clock_offset)
    proxy = upstream.network.proxy
    is_page = response.header("content-type").startswith("text/html")
    if response.status == 403 and proxy is not None and is_page:
        reason = f"GET /models answered 403 with a web page, which is its own or its proxy's, {proxy}."
        return Health(upstream, reachable=False, reason=reason, clock_offset=clock_offset)
    if response.status in (401, 403):
        denies = f", or its proxy {proxy} denies the call" if response.status == 403 and proxy else ""
        reason = f"It refuses the key ({response.status}){denies}; check {upstream.key_source}."
        return Health(upstream, reachable=False, reason=reason, key_refused=True, clock_offset=clock_offset)
    entries = model_entries(body) if response.status == 200 else None
    if entries is None:
        # A server without `/models` may still serve chats, so that it counts as reachable.
        reason = f"GET /models answered {response.status} without a list."
        return Health(upstream, reachable=True, reason=reason, clock_offset=clock_offset)
    return Health(upstream, reachable=True, entries=entries, clock_offset=clock_offset)


def served_models(upstream: Upstream, listed: Sequence[ModelEntry]) -> list[ModelEntry]:
    """The models that callers can request: those listed that its patterns match, and those configured."""
    by_id = {entry["id"]: entry for entry in listed}
    served = [entry for entry in listed if upstream.matches(entry["id"])]
    for model in upstream.explicit_models():
        known = by_id.get(upstream.resolve_model(model) or model)
        if model not in by_id or model in upstream.aliases:
            served.append({**(known or {"owned_by": upstream.name}), "id": model})
    return served


class ModelListCache:
    """The upstreams' lists, each cached for `seconds`.

    `routes` are the ways to serve a model, which raises NotFound if there is none.
    """

    def __init__(
        self, upstreams: Sequence[Upstream], seconds: float, routes: Callable[[str], Iterable[Route]]
    ) -> None:
        self._upstreams = upstreams
        self._routes = routes
        self._seconds = seconds
        # Expiry by the loop's clock, and the answer, by the upstream's name.
        self._results: dict[str, tuple[float, Health]] = {}
        self._last_entries: dict[str, tuple[ModelEntry, ...]] = {}
        self._queries: dict[str, asyncio.Task[None]] = {}

    async def merged(self) -> MergedModels:
        """All lists merged; an upstream that does not answer contributes its last list."""
        now = asyncio.get_running_loop().time()
        stale = [u for u in self._upstreams if u.name not in self._results or self._results[u.name][0] <= now]
        if stale:
            # Concurrent callers share one query; a caller that leaves does not cancel it.
            done, _ = await asyncio.wait([self._task(upstream) for upstream in stale])
            for task in done:
                task.result()
        served = {
            upstream.name: {
                entry["id"]: entry
                for entry in served_models(upstream, self._last_entries.get(upstream.name, ()))
            }
            for upstream in self._upstreams
        }
        entries: dict[str, ModelEntry] = {}
        for model in dict.fromkeys(model for models in served.values() for model in models):
            entry = self._entry_of(model, served)
            if entry is not None:
                entries[model] = entry
        results = [self._results[upstream.name][1] for upstream in self._upstreams]
        return MergedModels(entries, tuple(health for health in results if health.entries is None))

    def _entry_of(self, model: str, served: Mapping[str, Mapping[str, ModelEntry]]) -> ModelEntry | None:
        """The entry of the upstream that is asked first of those that list it; None if none is asked."""
        try:
            routes = self._routes(model)
        except NotFound:
            # A rule has no upstream that serves it.
            return None
        return next((entry for route in routes if (entry := served[route.upstream.name].get(model))), None)

    async def close(self) -> None:
        """Cancels the running queries."""
        tasks = list(self._queries.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _task(self, upstream: Upstream) -> asyncio.Task[None]:
        task = self._queries.get(upstream.name)
        if task is None:
            task = self._queries[upstream.name] = asyncio.create_task(self._query(upstream))
        return task

    async def _query(self, upstream: Upstream) -> None:
        try:
            health = await query_models(upstream)
        finally:
            del self._queries[upstream.name]
        seconds = self._seconds
        if health.entries is not None:
            self._last_entries[upstream.name] = health.entries
        else:
            seconds = min(seconds, _FAILURE_CACHE_SECONDS)
            _log.warning("the upstream %s lists no models: %s", upstream.name, health.reason)
        self._results[upstream.name] = (asyncio.get_running_loop().time() + seconds, health)


def _clock_offset(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return None


def model_entries(body: bytes) -> tuple[ModelEntry, ...] | None:
    """The entries of an upstream's list of models; None for anything else."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    listed = value.get("data") if isinstance(value, dict) else value
    if not isinstance(listed, list):
        return None
    return tuple(entry for entry in listed if isinstance(entry, dict) and isinstance(entry.get("id"), str))
