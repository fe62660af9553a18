"""`llm-backend doctor`: what it looks at, and what it says to do."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from collections import namedtuple
from email.utils import formatdate
from pathlib import Path

import pytest

from app.cli import banner, doctor
from app.settings import load
from app.storage.schema import upgrade
from app.upstream.model_list import Health
from app.upstream.upstreams import from_settings
from tests.support.commands import run
from tests.support.fake_upstream import FakeUpstream, Script, Writer, fake_upstream, fixed_response
from tests.support.serve_process import serve_process

_MODELS = json.dumps({"object": "list", "data": [{"id": "a"}, {"id": "b"}]}).encode()
_Usage = namedtuple("_Usage", "total used free")


def _marks(told: str) -> dict[str, str]:
    """Subject -> mark; of several with one subject, the worst."""
    rows = re.findall(r"^(ok|warn|FAIL) +(\w+)", told, re.M)
    return {subject: mark for mark, subject in sorted(rows, reverse=True)}


def test_all_is_well_where_it_is(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    done = run(tmp_path, "doctor", PORT="0")
    assert done.returncode == 0, done.stdout
    assert set(_marks(done.stdout).values()) == {"ok"}
    assert list(_marks(done.stdout)) != []
    for told in (
        r"setting +PORT=0 \(from the environment\)",
        r"database +SQLite 3\.\S+, sqlite:///var/llm-backend\.db, takes writes, SQLITE_SYNCHRONOUS=FULL",
        r"migrations +at head: \d{4}",
        r"keys +AUTH=open",
        r"disk +\S+/var has [\d.]+ GiB free",
        r"upstream +the built-in model",
        r"clock +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC",
    ):
        assert re.search(rf"^ok +{told}", done.stdout, re.M), told


def test_it_makes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", AUTH="keys")
    assert done.returncode == 1
    assert "var/llm-backend.db is not there yet. Run `llm-backend migrate`." in done.stdout
    assert "the pepper will be made in var/key-pepper on first use" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_an_older_version_is_told(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/a.db", "0001")
    done = run(tmp_path, "doctor", DATABASE_URL="sqlite:///a.db")
    assert done.returncode == 1
    assert re.search(
        r"FAIL  database .*revision 0001, this version needs \d{4}. Run `llm-backend migrate`", done.stdout
    )


def test_postgresql_tells_its_version_and_its_time(tmp_path: Path, postgres_database: str) -> None:
    given = {"DATABASE_URL": postgres_database, "AUTH": "keys", "PORT": "0"}
    assert run(tmp_path, "migrate", **given).returncode == 0
    done = run(tmp_path, "doctor", **given)
    assert re.search(r"^ok +database +PostgreSQL \d+\.\d+, postgresql://", done.stdout, re.M)
    assert re.search(r"^ok +clock +.* UTC, as by PostgreSQL$", done.stdout, re.M)
    assert re.search(r"^FAIL +keys +AUTH=keys with PostgreSQL needs KEY_PEPPER", done.stdout, re.M)
    assert "SQLITE_SYNCHRONOUS" not in done.stdout


def test_keys_are_counted_and_their_secrets_read(tmp_path: Path) -> None:
    given = {"AUTH": "keys", "PORT": "0"}
    assert run(tmp_path, "migrate").returncode == 0
    told = run(tmp_path, "doctor", **given)
    assert told.returncode == 0
    assert "warn  keys" in told.stdout
    assert "llm-backend keys create --project Default" in told.stdout
    assert run(tmp_path, "keys", "create", "--project", "Default").returncode == 0
    told = run(tmp_path, "doctor", **given)
    assert _marks(told.stdout)["keys"] == "ok"
    assert "the pepper can be read" in told.stdout
    told = run(tmp_path, "doctor", KEY_PEPPER_FILE="/nowhere/pepper", **given)
    assert told.returncode == 1
    assert "KEY_PEPPER_FILE=/nowhere/pepper cannot be read" in told.stdout


async def test_a_server_that_runs_already_is_no_fault(tmp_path: Path) -> None:
    await asyncio.to_thread(run, tmp_path, "migrate")
    async with serve_process(tmp_path) as server:
        done = await asyncio.to_thread(run, tmp_path, "doctor", PORT=str(server.port))
    assert done.returncode == 0, done.stdout
    assert f"a server of this kind serves on 127.0.0.1 port {server.port} already" in done.stdout


def _dated(ahead: float) -> Script:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        date = formatdate(time.time() + ahead, usegmt=True)
        await fixed_response("200 OK", _MODELS, f"date: {date}")(fake, writer)

    return script


@pytest.mark.parametrize(
    ("script", "subject", "mark", "told"),
    [
        (_dated(0), "upstream", "ok", "reachable, 2 models"),
        (_dated(0), "clock", "ok", "UTC, as by 127.0.0.1"),
        (_dated(86_400), "clock", "FAIL", "s behind 127.0.0.1"),
        (fixed_response("200 OK", _MODELS, "date: yesterday"), "clock", "ok", "no other clock"),
        (
            fixed_response("401 No", b"{}"),
            "upstream",
            "FAIL",
            "It refuses the key (401); check UPSTREAM_API_KEY",
        ),
        (
            fixed_response("404 No", b"{}"),
            "upstream",
            "warn",
            "Check that UPSTREAM_URL says where the API begins",
        ),
        (
            fixed_response("200 OK", b"<html>"),
            "upstream",
            "warn",
            "Check that UPSTREAM_URL says where the API begins",
        ),
    ],
)
async def test_an_upstream_is_asked(
    tmp_path: Path, script: Script, subject: str, mark: str, told: str
) -> None:
    async with fake_upstream(script) as fake:
        settings = load({"UPSTREAM_URL": fake.url, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"})
        found = await asyncio.to_thread(doctor.examine, settings)
    rows = [finding for finding in found if finding.subject == subject]
    assert [row.mark for row in rows] == [mark]
    assert told in rows[0].told


def test_an_upstream_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", UPSTREAM_URL="http://127.0.0.1:1")
    assert _marks(done.stdout)["upstream"] == "FAIL"
    assert "refused the connection. Start it, or correct its address in UPSTREAM_URL." in done.stdout


@pytest.mark.parametrize(
    ("given", "reason", "told"),
    [
        ({"OPENAI_API_KEY": "sk-x"}, "its name is not known", "See whether this machine reaches the internet"),
        ({"UPSTREAM_URL": "https://a"}, "its name is not known", "Start it, or correct its address in UPSTREAM_URL."),
        ({"UPSTREAM_URL": "https://a"}, "its TLS certificate is not accepted (x)", "SSL_CERT_FILE names a file"),
        ({"UPSTREAM_URL": "https://a"}, "its TLS handshake failed", "begin its address in UPSTREAM_URL with http://"),
    ],
)  # fmt: skip
def test_why_an_upstream_cannot_be_used_has_its_cure(given: dict[str, str], reason: str, told: str) -> None:
    settings = load(given)
    health = Health(from_settings(settings).all()[0], reachable=False, reason=f"{reason}.")
    line = banner.upstream_line(settings, health)
    assert f"CANNOT BE USED: {reason}. " in line
    assert told in line


async def test_a_plain_server_by_https_is_told_to_be_plain(tmp_path: Path) -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        done = await asyncio.to_thread(run, tmp_path, "doctor", UPSTREAM_URL=url)
    assert re.search(r"^FAIL +upstream .* TLS handshake failed. If it speaks plain HTTP", done.stdout, re.M)


def test_whoever_may_reach_an_open_server_is_told(tmp_path: Path) -> None:
    found = doctor.examine(load({"HOST": "0.0.0.0", "ALLOW_OPEN": "true", "PORT": "0"}, folder=tmp_path))
    rows = [finding for finding in found if finding.subject == "keys"]
    assert rows[0].mark == "warn"
    assert "whoever reaches this machine may spend your upstream key" in rows[0].told


@pytest.mark.parametrize(("free", "mark"), [(2 * 2**30, "ok"), (2**29, "warn"), (2**20, "FAIL")])
def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, mark: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(2**40, 2**40 - free, free))
    settings = load({"DATABASE_URL": f"sqlite:///{tmp_path}/deep/a.db", "SPOOL_DIR": str(tmp_path)})
    rows = [finding for finding in doctor.examine(settings) if finding.subject == "disk"]
    assert [row.mark for row in rows] == [mark, mark]
    assert f"{tmp_path}/deep has" in rows[0].told
    assert ("set DATABASE_URL to another place" in rows[0].told) == (mark != "ok")
    assert ("set SPOOL_DIR to another place" in rows[1].told) == (mark != "ok")
