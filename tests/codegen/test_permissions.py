"""The permission of each operation: complete, by the longest template, free of unused entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.contract import openapi_document
from app.contract.json_types import JsonObject
from codegen.normalise.schemas import operations
from codegen.permissions import Entry, PermissionsError, derive, load, unused
from generated.operations import OPERATIONS

_TABLE = Path(__file__).parents[2] / "spec/permissions.yaml"


def _contract(*places: str) -> JsonObject:
    """One operation per place (`GET /files`), whose id is the place."""
    paths: JsonObject = {}
    for place in places:
        method, _, path = place.partition(" ")
        paths.setdefault(path, {})[method.lower()] = {"operationId": place}
    return {"paths": paths}


def _entry(place: str, area: str) -> Entry:
    method, _, path = place.rpartition(" ")
    return Entry(path, method or None, area, "own")


_CHATS = (
    _entry("POST /chats", "api.model.request"),
    _entry("/chats", "api.chats"),
    _entry("/chats/{id}", "api.chats"),
)


@pytest.mark.parametrize(
    ("place", "permission"),
    [
        ("POST /chats", "api.model.request"),
        ("GET /chats", "api.chats.read"),
        ("POST /chats?beta=true", "api.model.request"),
        ("GET /chats/{id}", "api.chats.read"),
        ("POST /chats/{id}", "api.chats.write"),
        ("DELETE /chats/{id}", "api.chats.write"),
        ("GET /chats/{id}/messages", "api.chats.read"),
    ],
)
def test_derive_longest_template_decides(place: str, permission: str) -> None:
    everything = ("POST /chats", "GET /chats", "POST /chats/{id}")
    assert derive(_contract(*everything, place), _CHATS)[place] == permission


def test_derive_order_of_entries_decides_nothing() -> None:
    contract = _contract("POST /chats", "GET /chats", "POST /chats/{id}")
    assert derive(contract, _CHATS) == derive(contract, _CHATS[::-1])


def test_derive_operation_without_entry_fails_by_its_name() -> None:
    contract = _contract("POST /chats", "GET /chats", "POST /chats/{id}", "POST /chatsome", "GET /pets")
    with pytest.raises(PermissionsError, match="GET /pets") as caught:
        derive(contract, _CHATS)
    assert "POST /chatsome (POST /chatsome) has no entry: add its path and area" in str(caught.value)
    assert "/chats/{id}" not in str(caught.value)


def test_derive_two_entries_for_one_place_fail() -> None:
    contract = _contract("POST /chats", "GET /chats", "POST /chats/{id}")
    with pytest.raises(PermissionsError, match="/chats has two entries"):
        derive(contract, [*_CHATS, _entry("/chats", "api.files")])


def test_unused_entries_are_those_that_decide_for_no_operation() -> None:
    contract = _contract("POST /chats", "GET /chats", "POST /chats/{id}")
    more = [_entry("/pets", "api.pets"), _entry("DELETE /chats", "api.chats")]
    assert unused(contract, [*_CHATS, *more]) == ["/pets", "DELETE /chats"]
    assert derive(contract, [*_CHATS, *more]) == derive(contract, _CHATS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "path: /a",
        "- /a",
        "- {path: /a, area: api.a}",
        "- {path: /a, area: api.a, source: own, methods: GET}",
        "- {path: /a, area: api.a, source: own, method: get}",
        "- {path: /a, area: files, source: own}",
        "- {path: /a, area: api.a, source: guessed}",
    ],
)
def test_load_malformed_table_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "permissions.yaml").write_text(text)
    with pytest.raises(PermissionsError, match=r"permissions\.yaml"):
        load(tmp_path / "permissions.yaml")


def test_load_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PermissionsError, match="expected a list"):
        load(tmp_path / "permissions.yaml")


def test_table_gives_each_operation_of_the_contract_its_permission() -> None:
    derived = derive(openapi_document.document(), load(_TABLE))
    assert unused(openapi_document.document(), load(_TABLE)) == []
    assert derived == {operation.id: operation.permission for operation in OPERATIONS}
    assert len(derived) == len(list(operations(openapi_document.document()))) == len(OPERATIONS)


@pytest.mark.parametrize(
    ("operation", "permission"),
    [
        ("create_chat_completion", "api.model.request"),
        ("update_chat_completion", "api.chat.completions.write"),
        ("list_chat_completions", "api.chat.completions.read"),
        ("create_response", "api.responses.write"),
        ("beta_get_response", "api.responses.read"),
        ("create_embedding", "api.model.request"),
        ("list_models", "api.model.read"),
        ("search_vector_store", "api.vector_stores.read"),
        ("create_run", "api.threads.write"),
        ("list_groups", "api.groups.read"),
        ("assign_group_role", "api.roles.write"),
        ("archive_project", "api.management.write"),
        ("delete_project_api_key", "api.organization.projects.api_keys.write"),
        ("usage_costs", "api.usage.read"),
    ],
)
def test_table_known_operations_have_their_known_permission(operation: str, permission: str) -> None:
    assert {o.id: o.permission for o in OPERATIONS}[operation] == permission


def test_table_one_permission_serves_one_kind_of_key() -> None:
    """Admin keys call administrative operations only, so their permissions and project keys' are disjoint."""
    kinds: dict[str, set[str]] = {}
    for operation in OPERATIONS:
        kinds.setdefault(operation.permission, set()).add(operation.security)
    assert {permission for permission, securities in kinds.items() if len(securities) > 1} == set()
