"""Model permissions of projects, set over the SDK's administrative client and enforced; on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import openai
import pytest

from tests.support.administration import Administered, administered, changes, insert_key
from tests.support.stack import stack

_UPSTREAMS = """
[[upstream]]
name = "echo"
builtin = true
models = ["builtin", "other"]

[upstream.aliases]
fast = "builtin"
"""
_MESSAGES = [{"role": "user", "content": "x"}]
_FORBIDDEN = "Project `proj_default` does not have access to model"
# Method, path and body of a call to a model, which is added.
_CALLS: list[tuple[str, dict[str, Any]]] = [
    ("/chat/completions", {"messages": _MESSAGES}),
    ("/chat/completions", {"messages": _MESSAGES, "stream": True}),
    ("/completions", {"prompt": "x"}),
    ("/embeddings", {"input": "x"}),
    ("/moderations", {"input": "x"}),
    ("/responses", {"input": "x"}),
    ("/responses", {"input": "x", "stream": True}),
    ("/responses", {"input": "x", "background": True}),
]


@asynccontextmanager
async def _restricted(url: str, folder: Path) -> AsyncGenerator[tuple[Administered, httpx.Headers]]:
    """A server whose models are `builtin`, `other` and `fast`, an alias of `builtin`; a project's key."""
    path = folder / "upstreams.toml"
    path.write_text(_UPSTREAMS, encoding="utf-8")
    async with administered(url, upstreams_file=str(path)) as a:
        _, key = await insert_key(url, "project", "proj_default")
        yield a, httpx.Headers({"authorization": f"Bearer {key}"})


async def _statuses(a: Administered, headers: httpx.Headers, model: str) -> set[int]:
    found = set()
    for path, body in _CALLS:
        answer = await a.stack.client.post(path, json={**body, "model": model}, headers=headers)
        if answer.status_code == 403:
            assert answer.json()["error"]["code"] == "model_not_found"
            assert _FORBIDDEN in answer.json()["error"]["message"]
        found.add(answer.status_code)
    return found


async def _listed(a: Administered, headers: httpx.Headers) -> set[str]:
    models = (await a.stack.client.get("/models", headers=headers)).json()["data"]
    found = {model["id"] for model in models}
    for model in ("builtin", "fast", "other"):
        status = (await a.stack.client.get(f"/models/{model}", headers=headers)).status_code
        assert status == (200 if model in found else 404)
    return found


async def test_model_permissions_journey_update_retrieve_delete(database: str) -> None:
    async with administered(database) as a:
        permissions = a.organization.projects.model_permissions
        project = (await a.organization.projects.create(name="Alpha")).id
        with pytest.raises(openai.NotFoundError, match="no model permissions"):
            await permissions.retrieve(project)
        for mode, ids in (("allow_list", ["a", "b"]), ("deny_list", [])):
            updated = await permissions.update(project, mode=mode, model_ids=ids)
            assert (updated.mode, updated.model_ids) == (mode, ids)
            assert await permissions.retrieve(project) == updated
        assert (await permissions.delete(project)).deleted is True
        for call in (permissions.retrieve, permissions.delete):
            for project_id in (project, "proj_none"):
                with pytest.raises(openai.NotFoundError) as raised:
                    await call(project_id)
                assert raised.value.param == "project_id"
        with pytest.raises(openai.BadRequestError) as refused:
            await permissions.update(project, mode="none", model_ids=[])
        assert refused.value.param == "mode"
        assert [changes(event)["changes_requested"] for event in a.events("project.updated")] == [
            {"model_permissions": {"mode": "allow_list", "model_ids": ["a", "b"]}},
            {"model_permissions": {"mode": "deny_list", "model_ids": []}},
            {"model_permissions": None},
        ]


@pytest.mark.parametrize(
    ("mode", "ids", "permitted"),
    [
        ("allow_list", ["fast"], {"fast"}),
        ("allow_list", ["builtin"], {"builtin", "fast"}),
        ("allow_list", [], set()),
        ("deny_list", ["fast"], {"builtin", "other"}),
        ("deny_list", ["builtin"], {"other"}),
    ],
)
async def test_model_permissions_restrict_every_call_and_the_list_of_models(
    database: str, tmp_path: Path, mode: Any, ids: list[str], permitted: set[str]
) -> None:
    async with _restricted(database, tmp_path) as (a, headers):
        permissions = a.organization.projects.model_permissions
        assert await _listed(a, headers) == {"builtin", "fast", "other"}
        await permissions.update("proj_default", mode=mode, model_ids=ids)
        await asyncio.sleep(1)
        assert await _listed(a, headers) == permitted
        for model in ("builtin", "fast", "other"):
            statuses = await _statuses(a, headers, model)
            # The built-in model embeds and moderates under some names only: 404.
            assert statuses <= {200, 404} if model in permitted else statuses == {403}, model
        unnamed = await a.stack.client.post("/moderations", json={"input": "x"}, headers=headers)
        assert unnamed.status_code == 403
        assert "require the field 'model'" in unnamed.json()["error"]["message"]
        await permissions.delete("proj_default")
        await asyncio.sleep(1)
        assert await _statuses(a, headers, "builtin") == {200}


async def test_update_model_permissions_without_keys_is_a_400(database: str) -> None:
    async with stack(database) as s:
        body = {"mode": "deny_list", "model_ids": ["x"]}
        url = "/organization/projects/proj_default/model_permissions"
        refused = await s.client.post(url, json=body)
        assert (refused.status_code, "AUTH=keys" in refused.text) == (400, True)
