"""The command line: `llm-backend COMMAND`, or `python -m app COMMAND` in a checkout.

Python 3.7 can read this file, so that it can report which version is needed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_OLDEST = (3, 11)
_ROOT = Path(__file__).parent.parent
# The status of a program that Ctrl-C ended, in shells.
_INTERRUPTED = 130
# That of a program whose reader has left, as `head` does.
_BROKEN_PIPE = 141


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns 0, 1 or 130 with a message, or 141; exits with 2 on a usage error."""
    if sys.version_info < _OLDEST:
        return _fail(f"Python 3.11 or newer is needed; {_python()}. {_way()}", 1)
    try:
        from app.cli.command_line import run

        status = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
        return status
    except ModuleNotFoundError as error:
        return _fail(f"{_python()} and has no module '{error.name}'. {_way()}", 1)
    except BrokenPipeError:
        # What is left cannot be written; without this the interpreter would try and report it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        return _fail("stopped by Ctrl-C", _INTERRUPTED)


def _python() -> str:
    return f"{sys.executable} is Python {'.'.join(map(str, sys.version_info[:3]))}"


def _way() -> str:
    """How to run the program with a Python that has all that it needs."""
    if not (_ROOT / "Makefile").exists():
        return "Install llm-backend again, with its dependencies: docs/deploy.md."
    if (_ROOT / ".venv/bin/llm-backend").exists():
        return f"Run {_ROOT / '.venv/bin/llm-backend'} instead."
    return f"Run `make run` in {_ROOT}; it installs everything into .venv/ and serves."


def _fail(message: str, status: int) -> int:
    print(f"llm-backend: {message}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
