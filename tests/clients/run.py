"""Third-party clients against `serve`, in their own environment: with its built-in model, agents with a fake.

Arguments go to pytest. The environments in `.nox/` are created once per version of requirements/clients.txt
and of the lock file in npm/. Without npm, Codex is not run, which is reported.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from tests.support.process import listening_program, server_url

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_LOCKED = _ROOT / "requirements/clients.txt"
_HOME = _ROOT / ".nox/clients"
_NPM = _HERE / "npm"
_NPM_HOME = _ROOT / ".nox/clients-npm"
_OPTIONS = [
    "-q",
    *(
        "-c",
        os.devnull,
        "--rootdir",
        str(_HERE),
        "--noconftest",
        "-p",
        "tests.clients.skips",
        "-p",
        "no:cacheprovider",
    ),
    *("-o", "python_files=suite_*.py", "-o", "asyncio_mode=auto"),
    # Some clients share their connections between all requests, also those of another event loop.
    *("-o", "asyncio_default_test_loop_scope=session", "-o", "asyncio_default_fixture_loop_scope=session"),
]


def main() -> int:
    """Returns 0 if no test failed."""
    python, codex = _environment(), _codex()
    ignored = [] if codex else ["--ignore", str(_HERE / "suite_codex.py")]
    with (
        server_url("serve") as url,
        _function_upstream() as (requests, upstream),
        server_url("serve", UPSTREAM_URL=upstream) as agents,
    ):
        run = subprocess.run(
            [python, "-m", "pytest", *_OPTIONS, *ignored, *(sys.argv[1:] or [str(_HERE)])],
            cwd=_HERE,
            env={
                **os.environ,
                "AGENTS_BASE_URL": agents,
                "AGENTS_REQUESTS": str(requests),
                "BASE_URL": url,
                "CODEX": codex,
                "OPENAI_API_KEY": "any",
                "OPENAI_BASE_URL": url,
                "OPENAI_AGENTS_DISABLE_TRACING": "1",
                "LANGCHAIN_TRACING_V2": "false",
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONPATH": str(_ROOT),
            },
            check=False,
        )
    return run.returncode


@contextlib.contextmanager
def _function_upstream() -> Iterator[tuple[Path, str]]:
    """The file with the requests that the agents' upstream got, and its address."""
    with tempfile.TemporaryDirectory() as path:
        requests = Path(path) / "requests"
        start = [sys.executable, str(_HERE / "function_upstream.py"), str(requests)]
        with listening_program(start, Path(path), {**os.environ}) as fake:
            yield requests, fake.url


def _codex() -> str:
    """The program; empty without npm."""
    npm = shutil.which("npm")
    if npm is None:
        sys.stderr.write("npm is not installed: Codex is not run.\n")
        return ""
    lock = (_NPM / "package-lock.json").read_text(encoding="utf-8")
    stamp = _NPM_HOME / "installed-lock"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != lock:
        shutil.copytree(_NPM, _NPM_HOME, dirs_exist_ok=True)
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=_NPM_HOME, check=True)
        stamp.write_text(lock, encoding="utf-8")
    return str(_NPM_HOME / "node_modules/.bin/codex")


def _environment() -> str:
    python = _HOME / "bin/python"
    stamp = _HOME / "installed-requirements"
    requirements = _LOCKED.read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != requirements:
        venv.create(_HOME, with_pip=True, clear=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
        subprocess.run([python, *install, _LOCKED], check=True)
        stamp.write_text(requirements, encoding="utf-8")
    return str(python)


if __name__ == "__main__":
    sys.exit(main())
