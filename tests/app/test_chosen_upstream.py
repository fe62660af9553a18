"""The header x-llm-backend-upstream: an operator's call goes to that upstream and to no other."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from app.__main__ import main
from app.storage.schema import upgrade
from tests.support.fake_upstream import COMPLETION, FakeUpstream, Script, Writer, fixed_response
from tests.support.response_sockets import open_socket, turn
from tests.support.rows import query_rows
from tests.support.several_upstreams import SeveralUpstreams, several_upstreams

_HEADER = "x-llm-backend-upstream"
_CHAT = {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}
_INPUT = {"model": "m", "input": "Hello"}
_OK = fixed_response("200 OK", COMPLETION)
_BUSY = fixed_response("503 Unavailable", b'{"error": {"message": "No.", "type": "t"}}')
_ENTRIES = {"a": "", "b": 'models = ["m"]', "other": 'models = ["x"]'}
_SCRIPTS: dict[str, Script] = {"a": _BUSY, "b": _OK, "other": _OK}
_RULE = '[[route]]\nmodels = ["*"]\nupstreams = ["a", "b"]\nretry_statuses = [503]\n'
_BODIES: dict[str, dict[str, Any]] = {"/chat/completions": _CHAT, "/responses": _INPUT, "/embeddings": _INPUT}


def _requests(s: SeveralUpstreams) -> dict[str, int]:
    return {name: len(fake.requests) for name, fake in s.upstreams.items()}


async def _chat(s: SeveralUpstreams, upstream: str, key: str | None = None) -> Any:
    headers = {_HEADER: upstream} | ({"authorization": f"Bearer {key}"} if key else {})
    return await s.client.post("/chat/completions", json=_CHAT, headers=headers)


@pytest.mark.parametrize("path", _BODIES)
async def test_chosen_upstream_alone_is_asked_and_does_not_see_the_header(tmp_path: Path, path: str) -> None:
    async with several_upstreams(tmp_path, _ENTRIES, _SCRIPTS, rules=_RULE) as s:
        for name, status in (("a", 503), ("b", 200)):
            answered = await s.client.post(path, json=_BODIES[path], headers={_HEADER: name})
            assert (answered.status_code, answered.headers[_HEADER]) == (status, name)
            assert "x-llm-backend-tried" not in answered.headers
        assert _requests(s) == {"a": 1, "b": 1, "other": 0}
        heads = [fake.requests[0].head.lower() for name, fake in s.upstreams.items() if fake.requests]
        assert not [head for head in heads if "x-llm-backend" in head]


async def test_chosen_upstream_that_is_unknown_or_lacks_the_model_is_400(tmp_path: Path) -> None:
    async with several_upstreams(tmp_path, _ENTRIES, _SCRIPTS, rules=_RULE) as s:
        for name, code, text in (
            ("c", "unknown_upstream", "names the unknown upstream 'c'; known are a, b, other"),
            ("other", "model_not_found", "does not serve the model 'm'"),
        ):
            answered = await _chat(s, name)
            error = answered.json()["error"]
            assert (answered.status_code, error["code"]) == (400, code)
            assert _HEADER in error["message"]
            assert text in error["message"]
        assert sum(_requests(s).values()) == 0


async def test_chosen_upstream_runs_a_background_response(tmp_path: Path) -> None:
    async with several_upstreams(tmp_path, _ENTRIES, _SCRIPTS | {"a": _OK}) as s:
        body = _INPUT | {"background": True}
        created = (await s.client.post("/responses", json=body, headers={_HEADER: "b"})).json()
        for _ in range(300):
            response = (await s.client.get(f"/responses/{created['id']}")).json()
            if response["status"] == "completed":
                break
            await asyncio.sleep(0.02)
        assert response["status"] == "completed"
        assert _requests(s) == {"a": 0, "b": 1, "other": 0}


async def test_chosen_upstream_decides_whether_input_is_counted_by_a_native_one(tmp_path: Path) -> None:
    async def counts(fake: FakeUpstream, writer: Writer) -> None:
        count = {"object": "response.input_tokens", "input_tokens": 77}
        await fixed_response("200 OK", json.dumps(count).encode())(fake, writer)

    entries = {"a": "", "b": 'responses = "native"'}
    async with several_upstreams(tmp_path, entries, {"a": _OK, "b": counts}) as s:
        found = {
            name: (
                await s.client.post("/responses/input_tokens", json=_INPUT, headers={_HEADER: name})
            ).json()["input_tokens"]
            for name in "ab"
        }
    assert found["b"] == 77 != found["a"]


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("0.0.0.0", 403)])
async def test_chosen_upstream_in_open_mode_is_for_loopback(tmp_path: Path, host: str, status: int) -> None:
    options = {"host": host, "allow_open": "true", "allowed_hosts": "127.0.0.1"}
    async with several_upstreams(tmp_path, _ENTRIES, _SCRIPTS, **options) as s:
        answered = await _chat(s, "b")
        assert answered.status_code == status
        assert _requests(s) == {"a": 0, "b": int(status == 200), "other": 0}


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
async def test_chosen_upstream_of_a_socket_answers_its_requests(tmp_path: Path, host: str) -> None:
    options = {"host": host, "allow_open": "true", "allowed_hosts": "127.0.0.1"}
    async with several_upstreams(tmp_path, _ENTRIES, _SCRIPTS, **options) as s:
        opening = open_socket(str(s.client.base_url).rstrip("/"), **{_HEADER: "b"})
        if host == "0.0.0.0":
            with pytest.raises(InvalidStatus) as caught:
                await opening
            assert caught.value.response.status_code == 403
        else:
            async with opening as socket:
                assert (await turn(socket, model="m"))["type"] == "response.completed"
        assert _requests(s) == {"a": 0, "b": int(host == "127.0.0.1"), "other": 0}


async def test_chosen_upstream_is_for_admin_keys(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("KEY_PEPPER", "a pepper of the tests")
    await asyncio.to_thread(upgrade, database)
    keys: dict[str, str] = {}
    for kind, arguments in (("project", ("--project", "Default")), ("admin", ("--kind", "admin"))):
        assert await asyncio.to_thread(main, ["keys", "create", *arguments]) == 0
        keys[kind] = capsys.readouterr().out.strip().splitlines()[1]
    options = {"auth": "keys", "key_pepper": "a pepper of the tests", "database_url": database}
    async with several_upstreams(tmp_path, _ENTRIES, _SCRIPTS, **options) as s:
        refused = await _chat(s, "b", keys["project"])
        assert refused.status_code == 403
        assert f"The header {_HEADER}" in refused.json()["error"]["message"]
        assert "admin API keys" in refused.json()["error"]["message"]
        # Unknown keys are 401 first.
        assert (await _chat(s, "b", "sk-wrong")).status_code == 401
        assert sum(_requests(s).values()) == 0
        assert (await _chat(s, "b", keys["admin"])).status_code == 200
        # Without the header an admin key asks no model; with it, it reads nothing that is stored.
        admin = {"authorization": f"Bearer {keys['admin']}"}
        chat = await s.client.post("/chat/completions", json=_CHAT, headers=admin)
        stored = await s.client.get("/chat/completions", headers=admin | {_HEADER: "b"})
        assert (chat.status_code, stored.status_code) == (403, 403)
        projects = await s.client.get("/organization/projects", headers=admin | {_HEADER: "b"})
        assert projects.status_code == 200
        response = await s.client.post("/responses", json=_INPUT, headers=admin | {_HEADER: "b"})
        assert response.status_code == 200
        deleted = await s.client.delete(f"/responses/{response.json()['id']}", headers=admin | {_HEADER: "b"})
        assert deleted.status_code == 403
    rows = await asyncio.to_thread(
        query_rows, database, "SELECT project_id, upstream, status, key_id IS NULL FROM usage_records"
    )
    assert [(*row[:3], bool(row[3])) for row in rows] == [("proj_default", "b", "completed", False)] * 2
