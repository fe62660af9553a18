"""The project's sessions. Each runs in the environment that nox itself is installed in (`make install`)."""

from __future__ import annotations

import sys

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["check", "tests"]
nox.options.error_on_missing_interpreters = False

_PYTHON = sys.executable


@nox.session
def regenerate(session: nox.Session) -> None:
    """Take OpenAI's document in: `-- --from FILE`, `-- --from-spec`, `-- --check`; nothing: by its URL."""
    session.run(_PYTHON, "-m", "codegen", "regenerate", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Lint, types, layers."""
    session.run(_PYTHON, "-m", "ruff", "check", ".")
    session.run(_PYTHON, "-m", "ruff", "format", "--check", ".")
    session.run(_PYTHON, "-m", "mypy")
    session.run(_PYTHON, "-m", "mypy", "k8s/overlays/tilt/live.py")
    session.run(_PYTHON, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; arguments go to pytest."""
    session.run(_PYTHON, "-m", "pytest", *(session.posargs or ("-n", "2", "--dist", "worksteal")))


@nox.session
def contract(session: nox.Session) -> None:
    """schemathesis against `mock` and `serve`, bounded, with a count per operation."""
    session.run(_PYTHON, "-m", "tests.contract.run", *session.posargs)


@nox.session
def sdk(session: nox.Session) -> None:
    """The official Python SDK's own tests against `mock`; arguments go to pytest."""
    session.run(_PYTHON, "-m", "tests.sdk.run", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """What a request costs, beside other gateways: `-- --only ours --quick`, `--write`, `--profile`, `--soak MINUTES`."""
    session.run(_PYTHON, "-m", "tests.bench.run", *session.posargs)


@nox.session
def clients(session: nox.Session) -> None:
    """Agents, LangChain's standard tests, `llm` and the SDK's helpers against `serve`; arguments go to pytest."""
    session.run(_PYTHON, "-m", "tests.clients.run", *session.posargs)


@nox.session
def image(session: nox.Session) -> None:
    """Build the image with podman and buildah on a base of Debian's packages, run it confined, chat with it."""
    session.run(_PYTHON, "-m", "tests.image.run", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Write requirements/*.txt anew from pyproject.toml; arguments go to `uv pip compile` (`-- --upgrade`)."""
    common = ("pip", "compile", "--universal", "--generate-hashes", "--no-header", "--no-emit-index-url")
    common += ("--no-emit-find-links", "--quiet", "--python-version", "3.11", *session.posargs)
    for name, group in (("run", "build"), ("dev", "dev")):
        output = f"requirements/{name}.txt"
        session.run(_PYTHON, "-m", "uv", *common, "pyproject.toml", "--group", group, "--output-file", output)
    # Not of the project: what `bench` compares it with and what `clients` runs, in environments of their own.
    for group, name in (("rival", "bench"), ("clients", "clients")):
        others = ("--group", f"pyproject.toml:{group}", "--output-file", f"requirements/{name}.txt")
        session.run(_PYTHON, "-m", "uv", *common, *others)
