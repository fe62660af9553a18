"""What is one project's is not there for another: every operation on something that is kept, called by a stranger."""

from __future__ import annotations

from typing import Any

import httpx2 as httpx
import pytest
from sqlmodel import Session

from app.access.authentication import KeyHasher, new_key
from app.main import answers
from app.settings import Settings
from app.storage.api_key_repository import ApiKeyRepository
from app.storage.database import Database
from app.storage.project_repository import ProjectRepository
from generated.operations import OPERATIONS
from generated.runtime import Operation
from tests.support.requests import example_request
from tests.support.rows import administer
from tests.support.stack import Stack, stack

_PEPPER = "a pepper of this test"
_TOLD = answers(Settings())
# First those that change nothing, last those after which it is gone.
_ORDER = {"GET": 0, "POST": 1, "DELETE": 2}
# Models belong to nobody.
_COMMON = {"retrieve_model", "delete_model"}
_KEPT = sorted(
    (
        operation
        for operation in OPERATIONS
        if _TOLD[operation.id] == "implemented" and "{" in operation.path and operation.id not in _COMMON
    ),
    # A conversation goes after its items.
    key=lambda operation: (_ORDER[operation.method], -len(operation.path)),
)
_NOWHERE = {"response": "resp_nowhere", "conversation": "conv_nowhere", "item": "msg_nowhere"}
_QUESTION = {"model": "builtin", "input": "x"}


async def _two_projects(s: Stack) -> tuple[httpx.Headers, httpx.Headers]:
    """What the owner and the stranger send."""
    keys = [new_key("project"), new_key("project")]

    def fill(session: Session) -> None:
        rows = ApiKeyRepository(session, "org-default")
        projects = ProjectRepository(session, "org-default")
        for number, key in enumerate(keys):
            kept = KeyHasher(_PEPPER.encode()).record(key, "project", "")
            rows.create(kept, projects.create(f"p{number}").id)

    opened = Database(s.url)
    await administer(opened, fill)
    await opened.close()
    owner, stranger = (httpx.Headers({"authorization": f"Bearer {key}"}) for key in keys)
    return owner, stranger


async def _made(s: Stack, owner: httpx.Headers) -> dict[str, str]:
    """Something of each kind: path parameter -> its id."""

    async def post(path: str, **body: Any) -> Any:
        answered = await s.client.post(path, json=body, headers=owner)
        assert answered.status_code == 200, answered.text
        return answered.json()

    chat = await post(
        "/chat/completions", model="builtin", messages=[{"role": "user", "content": "x"}], store=True
    )
    conversation = await post("/conversations", items=[{"role": "user", "content": "x"}])
    items = await s.client.get(f"/conversations/{conversation['id']}/items", headers=owner)
    response = await post("/responses", **_QUESTION, background=True)
    for _ in range(500):
        found = await s.client.get(f"/responses/{response['id']}", headers=owner)
        if found.json()["status"] == "completed":
            break
    return {
        "completion_id": chat["id"],
        "conversation_id": conversation["id"],
        "item_id": items.json()["data"][0]["id"],
        "response_id": response["id"],
    }


def _request(operation: Operation, ids: dict[str, str]) -> dict[str, Any]:
    path = operation.path.format(**ids)
    return {**example_request(operation), "url": path}


async def test_no_operation_finds_what_is_a_strangers(database: str) -> None:
    assert len(_KEPT) >= 19
    async with stack(database, auth="keys", key_pepper=_PEPPER) as s:
        owner, stranger = await _two_projects(s)
        ids = await _made(s, owner)
        for operation in _KEPT:
            refused = await s.client.request(**_request(operation, ids), headers=stranger)
            assert (operation.id, refused.status_code) == (operation.id, 404), refused.text
            assert set(refused.json()) == {"error"}
        listed = await s.client.get("/chat/completions", headers=stranger)
        assert listed.json()["data"] == []
        # Now by whom it belongs to, so that nothing above failed for another reason; twins come twice to what is gone.
        for operation in _KEPT:
            answered = await s.client.request(**_request(operation, ids), headers=owner)
            gone = operation.method == "DELETE" and operation.id != operation.id.removeprefix("beta_")
            assert answered.status_code != 404 or gone, (operation.id, answered.text)


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
async def test_what_a_body_names_of_a_strangers_is_as_if_it_were_nowhere(
    database: str, path: str, body: dict[str, Any]
) -> None:
    async with stack(database, auth="keys", key_pepper=_PEPPER) as s:
        owner, stranger = await _two_projects(s)
        ids = await _made(s, owner)

        async def told(names: dict[str, str], headers: httpx.Headers) -> tuple[int, str]:
            answered = await s.client.post(path, json=_QUESTION | _named(body, names), headers=headers)
            text = answered.text
            for name in names.values():
                text = text.replace(name, "?")
            return answered.status_code, text

        theirs = {kind: ids[f"{kind}_id"] for kind in _NOWHERE}
        status, text = await told(theirs, stranger)
        assert status in (400, 404)
        assert (status, text) == await told(_NOWHERE, stranger)


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _named(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [_named(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value
