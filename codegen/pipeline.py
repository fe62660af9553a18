"""`regenerate`: from OpenAI's document, or from `spec/`, to `generated/`. All files change, or none does."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from codegen import overlay, permissions, serialise
from codegen import source as sources
from codegen.build import build, differences
from codegen.diff.compare import compare
from codegen.diff.handwritten import implemented
from codegen.fetch import fetch, parse
from codegen.normalise.schemas import JsonObject
from codegen.normalise.steps import normalise
from codegen.permissions import Permissions

Step = Callable[[str], AbstractContextManager[None]]
"""Displays a step's name while it runs."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders that the pipeline reads and writes."""

    root: Path

    @property
    def spec(self) -> Path:
        """The contract without prose, without the overlay."""
        return self.root / "spec" / "openai.json"

    @property
    def overlay(self) -> Path:
        """Additions and corrections to the contract."""
        return self.root / "spec" / "overlay.yaml"

    @property
    def permissions(self) -> Path:
        """The permission of each operation."""
        return self.root / "spec" / "permissions.yaml"

    @property
    def source(self) -> Path:
        """The origin of the contract."""
        return self.root / "spec" / "source.toml"

    @property
    def generated(self) -> Path:
        """The generated package."""
        return self.root / "generated"

    @property
    def report(self) -> Path:
        """The latest difference; not committed."""
        return self.root / "build" / "difference.md"

    def contract(self) -> JsonObject:
        """`spec/openai.json`, parsed."""
        contract: JsonObject = json.loads(self.spec.read_text(encoding="utf-8"))
        return contract


class TypeCheckError(Exception):
    """Hand-written code does not fit the new contract, which is in place; the message names the files."""


def take_in(project: Project, place: str | None, step: Step) -> str:
    """Fetches, normalises and generates, then replaces everything; returns the difference as Markdown.

    Raises what each step raises. `spec/` and `generated/` are then unchanged.
    """
    place = place or sources.url_of(project.source)
    with step(f"fetch {place}"):
        raw = fetch(place)
        document = parse(raw, place)
    with step("normalise"):
        contract = normalise(document)
    published, granted = _publish(project, contract, step)
    with step("report the difference"):
        old = project.contract() if project.spec.exists() else {"openapi": "3.1.0", "paths": {}}
        difference = compare(old, contract)
        report = difference.markdown(implemented(project.root / "app"))
    generate(project, published, granted, step)
    # The new contract replaces the old one last, when no step is left that can fail.
    origin = place if place.startswith("http") else f"file: {Path(place).name}"
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    project.spec.write_text(serialise.dumps(contract), encoding="utf-8")
    sources.describe(raw, contract, origin, today).write(project.source)
    project.report.parent.mkdir(exist_ok=True)
    project.report.write_text(report, encoding="utf-8")
    project.report.with_suffix(".json").write_text(serialise.dumps(difference.as_json()), encoding="utf-8")
    return report


def from_spec(project: Project, step: Step) -> None:
    """Generates from the committed contract, after a change of overlay, permissions or codegen."""
    published, granted = _publish(project, project.contract(), step)
    generate(project, published, granted, step)


def _publish(project: Project, contract: JsonObject, step: Step) -> tuple[JsonObject, Permissions]:
    """The contract with the overlay applied, and the permission of each of its operations."""
    with step("apply the overlay"):
        published = overlay.apply(contract, overlay.load(project.overlay))
    with step("derive the permissions"):
        return published, permissions.derive(published, permissions.load(project.permissions))


def generate(project: Project, published: JsonObject, granted: Permissions, step: Step) -> None:
    """Builds beside the old package, then renames: a failed or killed run leaves the old one intact."""
    fresh, old = project.root / "generated.new", project.root / "generated.old"
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        with step("generate models and stubs, format"):
            build(published, granted, fresh)
        if project.generated.exists():
            project.generated.rename(old)
        fresh.rename(project.generated)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if old.exists() and not project.generated.exists():
            old.rename(project.generated)
        shutil.rmtree(old, ignore_errors=True)


def check(project: Project, step: Step) -> list[str]:
    """Regenerates from `spec/` in a temporary folder; the files of `generated/` that differ."""
    published, granted = _publish(project, project.contract(), step)
    with step("generate and compare"):
        return differences(published, granted, project.generated)


def type_check(project: Project, step: Step) -> None:
    """Runs mypy over `generated/` and `app/`. Raises TypeCheckError with mypy's output."""
    with step("type-check"):
        run = subprocess.run(
            [sys.executable, "-m", "mypy", "app", "generated"],
            cwd=project.root,
            capture_output=True,
            text=True,
            check=False,
        )
    if run.returncode != 0:
        raise TypeCheckError(run.stdout.strip() or run.stderr.strip())
