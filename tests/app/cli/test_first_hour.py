"""Common mistakes in the first hour: each error names the setting and what to do, without a traceback."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.cli.listening import StartError, listen
from app.settings import load
from tests.support.commands import command, environment, run, run_expecting_failure

_CANARY = "sk-canary 0123456789"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database is at head."""
    folder = tmp_path_factory.mktemp("ready")
    assert run(folder, "migrate").returncode == 0
    return folder


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"PORT": "eighty"}, "PORT (set in the environment) must be an integer"),
        ({"HOST": "0.0.0.0"}, "ALLOW_OPEN=true"),
        (
            {"HOST": "no..where", "ALLOW_OPEN": "true"},
            "Set HOST (or --host) to an address of this machine",
        ),
        ({"HOST": "192.0.2.1", "ALLOW_OPEN": "true"}, "Set HOST (or --host) to an address of this machine"),
        ({"UPSTREAM_URL": "api.example"}, "UPSTREAM_URL (set in the environment) must be a URL such as"),
        ({"UPSTREAM_URL": "http://a/v1/chat/completions"}, "remove /chat/completions from its end"),
        ({"UPSTREAM_URL": "http://localhost:8099", "PORT": "8099"}, "is this server itself (PORT=8099)"),
        ({"UPSTREAM_PRESET": "llamacpp", "PORT": "8080"}, "8080/v1, which is this server itself"),
        ({"UPSTREAM_API_KEY": "sk-canary"}, "UPSTREAM_API_KEY is set without UPSTREAM_URL"),
        (
            {"OPENAI_API_KEY": _CANARY},
            "OPENAI_API_KEY (set in the environment) must be one line of printable",
        ),
        ({"FORWARD": "fly_to_the_moon"}, "docs/operations.md"),
        (
            {"SPOOL_DIR": "/nowhere"},
            "SPOOL_DIR (set in the environment) must be a writable folder",
        ),
        ({"AUTH": "keys", "KEY_PEPPER": "short"}, "KEY_PEPPER must have at least 16 characters: `openssl"),
        (
            {"AUTH": "keys", "KEY_PEPPER_FILE": "/nowhere"},
            "KEY_PEPPER_FILE=/nowhere cannot be read: No such file",
        ),
        (
            {"AUTH": "keys", "BOOTSTRAP_ADMIN_KEY_FILE": "/nowhere"},
            "BOOTSTRAP_ADMIN_KEY_FILE=/nowhere cannot be read: No such file",
        ),
        ({"UPSTREAMS_FILE": "nowhere.toml"}, "UPSTREAMS_FILE nowhere.toml cannot be read: No such file"),
        (
            {"LLM_BACKEND_CONFIG": "nowhere.toml"},
            "nowhere.toml (named by --config or LLM_BACKEND_CONFIG)",
        ),
        ({"LLM_BACKEND_CONFIG": "."}, "cannot be read: Is a directory"),
    ],
)
def test_serve_invalid_setting_fails_with_hint(ready: Path, variables: dict[str, str], message: str) -> None:
    error = run_expecting_failure(ready, "serve", **{"PORT": "0", **variables})
    assert message in error
    assert "canary" not in error


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("port = \n", "llm-backend.toml cannot be read: Invalid value (at line 1, column 8)"),
        ("port = \n", "Example lines: port = 9000"),
        ("prot = 9000\n", "prot (set in llm-backend.toml) is not a setting; did you mean port?"),
        ("xyzzy = 1\n", "xyzzy (set in llm-backend.toml) is not a setting; the README lists them all"),
        ("[server]\nport = 9000\n", "the file has no sections; remove [server]"),
    ],
)
def test_serve_invalid_settings_file_fails_with_hint(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "llm-backend.toml").write_text(text, encoding="utf-8")
    assert message in run_expecting_failure(tmp_path, "serve")


def test_serve_malformed_upstreams_file_fails_with_hint(tmp_path: Path) -> None:
    (tmp_path / "u.toml").write_text('[[upstream]\nname = "a"\n', encoding="utf-8")
    error = run_expecting_failure(tmp_path, "serve", UPSTREAMS_FILE="u.toml")
    assert "UPSTREAMS_FILE u.toml cannot be read: Expected ']]'" in error
    assert "docs/upstreams.md shows such a file" in error


def test_serve_and_doctor_port_in_use_fails_with_hint(ready: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        error = run_expecting_failure(ready, "serve", "--port", port)
        doctor = run(ready, "doctor", PORT=port)
    assert f"Cannot listen on 127.0.0.1 port {port}: Address already in use. " in error
    assert "Stop the process that uses it, or set PORT" in error
    assert doctor.returncode == 1
    assert f"FAIL  port        Cannot listen on 127.0.0.1 port {port}" in doctor.stdout


def test_listen_privileged_port_fails_with_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refused)
    with pytest.raises(StartError, match=r"port 80: Permission denied. Ports below 1024 .* set PORT"):
        listen(load({"PORT": "80"}))


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "DATABASE_URL must be a URL such as sqlite:///var/llm-backend.db or postgresql://"),
        ("mysql://u:canary@127.0.0.1/x", "DATABASE_URL must be a URL such as"),
        ("sqlite://", "DATABASE_URL names a database in memory"),
        (
            "sqlite:///file/a.db",
            "The folder of file/a.db cannot be created: ",
        ),
        ("sqlite:///folder", "It is a folder: name a file in it, such as sqlite:///folder/llm-backend.db"),
        ("sqlite:///file", "file is not a database. That file is something else: set DATABASE_URL"),
        (
            "postgresql://u:canary@127.0.0.1:1/x",
            "Start PostgreSQL there, or correct host and port in DATABASE_URL",
        ),
    ],
)
def test_migrate_and_doctor_unusable_database_fails_with_hint(tmp_path: Path, url: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("No database, but longer than the head of one would have to be." * 4)
    migrate = run_expecting_failure(tmp_path, "migrate", DATABASE_URL=url)
    doctor = run(tmp_path, "doctor", DATABASE_URL=url)
    assert doctor.returncode == 1
    for output in (migrate, doctor.stdout):
        assert message in output
        assert "canary" not in output


def test_serve_read_only_database_fails_with_hint(tmp_path: Path, postgres_database: str) -> None:
    urls = {
        "sqlite:///a.db": "sqlite:///file:a.db?mode=ro&uri=true",
        postgres_database: postgres_database + "&options=-c%20default_transaction_read_only%3Don",
    }
    for url, readable in urls.items():
        assert run(tmp_path, "migrate", DATABASE_URL=url).returncode == 0
        error = run_expecting_failure(tmp_path, "serve", DATABASE_URL=readable)
        assert "This user" in error
        assert "DATABASE_URL to a" in error


def test_migrate_postgresql_rejects_login_fails_with_hint(tmp_path: Path, postgres_database: str) -> None:
    url = sa.make_url(postgres_database)
    missing = url.set(database="missing").render_as_string(hide_password=False)
    assert "Create that database (createdb), or correct its name in DATABASE_URL" in run_expecting_failure(
        tmp_path, "migrate", DATABASE_URL=missing
    )
    stranger = url.set(username="stranger").render_as_string(hide_password=False)
    assert "Correct the user in DATABASE_URL" in run_expecting_failure(
        tmp_path, "migrate", DATABASE_URL=stranger
    )


def test_migrate_folder_without_permission_fails_with_hint(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    if os.access(closed, os.W_OK):
        # Root can write to every folder except those of the kernel.
        closed = Path("/proc")
    error = run_expecting_failure(tmp_path, "migrate", DATABASE_URL=f"sqlite:///{closed}/deep/a.db")
    assert "cannot be created" in error
    assert "Set STATE_DIR or DATABASE_URL to another place" in error


@pytest.mark.parametrize(
    "line", ["serve", "migrate", "migrate --plan", "backup copy", "keys list", "restore saved.db"]
)
def test_command_state_dir_that_cannot_be_looked_into_fails_with_hint(tmp_path: Path, line: str) -> None:
    (tmp_path / "saved.db").touch()
    # Also root may not look there, as others may not in a folder without permission.
    error = run_expecting_failure(tmp_path, *line.split(), STATE_DIR="x" * 300)
    fault = "created" if line == "migrate" else "reached"
    assert f"/llm-backend.db cannot be {fault}: File name too long. " in error
    assert "Set STATE_DIR or DATABASE_URL to another place." in error


def test_doctor_state_dir_that_cannot_be_looked_into_fails_with_hint(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", STATE_DIR="x" * 300, AUTH="keys")
    assert done.returncode == 1
    assert "FAIL  database  The database file " in done.stdout
    assert "cannot be reached: File name too long. Set STATE_DIR or DATABASE_URL" in done.stdout
    assert done.stderr == ""


def test_option_wrong_value_says_where_it_is(tmp_path: Path) -> None:
    error = run_expecting_failure(tmp_path, "serve", "--port", "eighty")
    assert "PORT (set on the command line) must be an integer" in error


def test_command_whose_reader_has_left_ends_without_a_traceback(tmp_path: Path) -> None:
    program = subprocess.Popen(
        command("doctor"), cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stderr is not None
    # As `doctor | head -0` does.
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(timeout=60) == 141
