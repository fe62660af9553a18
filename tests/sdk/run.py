"""The official Python SDK's own `tests/api_resources`, from its source archive, against `mock`.

Arguments go to pytest. Without any, the run must also be whole: as many tests as the archive has.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.sdk.archive import unpacked
from tests.support.process import server_url

PASSED, SENT, SKIPPED = 6247, 5060, 24
"""What the archive holds: fewer would mean that tests were left out. It skips 24 itself (deprecated paths)."""


def main() -> int:
    """0 if no test failed and none is missing."""
    with tempfile.TemporaryDirectory() as folder, server_url("mock") as url:
        tree = unpacked(Path(folder))
        paths = os.pathsep.join((str(tree / "src"), str(Path(__file__).parent)))
        chosen = sys.argv[1:]
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "requests_sent", "-p", "no:cacheprovider", "-q", "-n", "2"]
            + (chosen or ["tests/api_resources"]),
            cwd=tree,
            env={**os.environ, "PYTHONPATH": paths, "TEST_API_BASE_URL": url, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    print(run.stdout)
    if run.returncode or chosen:
        return run.returncode
    told = re.findall(r"(\d+) passed|(\d+) skipped|sent a request: (\d+)", run.stdout)
    counts = sorted(int(number) for numbers in told for number in numbers if number)
    if counts != sorted((PASSED, SENT, SKIPPED)):
        print(f"the archive has {PASSED} tests, {SENT} of which send a request, and skips {SKIPPED}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
