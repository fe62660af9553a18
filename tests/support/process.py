"""A command of ours that serves, as a process of its own, in an empty folder."""

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
    """A server that listens: the API's base URL, its process, the folder it was started in, what it told."""

    url: str
    pid: int
    folder: Path
    log: Path


@contextlib.contextmanager
def server_url(name: str, **given: str) -> Iterator[str]:
    """The API's base URL of `llm-backend NAME`; `given` are environment variables."""
    with server_process(name, **given) as server:
        yield server.url


@contextlib.contextmanager
def server_process(
    name: str, *, before: Sequence[str] = (), module: str = "app", **given: str
) -> Iterator[ServerProcess]:
    """`llm-backend NAME`, by `module`; `before` stands before its command line (`taskset`, say)."""
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), **given}
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        if name == "serve":
            migrate = [sys.executable, "-m", "app", "migrate"]
            subprocess.run(migrate, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        start = [*before, sys.executable, "-m", module, name, "--port", "0"]
        with listening_program(start, folder, environment) as server:
            yield server


@contextlib.contextmanager
def listening_program(
    start: Sequence[str], folder: Path, environment: dict[str, str]
) -> Iterator[ServerProcess]:
    """A program that tells on stderr where it listens."""
    # To a file: a pipe that nobody reads would fill up.
    with open(folder / "log", "w+", encoding="utf-8") as log:
        process = subprocess.Popen(start, cwd=folder, env=environment, stderr=log)
        try:
            yield ServerProcess(_url(log.name, process), process.pid, folder, Path(log.name))
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
    raise SystemExit("the server did not start:\n" + Path(log).read_text(encoding="utf-8")[-2000:])
