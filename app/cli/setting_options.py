"""Options of the command line that are made from the settings, and what to do about an unknown one."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection
from difflib import get_close_matches

from app.settings import SettingsError, default_text, fields, passwords, value_parsers

_ALIASES = {"upstream_url": ("--upstream",)}


def add(command: argparse.ArgumentParser, displayed: Collection[str] | None = None) -> None:
    """Adds an option for each setting that is not a secret; help displays all, or those of `displayed`."""
    group = command.add_argument_group(
        "settings",
        "Each is also a variable of the environment (LOG_LEVEL for --log-level) and a line of\n"
        'llm-backend.toml (log_level = "debug"). An option overrides the environment, which overrides\n'
        f"the file. Secrets are no options: {', '.join(name.upper() for name in _names(option=False))}.",
    )
    group.add_argument("--config", metavar="FILE", help="the file in the place of llm-backend.toml")
    for field in fields():
        if not field.metadata["option"]:
            continue
        default = default_text(field)
        about = field.metadata["about"].replace("`", "") + (f" [{default}]" if default else "")
        parser = field.metadata["parse"]
        # The name alone switches it on.
        is_switch = parser is value_parsers.boolean
        group.add_argument(
            *_ALIASES.get(field.name, ()),
            _option(field.name),
            dest=field.name,
            metavar=parser.form,
            nargs="?" if is_switch else None,
            const="true" if is_switch else None,
            help=about.replace("%", "%%")
            if displayed is None or field.name in displayed
            else argparse.SUPPRESS,
        )


def overrides(options: argparse.Namespace) -> dict[str, str]:
    """Name -> text of each setting that is an option of this command line. Raises SettingsError."""
    found = {f.name: text for f in fields() if (text := getattr(options, f.name, None)) is not None}
    if passwords(found.get("database_url", "")):
        raise SettingsError(
            "--database-url contains a password, which other users of this machine can read there. Set "
            "DATABASE_URL in the environment, or database_url in llm-backend.toml."
        )
    return found


def hint(unknown: str, command: argparse.ArgumentParser) -> str:
    """What to type in the place of an option that the command does not have."""
    known = re.findall(r"--[a-z-]+", command.format_help()) + [_option(name) for name in _names(option=True)]
    secrets = {_option(name): name.upper() for name in _names(option=False)}
    names = [*dict.fromkeys(known), *secrets]
    if unknown in secrets:
        names = [unknown]
    starts = [name for name in names if name.startswith(f"--{unknown.strip('-')}")]
    nearest = next(iter(starts or get_close_matches(unknown, names, 1)), "")
    if nearest in secrets:
        return (
            "secrets are no options, because other users of this machine could read them there: "
            f"set {secrets[nearest]} in the environment or in llm-backend.toml"
        )
    return f"did you mean {nearest}?" if nearest else f"`{command.prog} --help` lists the options"


def _names(*, option: bool) -> list[str]:
    return [field.name for field in fields() if field.metadata["option"] is option]


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
