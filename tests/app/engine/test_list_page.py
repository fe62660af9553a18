"""Pages of lists, for every list of the contract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from app.access.callers import Call
from app.aio.buffered_body import BufferedBody
from app.contract import examples, openapi_document
from app.contract.json_types import JsonObject
from app.engine.list_page import list_page, list_shape, validate_limit
from app.errors import BadRequest
from app.operations import chat, conversations
from generated.operations import BY_ID, OPERATIONS
from generated.runtime import Operation
from tests.support.contract_validation import find_violation
from tests.support.fake_upstream import COMPLETION, fixed_response
from tests.support.stack import stack


def _page_schema(operation: Operation) -> JsonObject | None:
    """The merged schema of the operation's answer, if it is a list with `has_more`, no report."""
    path = operation.path + ("?beta=true" if operation.beta else "")
    declared = openapi_document.document()["paths"][path][operation.method.lower()]
    content = declared["responses"].get("200", {}).get("content", {}).get("application/json")
    if operation.method != "GET" or content is None:
        return None
    schema = examples.merged(content["schema"], openapi_document.resolve)
    properties = schema.get("properties", {})
    return schema if {"data", "has_more"} <= properties.keys() and "next_page" not in properties else None


LISTS = [operation for operation in OPERATIONS if _page_schema(operation) is not None]


def _call(operation: Operation) -> Call:
    caller: Any = None
    return Call(operation, caller, "req_1", operation.path, "", {}, None)


def _page(operation: Operation, objects: list[JsonObject], limit: int) -> JsonObject:
    answer = list_page(_call(operation), objects, limit)
    assert isinstance(answer.chunks, BufferedBody)
    assert find_violation(operation, 200, "application/json", answer.chunks.data) is None
    page: JsonObject = orjson.loads(answer.chunks.data)
    return page


def _objects(operation: Operation, count: int) -> list[JsonObject]:
    schema = _page_schema(operation)
    assert schema is not None
    one = examples.instance(schema["properties"]["data"]["items"], openapi_document.resolve)
    return [{**one, "id": f"id_{number}"} for number in range(count)]


def test_lists_found_include_each_shape() -> None:
    found = {operation.id for operation in LISTS}
    assert found > {
        "list_files",
        "list_projects",
        "list_organization_spend_alerts",
        "list_roles",
        "list_batches",
    }


@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.id)
def test_list_page_empty_is_valid_and_has_null_ids_where_allowed(operation: Operation) -> None:
    page = _page(operation, [], 20)
    schema = _page_schema(operation)
    assert schema is not None
    assert page["data"] == []
    assert page["has_more"] is False
    for name in ("first_id", "last_id"):
        if name in page:
            required_string = (
                schema["properties"][name].get("type") == "string" and name in schema["required"]
            )
            assert page[name] == ("" if required_string else None)
    assert page.get("next") is None


@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.id)
def test_list_page_with_more_objects_names_the_cursor_of_the_next_page(operation: Operation) -> None:
    page = _page(operation, _objects(operation, 3), 2)
    properties = (_page_schema(operation) or {})["properties"]
    assert [each["id"] for each in page["data"]] == ["id_0", "id_1"]
    assert page["has_more"] is True
    ids = {"first_id": "id_0", "last_id": "id_1", "next": "id_1"}
    assert {name: page[name] for name in ids if name in page} == {
        name: value for name, value in ids.items() if name in properties
    }


@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.id)
def test_validate_limit_outside_the_operations_bounds_is_a_400_that_names_limit(operation: Operation) -> None:
    call = _call(operation)
    least, most = list_shape(operation.id).bounds
    assert [validate_limit(call, limit) for limit in (least, most)] == [least, most]
    for limit in (least - 1, most + 1):
        with pytest.raises(BadRequest) as raised:
            validate_limit(call, limit)
        assert raised.value.param == "limit"


@pytest.mark.parametrize(
    ("operation_id", "bounds"),
    [
        ("list_projects", (1, 100)),
        ("list_project_rate_limits", (1, 1000)),
        ("list_roles", (0, 1000)),
        ("list_project_groups", (0, 100)),
        ("list_files", (1, 10_000)),
        ("list_videos", (0, 100)),
    ],
)
def test_list_shape_bounds_are_the_operations_own(operation_id: str, bounds: tuple[int, int]) -> None:
    assert list_shape(operation_id).bounds == bounds


def test_list_page_with_limit_zero_is_empty_and_has_no_next_page() -> None:
    page = _page(BY_ID["list_roles"], _objects(BY_ID["list_roles"], 1), 0)
    assert (page["data"], page["has_more"], page["next"]) == ([], False, None)


async def test_list_page_ends_before_its_limit_where_payloads_are_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client finds the rest as it finds any next page."""
    for module in (conversations, chat):
        monkeypatch.setattr(module, "MOST_PAGE_BYTES", 1_000_000)
    async with stack(f"sqlite:///{tmp_path}/test.db", fixed_response("200 OK", COMPLETION)) as s:
        long: Any = {"type": "message", "role": "user", "content": "x" * 600_000}
        short: Any = {**long, "content": "y"}
        conversation = await s.sdk.conversations.create(items=[long, long, long, short])
        path = f"/conversations/{conversation.id}/items"
        page = (await s.client.get(f"{path}?limit=3&order=asc")).json()
        assert (len(page["data"]), page["has_more"], page["last_id"]) == (1, True, page["data"][0]["id"])
        assert page["data"][0]["content"][0]["text"] == "x" * 600_000
        found = [item async for item in await s.sdk.conversations.items.list(conversation.id, limit=4)]
        assert len(found) == 4
        for _ in range(3):
            await s.sdk.chat.completions.create(
                model="m", store=True, messages=[{"role": "user", "content": "x"}]
            )
        monkeypatch.setattr(chat, "MOST_PAGE_BYTES", 1)
        chats = [each async for each in await s.sdk.chat.completions.list(limit=2)]
        assert len({each.id for each in chats}) == 3
