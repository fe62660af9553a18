"""The project's sessions. Each runs in nox's own environment (`make install`)."""

from __future__ import annotations

import subprocess
import sys

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["check", "tests"]
nox.options.error_on_missing_interpreters = False

_PYTHON = sys.executable
# Tests that also run on other HTTP servers (tests/support/http_protocol.py); all tests over HTTP can.
_OVER_HTTP = (
    "tests/app/http/test_server.py",
    "tests/app/server/test_under_uvicorn.py",
    "tests/app/operations/test_chat.py",
)


@nox.session
def regenerate(session: nox.Session) -> None:
    """Update from OpenAI's document, by its URL or `-- --from FILE`, `-- --from-spec`; or `-- --check`."""
    command = [_PYTHON, "-m", "codegen", "regenerate", *session.posargs]
    run = subprocess.run(command, check=False)  # noqa: S603 - our own arguments, and the caller's
    if run.returncode:
        # nox itself would end with 1; 3 says that too much would be removed.
        sys.exit(run.returncode)


@nox.session
def uses(session: nox.Session) -> None:
    """Check `spec/uses.yaml`; `-- --update FILE` completes it, `-- --contract FILE` checks a document."""
    session.run(_PYTHON, "-m", "codegen", "uses", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Lint, types, layers, and the places of the contract that the code relies on."""
    session.run(_PYTHON, "-m", "ruff", "check", ".")
    session.run(_PYTHON, "-m", "ruff", "format", "--check", ".")
    session.run(_PYTHON, "-m", "mypy")
    session.run(_PYTHON, "-m", "mypy", "k8s/overlays/tilt/live.py")
    session.run(_PYTHON, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())")
    session.run(_PYTHON, "-m", "codegen", "uses")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; arguments go to pytest. Without any, some run again on other protocols and on uvloop."""
    if session.posargs:
        session.run(_PYTHON, "-m", "pytest", *session.posargs)
        return
    common = (_PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal")
    session.run(*common)
    for server in ("uvicorn", "wrapped"):
        session.run(*common, "-k", "not postgresql", *_OVER_HTTP, env={"TEST_SERVER": server})
    session.run(*common, "-k", "not postgresql", *_OVER_HTTP, "tests/app/server", env={"TEST_LOOP": "uvloop"})


@nox.session
def soak(session: nox.Session) -> None:
    """Tests whose ordinary run is short, in full: 200 stops, 360 clients over SIGTERM, 30 kills in tools."""
    names = ("test_frozen_process", "test_sigterm", "test_hosted_tools")
    files = session.posargs or [f"tests/faults/{name}.py" for name in names]
    session.run(_PYTHON, "-m", "pytest", "-n", "0", *files, env={"TEST_SOAK": "1"})


@nox.session
def contract(session: nox.Session) -> None:
    """schemathesis against `mock` and `serve`, with a bounded number of cases per operation."""
    session.run(_PYTHON, "-m", "tests.contract.run", *session.posargs)


@nox.session
def sdk(session: nox.Session) -> None:
    """The official Python SDK's own tests against `mock`; arguments go to pytest."""
    session.run(_PYTHON, "-m", "tests.sdk.run", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Cost per request: `-- --quick`, `--only litellm`, `--python PATH`, `--write`, `--instructions` …"""
    session.run(_PYTHON, "-m", "tests.bench.run", *session.posargs)


@nox.session
def clients(session: nox.Session) -> None:
    """Clients of others against `serve`: those of CI; `-- --all` runs every one, `-- --only NAME` one."""
    session.run(_PYTHON, "-m", "tests.clients.run", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Mutants against the nearest tests: `-- --count 60 --seed 1 --only app/http`; 5 % may survive."""
    session.run(_PYTHON, "-m", "tests.mutation.run", *session.posargs)


@nox.session
def image(session: nox.Session) -> None:
    """Build the image with podman and buildah from Debian packages, run it confined, chat with it."""
    session.run(_PYTHON, "-m", "tests.image.run", *session.posargs)


@nox.session
def package(session: nox.Session) -> None:
    """Build wheel and source archive, install them on each Python from 3.11 on, chat; `-- 3.12` tries one."""
    session.run(_PYTHON, "-m", "tests.package.run", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Rewrite requirements/*.txt from pyproject.toml; arguments go to `uv pip compile` (`-- --upgrade`)."""
    common = ("pip", "compile", "--universal", "--generate-hashes", "--no-header", "--no-emit-index-url")
    common += ("--no-emit-find-links", "--quiet", "--python-version", "3.11", *session.posargs)
    for name, group in (("run", "build"), ("dev", "dev")):
        output = f"requirements/{name}.txt"
        session.run(_PYTHON, "-m", "uv", *common, "pyproject.toml", "--group", group, "--output-file", output)
    # Not dependencies of the project: `bench` and `clients` install these into their own environments.
    clients = ("clients", "clients-pydantic-ai", "clients-llama-index", "clients-litellm")
    for group, name in (("rival", "bench"), *((name, name) for name in ("litellm", *clients))):
        own = ("--group", f"pyproject.toml:{group}", "--output-file", f"requirements/{name}.txt")
        session.run(_PYTHON, "-m", "uv", *common, *own)
