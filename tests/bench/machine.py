"""What the figures depend on: the processor, its L2 cache, and how the interpreter was built."""

from __future__ import annotations

import json
import platform
import shlex
import subprocess
from pathlib import Path

_CPUINFO = Path("/proc/cpuinfo")
_CACHES = Path("/sys/devices/system/cpu/cpu0/cache")
# Other configure arguments are paths, or do not change the speed.
_OF_SPEED = ("--enable-experimental-jit", "--with-tail-call-interp", "--with-computed-gotos", "--enable-bolt")
# Run by the interpreter that is described.
_BUILD = """
import json, platform, sysconfig
names = ("CONFIG_ARGS", "OPT", "Py_GIL_DISABLED")
print(json.dumps([platform.python_version(), *(str(sysconfig.get_config_var(name) or "") for name in names)]))
"""


def describe(python: str) -> str:
    """The machine and the interpreter at that path, in one sentence."""
    models = [line.partition(": ")[2] for line in _lines(_CPUINFO) if line.startswith("model name")]
    model = models[0] if models else platform.machine()
    return f"{len(models) or 'unknown'} cores of {model}, {_level_2()}; {interpreter(python)}"


def interpreter(python: str) -> str:
    """Its version and build flags. A distribution may add others that its configuration does not name."""
    done = subprocess.run([python, "-c", _BUILD], capture_output=True, text=True, check=True)
    version, arguments, optimisation, free_threaded = json.loads(done.stdout)
    given = [word.strip("'\"") for word in shlex.split(arguments)]
    level = next((word for word in optimisation.split()[::-1] if word.startswith("-O")), "no -O")
    flags = [
        level,
        "PGO" if "--enable-optimizations" in given else "no --enable-optimizations (PGO)",
        next((word for word in given if word.startswith("--with-lto")), "no --with-lto"),
        *(word for word in given if word.startswith(_OF_SPEED)),
    ]
    return f"Python {version}{' free-threaded' if free_threaded == '1' else ''} ({', '.join(flags)})"


def _level_2() -> str:
    for index in sorted(_CACHES.glob("index*")):
        if _lines(index / "level") == ["2"]:
            return f"{_lines(index / 'size')[0].replace('K', ' KiB')} of L2 each"
    return "L2 unknown"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
