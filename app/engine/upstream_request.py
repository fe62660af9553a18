"""A call -> what is asked of an upstream."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from app.access.callers import Call
from app.upstream.client import UpstreamRequest
from app.upstream.headers import sent
from app.upstream.request_body import outgoing
from app.upstream.upstream import Route

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def request(
    route: Route, call: Call, changes: Mapping[str, Any] = _NOTHING, removed: Collection[str] = ()
) -> UpstreamRequest:
    """The call as it goes up by a route; see `outgoing` for what becomes of the body."""
    headers = sent(call.headers, builtin=route.upstream.builtin)
    content = outgoing(route, call, changes, removed).content
    return UpstreamRequest(call.operation.method, call.path, call.query, headers, content)
