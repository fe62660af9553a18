"""Builds an upstream's request from a call."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from app.access.callers import Call
from app.upstream.client import UpstreamRequest
from app.upstream.headers import forwarded_headers
from app.upstream.request_body import build_body
from app.upstream.upstream import Route

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def request(
    route: Route, call: Call, changes: Mapping[str, Any] = _NOTHING, removed: Collection[str] = ()
) -> UpstreamRequest:
    """The request of a call for a route; `build_body` edits the body."""
    headers = forwarded_headers(call.headers, builtin=route.upstream.builtin)
    content = build_body(route, call, changes, removed).content
    return UpstreamRequest(call.operation.method, call.path, call.query, headers, content)
