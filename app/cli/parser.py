"""The parser of the command line, and its help."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from app.cli import help_texts, setting_options
from app.version import package_version

_ABOUT = {
    "serve": "run the server",
    "mock": "run the example server: every operation answers a valid example, nothing is stored",
    "migrate": "migrate the database to this version's tables",
    "backup": "copy the database to a file, while servers use it",
    "restore": "put a backup in the place of the database",
    "keys": "create, list and revoke the keys of AUTH=keys",
    "users": "create and list the users of the organization",
    "projects": "move what was stored without keys to a project",
    "doctor": "check settings, port, database, keys, disk, upstreams and clock; exit 1 if a check fails",
}

# What people type in the place of a command.
_SYNONYMS = {"run": "serve", "start": "serve", "server": "serve", "upgrade": "migrate", "check": "doctor"}
_TOP_OPTIONS = {"help": "--help", "version": "--version"}
_ACTION = "ACTION [OPTION ...]"
_OF_A_SERVER = ("host", "port", "cors_origins", "allowed_hosts", "log_level", "log_format")
_OF_THE_STATE = ("state_dir", "database_url")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line. Exits with 2 and a hint if it is wrong, with 0 after help or version."""
    first, *rest = arguments or [""]
    if first in _TOP_OPTIONS:
        arguments = [*rest, _TOP_OPTIONS[first]]
    # The options of all commands would be made at each start.
    top = parser(arguments[:1])
    if first == "":
        _exit_with_help(top)
    if first not in _TOP_OPTIONS and first not in _ABOUT and first not in ("-h", "--help", "-V", "--version"):
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


def parser(complete: Collection[str] = tuple(_ABOUT)) -> argparse.ArgumentParser:
    """Parses `llm-backend COMMAND [options]`. Commands that are not in `complete` are named only."""
    top = argparse.ArgumentParser(
        prog="llm-backend",
        usage="llm-backend COMMAND [OPTION ...]",
        description="A self-hosted server that speaks all of OpenAI's REST API.",
        epilog=help_texts.EXAMPLES,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    top.add_argument("-V", "--version", action=_Version, nargs=0, help="print the version")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="llm-backend")
    for name, about in _ABOUT.items():
        if name in complete:
            _COMMANDS[name](commands, about)
        else:
            commands.add_parser(name, help=about)
    return top


class _Version(argparse.Action):
    """Prints the version, which is read from the package's metadata only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        sys.stdout.write(f"llm-backend {package_version()}\n")
        parser.exit()


def _serve(commands: Any, about: str) -> None:
    serve = _add(commands, "serve", about, help_texts.SERVE, settings=None)
    serve.add_argument(
        "--migrate", action="store_true", help="migrate PostgreSQL first; SQLite is always migrated"
    )


def _mock(commands: Any, about: str) -> None:
    _add(commands, "mock", about, help_texts.MOCK, settings=_OF_A_SERVER)


def _migrate(commands: Any, about: str) -> None:
    migrate = _add(commands, "migrate", about, help_texts.MIGRATE)
    migrate.add_argument("--plan", action="store_true", help="list what would be done, and change nothing")


def _backup(commands: Any, about: str) -> None:
    backup = _add(commands, "backup", about, help_texts.BACKUP, arguments="[OPTION ...] FILE")
    backup.add_argument("file", metavar="FILE", type=Path, help="the file to create")


def _restore(commands: Any, about: str) -> None:
    restore = _add(commands, "restore", about, help_texts.RESTORE, arguments="[OPTION ...] FILE")
    restore.add_argument("file", metavar="FILE", type=Path, help="a file of `llm-backend backup`")


def _doctor(commands: Any, about: str) -> None:
    doctor = _add(commands, "doctor", about, help_texts.DOCTOR)
    doctor.add_argument(
        "--try",
        dest="try_model",
        nargs="?",
        const="",
        metavar="MODEL",
        help="send each upstream a chat of one token and the search engine a query; report what is refused",
    )


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
    """A command, whose help displays the options of these settings, or of all."""
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


def _users(commands: Any, about: str) -> None:
    command = _add(commands, "users", about, help_texts.USERS, arguments=_ACTION)
    actions = command.add_subparsers(dest="action", metavar="ACTION", prog="llm-backend users")
    create = _add(actions, "create", "add a user", help_texts.CREATE_USER, arguments="[OPTION ...] EMAIL")
    create.add_argument("email", metavar="EMAIL", help="the address by which the user is known")
    create.add_argument("--name", default="", help="the name to display (default: the start of EMAIL)")
    create.add_argument(
        "--role", choices=("reader", "owner"), default="reader", help="in the organization (default: reader)"
    )
    _add(actions, "list", "list the users and their roles", help_texts.LIST_USERS)


def _projects(commands: Any, about: str) -> None:
    command = _add(commands, "projects", about, help_texts.ADOPT, arguments=_ACTION)
    actions = command.add_subparsers(dest="action", metavar="ACTION", prog="llm-backend projects")
    adopt = _add(actions, "adopt", "move what calls with AUTH=open stored to a project", help_texts.ADOPT)
    adopt.add_argument("--project", required=True, help="id or name of the project")
    adopt.add_argument("--dry-run", action="store_true", help="only count what would be moved")


def _keys(commands: Any, about: str) -> None:
    command = _add(commands, "keys", about, help_texts.KEYS, arguments=_ACTION)
    actions = command.add_subparsers(dest="action", metavar="ACTION", prog="llm-backend keys")
    create = _add(actions, "create", "create a key and display it once", help_texts.CREATE)
    create.add_argument(
        "--kind",
        choices=("project", "service_account", "admin"),
        default="project",
        help="what the key gives access to: a project, or the administration (default: project)",
    )
    create.add_argument("--project", help="id or name of the project; not with --kind admin")
    create.add_argument("--new-project", action="store_true", help="create the project if it does not exist")
    create.add_argument("--name", default="", help="a label, such as its user or device")
    create.add_argument("--user", metavar="EMAIL", help="the key's owner (default: the operator)")
    listing = _add(actions, "list", "list the keys, without their secrets", help_texts.LIST)
    listing.add_argument("--project", help="only the keys of this project")
    revoke = _add(
        actions, "revoke", "reject a key from now on", help_texts.REVOKE, arguments="[OPTION ...] KEY_ID"
    )
    revoke.add_argument("key_id", metavar="KEY_ID", help="an id of `keys list`")


_COMMANDS: dict[str, Callable[[Any, str], None]] = {
    "serve": _serve,
    "mock": _mock,
    "migrate": _migrate,
    "backup": _backup,
    "restore": _restore,
    "keys": _keys,
    "users": _users,
    "projects": _projects,
    "doctor": _doctor,
}
"""What adds a command to the result of add_subparsers, whose class is private."""
