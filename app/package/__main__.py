"""Starts the installed program: `llm-backend`, or `python -m llm_backend`.

The wheel has these files as the package `llm_backend`, with `app`, `generated` and `migrations` beside them.
In an editable installation those three are at the root of the checkout, which is on the path.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Runs one command. Returns the status to exit with."""
    # In this process only: nothing else in the environment can import them, and nothing there hides them.
    sys.path.insert(0, str(Path(__file__).parent))
    from app.__main__ import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
