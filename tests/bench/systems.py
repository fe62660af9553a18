"""The compared systems: processes on the same core, before the same upstream."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.programs import Upstream, get
from tests.bench.scenarios import NATIVE_MODEL, PACED_MODEL
from tests.support.process import listening_program, server_process
from tests.support.sockets import free_port

OURS, FLOOR, RIVAL = "this server", "pass-through", "sglang-router"
_ROOT = Path(__file__).parents[2]
_LOCKED = _ROOT / "requirements/bench.txt"


@dataclass(frozen=True, slots=True)
class System:
    """A listening gateway; `database` is the URL of this server's."""

    name: str
    url: str
    pid: int
    database: str | None = None


def upstreams_file(folder: Path, upstream: Upstream) -> str:
    """Writes an upstreams file with the upstream twice: for chats, and as one that supports responses."""
    entries = (("chats", ["bench", PACED_MODEL], "chat"), ("responses", [NATIVE_MODEL], "native"))
    text = "".join(
        f'[[upstream]]\nname = "{name}"\nurl = "{upstream.url}"\n'
        f'models = {json.dumps(models)}\nresponses = "{kind}"\n'
        for name, models, kind in entries
    )
    path = folder / "upstreams.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@contextlib.contextmanager
def ours(
    upstream: Upstream, before: list[str], module: str = "app", database: str | None = None
) -> Iterator[System]:
    """This server as `llm-backend serve` runs it: with validation, storage and a log to a file."""
    with tempfile.TemporaryDirectory() as folder:
        database = database or os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/bench.db"
        with server_process(
            "serve",
            before=before,
            module=module,
            AUTH="open",
            UPSTREAMS_FILE=upstreams_file(Path(folder), upstream),
            DATABASE_URL=database,
        ) as server:
            yield System(OURS, _base(server.url), server.pid, database)


@contextlib.contextmanager
def floor(upstream: Upstream, before: list[str]) -> Iterator[System]:
    """The pass-through, on the same event loop as ours."""
    command = [*before, sys.executable, "-m", "tests.bench.passthrough", str(upstream.port)]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    with (
        tempfile.TemporaryDirectory() as folder,
        listening_program(command, Path(folder), environment) as server,
    ):
        yield System(FLOOR, server.url, server.pid)


@contextlib.contextmanager
def rival(upstream: Upstream, before: list[str]) -> Iterator[System]:
    """PyPI's sglang-router, for an upstream with OpenAI's API, with its history in memory."""
    port, metrics = free_port(), free_port()
    options = {
        "backend": "openai",
        "worker-urls": upstream.url,
        "history-backend": "memory",
        "host": "127.0.0.1",
        "port": port,
        "prometheus-port": metrics,
        "log-level": "warn",
    }
    command = [*before, str(_rival_python()), "-m", "sglang_router.launch_router"]
    command += [part for name, value in options.items() for part in (f"--{name}", str(value))]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url + "/health", process)
            yield System(RIVAL, url, process.pid)
        finally:
            process.kill()
            process.wait(10)


SYSTEMS: dict[str, Callable[[Upstream, list[str]], contextlib.AbstractContextManager[System]]] = {
    "ours": ours,
    "floor": floor,
    "rival": rival,
}


def _rival_python() -> Path:
    """The interpreter of the rival's own environment, which is created once per version of the lock file."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "llm-backend"
    folder = cache / f"bench-{hashlib.sha256(_LOCKED.read_bytes()).hexdigest()[:12]}"
    python, complete = folder / "bin/python", folder / ".complete"
    if not complete.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
        ]
        subprocess.run([*install, "-r", str(_LOCKED)], check=True)
        complete.touch()
    return python


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            get(url)
            return
        time.sleep(0.1)
    raise SystemExit(f"{RIVAL} did not start")


def _base(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
