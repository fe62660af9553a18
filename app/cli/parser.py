"""The command line's grammar and help."""

from __future__ import annotations

import argparse
from typing import Any

_SETTINGS = "Settings come from the environment or from llm-backend.toml; the README lists them."

_EXAMPLES = f"""examples:
  llm-backend serve                                   a chat without a key: the built-in model answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  llm-backend mock --port 8090                        valid examples for every operation
  llm-backend keys create --project Default --name laptop
                                                      a key for AUTH=keys, shown once
  llm-backend doctor                                  what is set, what can be reached, what to do about it

`llm-backend COMMAND --help` tells more. {_SETTINGS}
"""

_SERVE = """examples:
  llm-backend serve                                   the built-in model answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  UPSTREAM_URL=http://127.0.0.1:11434 llm-backend serve --port 9000
  UPSTREAMS_FILE=upstreams.toml llm-backend serve     several upstreams: docs/upstreams.md
  AUTH=keys HOST=0.0.0.0 llm-backend serve            for others too, with keys of `llm-backend keys`

The database must be at head: `llm-backend migrate`. SIGTERM lets running answers end within DRAIN_SECONDS.
"""

_MOCK = """examples:
  llm-backend mock --port 8090
  curl http://127.0.0.1:8090/v1/models
  curl http://127.0.0.1:8090/v1/models -H 'x-mock-status: 429'       an error on demand
  curl http://127.0.0.1:8090/v1/models -H 'x-mock-delay-ms: 3000'    a slow answer

It takes any key, needs no database and no upstream.
"""

_MIGRATE = """examples:
  llm-backend migrate                                 SQLite in var/llm-backend.db
  DATABASE_URL=postgresql://user:password@host/name llm-backend migrate

Run it before each new version; a second time it changes nothing. It needs the right to make tables.
"""

_KEYS = """examples:
  llm-backend keys create --project team-a --new-project --name laptop
  llm-backend keys list
  llm-backend keys revoke key_...

Keys count where AUTH=keys; the database must be at head.
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
  llm-backend keys revoke key_...                     it opens nowhere any more, within a second
"""

_DOCTOR = """examples:
  llm-backend doctor
  OPENAI_API_KEY=sk-... llm-backend doctor            with the settings that `serve` will have
  docker exec llm-backend llm-backend doctor

It changes nothing. The exit status is 1 where a line begins with FAIL.
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
    _add(commands, "migrate", "bring the database to this version's tables", _MIGRATE)
    _keys(_add(commands, "keys", "create, list and revoke the keys of AUTH=keys", _KEYS))
    checked = "check settings, port, database, keys, disk, upstreams and clock; exit 1 if something is wrong"
    _add(commands, "doctor", checked, _DOCTOR)
    return top


def _add(commands: Any, name: str, about: str, examples: str) -> argparse.ArgumentParser:
    """`commands` is what add_subparsers gives, whose class argparse keeps to itself."""
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
    create = _add(actions, "create", "make a key and show it once", _CREATE)
    create.add_argument(
        "--kind",
        choices=("project", "service_account", "admin"),
        default="project",
        help="what it opens: a project's operations, or the administration (default: project)",
    )
    create.add_argument("--project", help="id or name of the project, unless the key is an admin's")
    create.add_argument("--new-project", action="store_true", help="make the project if there is none")
    create.add_argument("--name", default="", help="a word on whom it is for")
    listing = _add(actions, "list", "show the keys there are, without their secrets", _LIST)
    listing.add_argument("--project", help="only those of this project")
    revoke = _add(actions, "revoke", "refuse a key from now on", _REVOKE)
    revoke.add_argument("key_id", metavar="KEY_ID", help="as `keys list` shows it")
