"""`llm-backend` whose `mcp` tools are boxes. What is put into them is in the file EFFECTS, with the process.

A call takes half a second, or BOX_SECONDS.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import app.main
from app.__main__ import main
from tests.support.hosted_tools import Box


class FileBoxes:
    """Makes boxes: `ToolProvider`. None of their calls may be repeated."""

    def tool(self, declared: Mapping[str, Any], path: str, fields: Mapping[str, Any]) -> Box:
        """One for each request."""
        del declared, path, fields
        return Box(_put, repeatable=False, approval=False)


async def _put(what: str) -> None:
    await asyncio.to_thread(_write, f"{what} {os.getpid()}\n")
    await asyncio.sleep(float(os.environ.get("BOX_SECONDS", "0.5")))


def _write(line: str) -> None:
    with Path(os.environ["EFFECTS"]).open("a", encoding="utf-8") as effects:
        effects.write(line)


if __name__ == "__main__":
    app.main.create_app = partial(app.main.create_app, tools={"mcp": FileBoxes()})
    sys.exit(main())
