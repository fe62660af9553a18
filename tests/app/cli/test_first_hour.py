"""The mistakes of a first hour: each is told with the setting and the cure, and without a traceback."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.cli.serving import StartError, listen
from app.settings import load
from tests.support.commands import run, run_expecting_failure

_CANARY = "sk-canary 0123456789"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database is at head."""
    folder = tmp_path_factory.mktemp("ready")
    assert run(folder, "migrate").returncode == 0
    return folder


@pytest.mark.parametrize(
    ("given", "told"),
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
        ({"LLM_BACKEND_CONFIG": "nowhere.toml"}, "nowhere.toml (named by LLM_BACKEND_CONFIG) cannot be read"),
        ({"LLM_BACKEND_CONFIG": "."}, "cannot be read: Is a directory"),
    ],
)
def test_a_wrong_setting_is_told(ready: Path, given: dict[str, str], told: str) -> None:
    said = run_expecting_failure(ready, "serve", **{"PORT": "0", **given})
    assert told in said
    assert "canary" not in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("port = \n", "llm-backend.toml cannot be read: Invalid value (at line 1, column 8)"),
        ("port = \n", "Example lines: port = 9000"),
        ("prot = 9000\n", "prot (set in llm-backend.toml) is not a setting; did you mean port?"),
        ("xyzzy = 1\n", "xyzzy (set in llm-backend.toml) is not a setting; the README lists them all"),
        ("[server]\nport = 9000\n", "the file has no sections; remove [server]"),
    ],
)
def test_a_wrong_settings_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "llm-backend.toml").write_text(text, encoding="utf-8")
    assert told in run_expecting_failure(tmp_path, "serve")


def test_a_malformed_file_of_upstreams_is_told(tmp_path: Path) -> None:
    (tmp_path / "u.toml").write_text('[[upstream]\nname = "a"\n', encoding="utf-8")
    said = run_expecting_failure(tmp_path, "serve", UPSTREAMS_FILE="u.toml")
    assert "UPSTREAMS_FILE u.toml cannot be read: Expected ']]'" in said
    assert "docs/upstreams.md shows such a file" in said


def test_a_taken_port_is_told(ready: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = run_expecting_failure(ready, "serve", "--port", port)
        doctor = run(ready, "doctor", PORT=port)
    assert (
        f"Cannot listen on 127.0.0.1 port {port}: Address already in use. Stop what uses it, or set PORT"
        in said
    )
    assert doctor.returncode == 1
    assert f"FAIL  port        Cannot listen on 127.0.0.1 port {port}" in doctor.stdout


def test_a_port_of_the_systems_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refused)
    with pytest.raises(StartError, match=r"port 80: Permission denied. Ports below 1024 .* set PORT"):
        listen(load({"PORT": "80"}))


@pytest.mark.parametrize(
    ("url", "told"),
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
def test_a_database_that_cannot_be_used_is_told(tmp_path: Path, url: str, told: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("No database, but longer than the head of one would have to be." * 4)
    migrate = run_expecting_failure(tmp_path, "migrate", DATABASE_URL=url)
    doctor = run(tmp_path, "doctor", DATABASE_URL=url)
    assert doctor.returncode == 1
    for said in (migrate, doctor.stdout):
        assert told in said
        assert "canary" not in said


def test_a_database_that_takes_no_writes_keeps_serve_from_starting(
    tmp_path: Path, postgres_database: str
) -> None:
    urls = {
        "sqlite:///a.db": "sqlite:///file:a.db?mode=ro&uri=true",
        postgres_database: postgres_database + "&options=-c%20default_transaction_read_only%3Don",
    }
    for url, readable in urls.items():
        assert run(tmp_path, "migrate", DATABASE_URL=url).returncode == 0
        said = run_expecting_failure(tmp_path, "serve", DATABASE_URL=readable)
        assert "This user" in said
        assert "set DATABASE_URL to" in said


def test_postgresql_that_does_not_let_us_in_is_told(tmp_path: Path, postgres_database: str) -> None:
    url = sa.make_url(postgres_database)
    gone = url.set(database="gone").render_as_string(hide_password=False)
    assert "Create that database (createdb), or correct its name in DATABASE_URL" in run_expecting_failure(
        tmp_path, "migrate", DATABASE_URL=gone
    )
    stranger = url.set(username="stranger").render_as_string(hide_password=False)
    assert "Correct the user in DATABASE_URL" in run_expecting_failure(
        tmp_path, "migrate", DATABASE_URL=stranger
    )


def test_a_folder_that_is_not_ours_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    if os.access(closed, os.W_OK):
        # Root may write anywhere but where the system itself does not let it.
        closed = Path("/proc")
    said = run_expecting_failure(tmp_path, "migrate", DATABASE_URL=f"sqlite:///{closed}/deep/a.db")
    assert "cannot be created" in said
    assert "Set DATABASE_URL to another place" in said
