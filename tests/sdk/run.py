"""The official Python SDK's own `tests/api_resources`, from its source archive, against `mock`.

Arguments go to pytest. Without arguments the run must be complete: it must have all tests of the archive.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.sdk.archive import unpack
from tests.support.process import server_url

PASSED, SENT, SKIPPED = 6247, 5060, 24
"""The numbers of the archive's tests: fewer would mean that tests are missing. It skips 24 itself (deprecated
paths).
"""


def main() -> int:
    """Returns 0 if no test failed and none is missing."""
    with tempfile.TemporaryDirectory() as folder, server_url("mock") as url:
        tree = unpack(Path(folder))
        paths = os.pathsep.join((str(tree / "src"), str(Path(__file__).parent)))
        arguments = sys.argv[1:]
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "requests_sent", "-p", "no:cacheprovider", "-q", "-n", "2"]
            + (arguments or ["tests/api_resources"]),
            cwd=tree,
            env={**os.environ, "PYTHONPATH": paths, "TEST_API_BASE_URL": url, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    print(run.stdout)
    if run.returncode or arguments:
        return run.returncode
    matches = re.findall(r"(\d+) passed|(\d+) skipped|sent a request: (\d+)", run.stdout)
    counts = sorted(int(number) for numbers in matches for number in numbers if number)
    if counts != sorted((PASSED, SENT, SKIPPED)):
        print(f"expected {PASSED} passed tests, {SENT} of which send a request, and {SKIPPED} skipped ones")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
