"""Clients of others against `serve`, in their own environments: with its built-in model, agents with a fake.

`--all` runs every client, `--only NAME` those of one environment; without either the clients of CI are run,
and other arguments go to pytest. Without npm, clients from npm are not run, which is reported.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.clients.environments import npm_environment, python_environment
from tests.support.process import listening_program, server_url

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
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


@dataclasses.dataclass(frozen=True)
class _Suites:
    """Modules that are run in one environment of Python, and what they need of npm."""

    modules: tuple[str, ...]
    python: str = "clients"
    # A folder below npm/, the variable that names its program to the suite, and the program's path there.
    npm: tuple[str, str, str] | None = None


_IN_CI = {
    "python": _Suites(("suite_agents.py", "suite_hosted.py", "suite_langchain.py", "suite_others.py")),
    "codex": _Suites(("suite_codex.py",), npm=("codex", "CODEX", "node_modules/.bin/codex")),
}
_OTHERS = {
    "opencode": _Suites(
        ("suite_opencode.py",),
        npm=("opencode", "OPENCODE", "node_modules/opencode-linux-x64-baseline/bin/opencode"),
    ),
    "qwen": _Suites(("suite_qwen.py",), npm=("qwen", "QWEN", "node_modules/.bin/qwen")),
    "vercel": _Suites(("suite_vercel.py",), npm=("vercel", "VERCEL", "agent.mjs")),
    "pydantic-ai": _Suites(("suite_pydantic_ai.py",), python="clients-pydantic-ai"),
    "llama-index": _Suites(("suite_llama_index.py",), python="clients-llama-index"),
    "litellm": _Suites(("suite_litellm.py",), python="clients-litellm"),
}


def main() -> int:
    """Returns 0 if no test failed."""
    parser = argparse.ArgumentParser(prog="nox -s clients --")
    parser.add_argument("--all", action="store_true", help="every client, not only those of CI")
    parser.add_argument("--only", choices=sorted(_IN_CI | _OTHERS), help="the clients of one environment")
    options, arguments = parser.parse_known_args()
    chosen = _IN_CI | _OTHERS if options.all or options.only else _IN_CI
    failed = []
    with _servers() as variables:
        for name, suites in chosen.items():
            if options.only in (None, name) and _run(name, suites, variables, arguments):
                failed.append(name)
    if failed:
        sys.stderr.write(f"Failed: {', '.join(failed)}\n")
    return len(failed)


def _run(name: str, suites: _Suites, variables: Mapping[str, str], arguments: list[str]) -> bool:
    """Whether a test failed."""
    programs = {}
    if suites.npm is not None:
        folder, variable, program = suites.npm
        home = npm_environment(folder)
        if home is None:
            sys.stderr.write(f"npm is not installed: {name} is not run.\n")
            return False
        programs[variable] = str(home / program)
    sys.stderr.write(f"{name}:\n")
    run = subprocess.run(
        [python_environment(suites.python), "-m", "pytest", *_OPTIONS, *arguments, *suites.modules],
        cwd=_HERE,
        env={**os.environ, **variables, **programs},
        check=False,
    )
    return run.returncode != 0


@contextlib.contextmanager
def _servers() -> Iterator[dict[str, str]]:
    """Three servers for as long as it is open: the variables with which clients reach them."""
    with (
        server_url("serve") as url,
        _function_upstream() as (requests, upstream),
        # The MCP servers of the tests listen on this machine.
        server_url("serve", UPSTREAM_URL=upstream, OUTBOUND_ALLOW_HOSTS="127.0.0.1") as agents,
        _search_engine() as engine,
        server_url("serve", UPSTREAM_URL=upstream, WEB_SEARCH="searxng", WEB_SEARCH_URL=engine) as search,
    ):
        yield {
            "AGENTS_BASE_URL": agents,
            "AGENTS_REQUESTS": str(requests),
            "BASE_URL": url,
            "OPENAI_API_KEY": "any",
            "OPENAI_BASE_URL": url,
            "OPENAI_AGENTS_DISABLE_TRACING": "1",
            "LANGCHAIN_TRACING_V2": "false",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(_ROOT),
            "SEARCH_BASE_URL": search,
        }


@contextlib.contextmanager
def _function_upstream() -> Iterator[tuple[Path, str]]:
    """The file with the requests that the agents' upstream got, and its address."""
    with tempfile.TemporaryDirectory() as path:
        requests = Path(path) / "requests"
        start = [sys.executable, str(_HERE / "function_upstream.py"), str(requests)]
        with listening_program(start, Path(path), {**os.environ}) as fake:
            yield requests, fake.url


@contextlib.contextmanager
def _search_engine() -> Iterator[str]:
    start = [sys.executable, "-m", "tests.clients.search_server"]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    with tempfile.TemporaryDirectory() as path, listening_program(start, Path(path), environment) as engine:
        yield engine.url


if __name__ == "__main__":
    sys.exit(main())
