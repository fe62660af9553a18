"""The command line's grammar and help."""

from __future__ import annotations

import argparse

_EXAMPLES = """examples:
  llm-backend serve                                   a chat without a key: the built-in model answers
  OPENAI_API_KEY=sk-... llm-backend serve             OpenAI answers
  UPSTREAM_URL=http://127.0.0.1:11434 llm-backend serve --port 9000
  llm-backend mock --port 8090                        valid examples for every operation
  llm-backend keys create --project Default --name laptop
                                                      a key for AUTH=keys, shown once
  llm-backend doctor                                  what is set, what can be reached, what to do about it

Settings come from the environment or from llm-backend.toml; the README lists them.
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
    for name, about in (
        ("serve", "run the server"),
        ("mock", "run the example server: every operation answers a valid example, nothing is stored"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("--host", help="address to listen on (HOST)")
        command.add_argument("--port", help="port to listen on (PORT)")
    commands.add_parser("migrate", help="bring the database to this version's tables")
    _keys(commands.add_parser("keys", help="create, list and revoke the keys of AUTH=keys"))
    commands.add_parser(
        "doctor", help="check settings, database, upstream, folders and port; exit 1 if one is wrong"
    )
    return top


def _keys(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="make a key and show it once")
    create.add_argument(
        "--kind",
        choices=("project", "service_account", "admin"),
        default="project",
        help="what it opens: a project's operations, or the administration (default: project)",
    )
    create.add_argument("--project", help="id or name of the project, unless the key is an admin's")
    create.add_argument("--new-project", action="store_true", help="make the project if there is none")
    create.add_argument("--name", default="", help="a word on whom it is for")
    listing = actions.add_parser("list", help="the keys there are, without their secrets")
    listing.add_argument("--project", help="only those of this project")
    revoke = actions.add_parser("revoke", help="refuse a key from now on")
    revoke.add_argument("key_id", metavar="KEY_ID", help="as `keys list` shows it")
