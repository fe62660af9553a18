"""`doctor`'s check of the clock against those of the database and the upstreams, and against file times."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

from app.cli.finding import Finding

_HINT = "Synchronize this machine's clock by NTP (timedatectl set-ntp true), or the other one."
# A Date header has whole seconds and is delayed by the network.
_TOLERANCE_SECONDS = 5.0
_FAILURE_SECONDS = 300.0


def check(offsets: Mapping[str, float]) -> Finding:
    """Compares clocks. `offsets` are other clocks minus ours, in seconds, by name."""
    now = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    if not offsets:
        return Finding("ok", "clock", f"{now}; no other clock to compare with")
    name, offset = max(offsets.items(), key=lambda clock: abs(clock[1]))
    if abs(offset) <= _TOLERANCE_SECONDS:
        return Finding("ok", "clock", f"{now}, in agreement with {' and '.join(offsets)}")
    difference = f"{now} is {abs(offset):,.0f} s {'behind' if offset > 0 else 'ahead of'} {name}."
    if abs(offset) >= _FAILURE_SECONDS:
        return Finding("FAIL", "clock", f"{difference} {_HINT}")
    return Finding("warn", "clock", f"{difference} {_HINT}")


def future_offset(paths: list[Path]) -> float | None:
    """Seconds from now to the newest modification time of these files, if it is in the future."""
    times = [path.stat().st_mtime for path in paths if os.path.exists(path)]
    offset = max(times, default=0.0) - time.time()
    return offset if offset > _TOLERANCE_SECONDS else None
