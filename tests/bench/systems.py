"""The compared systems: processes on the same core, before the same upstream."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.environments import python_with
from tests.bench.programs import Upstream, get
from tests.bench.scenarios import NATIVE_MODEL, PACED_MODEL
from tests.support.process import listening_program, server_process
from tests.support.sockets import free_port

OURS, FLOOR, RIVAL, LITELLM = "this server", "pass-through", "sglang-router", "LiteLLM"
_ROOT = Path(__file__).parents[2]


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
    upstream: Upstream,
    before: list[str],
    python: str = sys.executable,
    *,
    module: str = "app",
    database: str | None = None,
    **variables: str,
) -> Iterator[System]:
    """This server as `llm-backend serve` runs it: with validation, storage and a log to a file."""
    with tempfile.TemporaryDirectory() as folder:
        database = database or os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/bench.db"
        with server_process(
            "serve",
            before=before,
            module=module,
            python=python,
            AUTH="open",
            UPSTREAMS_FILE=upstreams_file(Path(folder), upstream),
            DATABASE_URL=database,
            **variables,
        ) as server:
            yield System(OURS, _base(server.url), server.pid, database)


@contextlib.contextmanager
def floor(upstream: Upstream, before: list[str], python: str = sys.executable) -> Iterator[System]:
    """The pass-through, on the same event loop as ours."""
    command = [*before, python, "-m", "tests.bench.passthrough", str(upstream.port)]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    with (
        tempfile.TemporaryDirectory() as folder,
        listening_program(command, Path(folder), environment) as server,
    ):
        yield System(FLOOR, server.url, server.pid)


@contextlib.contextmanager
def rival(upstream: Upstream, before: list[str]) -> Iterator[System]:
    """PyPI's sglang-router, for an upstream with OpenAI's API, with its history in memory."""
    port = free_port()
    options = {
        "backend": "openai",
        "worker-urls": upstream.url,
        "history-backend": "memory",
        "host": "127.0.0.1",
        "port": port,
        "prometheus-port": free_port(),
        "log-level": "warn",
    }
    command = [*before, python_with("bench.txt"), "-m", "sglang_router.launch_router"]
    command += [part for name, value in options.items() for part in (f"--{name}", str(value))]
    with _listening(RIVAL, command, f"http://127.0.0.1:{port}", "/health") as system:
        yield system


@contextlib.contextmanager
def litellm(upstream: Upstream, before: list[str]) -> Iterator[System]:
    """PyPI's LiteLLM proxy with one worker, for an upstream with OpenAI's API, without a database."""
    port, python = free_port(), python_with("litellm.txt")
    models = [
        {
            "model_name": model,
            "litellm_params": {"model": f"openai/{model}", "api_base": upstream.url, "api_key": "any"},
        }
        for model in ("bench", PACED_MODEL)
    ]
    with tempfile.TemporaryDirectory() as folder:
        # JSON is YAML, too.
        path = Path(folder) / "config.yaml"
        path.write_text(json.dumps({"model_list": models}), encoding="utf-8")
        command = [*before, python, str(Path(python).with_name("litellm")), "--config", str(path)]
        command += ["--host", "127.0.0.1", "--port", str(port), "--num_workers", "1"]
        # Nothing is fetched or reported: prices are those of the package.
        variables = {
            "LITELLM_LOG": "ERROR",
            "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            "LITELLM_TELEMETRY": "False",
        }
        # As this server with AUTH=open.
        variables["LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY"] = "true"
        url = f"http://127.0.0.1:{port}"
        with _listening(LITELLM, command, url, "/health/liveliness", **variables) as system:
            yield system


@contextlib.contextmanager
def _listening(name: str, command: list[str], url: str, health: str, **variables: str) -> Iterator[System]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **variables})
        try:
            _wait_for(name, url + health, process)
            yield System(name, url, process.pid)
        finally:
            process.kill()
            process.wait(10)


DEFAULT = ("ours", "floor", "rival")
ASKED_FOR = ("litellm",)
"""It takes minutes: `--only` names it."""


def start(
    name: str, upstream: Upstream, before: list[str], python: str
) -> contextlib.AbstractContextManager[System]:
    """One of the systems; ours and the pass-through are run by `python`."""
    if name == "ours":
        return ours(upstream, before, python)
    if name == "floor":
        return floor(upstream, before, python)
    return (rival if name == "rival" else litellm)(upstream, before)


def _wait_for(name: str, url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(900):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            get(url)
            return
        time.sleep(0.1)
    raise SystemExit(f"{name} did not start")


def _base(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
