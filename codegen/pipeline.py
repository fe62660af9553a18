"""`regenerate`: from OpenAI's document, or from `spec/`, to `generated/`; all of it or nothing."""

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

from codegen import overlay, serialise
from codegen import source as sources
from codegen.build import build, differences
from codegen.diff.compare import compare
from codegen.diff.handwritten import implemented
from codegen.fetch import fetch, parse
from codegen.normalise.schemas import Json
from codegen.normalise.steps import normalise

Step = Callable[[str], AbstractContextManager[None]]
"""Shows a step by its name while it runs."""


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
        """What we add to it."""
        return self.root / "spec" / "overlay.yaml"

    @property
    def source(self) -> Path:
        """Where it came from."""
        return self.root / "spec" / "source.toml"

    @property
    def generated(self) -> Path:
        """The package."""
        return self.root / "generated"

    @property
    def report(self) -> Path:
        """The last difference; not committed."""
        return self.root / "build" / "difference.md"

    def contract(self) -> Json:
        """`spec/openai.json`, parsed."""
        contract: Json = json.loads(self.spec.read_text(encoding="utf-8"))
        return contract


class TypeCheckError(Exception):
    """The new contract is in place, and hand-written code no longer fits it; the message names the files."""


def take_in(project: Project, place: str | None, step: Step) -> str:
    """Fetches, normalises, generates, then swaps everything in; returns the difference as Markdown."""
    place = place or sources.url_of(project.source)
    with step(f"fetch {place}"):
        raw = fetch(place)
        document = parse(raw, place)
    with step("normalise"):
        contract = normalise(document)
    with step("apply the overlay"):
        published = overlay.apply(contract, overlay.load(project.overlay))
    with step("report the difference"):
        old = project.contract() if project.spec.exists() else {"openapi": "3.1.0", "paths": {}}
        difference = compare(old, contract)
        report = difference.markdown(implemented(project.root / "app"))
    generate(project, published, step)
    # Only now, when nothing can fail any more, does the new contract replace the old one.
    shown = place if place.startswith("http") else f"file: {Path(place).name}"
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    project.spec.write_text(serialise.dumps(contract), encoding="utf-8")
    sources.describe(raw, contract, shown, today).write(project.source)
    project.report.parent.mkdir(exist_ok=True)
    project.report.write_text(report, encoding="utf-8")
    project.report.with_suffix(".json").write_text(serialise.dumps(difference.as_json()), encoding="utf-8")
    return report


def from_spec(project: Project, step: Step) -> None:
    """Generates anew from what is committed: after a change of the overlay or of codegen itself."""
    with step("apply the overlay"):
        published = overlay.apply(project.contract(), overlay.load(project.overlay))
    generate(project, published, step)


def generate(project: Project, published: Json, step: Step) -> None:
    """Builds beside the old package and swaps: a run that fails or is killed leaves the old one whole."""
    fresh, old = project.root / "generated.new", project.root / "generated.old"
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        with step("generate models and stubs, format"):
            build(published, fresh)
        if project.generated.exists():
            project.generated.rename(old)
        fresh.rename(project.generated)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if old.exists() and not project.generated.exists():
            old.rename(project.generated)
        shutil.rmtree(old, ignore_errors=True)


def check(project: Project, step: Step) -> list[str]:
    """Regenerates from `spec/` elsewhere; the files in which `generated/` is not that."""
    with step("apply the overlay"):
        published = overlay.apply(project.contract(), overlay.load(project.overlay))
    with step("generate and compare"):
        return differences(published, project.generated)


def type_check(project: Project, step: Step) -> None:
    """mypy over what was generated and what stands on it."""
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
