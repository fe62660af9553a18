"""A command of ours that serves, as a process of its own, in an empty folder."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator


@contextlib.contextmanager
def command(name: str, **given: str) -> Iterator[str]:
    """The API's base URL of `llm-backend NAME`; `given` are environment variables."""
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), **given}
    with tempfile.TemporaryDirectory() as folder:
        start = [sys.executable, "-m", "app"]
        if name == "serve":
            subprocess.run([*start, "migrate"], cwd=folder, env=environment, check=True)
        # To a file: a pipe that nobody reads would fill up.
        with open(os.path.join(folder, "log"), "w+", encoding="utf-8") as log:
            process = subprocess.Popen([*start, name, "--port", "0"], cwd=folder, env=environment, stderr=log)
            try:
                yield _url(log.name, process)
            finally:
                process.kill()
                process.wait(10)


def _url(log: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        with open(log, encoding="utf-8") as told:
            found = re.search(r"listens on (http://\S+)", told.read())
        if found:
            return found[1]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("the server did not start")
