"""Builds the body for an upstream with a preset: without what its provider refuses, which is reported."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from app.aio.content import MemoryContent
from app.upstream.presets.adaptation import Adaptation
from app.upstream.request_body import (
    UpstreamBody,
    build_body,
    report_left_out,
    unknown_fields,
)
from app.upstream.upstream import Route
from generated.runtime import Call


def adapted_body(
    route: Route,
    call: Call[Any],
    adaptation: Adaptation,
    changes: Mapping[str, Any],
    removed: Collection[str],
) -> UpstreamBody:
    """`build_body` with the edits of the adaptation. Only JSON objects are edited.

    What is left out is reported in a header of the answer and in the log.
    """
    fields = call.body_fields
    if not isinstance(call.content, MemoryContent) or not fields:
        return build_body(route, call, changes, removed)
    operation_id = call.operation.id
    unknown = unknown_fields(call.operation, fields)
    sent = {name: value for name, value in {**fields, **changes}.items() if name not in removed}
    edits = adaptation.edits(operation_id, sent, unknown)
    if edits.changes or edits.removed:
        changes, removed = {**changes, **edits.changes}, {*removed, *edits.removed}
    # What the provider documents is not unknown; what was left out is reported as that.
    known = {name for name in unknown if name in edits.removed or adaptation.has(operation_id, name)}
    body = build_body(route, call, changes, removed, known)
    if edits.left_out:
        report_left_out(route, call, edits.left_out)
    return body
