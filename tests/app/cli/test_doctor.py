"""`llm-backend doctor`: its checks, and its hints."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import ssl
import time
from collections import namedtuple
from email.utils import formatdate
from pathlib import Path

import pytest

from app.cli import banner, doctor
from app.settings import load
from app.storage.schema import upgrade
from app.upstream.http1.network_errors import tls_ending
from app.upstream.model_list import Health
from app.upstream.upstreams import from_settings
from tests.support.commands import run
from tests.support.fake_upstream import FakeUpstream, Script, Writer, fake_upstream, fixed_response
from tests.support.serve_process import serve_process

_MODELS = json.dumps({"object": "list", "data": [{"id": "a"}, {"id": "b"}]}).encode()
_Usage = namedtuple("_Usage", "total used free")


def _statuses(output: str) -> dict[str, str]:
    """Subject -> status; of several with one subject, the worst."""
    rows = re.findall(r"^(ok|warn|FAIL) +(\w+)", output, re.M)
    return {subject: status for status, subject in sorted(rows, reverse=True)}


def test_doctor_working_setup_is_ok(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    done = run(tmp_path, "doctor", PORT="0")
    assert done.returncode == 0, done.stdout
    assert set(_statuses(done.stdout).values()) == {"ok"}
    assert list(_statuses(done.stdout)) != []
    for line in (
        r"setting +PORT=0 \(from the environment\)",
        r"database +SQLite 3\.\S+, sqlite:////\S+/var/llm-backend\.db, writable, SQLITE_SYNCHRONOUS=FULL",
        r"migrations +at head: \d{4}",
        r"keys +AUTH=open",
        r"disk +\S+/var has [\d.]+ GiB free",
        r"upstream +the built-in model",
        r"clock +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC",
    ):
        assert re.search(rf"^ok +{line}", done.stdout, re.M), line


def test_doctor_files_that_others_may_read_are_warnings(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    (tmp_path / "var").chmod(0o755)
    (tmp_path / "var" / "llm-backend.db").chmod(0o640)
    done = run(tmp_path, "doctor", PORT="0")
    assert done.returncode == 0, done.stdout
    for name, mode, right in (("llm-backend.db", "640", "600"), ("", "755", "700")):
        path = re.escape(str(tmp_path / "var" / name))
        reported = rf"{path} is accessible to other users .*\(mode {mode}\): chmod {right} {path}\."
        assert re.search(rf"^warn +files +{reported}$", done.stdout, re.M), done.stdout


def test_doctor_creates_no_files(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", AUTH="keys")
    assert done.returncode == 0
    assert f"{tmp_path}/var/llm-backend.db does not exist yet; `llm-backend serve` creates it" in done.stdout
    assert f"the pepper will be created in {tmp_path}/var/key-pepper on first use" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_doctor_database_of_older_version_fails_where_serve_does_not_migrate(
    tmp_path: Path, postgres_database: str
) -> None:
    upgrade(f"sqlite:///{tmp_path}/a.db", "0001")
    done = run(tmp_path, "doctor", DATABASE_URL="sqlite:///a.db", PORT="0")
    assert done.returncode == 0
    assert re.search(r"ok +migrations +at 0001; `llm-backend serve` migrates it to \d{4}", done.stdout)
    upgrade(postgres_database, "0001")
    done = run(tmp_path, "doctor", DATABASE_URL=postgres_database)
    assert done.returncode == 1
    assert re.search(
        r"FAIL  database .*revision 0001, this version needs \d{4}. Run `llm-backend migrate`", done.stdout
    )


def test_doctor_postgresql_has_version_and_clock(tmp_path: Path, postgres_database: str) -> None:
    variables = {"DATABASE_URL": postgres_database, "AUTH": "keys", "PORT": "0"}
    assert run(tmp_path, "migrate", **variables).returncode == 0
    done = run(tmp_path, "doctor", **variables)
    assert re.search(r"^ok +database +PostgreSQL \d+\.\d+, postgresql://", done.stdout, re.M)
    assert re.search(r"^ok +clock +.* UTC, in agreement with PostgreSQL$", done.stdout, re.M)
    assert re.search(r"^FAIL +keys +AUTH=keys with PostgreSQL needs KEY_PEPPER", done.stdout, re.M)
    assert "SQLITE_SYNCHRONOUS" not in done.stdout


def test_doctor_keys_are_counted_and_pepper_is_read(tmp_path: Path) -> None:
    variables = {"AUTH": "keys", "PORT": "0"}
    assert run(tmp_path, "migrate").returncode == 0
    done = run(tmp_path, "doctor", **variables)
    assert done.returncode == 0
    assert "warn  keys" in done.stdout
    assert "llm-backend keys create --project Default" in done.stdout
    assert run(tmp_path, "keys", "create", "--project", "Default").returncode == 0
    done = run(tmp_path, "doctor", **variables)
    assert _statuses(done.stdout)["keys"] == "ok"
    assert "the pepper is readable" in done.stdout
    done = run(tmp_path, "doctor", KEY_PEPPER_FILE="/nowhere/pepper", **variables)
    assert done.returncode == 1
    assert "KEY_PEPPER_FILE=/nowhere/pepper cannot be read" in done.stdout


async def test_doctor_running_server_is_ok(tmp_path: Path) -> None:
    await asyncio.to_thread(run, tmp_path, "migrate")
    async with serve_process(tmp_path) as server:
        done = await asyncio.to_thread(run, tmp_path, "doctor", PORT=str(server.port))
    assert done.returncode == 0, done.stdout
    assert f"this server already serves on 127.0.0.1 port {server.port}" in done.stdout


def _dated(offset: float) -> Script:
    async def script(fake: FakeUpstream, writer: Writer) -> None:
        date = formatdate(time.time() + offset, usegmt=True)
        await fixed_response("200 OK", _MODELS, f"date: {date}")(fake, writer)

    return script


@pytest.mark.parametrize(
    ("script", "subject", "status", "message"),
    [
        (_dated(0), "upstream", "ok", "reachable, 2 models"),
        (_dated(0), "clock", "ok", "UTC, in agreement with 127.0.0.1"),
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
            "Check that UPSTREAM_URL has the base URL of the API",
        ),
        (
            fixed_response("200 OK", b"<html>"),
            "upstream",
            "warn",
            "Check that UPSTREAM_URL has the base URL of the API",
        ),
    ],
)
async def test_check_all_upstream_responses_have_findings(
    tmp_path: Path, script: Script, subject: str, status: str, message: str
) -> None:
    async with fake_upstream(script) as fake:
        variables = {"UPSTREAM_URL": fake.url, "UPSTREAM_API_KEY": "a-key"}
        settings = load({**variables, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"})
        findings = await asyncio.to_thread(doctor.check_all, settings)
    rows = [finding for finding in findings if finding.subject == subject]
    assert [row.status for row in rows] == [status]
    assert message in rows[0].message


@pytest.mark.parametrize("status", ["401 No", "403 No"])
async def test_check_all_models_list_that_wants_a_key_where_none_is_set_is_a_warning(
    tmp_path: Path, status: str
) -> None:
    async with fake_upstream(fixed_response(status, b"{}")) as fake:
        settings = load({"UPSTREAM_URL": fake.url, "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"})
        findings = await asyncio.to_thread(doctor.check_all, settings)
    [upstream] = [finding for finding in findings if finding.subject == "upstream"]
    assert upstream.status == "warn"
    assert "reachable" in upstream.message
    assert "CANNOT" not in upstream.message
    assert "UPSTREAM_API_KEY" in upstream.message


def test_doctor_unreachable_upstream_fails_with_hint(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", UPSTREAM_URL="http://127.0.0.1:1")
    assert _statuses(done.stdout)["upstream"] == "FAIL"
    assert "refused the connection. Start it, or correct its address in UPSTREAM_URL." in done.stdout


@pytest.mark.parametrize(
    ("variables", "note"),
    [
        ({}, ""),
        ({"UPSTREAM_PRESET": "openai"}, "; gets OPENAI_API_KEY, as its host is OpenAI's"),
        ({"UPSTREAM_URL": "https://a", "UPSTREAM_API_KEY": "other"}, ""),
        (
            {"UPSTREAM_URL": "https://a", "UPSTREAM_PRESET": "openai"},
            "; does not get OPENAI_API_KEY, as its host is not OpenAI's: its key is UPSTREAM_API_KEY",
        ),
    ],
)
def test_upstream_line_says_whether_openais_key_is_sent(variables: dict[str, str], note: str) -> None:
    settings = load({"OPENAI_API_KEY": "sk-canary", **variables})
    health = Health(from_settings(settings).all()[0], reachable=True, entries=())
    name = banner.upstream_line(settings, health).partition(", reachable, 0 models")
    assert name[2] == note


_UPSTREAM = {"UPSTREAM_URL": "https://a"}


@pytest.mark.parametrize(
    ("variables", "reason", "hint"),
    [
        ({"OPENAI_API_KEY": "sk-x"}, "its name is not known", "Check this machine's internet connection"),
        (_UPSTREAM, "its name is not known", "Start it, or correct its address in UPSTREAM_URL."),
        (_UPSTREAM, "its TLS certificate is not accepted (x)", "set SSL_CERT_FILE to a file with it."),
        (
            {**_UPSTREAM, "HTTPS_PROXY": "http://u:canary@p"},
            "its proxy refuses the user",
            "Check HTTPS_PROXY; hosts in NO_PROXY are reached directly.",
        ),
        (_UPSTREAM, "its TLS handshake failed", "start its address in UPSTREAM_URL with http://"),
    ],
)
def test_upstream_line_each_reason_has_hint(variables: dict[str, str], reason: str, hint: str) -> None:
    settings = load(variables)
    health = Health(from_settings(settings).all()[0], reachable=False, reason=f"{reason}.")
    line = banner.upstream_line(settings, health)
    assert f"CANNOT BE USED: {reason}" in line
    assert ("through the proxy p:80 (HTTPS_PROXY). " in line) == ("HTTPS_PROXY" in variables)
    assert "canary" not in line
    assert hint in line


def test_upstream_line_of_refused_client_certificate_names_no_authorities() -> None:
    settings = load(_UPSTREAM)
    error = ssl.SSLError(1, "")
    error.reason = "TLSV13_ALERT_CERTIFICATE_REQUIRED"
    reason = f"The upstream a cannot be reached: {tls_ending(error)}."
    health = Health(from_settings(settings).all()[0], reachable=False, reason=reason)
    line = banner.upstream_line(settings, health)
    assert line.endswith("or client_cert_file in UPSTREAMS_FILE, is what it checks.")
    assert "SSL_CERT_FILE" not in line


async def test_doctor_https_to_plain_server_hints_at_http(tmp_path: Path) -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        done = await asyncio.to_thread(run, tmp_path, "doctor", UPSTREAM_URL=url)
    assert re.search(r"^FAIL +upstream .* TLS handshake failed. If it serves plain HTTP", done.stdout, re.M)


def test_check_all_open_server_on_any_address_warns(tmp_path: Path) -> None:
    findings = doctor.check_all(load({"HOST": "0.0.0.0", "ALLOW_OPEN": "true", "PORT": "0"}, folder=tmp_path))
    rows = [finding for finding in findings if finding.subject == "keys"]
    assert rows[0].status == "warn"
    assert "anyone who reaches this machine can use your upstream key" in rows[0].message


@pytest.mark.parametrize(("free", "status"), [(2 * 2**30, "ok"), (2**29, "warn"), (2**20, "FAIL")])
def test_check_all_free_space_has_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, status: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(2**40, 2**40 - free, free))
    settings = load({"DATABASE_URL": f"sqlite:///{tmp_path}/deep/a.db", "SPOOL_DIR": str(tmp_path)})
    rows = [finding for finding in doctor.check_all(settings) if finding.subject == "disk"]
    assert [row.status for row in rows] == [status, status]
    assert f"{tmp_path}/deep has" in rows[0].message
    assert ("set STATE_DIR or DATABASE_URL to another disk" in rows[0].message) == (status != "ok")
    assert ("set SPOOL_DIR to another disk" in rows[1].message) == (status != "ok")


@pytest.mark.parametrize(("workers", "status"), [("2", "ok"), ("3", "warn")])
def test_doctor_many_workers_on_sqlite_are_a_warning_that_names_postgresql(
    tmp_path: Path, workers: str, status: str
) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    done = run(tmp_path, "doctor", PORT="0", WORKERS=workers)
    assert done.returncode == 0
    line = f"^{status} +workers +{workers} processes on SQLite, of which one writes at a time"
    assert re.search(line, done.stdout, re.M), done.stdout
    assert ("set DATABASE_URL to a PostgreSQL database" in done.stdout) == (status == "warn")


@pytest.mark.parametrize(("workers", "status"), [("2", "ok"), ("8", "warn")])
def test_doctor_workers_with_more_connections_than_postgresql_allows_are_a_warning(
    tmp_path: Path, postgres_database: str, workers: str, status: str
) -> None:
    variables = {"DATABASE_URL": postgres_database, "PORT": "0", "WORKERS": workers}
    assert run(tmp_path, "migrate", **variables).returncode == 0
    done = run(tmp_path, "doctor", **variables)
    line = f"^{status} +workers +{workers} processes with {int(workers) * 15} connections .* allows 97"
    assert re.search(line, done.stdout, re.M), done.stdout
    assert ("Set DATABASE_POOL_SIZE to 12 or less" in done.stdout) == (status == "warn")


def test_doctor_unix_socket_needs_no_port(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    done = run(tmp_path, "doctor", UNIX_SOCKET=f"{tmp_path}/s.sock")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^ok +socket +UNIX_SOCKET=\S+/s\.sock", done.stdout, re.M)
    assert not (tmp_path / "s.sock").exists()


def test_doctor_lists_the_routes(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    path = tmp_path / "upstreams.toml"
    path.write_text(
        '[[upstream]]\nname = "a"\nbuiltin = true\nmodels = ["*"]\n'
        '[[upstream]]\nname = "b"\nbuiltin = true\nmodels = ["*"]\n'
        '[[route]]\nmodels = ["gpt-*", "o3"]\nupstreams = [["a", { name = "b", weight = 3 }]]\n'
        "retry_statuses = [503, 429]\ndeadline_seconds = 30\n"
        '[[route]]\nmodels = ["*"]\nupstreams = ["b", "a"]\nmax_attempts = 2\ncooldown_seconds = 0.5\n'
    )
    done = run(tmp_path, "doctor", PORT="0", UPSTREAMS_FILE=str(path))
    assert done.returncode == 0, done.stdout
    assert re.findall(r"^ok +route +(.*)$", done.stdout, re.M) == [
        "gpt-*, o3: a (weight 1) or b (weight 3); the next one after no connection or 429, 503; "
        "at most 3 attempts, deadline 30 s, cooldown 5 s",
        "*: b, then a; the next one after no connection or a status of the upstream's retry_statuses; "
        "at most 2 attempts, cooldown 0.5 s",
    ]
    path.write_text(path.read_text() + '[[route]]\nmodels = ["x"]\nupstreams = ["c"]\n')
    done = run(tmp_path, "doctor", PORT="0", UPSTREAMS_FILE=str(path))
    assert done.returncode == 1
    assert re.search(r"^FAIL +upstreams .* route 3 names the unknown upstream 'c'", done.stdout, re.M)
