"""Another process that holds SQLite's write lock, as a person with `sqlite3` can."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
"""


@asynccontextmanager
async def locked_database_file(path: Path) -> AsyncGenerator[Callable[[], None], None]:
    """Locks the file for writing until the yielded function is called or the block ends."""
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _HOLD, str(path), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert await holder.stdout.readline() == b"held\n"
        yield holder.stdin.close
    finally:
        holder.stdin.close()
        await asyncio.wait_for(holder.wait(), 10)
