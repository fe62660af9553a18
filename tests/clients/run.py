"""Third-party clients against `serve` and its built-in model, in their own environment.

Arguments go to pytest. The environment in `.nox/` is created once per version of requirements/clients.txt.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from tests.support.process import server_url

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_LOCKED = _ROOT / "requirements/clients.txt"
_HOME = _ROOT / ".nox/clients"
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
    python = _environment()
    with server_url("serve") as url:
        run = subprocess.run(
            [python, "-m", "pytest", *_OPTIONS, *(sys.argv[1:] or [str(_HERE)])],
            cwd=_HERE,
            env={
                **os.environ,
                "BASE_URL": url,
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
