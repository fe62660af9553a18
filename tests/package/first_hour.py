"""The first hour with an installed program: each step as its user would take it, in empty folders."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tests.package.interpreters import output
from tests.support.process import ServerProcess, listening_program

_START_SECONDS = 10.0
_STRANGER = 54_321
# Above the length up to which a body is validated in the server's own process.
_LONG_WORDS = 120_000


def walk(python: Path, folder: Path) -> str:
    """Serves, chats, creates a key, checks, mocks and starts again. Returns a report. Raises SystemExit."""
    program = str(python.parent / "llm-backend")
    work, home = folder / "work", folder / "home"
    work.mkdir()
    home.mkdir()
    # What a user's folder may have must not be taken for the program's own.
    for name in ("app", "generated", "migrations"):
        (work / f"{name}.py").write_text("raise SystemExit('a file of the user was imported')\n")
    variables = {"HOME": str(home), "PATH": os.environ["PATH"]}
    report = _first_chat([program, "serve", "--port", "0"], work, variables)
    state = home / ".local/share/llm-backend"
    _expect((state / "llm-backend.db").exists(), f"{state} has no database")
    created = output(
        [program, *["keys", "create", "--project", "Default", "--name", "laptop"]], work, variables
    )
    _expect("\nsk-" in created, "keys create printed no key")
    output([program, "doctor", "--port", "0", "--auth", "keys"], work, variables)
    with listening_program([program, "mock", "--port", "0"], work, variables) as server:
        _expect(bool(_get(f"{server.url}/models")["data"]), "the mock lists no model")
    module = [str(python), "-m", "llm_backend", "serve", "--port", "0"]
    with listening_program(module, work, variables) as server:
        stored = _get(f"{server.url}/chat/completions")["data"]
        _expect(bool(stored), "the second start does not have the chat")
        _expect("was migrated" not in server.log.read_text(encoding="utf-8"), "the second start migrated")
    return report


def stranger() -> list[str]:
    """What precedes a command line that a random user, who has no home, runs; empty where that cannot be."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0 or setpriv is None:
        return []
    return [setpriv, f"--reuid={_STRANGER}", f"--regid={_STRANGER}", "--clear-groups"]


def can_run(become: Sequence[str], interpreter: str) -> bool:
    """Whether that user may run the interpreter, and it itself."""
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', ''], check=True)"
    return (
        subprocess.run([*become, interpreter, "-c", code], capture_output=True, check=False).returncode == 0
    )


def walk_as_stranger(become: Sequence[str], python: Path, checkout: Path, folder: Path) -> str:
    """Where nothing can be written but one folder: what is installed, and a checkout."""
    variables = {"PATH": os.environ["PATH"]}
    for number, program in enumerate(([str(python.parent / "llm-backend")], [str(python), "-m", "app"])):
        state = folder / f"state-{number}"
        state.mkdir()
        os.chown(state, _STRANGER, _STRANGER)
        start = [*become, *program, "serve", "--port", "0"]
        done = subprocess.run(start, cwd=checkout, env=variables, capture_output=True, text=True, check=False)
        _expect(done.returncode == 1, "a start without a folder for the state did not fail")
        _expect("Set STATE_DIR" in done.stderr, f"the error has no hint: {done.stderr}")
        _first_chat(start, checkout, {**variables, "STATE_DIR": str(state)}, log=folder)
    return "a random user without a home gets a hint, and with STATE_DIR an answer"


def _first_chat(start: list[str], work: Path, variables: Mapping[str, str], log: Path | None = None) -> str:
    """Serves until a streamed chat has ended; reports the time from the start to its first event."""
    started = time.monotonic()
    with listening_program(start, work, dict(variables), log=log) as server:
        with _post(server, {"stream": True, "messages": [{"role": "user", "content": "Hello"}]}) as events:
            first = events.readline()
            seconds = time.monotonic() - started
            used = _processor_seconds(server.pid)
            rest = events.read()
        _expect(first.startswith(b"data: {"), f"the first event is {first!r}")
        _expect(rest.endswith(b"data: [DONE]\n\n"), "the stream has no end")
        # Of the processor: what else the machine does at the time is not the program's.
        _expect(used < _START_SECONDS, f"the first streamed answer took {used:.1f} s of the processor")
        # It is validated in a process of its own, which must find the program's modules, too.
        with _post(server, {"messages": [{"role": "user", "content": "long " * _LONG_WORDS}]}) as answer:
            _expect(b'"choices"' in answer.read(), "a long body has no answer")
        with urllib.request.urlopen(server.url.removesuffix("/v1") + "/docs", timeout=20) as page:
            _expect(b"<html" in page.read(), "the reference page is missing")
        displayed = re.search(r"database +sqlite:///(\S+)", server.log.read_text(encoding="utf-8"))
        _expect(displayed is not None and os.path.isabs(displayed[1]), "no absolute path is displayed")
    return f"first streamed answer {seconds:.1f} s after the start, of which {used:.1f} s of the processor"


def _processor_seconds(process: int) -> float:
    times = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _post(server: ServerProcess, chat: dict[str, Any]) -> Iterator[BinaryIO]:
    body = json.dumps({"model": "builtin", **chat}).encode()
    request = urllib.request.Request(
        f"{server.url}/chat/completions", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        yield answer


def _get(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=20) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def _expect(fulfilled: bool, message: str) -> None:
    if not fulfilled:
        raise SystemExit(message)
