"""The parser of the command line, and its help."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_SETTINGS = "Settings come from the environment or from llm-backend.toml; the README lists them."

_EXAMPLES = f"""examples:
  llm-backend serve                                   a chat without a key: the built-in model answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  llm-backend mock --port 8090                        valid examples for every operation
  llm-backend keys create --project Default --name laptop
                                                      a key for AUTH=keys, displayed once
  llm-backend doctor                                  check the settings and everything that they name

`llm-backend COMMAND --help` has more. {_SETTINGS}
"""

_SERVE = """examples:
  llm-backend serve                                   the built-in model answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  UPSTREAM_URL=http://127.0.0.1:11434 llm-backend serve --port 9000
  UPSTREAMS_FILE=upstreams.toml llm-backend serve     several upstreams: docs/upstreams.md
  AUTH=keys HOST=0.0.0.0 llm-backend serve            for other machines, with keys of `llm-backend keys`

The database must be at head: `llm-backend migrate`. SIGTERM: open requests have DRAIN_SECONDS to end.
"""

_MOCK = """examples:
  llm-backend mock --port 8090
  curl http://127.0.0.1:8090/v1/models
  curl http://127.0.0.1:8090/v1/models -H 'x-mock-status: 429'       an error on demand
  curl http://127.0.0.1:8090/v1/models -H 'x-mock-delay-ms: 3000'    a slow answer

It accepts any key and needs no database and no upstream.
"""

_MIGRATE = """examples:
  llm-backend migrate                                 SQLite in var/llm-backend.db
  llm-backend migrate --plan                          what it would do, and how many rows that concerns
  DATABASE_URL=postgresql://user:password@host/name llm-backend migrate

Run it before each new version; it is idempotent. It needs the permission to create tables.
"""

_BACKUP = """examples:
  llm-backend backup backup.db                        of SQLite in var/llm-backend.db, also while it serves
  DATABASE_URL=postgresql://user@host/name llm-backend backup x.dump
                                                      prints the command of PostgreSQL that does it

The file must not exist yet. `llm-backend restore` restores it.
"""

_RESTORE = """examples:
  llm-backend restore backup.db                       to SQLite in var/llm-backend.db, while no server uses it
  DATABASE_URL=postgresql://user@host/name llm-backend restore x.dump
                                                      prints the command of PostgreSQL that does it

The file is checked first. The database before gets another name beside it.
"""

_KEYS = """examples:
  llm-backend keys create --project team-a --new-project --name laptop
  llm-backend keys list
  llm-backend keys revoke key_...

Keys are required with AUTH=keys; the database must be at head.
"""

_CREATE = """examples:
  llm-backend keys create --project Default --name laptop
  llm-backend keys create --project team-a --new-project --name ci --kind service_account
  llm-backend keys create --kind admin --name operator
"""

_LIST = """examples:
  llm-backend keys list
  llm-backend keys list --project team-a
"""

_REVOKE = """examples:
  llm-backend keys revoke key_...                     every replica rejects it within a second
"""

_DOCTOR = """examples:
  llm-backend doctor
  OPENAI_API_KEY=sk-... llm-backend doctor            with the settings of `serve`
  docker exec llm-backend llm-backend doctor

It changes nothing. The exit status is 1 if a line starts with FAIL.
"""


def parser(version: str) -> argparse.ArgumentParser:
    """Parses `llm-backend COMMAND [options]`."""
    top = argparse.ArgumentParser(
        prog="llm-backend",
        description="A self-hosted server that speaks all of OpenAI's REST API.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"llm-backend {version}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = _add(commands, "serve", "run the server", _SERVE)
    mock = "run the example server: every operation answers a valid example, nothing is stored"
    for command in (serve, _add(commands, "mock", mock, _MOCK)):
        command.add_argument("--host", help="address to listen on (HOST)")
        command.add_argument("--port", help="port to listen on (PORT)")
    migrate = _add(commands, "migrate", "migrate the database to this version's tables", _MIGRATE)
    migrate.add_argument("--plan", action="store_true", help="list what would be done, and change nothing")
    backup = _add(commands, "backup", "copy the database to a file, while servers use it", _BACKUP)
    backup.add_argument("file", metavar="FILE", type=Path, help="the file to create")
    restore = _add(commands, "restore", "put a backup in the place of the database", _RESTORE)
    restore.add_argument("file", metavar="FILE", type=Path, help="a file of `llm-backend backup`")
    _keys(_add(commands, "keys", "create, list and revoke the keys of AUTH=keys", _KEYS))
    checked = "check settings, port, database, keys, disk, upstreams and clock; exit 1 if a check fails"
    _add(commands, "doctor", checked, _DOCTOR)
    return top


def _add(commands: Any, name: str, about: str, examples: str) -> argparse.ArgumentParser:
    """`commands` is the result of add_subparsers, whose class is private."""
    added: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return added


def _keys(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = _add(actions, "create", "create a key and display it once", _CREATE)
    create.add_argument(
        "--kind",
        choices=("project", "service_account", "admin"),
        default="project",
        help="what the key gives access to: a project, or the administration (default: project)",
    )
    create.add_argument("--project", help="id or name of the project; not with --kind admin")
    create.add_argument("--new-project", action="store_true", help="create the project if it does not exist")
    create.add_argument("--name", default="", help="a label, such as its user or device")
    listing = _add(actions, "list", "list the keys, without their secrets", _LIST)
    listing.add_argument("--project", help="only the keys of this project")
    revoke = _add(actions, "revoke", "reject a key from now on", _REVOKE)
    revoke.add_argument("key_id", metavar="KEY_ID", help="an id of `keys list`")
