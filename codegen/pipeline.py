"""`regenerate`: from OpenAI's document, or from `spec/`, to `generated/`. All files change, or none does."""

from __future__ import annotations

import json
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
from codegen.document import require_complete, require_newer
from codegen.fetch import fetch, parse
from codegen.normalise.schemas import JsonObject
from codegen.normalise.steps import normalise
from codegen.permissions import Permissions
from codegen.staging import staging
from codegen.uses import check as uses_check
from codegen.uses import entries as uses_entries
from codegen.uses.touched import Touched

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
    def uses(self) -> Path:
        """The places of the contract that hand-written code relies on."""
        return self.root / "spec" / "uses.yaml"

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

    def published(self) -> JsonObject:
        """`generated/openapi.json`: the contract with the overlay."""
        published: JsonObject = json.loads((self.generated / "openapi.json").read_text(encoding="utf-8"))
        return published

    def contract(self) -> JsonObject:
        """`spec/openai.json`, parsed."""
        contract: JsonObject = json.loads(self.spec.read_text(encoding="utf-8"))
        return contract


class TypeCheckError(Exception):
    """Hand-written code does not fit the new contract, which is in place; the message names the files."""


Report = Callable[[str], None]
"""Displays the report, which is Markdown."""


def take_in(
    project: Project, place: str | None, step: Step, show: Report, *, allow_removals: bool = False
) -> list[str]:
    """Fetches, normalises and generates, then replaces everything; returns the obsolete entries of `spec/`.

    The report is shown before the first step that the new document can make fail. Raises what each step
    raises, and RemovalError unless `allow_removals`. `spec/` and `generated/` are then unchanged.
    """
    place = place or sources.url_of(project.source)
    with step(f"fetch {place}"):
        raw = fetch(place)
        document = parse(raw, place)
    with step("normalise"):
        require_complete(document, place)
        contract = normalise(document)
    with staging(project.root) as staged:
        with step("report the difference"):
            old = project.contract() if project.spec.exists() else None
            difference = compare(old or {"openapi": "3.1.0", "paths": {}}, contract)
            report = difference.markdown(
                implemented(project.root / "app"),
                Touched(project.root, uses_entries.load(project.uses), old or {}, contract),
            )
        show(report)
        if old is not None and not allow_removals:
            require_newer(old, contract)
        published, granted, obsolete = _publish(project, contract, step)
        with step("generate models and stubs, format"):
            build(published, granted, staged.path(project.generated))
        origin = place if place.startswith("http") else f"file: {Path(place).name}"
        staged.write(project.spec, serialise.dumps(contract))
        source = sources.describe(raw, contract, origin)
        if sources.sha256_of(project.source) != source.sha256:
            staged.write(project.source, source.text())
        staged.write(project.report, report)
        staged.write(project.report.with_suffix(".json"), serialise.dumps(difference.as_json()))
        staged.commit(folders=(project.generated,))
    return obsolete


def from_spec(project: Project, step: Step) -> list[str]:
    """Generates from the committed contract, after a change of overlay, permissions or codegen.

    Returns the obsolete entries of `spec/`.
    """
    with staging(project.root) as staged:
        published, granted, obsolete = _publish(project, project.contract(), step)
        with step("generate models and stubs, format"):
            build(published, granted, staged.path(project.generated))
        staged.commit(folders=(project.generated,))
    return obsolete


def _publish(project: Project, contract: JsonObject, step: Step) -> tuple[JsonObject, Permissions, list[str]]:
    """The contract with the overlay applied, the permission of each operation, the obsolete entries."""
    with step("apply the overlay"):
        published, obsolete = overlay.apply(contract, overlay.load(project.overlay))
    with step("derive the permissions"):
        entries = permissions.load(project.permissions)
        granted = permissions.derive(published, entries)
    notes = [f"spec/overlay.yaml, {entry}" for entry in obsolete]
    notes += [
        f"spec/permissions.yaml, entry '{entry}': it decides for no operation"
        for entry in permissions.unused(published, entries)
    ]
    return published, granted, notes


def check(project: Project, step: Step) -> list[str]:
    """Regenerates from `spec/` in a temporary folder; the files of `generated/` that differ."""
    published, granted, _ = _publish(project, project.contract(), step)
    with step("generate and compare"):
        return differences(published, granted, project.generated)


def check_code(project: Project, step: Step) -> None:
    """Runs mypy over `generated/` and `app/`, and checks `spec/uses.yaml`.

    Raises TypeCheckError with mypy's output and the places that the contract lacks.
    """
    with step("type-check"):
        run = subprocess.run(
            [sys.executable, "-m", "mypy", "app", "generated"],
            cwd=project.root,
            capture_output=True,
            text=True,
            check=False,
        )
    with step("check what the code relies on"):
        faults = uses_check.check(project.root, uses_entries.load(project.uses), project.published())
    found = [run.stdout.strip() or run.stderr.strip()] if run.returncode else []
    if found or faults:
        raise TypeCheckError("\n".join([*found, *map(str, faults)]))


def documents(project: Project, step: Step) -> None:
    """Rewrites `docs/operations.md` and the README's figures, by the application's own command."""
    with step("rewrite the documents"):
        run = subprocess.run(
            [sys.executable, "-m", "app.cli.operations_table"],
            cwd=project.root,
            capture_output=True,
            text=True,
            check=False,
        )
    if run.returncode != 0:
        raise TypeCheckError(f"docs/operations.md could not be written: {run.stderr.strip()[-2000:]}")
