"""`doctor`'s look at the clock: against the database's, the upstreams', and the files that cannot be of the future."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from app.cli.finding import Finding

_TO_DO = "Set this machine's clock by NTP (timedatectl set-ntp true), or that of the other."
# A header tells whole seconds, and it was on its way.
_CLOSE = 5.0
_FAR = 300.0


def judge(others: Mapping[str, float], shared: float | None, lease: float) -> Finding:
    """`others` are clocks by name, each as seconds ahead of ours; `shared` is the database's, if replicas may share it."""
    told = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    if shared is not None:
        others = {**others, "PostgreSQL": shared}
    if not others:
        return Finding("ok", "clock", f"{told}; there is no other clock to compare it with")
    name, ahead = max(others.items(), key=lambda clock: abs(clock[1]))
    if abs(ahead) <= _CLOSE:
        return Finding("ok", "clock", f"{told}, as by {' and '.join(others)}")
    says = f"{told} is {abs(ahead):,.0f} s {'behind' if ahead > 0 else 'ahead of'} {name}."
    if abs(ahead) >= _FAR:
        return Finding("FAIL", "clock", f"{says} {_TO_DO}")
    if shared is not None and abs(shared) >= lease / 2:
        leases = f"Replicas whose clocks differ by LEASE_SECONDS={lease:g} take each other's work away."
        return Finding("FAIL", "clock", f"{says} {leases} {_TO_DO}")
    return Finding("warn", "clock", f"{says} {_TO_DO}")


def newest(paths: list[Path]) -> float | None:
    """How far the newest of these files is ahead of now, in seconds, where it is of the future."""
    times = [path.stat().st_mtime for path in paths if path.exists()]
    ahead = max(times, default=0.0) - time.time()
    return ahead if ahead > _CLOSE else None
