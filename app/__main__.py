"""The command line: `llm-backend serve | mock | migrate | keys | doctor`."""

from __future__ import annotations

import os
import sys

from app.cli.parser import parser
from app.version import package_version


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns 0, or 1 with a message on stderr; exits with 2 on a usage error."""
    options = parser(package_version()).parse_args(arguments)
    # Imported after parsing: `--help` and `--version` load nothing.
    from app.cli import commands
    from app.cli.command_error import CommandError
    from app.settings import SettingsError, load

    overrides = {
        name: value for name in ("host", "port") if (value := getattr(options, name, None)) is not None
    }
    try:
        settings = load(os.environ, overrides=overrides)
        return commands.COMMANDS[options.command](settings, options)
    except SettingsError as error:
        return _fail(f"llm-backend: invalid settings\n{error}")
    except CommandError as error:
        return _fail(f"llm-backend: {error}")


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
