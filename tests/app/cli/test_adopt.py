"""`llm-backend projects adopt`: what was stored without keys, after `AUTH=keys`."""

from __future__ import annotations

import asyncio
import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from app.cli import banner, doctor
from app.settings import load
from app.storage.ids import mint
from app.storage.response_repository import ResponseRepository
from app.storage.rows import ResponseRow
from app.storage.schema import upgrade
from app.storage.tables import METADATA
from tests.support.commands import run, run_expecting_failure
from tests.support.rows import OWN, now_ms, open_database, query_rows, response
from tests.support.stack import Stack, stack

_PEPPER = "0123456789abcdef0123456789abcdef"
_EVENTS = "SELECT project_id, changes FROM audit_log WHERE type = 'project.updated' ORDER BY id"
_TABLES = (
    "chat_completions", "chat_completion_metadata", "responses", "response_items", "response_events",
    "conversations", "conversation_items", "usage_records",
)  # fmt: skip


async def _store(s: Stack) -> dict[str, str]:
    """One object of each kind, with all kinds of parts."""
    chat = {"model": "builtin", "messages": [{"role": "user", "content": "Hello"}], "metadata": {"team": "x"}}
    conversation = (await s.client.post("/conversations", json={"metadata": {"a": "b"}})).json()["id"]
    turn = {"model": "builtin", "input": "Hello", "conversation": conversation}
    job = {"model": "builtin", "input": "Hello", "background": True, "stream": True}
    created = {
        "chat": (await s.client.post("/chat/completions", json=chat)).json()["id"],
        "conversation": conversation,
        "response": (await s.client.post("/responses", json=turn)).json()["id"],
    }
    events = (await s.client.post("/responses", json=job)).text
    created["job"] = json.loads(events.split("data: ", 1)[1].splitlines()[0])["response"]["id"]
    return created


def _create(row: ResponseRow, session: Session) -> None:
    ResponseRepository(session, OWN).create(row, [], [])


def _counts(url: str, project: str) -> list[int]:
    return [
        int(query_rows(url, f"SELECT count(*) FROM {table} WHERE project_id = '{project}'")[0][0])  # noqa: S608 - names of our tables
        for table in _TABLES
    ]


def _command(url: str, folder: Path, *arguments: str) -> str:
    done = run(folder, *arguments, DATABASE_URL=url, KEY_PEPPER=_PEPPER)
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_adopt_moves_all_to_the_project_of_the_key(database: str, tmp_path: Path) -> None:
    async with stack(database) as s:
        ids = await _store(s)
    before = await asyncio.to_thread(_counts, database, OWN)
    assert all(before), before
    created = await asyncio.to_thread(
        _command, database, tmp_path, "keys", "create", "--project", "team-a", "--new-project"
    )
    key, project = created.splitlines()[-1], re.findall(r"for project (\w+)", created)[0]
    adopt = ("projects", "adopt", "--project", "team-a")
    text = await asyncio.to_thread(_command, database, tmp_path, *adopt, "--dry-run")
    moved = "moved: chats 1, responses 2, conversations 1, usage records 3."
    assert text == f"From {OWN} to team-a ({project}) would be {moved}\n"
    assert await asyncio.to_thread(_counts, database, OWN) == before
    text = await asyncio.to_thread(_command, database, tmp_path, *adopt)
    assert text == f"From {OWN} to team-a ({project}) were {moved}\n"
    assert await asyncio.to_thread(_counts, database, OWN) == [0] * len(_TABLES)
    assert await asyncio.to_thread(_counts, database, project) == before
    events = await asyncio.to_thread(query_rows, database, _EVENTS)
    assert [event[0] for event in events] == [project] * 4
    assert "moved: chats 0," in await asyncio.to_thread(_command, database, tmp_path, *adopt)
    assert await asyncio.to_thread(query_rows, database, _EVENTS) == events

    async with stack(database, auth="keys", key_pepper=_PEPPER) as s:
        s.client.headers["authorization"] = f"Bearer {key}"

        async def get(path: str, **query: str) -> Any:
            answer = await s.client.get(path, params=query)
            assert answer.status_code == 200, answer.text
            return answer.json()

        listed = (await get("/chat/completions", **{"metadata[team]": "x"}))["data"]
        assert [each["id"] for each in listed] == [ids["chat"]]
        assert (await get(f"/chat/completions/{ids['chat']}/messages"))["data"][0]["content"] == "Hello"
        assert (await get(f"/responses/{ids['response']}"))["conversation"] == {"id": ids["conversation"]}
        assert (await get(f"/responses/{ids['response']}/input_items"))["data"]
        assert len((await get(f"/conversations/{ids['conversation']}/items"))["data"]) == 2
        events_again = (await s.client.get(f"/responses/{ids['job']}", params={"stream": "true"})).text
        assert "response.completed" in events_again
        follow = {"model": "builtin", "input": "And?", "previous_response_id": ids["job"]}
        assert (await s.client.post("/responses", json=follow)).status_code == 200


async def test_adopt_many_is_done_in_batches(database: str, tmp_path: Path) -> None:
    row = {
        "project_id": OWN, "created_at": 1, "model": "m", "metadata_": {"k": "v"}, "messages": "[]",
        "parameters": "{}", "response": "{}", "upstream": "u", "provider_id": None, "helper": None,
    }  # fmt: skip
    table = METADATA.tables["chat_completions"]
    async with open_database(database) as opened:
        await opened.writer.write(*((table, row | {"id": mint("chatcmpl-")}) for _ in range(450)))
    text = await asyncio.to_thread(_command, database, tmp_path, "projects", "adopt", "--project", "Other")
    assert "moved: chats 450, responses 0" in text
    changes = [event[1] for event in await asyncio.to_thread(query_rows, database, _EVENTS)]
    counts = [(each if isinstance(each, dict) else json.loads(each))["changes_requested"] for each in changes]
    assert [each["chats"] for each in counts] == [200, 200, 50]
    [(metadata,)] = await asyncio.to_thread(
        query_rows, database, "SELECT labels FROM chat_completions ORDER BY id LIMIT 1"
    )
    assert metadata in ({"k": "v"}, '{"k": "v"}')


async def test_adopt_leaves_what_a_server_works_on(database: str, tmp_path: Path) -> None:
    table = METADATA.tables["conversations"]
    values = {"project_id": OWN, "created_at": 1, "active_at": 1, "metadata_": None, "lock_owner": "resp_1"}
    held = values | {"id": mint("conv_"), "lock_until": now_ms() + 60_000}
    lapsed = values | {"id": mint("conv_"), "lock_until": now_ms() - 1}
    running = response(background=True, status="in_progress")
    async with open_database(database) as opened:
        for row in (running, response()):
            await opened.write(partial(_create, row))
        await opened.writer.write((table, held), (table, lapsed))
    text = await asyncio.to_thread(_command, database, tmp_path, "projects", "adopt", "--project", "Other")
    assert "moved: chats 0, responses 1, conversations 1, usage records 0." in text
    assert "In use by a server, and left there: responses 1, conversations 1." in text
    left = await asyncio.to_thread(
        query_rows,
        database,
        f"SELECT id FROM responses WHERE project_id = '{OWN}'",  # noqa: S608 - our own
    )
    assert left == [(running["id"],)]


@pytest.mark.parametrize(
    ("project", "reason"), [("nowhere", "there is no project"), ("Default", "has the objects already")]
)
def test_adopt_invalid_project_is_an_error(tmp_path: Path, project: str, reason: str) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    error = run_expecting_failure(tmp_path, "projects", "adopt", "--project", project, DATABASE_URL=url)
    assert reason in error


async def test_start_and_doctor_say_where_the_history_without_keys_is(database: str, tmp_path: Path) -> None:
    environment = {"DATABASE_URL": database, "AUTH": "keys", "KEY_PEPPER": _PEPPER}

    def reported(**variables: str) -> tuple[bool, bool]:
        """Whether the start and `doctor` name the command."""
        settings = load(environment | variables)
        lines = "\n".join(banner.lines(settings, 8080, "serve"))
        messages = [finding.message for finding in doctor.check_all(settings)]
        return "projects adopt" in lines, any("projects adopt" in message for message in messages)

    await asyncio.to_thread(upgrade, database)
    assert await asyncio.to_thread(reported) == (False, False)
    async with stack(database) as s:
        await _store(s)
    assert await asyncio.to_thread(reported) == (True, True)
    assert await asyncio.to_thread(reported, AUTH="open") == (False, False)
    # A key of that project has it all.
    await asyncio.to_thread(_command, database, tmp_path, "keys", "create", "--project", OWN)
    assert await asyncio.to_thread(reported) == (False, False)
