"""The parser of the command line, and its help."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from app.cli import setting_options

_ABOUT = {
    "serve": "run the server",
    "mock": "run the example server: every operation answers a valid example, nothing is stored",
    "migrate": "migrate the database to this version's tables",
    "backup": "copy the database to a file, while servers use it",
    "restore": "put a backup in the place of the database",
    "keys": "create, list and revoke the keys of AUTH=keys",
    "projects": "move what was stored without keys to a project",
    "doctor": "check settings, port, database, keys, disk, upstreams and clock; exit 1 if a check fails",
}

# What people type in the place of a command.
_SYNONYMS = {"run": "serve", "start": "serve", "server": "serve", "upgrade": "migrate", "check": "doctor"}
_TOP_OPTIONS = {"help": "--help", "version": "--version"}
_ACTION = "ACTION [OPTION ...]"
_OF_A_SERVER = ("host", "port", "cors_origins", "allowed_hosts", "log_level", "log_format")
_OF_THE_STATE = ("state_dir", "database_url")

_EXAMPLES = """examples:
  llm-backend serve                                   a chat without a key: the built-in model answers
  llm-backend serve --upstream http://127.0.0.1:11434
                                                      any OpenAI-compatible server answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  llm-backend mock --port 8090                        valid examples for every operation
  llm-backend keys create --project Default --name laptop
                                                      a key for AUTH=keys, displayed once
  llm-backend doctor                                  check the settings and everything that they name

`llm-backend COMMAND --help` has more. Each setting is an option, a variable of the environment and a line of
llm-backend.toml: `llm-backend serve --help` lists them.
"""

_SERVE = """examples:
  llm-backend serve                                   the built-in model answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  llm-backend serve --upstream http://127.0.0.1:11434 --port 9000
  llm-backend serve --upstreams-file upstreams.toml   several upstreams: docs/upstreams.md
  llm-backend serve --host 0.0.0.0 --auth keys        for other machines, with keys of `llm-backend keys`
  DATABASE_URL=postgresql://user:password@host/name llm-backend serve --migrate

After SIGTERM or Ctrl-C open requests have DRAIN_SECONDS to end.
"""

_MOCK = """examples:
  llm-backend mock --port 8090
  curl http://127.0.0.1:8090/v1/models
  curl http://127.0.0.1:8090/v1/models -H 'x-mock-status: 429'       an error on demand
  curl http://127.0.0.1:8090/v1/models -H 'x-mock-delay-ms: 3000'    a slow answer

It accepts any key and needs no database and no upstream.
"""

_MIGRATE = """examples:
  llm-backend migrate                                 SQLite in the folder of the state
  llm-backend migrate --plan                          what it would do, and how many rows that concerns
  DATABASE_URL=postgresql://user:password@host/name llm-backend migrate

`serve` does so itself with SQLite. Otherwise run it before each new version, or `serve --migrate`; it is
idempotent, and needs the permission to create tables.
"""

_BACKUP = """examples:
  llm-backend backup backup.db                        of SQLite, also while it serves
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

Keys are required with AUTH=keys.
"""

_ADOPT = """examples:
  llm-backend projects adopt --project team-a --dry-run
  llm-backend projects adopt --project team-a

Moves what calls with AUTH=open stored, which belongs to the project Default, to another project: chats,
responses, conversations and usage records, in small transactions, also while a server runs. A run that was
stopped is continued by the next one.
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
  llm-backend doctor --try                            also sends each upstream a chat, the engine a query
  llm-backend doctor --try gpt-4o-mini                the same, with this model

It changes nothing. The exit status is 1 if a line starts with FAIL.
"""


def parse(arguments: Sequence[str], version: str) -> argparse.Namespace:
    """The options of a command line. Exits with 2 and a hint if it is wrong, with 0 after help or version."""
    top = parser(version)
    first, *rest = arguments or [""]
    if first == "":
        _exit_with_help(top)
    if first in _TOP_OPTIONS:
        arguments = [*rest, _TOP_OPTIONS[first]]
    elif first not in _ABOUT and first not in ("-h", "--help", "-V", "--version"):
        top.error(_wrong_start(first, rest))
    options, unknown = top.parse_known_args(arguments)
    command: argparse.ArgumentParser = options.parser
    if unknown:
        command.error(_unknown(unknown, command))
    if getattr(options, "action", "") is None:
        _exit_with_help(command)
    return options


def _exit_with_help(command: argparse.ArgumentParser) -> NoReturn:
    command.print_help(sys.stderr)
    command.exit(2)


def _wrong_start(first: str, rest: Sequence[str]) -> str:
    """The error for a command line that does not start with a command."""
    if first.startswith("-"):
        command = next((word for word in rest if word in _ABOUT), "serve")
        return f"options follow the command: llm-backend {command} {first.partition('=')[0]} ..."
    near = _SYNONYMS.get(first) or next(iter(get_close_matches(first, _ABOUT, 1)), "")
    hint = f"did you mean `llm-backend {near}`?" if near else "`llm-backend --help` lists the commands"
    return f"unknown command {first!r}; {hint}"


def _unknown(arguments: Sequence[str], command: argparse.ArgumentParser) -> str:
    """The error for arguments that the command does not have; without values, which may be secrets."""
    option = next((word.partition("=")[0] for word in arguments if word.startswith("-")), None)
    if option is None:
        return f"too many arguments: {command.prog} has options only, such as --port 9000"
    return f"unknown option {option}; {setting_options.hint(option, command)}"


def parser(version: str) -> argparse.ArgumentParser:
    """Parses `llm-backend COMMAND [options]`."""
    top = argparse.ArgumentParser(
        prog="llm-backend",
        usage="llm-backend COMMAND [OPTION ...]",
        description="A self-hosted server that speaks all of OpenAI's REST API.",
        epilog=_EXAMPLES,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    top.add_argument("-V", "--version", action="version", version=f"llm-backend {version}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="llm-backend")
    serve = _add(commands, "serve", _ABOUT["serve"], _SERVE, settings=None)
    serve.add_argument(
        "--migrate", action="store_true", help="migrate PostgreSQL first; SQLite is always migrated"
    )
    _add(commands, "mock", _ABOUT["mock"], _MOCK, settings=_OF_A_SERVER)
    migrate = _add(commands, "migrate", _ABOUT["migrate"], _MIGRATE)
    migrate.add_argument("--plan", action="store_true", help="list what would be done, and change nothing")
    backup = _add(commands, "backup", _ABOUT["backup"], _BACKUP, arguments="[OPTION ...] FILE")
    backup.add_argument("file", metavar="FILE", type=Path, help="the file to create")
    restore = _add(commands, "restore", _ABOUT["restore"], _RESTORE, arguments="[OPTION ...] FILE")
    restore.add_argument("file", metavar="FILE", type=Path, help="a file of `llm-backend backup`")
    _keys(_add(commands, "keys", _ABOUT["keys"], _KEYS, arguments=_ACTION))
    _projects(_add(commands, "projects", _ABOUT["projects"], _ADOPT, arguments=_ACTION))
    doctor = _add(commands, "doctor", _ABOUT["doctor"], _DOCTOR)
    doctor.add_argument(
        "--try",
        dest="try_model",
        nargs="?",
        const="",
        metavar="MODEL",
        help="send each upstream a chat of one token and the search engine a query; report what is refused",
    )
    return top


_formatter = partial(argparse.RawDescriptionHelpFormatter, max_help_position=32)


def _add(
    commands: Any,
    name: str,
    about: str,
    examples: str,
    *,
    settings: Sequence[str] | None = _OF_THE_STATE,
    arguments: str = "[OPTION ...]",
) -> argparse.ArgumentParser:
    """A command, whose help displays the options of these settings, or of all.

    `commands` is the result of add_subparsers, whose class is private.
    """
    added: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        usage=f"%(prog)s {arguments}",
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=examples,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    added.set_defaults(parser=added)
    if arguments != _ACTION:
        setting_options.add(added, settings)
    return added


def _projects(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", prog="llm-backend projects")
    adopt = _add(actions, "adopt", "move what calls with AUTH=open stored to a project", _ADOPT)
    adopt.add_argument("--project", required=True, help="id or name of the project")
    adopt.add_argument("--dry-run", action="store_true", help="only count what would be moved")


def _keys(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", prog="llm-backend keys")
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
    revoke = _add(actions, "revoke", "reject a key from now on", _REVOKE, arguments="[OPTION ...] KEY_ID")
    revoke.add_argument("key_id", metavar="KEY_ID", help="an id of `keys list`")
