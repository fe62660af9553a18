"""Rows of a response and of its items."""

from __future__ import annotations

from typing import Any, cast

import pytest

from app.access.callers import Call, Caller, CallerKind
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.response_rows import call_of, response_row
from app.storage.tables import METADATA, ModelPermissions, Response
from generated.operations import BY_ID


def test_response_row_has_every_column() -> None:
    fields = {"model": "m", "input": "x"}
    response = {"id": "resp_1", "status": "completed", "created_at": 1}
    row = response_row("proj", ResponseOptions.of(fields, store_by_default=True), fields, response)
    assert row.keys() == set(METADATA.tables["responses"].columns.keys())


@pytest.mark.parametrize(
    ("kind", "restricted"), [("project", True), ("service_account", True), ("open", False)]
)
def test_call_of_background_response_has_the_model_permissions_of_its_run(
    kind: CallerKind, restricted: bool
) -> None:
    fields: dict[str, Any] = {"model": "m", "input": "x"}
    response = {"id": "resp_1", "status": "queued", "created_at": 1}
    operation = BY_ID["create_response"]
    caller = Caller("proj_1", kind, key_id="key_1")
    call: Call = Call(operation, caller, "req_1", operation.path, "", {}, None, body_fields=fields)
    options = ResponseOptions.of(fields, store_by_default=True)
    values = cast("dict[str, Any]", response_row("proj_1", options, fields, response, caller=call))
    row = Response(**values)
    assert call_of(row, []).caller.models is None
    narrowed = ModelPermissions(project_id="proj_1", mode="allow_list", model_ids=["other"])
    access = call_of(row, [], permissions=narrowed).caller.models
    assert (access is not None) is restricted
    assert access is None or not access.permits("m", ("m",))
