"""How many instructions this server executes for a request over real sockets, as valgrind counts them.

Counts of two runs differ by half a percent, by what happens to be committed together; the processor's time of two runs by three:
so it tells whether a small change has brought anything. What it cannot tell is how long an instruction takes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.bench import systems
from tests.bench.programs import Programs, upstream
from tests.bench.rounds import Bench
from tests.bench.scenarios import CHAT, NATIVE, RESPONSE, STREAM

_REQUESTS = {CHAT: 2000, STREAM: 320, RESPONSE: 160, NATIVE: 160}
_WARM = 0.05


def run(programs: Programs, pinned: list[str]) -> int:
    """Prints a line for each scenario; 0 if every answer was as it should be."""
    if shutil.which("valgrind") is None:
        print("Instructions are counted by valgrind, which is not here; Debian's package has its name.")
        return 1
    bench = Bench(programs, [])
    # In sets and dictionaries things collide alike each time.
    os.environ["PYTHONHASHSEED"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        counting = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={counts}"]
        with (
            upstream(programs, 1800) as behind,
            systems.ours(behind, [*pinned, *counting]) as server,
        ):
            bench.warm([server], list(_REQUESTS), _WARM)
            for number, (scenario, requests) in enumerate(_REQUESTS.items(), 1):
                _tell("--instr=on", server.pid)
                bench.load(server.name, server.url, scenario, requests)
                _tell("--instr=off", server.pid)
                _tell("--dump", server.pid)
                each = total(Path(f"{counts}.{number}")) / requests
                print(f"{scenario.name:<10} {each:>12,.0f} instructions a request", flush=True)
    print("\n".join(bench.faults))
    return 1 if bench.faults else 0


def total(dump: Path) -> int:
    """All that were counted until a dump was written; each begins at none."""
    for line in dump.read_text(encoding="utf-8").splitlines():
        if line.startswith("totals:"):
            return int(line.split()[1])
    raise ValueError(f"{dump.name} has no sum")


def _tell(what: str, pid: int) -> None:
    command = ["callgrind_control", what, str(pid)]
    subprocess.run(command, check=True, capture_output=True)
