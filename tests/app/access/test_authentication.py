"""Authentication over HTTP with keys of `llm-backend keys`, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.__main__ import main
from app.main import create_app
from app.storage.engine import connect
from app.storage.schema import upgrade
from tests.support.server import running, settings

_PEPPER = "a pepper of the tests"


@pytest.fixture
def command(database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs `llm-backend` and returns its exit code and output."""
    upgrade(database)
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("KEY_PEPPER", _PEPPER)

    def run(*arguments: str) -> tuple[int, str]:
        # The command runs a loop of its own, as it does in its own process.
        code = main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


def _key(output: str) -> tuple[str, str]:
    """(id, key) as `keys create` prints them."""
    first, second = output.strip().splitlines()
    return first.split(",")[0], second


@asynccontextmanager
async def served(database: str, **given: str) -> AsyncGenerator[httpx.AsyncClient, None]:
    app = create_app(settings(auth="keys", database_url=database, key_pepper=_PEPPER, **given))
    async with (
        running(app) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", timeout=20, trust_env=False) as client,
    ):
        yield client


async def _status(client: httpx.AsyncClient, key: str | None, path: str = "/models") -> int:
    headers = {"authorization": f"Bearer {key}"} if key else {}
    return (await client.get(path, headers=headers)).status_code


async def test_authentication_known_key_is_accepted_and_any_other_is_401(database: str, command: Any) -> None:
    _, output = await asyncio.to_thread(command, "keys", "create", "--project", "Default")
    _, key = _key(output)
    async with served(database) as client:
        assert await _status(client, key) == 200
        for wrong in (None, "sk-proj-wrong", key[:-1], key + "x", key.upper()):
            answered = await client.get(
                "/models", headers={"authorization": f"Bearer {wrong}"} if wrong else {}
            )
            error = answered.json()["error"]
            assert (answered.status_code, error["type"]) == (401, "invalid_request_error")
            assert error["code"] == ("invalid_api_key" if wrong else "missing_api_key")
            assert wrong is None or wrong not in answered.text
            # The mask of keys leaves the advice whole.
            assert wrong is not None or "the header 'Authorization: Bearer', followed by" in answered.text


async def test_authentication_each_kind_of_key_permits_its_operations_only(
    database: str, command: Any
) -> None:
    project = _key((await asyncio.to_thread(command, "keys", "create", "--project", "proj_default"))[1])[1]
    admin = _key((await asyncio.to_thread(command, "keys", "create", "--kind", "admin"))[1])[1]
    account = _key(
        (
            await asyncio.to_thread(
                command, "keys", "create", "--kind", "service_account", "--project", "Default"
            )
        )[1]
    )[1]
    async with served(database) as client:
        assert [await _status(client, key) for key in (project, account, admin)] == [200, 200, 403]
        # 501: known, permitted, not implemented.
        admin_path = "/organization/users"
        assert [await _status(client, key, admin_path) for key in (project, account)] == [403, 403]
        assert await _status(client, admin, admin_path) not in (401, 403)


async def test_authentication_revoked_key_is_401_within_a_second_on_each_replica(
    database: str, command: Any
) -> None:
    key_id, key = _key((await asyncio.to_thread(command, "keys", "create", "--project", "Default"))[1])
    async with served(database) as one, served(database) as other:
        assert [await _status(one, key), await _status(other, key)] == [200, 200]
        assert (await asyncio.to_thread(command, "keys", "revoke", key_id))[0] == 0
        await asyncio.sleep(1)
        assert [await _status(one, key), await _status(other, key)] == [401, 401]


def test_keys_create_key_is_printed_once_and_not_stored(database: str, command: Any) -> None:
    key_id, key = _key(command("keys", "create", "--project", "Default", "--name", "laptop")[1])
    listed = command("keys", "list")[1]
    assert key_id in listed
    assert "laptop" in listed
    assert key not in listed
    engine = connect(database)
    with engine.connect() as connection:
        row = str(connection.execute(sa.text("SELECT * FROM api_keys")).one())
    engine.dispose()
    assert key not in row
    assert key.removeprefix("sk-proj-")[:20] not in row


def test_keys_command_mistake_names_its_fix(command: Any) -> None:
    for arguments, fix in (
        (("create",), "--project is missing"),
        (("create", "--project", "Typo"), "Add --new-project"),
        (("create", "--kind", "admin", "--project", "Default"), "remove --project"),
        (("revoke", "key_none"), "keys list"),
        (("list", "--project", "Typo"), "there is no project 'Typo'"),
    ):
        code, output = command("keys", *arguments)
        assert code == 1
        assert fix in output
        assert "Traceback" not in output
    assert "There are no keys yet" in command("keys", "list")[1]
    assert command("keys", "create", "--project", "Team", "--new-project")[0] == 0
    assert "Team (proj_" in command("keys", "list", "--project", "Team")[1]


def test_keys_create_ambiguous_or_archived_project_is_refused(command: Any, database: str) -> None:
    first = _key(command("keys", "create", "--project", "Team", "--new-project")[1])[0]
    engine = connect(database)
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO projects (id, organization_id, name, created_at) "
                "VALUES ('proj_twin', 'org-default', 'Team', 1)"
            )
        )
    code, output = command("keys", "create", "--project", "Team")
    assert (code, "2 projects have the name 'Team'; use an id: proj_twin, proj_" in output) == (1, True)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE projects SET archived_at = 2 WHERE name = 'Team'"))
    engine.dispose()
    code, output = command("keys", "create", "--project", "proj_twin")
    assert (code, "'proj_twin' is archived" in output) == (1, True)
    assert "  archived  " in command("keys", "list")[1]
    assert command("keys", "revoke", first)[0] == 0
    assert "  revoked   " in command("keys", "list")[1]


async def test_bootstrap_key_registers_at_start_and_stays_revoked(
    database: str, command: Any, tmp_path: Path
) -> None:
    file = tmp_path / "admin-key"
    file.write_text("a first key of the operator\n")
    key = "a first key of the operator"
    for _ in range(2):
        async with served(database, bootstrap_admin_key_file=str(file)) as client:
            assert await _status(client, key) == 403
            assert await _status(client, key, "/organization/users") not in (401, 403)
    listed = (await asyncio.to_thread(command, "keys", "list"))[1].strip().splitlines()
    assert len(listed) == 1
    await asyncio.to_thread(command, "keys", "revoke", listed[0].split()[0])
    async with served(database, bootstrap_admin_key_file=str(file)) as client:
        assert await _status(client, key) == 401


async def test_authentication_key_of_another_pepper_is_401(database: str, command: Any) -> None:
    key = _key((await asyncio.to_thread(command, "keys", "create", "--project", "Default"))[1])[1]
    app = create_app(settings(auth="keys", database_url=database, key_pepper="quite another pepper"))
    async with running(app) as server, httpx.AsyncClient(trust_env=False) as client:
        answered = await client.get(f"{server.url}/v1/models", headers={"authorization": f"Bearer {key}"})
    assert answered.status_code == 401


async def test_authentication_unavailable_database_is_401_without_key_and_503_with_key(
    postgres: str, postgres_database: str
) -> None:
    upgrade(postgres_database)
    async with served(postgres_database, database_wait_seconds="0.2") as client:
        await asyncio.to_thread(_take_away, postgres, postgres_database)
        answered = await client.get("/models", headers={"authorization": "Bearer sk-proj-something"})
        assert (answered.status_code, answered.json()["error"]["code"]) == (503, "unavailable")
        assert await _status(client, None) == 401


def _take_away(server: str, database: str) -> None:
    name = sa.make_url(database).database
    engine = connect(server)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        connection.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": name},
        )
    engine.dispose()
