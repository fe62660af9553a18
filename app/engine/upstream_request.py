"""A call -> the request to an upstream."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from app.access.callers import Call
from app.engine.alias_edits import alias_changes
from app.engine.forwarded_ids import require_plain_ids
from app.upstream.adapted_body import adapted_body
from app.upstream.client import CallObserver, UpstreamRequest
from app.upstream.headers import forwarded_headers
from app.upstream.request_body import build_body
from app.upstream.upstream import Route

_NO_CHANGES: Mapping[str, Any] = MappingProxyType({})


def upstream_request(
    route: Route,
    call: Call,
    calls: CallObserver | None,
    changes: Mapping[str, Any] = _NO_CHANGES,
    removed: Collection[str] = (),
) -> UpstreamRequest:
    """The call for a route. `changes` and `removed` edit top-level fields of the body, see `build_body`.

    Raises BadRequest for an id that would lead to another path of the upstream.
    """
    if call.path_values:
        require_plain_ids(call.path_values)
    upstream, path = route.upstream, call.path
    headers = forwarded_headers(call.headers, call.caller.project, builtin=upstream.builtin)
    if route.alias is not None:
        changes = alias_changes(route.alias, upstream, call, changes)
    if upstream.adaptation is None:
        content = build_body(route, call, changes, removed).content
    else:
        path = upstream.adaptation.path(route.model, path)
        content = adapted_body(route, call, upstream.adaptation, changes, removed).content
    return UpstreamRequest(call.operation.method, path, call.query, headers, content, calls)
