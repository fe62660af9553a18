"""The sockets of this machine, as its kernel counts them."""

from __future__ import annotations

from pathlib import Path

ESTABLISHED, CLOSE_WAIT = "01", "08"


def count_sockets(port: int, state: str) -> int:
    """How many that are connected to that port are in a state."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return sum(row[2].endswith(f":{port:04X}") and row[3] == state for row in rows)
