"""`python -m codegen follow FOLDER`: takes in each revision of a folder, in a copy of the project.

The record says, step by step, what changed for a caller, what failed, and what a hand has to do. Revisions
are sorted by their file names, which bear their dates.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from codegen import pipeline
from codegen.build import BuildError
from codegen.diff.compare import compare
from codegen.document import DocumentError
from codegen.fetch import FetchError
from codegen.models.render import RenderError
from codegen.models.write import ModelsError
from codegen.overlay import OverlayError
from codegen.permissions import PermissionsError
from codegen.source import sha256_of
from codegen.stubs.record_builder import UnsupportedOperation
from codegen.uses.entries import UsesError

# What a run needs, beside the code of `codegen` itself, which is that of this process.
_COPIED = ("app", "generated", "migrations", "spec", "docs", "README.md", "pyproject.toml")
_FAILURES = (
    FetchError,
    DocumentError,
    OverlayError,
    PermissionsError,
    UsesError,
    ModelsError,
    RenderError,
    UnsupportedOperation,
    BuildError,
)


@dataclass(slots=True)
class Step:
    """One revision, taken in after the one before it."""

    revision: str
    breaking: int = 0
    compatible: int = 0
    operations: list[str] = field(default_factory=list)
    """`+ create_x` and `- delete_y`."""
    failure: str | None = None
    """Why nothing was generated."""
    by_hand: list[str] = field(default_factory=list)
    """Obsolete entries, errors of types, and lines that rely on what the contract lacks."""
    ahead: list[str] = field(default_factory=list)
    """Of a revision before the project's own: lines that rely on what came later."""


def follow(root: Path, revisions: Sequence[Path]) -> list[Step]:
    """Takes the revisions in, one after the other; the project at `root` stays as it is."""
    with tempfile.TemporaryDirectory(prefix="following-") as folder:
        copy = pipeline.Project(Path(folder))
        for name in _COPIED:
            source = root / name
            if source.is_dir():
                shutil.copytree(source, copy.root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, copy.root / name)
        older = _older(root, revisions)
        return [_step(copy, revision, is_older=revision in older) for revision in revisions]


def page(steps: Sequence[Step]) -> str:
    """The record as Markdown."""
    lines = [
        "# Following OpenAI's document",
        "",
        "Written by `python -m codegen follow`: each revision is taken in after the one before it, in a copy",
        "of the project. Obsolete entries, errors of types, and lines that rely on what the contract lacks",
        "are what a hand has to do. A revision before the project's own lacks what came later.",
        "",
        "| revision | breaking | compatible | operations | outcome |",
        "|---|---|---|---|---|",
    ]
    for step in steps:
        outcome = "failed" if step.failure else f"{len(step.by_hand)} by hand" if step.by_hand else "green"
        signs = Counter(name[0] for name in step.operations)
        changed = " ".join(f"{sign}{count}" for sign, count in sorted(signs.items()))
        lines.append(f"| {step.revision} | {step.breaking} | {step.compatible} | {changed} | {outcome} |")
    for step in steps:
        if step.failure or step.by_hand or step.ahead or step.operations:
            lines += ["", f"## {step.revision}", ""]
            lines += [
                f"- `{name[2:]}` {'added' if name[0] == '+' else 'removed'}" for name in step.operations
            ]
            lines += [f"- failed: {step.failure}"] if step.failure else []
            lines += [f"- by hand: {task}" for task in step.by_hand]
            lines += [f"- came later: {line}" for line in step.ahead]
    return "\n".join(lines) + "\n"


def _older(root: Path, revisions: Sequence[Path]) -> set[Path]:
    """The revisions before the one that the project was made from; none if that is not among them."""
    own = sha256_of(pipeline.Project(root).source)
    ordered = sorted(set(revisions))
    for index, revision in enumerate(ordered):
        if hashlib.sha256(revision.read_bytes()).hexdigest() == own:
            return set(ordered[:index])
    return set()


def _step(project: pipeline.Project, revision: Path, *, is_older: bool) -> Step:
    result = Step(revision.stem)
    before = project.contract()
    try:
        obsolete = pipeline.take_in(project, str(revision), _quiet, lambda report: None, allow_removals=True)
        result.by_hand += obsolete
        pipeline.check_code(project, _quiet)
        pipeline.documents(project, _quiet)
    except pipeline.TypeCheckError as error:
        # Of an older revision nothing can be done: the code uses what OpenAI has added since.
        found = [line for line in str(error).splitlines() if "error:" in line]
        (result.ahead if is_older else result.by_hand).extend(found)
    except _FAILURES as error:
        result.failure = " ".join(str(error).split())
    for finding in compare(before, project.contract()).findings:
        result.breaking += finding.effect == "breaking"
        result.compatible += finding.effect == "compatible"
        if finding.what == "operation" and finding.change in ("added", "removed"):
            result.operations.append(f"{'+' if finding.change == 'added' else '-'} {finding.place}")
    return result


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    del name
    yield
