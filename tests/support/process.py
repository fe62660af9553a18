"""A command of ours that serves, as a process in an empty folder."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A listening server: the API's base URL, its process id, its working folder, its log file."""

    url: str
    pid: int
    folder: Path
    log: Path


@contextlib.contextmanager
def server_url(name: str, **variables: str) -> Iterator[str]:
    """The API's base URL of `llm-backend NAME`, started with these environment variables."""
    with server_process(name, **variables) as server:
        yield server.url


@contextlib.contextmanager
def server_process(
    name: str,
    *,
    before: Sequence[str] = (),
    module: str = "app",
    python: str = sys.executable,
    **variables: str,
) -> Iterator[ServerProcess]:
    """`llm-backend NAME` of `module` under `python`; `before` precedes its command line (`taskset -c 0`)."""
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), **variables}
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        if name == "serve":
            migrate = [sys.executable, "-m", "app", "migrate"]
            subprocess.run(migrate, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        start = [*before, python, "-m", module, name, "--port", "0"]
        with listening_program(start, folder, environment) as server:
            yield server


@contextlib.contextmanager
def listening_program(
    start: Sequence[str], folder: Path, environment: dict[str, str], *, log: Path | None = None
) -> Iterator[ServerProcess]:
    """A program that logs to stderr where it listens; it is killed at the end.

    It runs in `folder`; its log is there, or in the folder `log`.
    """
    # A file: a pipe without a reader would fill up.
    with open((log or folder) / "log", "w+", encoding="utf-8") as output:
        process = subprocess.Popen(start, cwd=folder, env=environment, stderr=output)
        try:
            yield ServerProcess(_url(output.name, process), process.pid, folder, Path(output.name))
        finally:
            process.kill()
            process.wait(10)


def _url(log: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(1200):
        match = re.search(r"listens on (http://\S+)", Path(log).read_text(encoding="utf-8"))
        if match:
            return match[1]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("the server did not start:\n" + Path(log).read_text(encoding="utf-8")[-2000:])
