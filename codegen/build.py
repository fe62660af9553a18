"""Builds the package `generated/` from the contract, and compares a package with what the contract gives."""

from __future__ import annotations

import filecmp
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from codegen.models.write import write_models
from codegen.normalise.schemas import JsonObject
from codegen.permissions import Permissions
from codegen.stubs.write import write_stubs

# Isolated: the result depends on the contract alone, not on the settings of the surrounding project.
_RUFF = ("--isolated", "--line-length", "110", "--target-version", "py311", "--quiet")
# One import statement per module: the facade imports about 2,000 names.
_LINT = ("--select", "I,F401", "--fix", "--config", "lint.isort.combine-as-imports=true")


class BuildError(Exception):
    """A tool rejected the generated code."""


def build(contract: JsonObject, permissions: Permissions, out: Path) -> None:
    """Writes the package into the folder `out`, which must not exist. `permissions` covers all operations."""
    out.mkdir(parents=True)
    # Compact, since it is served as it is; spec/ has the readable copy. The server that it names is the one
    # that publishes it, wherever that is.
    document = {**contract, "servers": [{"url": "/v1"}]}
    published = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (out / "openapi.json").write_text(published + "\n", encoding="utf-8")
    index = write_models(contract, out / "models")
    write_stubs(contract, index, permissions, out)
    _ruff("check", *_LINT, *_RUFF, str(out))
    _ruff("format", *_RUFF, str(out))


def differences(contract: JsonObject, permissions: Permissions, committed: Path) -> list[str]:
    """The files of `committed` that differ from a fresh build, each with the kind of difference."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / committed.name
        build(contract, permissions, fresh)
        return sorted(_compare(fresh, committed))


def _compare(fresh: Path, committed: Path) -> Iterator[str]:
    expected, existing = _files(fresh), _files(committed)
    for name in expected - existing:
        yield f"{committed.name}/{name} is missing"
    for name in existing - expected:
        yield f"{committed.name}/{name} is not generated"
    for name in expected & existing:
        if not filecmp.cmp(fresh / name, committed / name, shallow=False):
            yield f"{committed.name}/{name} differs"


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _ruff(*arguments: str) -> None:
    run = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "ruff", *arguments], capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        raise BuildError(f"ruff {arguments[0]}: {(run.stdout + run.stderr).strip()[:2000]}")
