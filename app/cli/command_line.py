"""Runs a command line: its options, the settings, the command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from app.cli import setting_options
from app.cli.parser import parse


def run(arguments: Sequence[str]) -> int:
    """Returns 0, or 1 with a message on stderr. Raises SystemExit for a wrong command line, and for help."""
    options = parse(arguments)
    # Imported after parsing: `--help` and `--version` load nothing.
    from app.cli import commands
    from app.cli.command_error import CommandError
    from app.settings import SettingsError, load

    environment = dict(os.environ)
    if options.config is not None:
        environment["LLM_BACKEND_CONFIG"] = options.config
    try:
        settings = load(environment, overrides=setting_options.overrides(options))
        return commands.COMMANDS[options.command](settings, options)
    except SettingsError as error:
        return _fail(f"invalid settings\n{error}")
    except CommandError as error:
        return _fail(str(error))


def _fail(message: str) -> int:
    print(f"llm-backend: {message}", file=sys.stderr)
    return 1
