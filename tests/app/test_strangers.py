"""Objects of a project do not exist for another one; administrative operations refuse a project's key."""

from __future__ import annotations

import re
from typing import Any

import httpx2 as httpx
import pytest

from app.main import answers
from app.settings import Settings
from generated.operations import OPERATIONS
from generated.runtime import Operation
from tests.support.fake_upstream import COMPLETION, fixed_response
from tests.support.requests import example_request
from tests.support.stack import Stack, stack
from tests.support.two_projects import PEPPER, two_projects

_ANSWERED_BY = answers(Settings())
# Reads first, then writes, and deletions last.
_ORDER = {"GET": 0, "POST": 1, "DELETE": 2}
_SHARED = {"retrieve_model", "delete_model"}
"""Models belong to no project."""
_ADMINISTRATIVE = [operation for operation in OPERATIONS if operation.security == "admin_api_key"]
_STATEFUL = sorted(
    (
        operation
        for operation in OPERATIONS
        if _ANSWERED_BY[operation.id] == "implemented"
        and "{" in operation.path
        and operation.security != "admin_api_key"
        and operation.id not in _SHARED
    ),
    # The items of a conversation are deleted before the conversation.
    key=lambda operation: (_ORDER[operation.method], -len(operation.path)),
)
_UNKNOWN = {"response": "resp_unknown", "conversation": "conv_unknown", "item": "msg_unknown"}
_QUESTION = {"model": "builtin", "input": "x"}
_CREATED_WITH: dict[str, dict[str, Any]] = {
    "/chat/completions": {
        "model": "builtin", "messages": [{"role": "user", "content": "x"}], "store": True,
    },
    "/responses": {**_QUESTION, "background": True},
    "/conversations/{conversation_id}/items": {"items": [{"role": "user", "content": "x"}]},
}  # fmt: skip
"""Bodies of creating operations whose example would store nothing: path template -> fields."""


async def _create_objects(s: Stack, owner: httpx.Headers) -> dict[str, str]:
    """An object for each path parameter of a stateful operation, created by its collection's operation."""
    ids: dict[str, str] = {}
    for path in sorted({operation.path for operation in _STATEFUL}, key=len):
        for parameter in re.findall(r"{(\w+)}", path):
            if parameter not in ids:
                collection = path[: path.index(f"/{{{parameter}}}")]
                ids[parameter] = await _create(s, owner, collection, ids)
    return ids


async def _create(s: Stack, owner: httpx.Headers, collection: str, ids: dict[str, str]) -> str:
    operations = [each for each in OPERATIONS if (each.method, each.path) == ("POST", collection)]
    assert operations, f"nothing creates an object in {collection}: add it to _CREATED_WITH or create it here"
    request = example_request(operations[0], **_CREATED_WITH.get(collection, {}))
    url = collection.format(**ids)
    created = await s.client.request(**{**request, "url": url}, headers=owner)
    assert created.status_code == 200, (collection, created.text)
    body = created.json()
    for _ in range(500):
        if body.get("status") not in ("queued", "in_progress"):
            break
        body = (await s.client.get(f"{url}/{body['id']}", headers=owner)).json()
    return str(body["data"][0]["id"] if "data" in body else body["id"])


def _request(operation: Operation, ids: dict[str, str]) -> dict[str, Any]:
    path = operation.path.format(**ids)
    return {**example_request(operation), "url": path}


async def test_stateful_operation_called_by_a_stranger_is_a_404(database: str) -> None:
    assert len(_STATEFUL) >= 19
    async with stack(database, auth="keys", key_pepper=PEPPER) as s:
        owner, stranger = await two_projects(s)
        ids = await _create_objects(s, owner)
        for operation in _STATEFUL:
            refused = await s.client.request(**_request(operation, ids), headers=stranger)
            assert (operation.id, refused.status_code) == (operation.id, 404), refused.text
            assert set(refused.json()) == {"error"}
        listed = await s.client.get("/chat/completions", headers=stranger)
        assert listed.json()["data"] == []
        # The owner's calls succeed, so none of the above failed for another reason. Beta twins delete twice.
        for operation in _STATEFUL:
            response = await s.client.request(**_request(operation, ids), headers=owner)
            deleted = operation.method == "DELETE" and operation.id != operation.id.removeprefix("beta_")
            assert response.status_code != 404 or deleted, (operation.id, response.text)


async def test_administrative_operation_called_with_a_project_key_is_a_403_that_names_the_permission(
    database: str,
) -> None:
    assert len(_ADMINISTRATIVE) >= 119
    async with stack(database, auth="keys", key_pepper=PEPPER) as s:
        owner, _ = await two_projects(s)
        for operation in _ADMINISTRATIVE:
            refused = await s.client.request(**example_request(operation), headers=owner)
            assert (operation.id, refused.status_code) == (operation.id, 403), refused.text
            assert f"Missing scopes: {operation.permission}." in refused.json()["error"]["message"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/responses", {"previous_response_id": "response"}),
        ("/responses", {"conversation": "conversation"}),
        ("/responses", {"conversation": "conversation", "background": True}),
        ("/responses", {"conversation": "conversation", "stream": True}),
        ("/responses", {"input": [{"type": "item_reference", "id": "item"}]}),
        ("/responses/input_tokens", {"previous_response_id": "response"}),
        ("/responses/input_tokens", {"conversation": "conversation"}),
        ("/responses/compact", {"previous_response_id": "response"}),
    ],
)
async def test_body_reference_to_other_projects_object_equals_an_unknown_one(
    database: str, path: str, body: dict[str, Any]
) -> None:
    async with stack(database, auth="keys", key_pepper=PEPPER) as s:
        owner, stranger = await two_projects(s)
        ids = await _create_objects(s, owner)

        async def status_and_text(names: dict[str, str], headers: httpx.Headers) -> tuple[int, str]:
            response = await s.client.post(path, json=_QUESTION | _with_ids(body, names), headers=headers)
            text = response.text
            for name in names.values():
                text = text.replace(name, "?")
            return response.status_code, text

        existing = {kind: ids[f"{kind}_id"] for kind in _UNKNOWN}
        status, text = await status_and_text(existing, stranger)
        assert status in (400, 404)
        assert (status, text) == await status_and_text(_UNKNOWN, stranger)


async def test_idempotency_key_of_another_project_is_another_one_at_the_upstream(database: str) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "x"}]}
    async with stack(database, fixed_response("200 OK", COMPLETION), auth="keys", key_pepper=PEPPER) as s:
        for headers in (*(callers := await two_projects(s)), *callers):
            await s.client.post(
                "/chat/completions", json=body, headers={**headers, "idempotency-key": "key-1"}
            )
        assert s.fake is not None
        lines = [line for request in s.fake.requests for line in request.head.split("\r\n")]
    keys = [line for line in lines if line.startswith("idempotency-key: ")]
    assert keys[:2] == keys[2:]
    assert len(set(keys)) == 2
    assert all(key.endswith(":key-1") for key in keys)


def _with_ids(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _with_ids(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [_with_ids(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value
