"""`python -m codegen regenerate | diff | follow | uses`: what `nox -s regenerate` runs, and checks."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape

from codegen import follow, overlay, pipeline, serialise
from codegen.build import BuildError
from codegen.diff.compare import compare
from codegen.diff.handwritten import implemented
from codegen.document import DocumentError, RemovalError, require_complete
from codegen.fetch import FetchError, fetch, parse
from codegen.models.render import RenderError
from codegen.models.write import ModelsError
from codegen.normalise.schemas import JsonObject
from codegen.normalise.steps import normalise
from codegen.overlay import OverlayError
from codegen.permissions import PermissionsError
from codegen.stubs.record_builder import UnsupportedOperation
from codegen.uses import entries as uses_entries
from codegen.uses.check import check as check_uses
from codegen.uses.entries import UsesError
from codegen.uses.touched import Touched
from codegen.uses.update import updated

_ROOT = Path(__file__).parent.parent
_INTERRUPTED = 130
"""As a shell reports it."""
_ERRORS = (
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


def main(arguments: list[str] | None = None) -> int:
    """0: done; 1: an error or a difference, in a sentence; 2: a wrong command; 3: removals; 130: Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        commands = {"diff": _diff, "follow": _follow, "regenerate": _regenerate, "uses": _uses}
        return commands[options.command](options)
    except RemovalError as error:
        print(f"codegen: {error}", file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return 3
    except KeyboardInterrupt:
        # Cut anywhere: what is staged and complete is finished by the next run, all else is removed.
        print("codegen: interrupted; the next run finishes or removes what is left.", file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return _INTERRUPTED
    except RecursionError:
        print("codegen: the document is nested too deeply.", file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return 1
    except _ERRORS as error:
        print(f"codegen: {error}", file=sys.stderr)  # noqa: T201 - for the person at the terminal
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("regenerate", help="fetch OpenAI's document and generate everything")
    where = command.add_mutually_exclusive_group()
    where.add_argument("--from", dest="place", help="a file or URL instead of the one in spec/source.toml")
    where.add_argument("--from-spec", action="store_true", help="generate from spec/ as it is committed")
    where.add_argument(
        "--check", action="store_true", help="fail if generated/ differs from what spec/ generates"
    )
    command.add_argument(
        "--allow-removals", action="store_true", help="also if operations vanish or the document is older"
    )
    command = commands.add_parser("diff", help="what changed between two documents, for a caller of the API")
    command.add_argument("old", help="file or URL")
    command.add_argument("new", help="file or URL")
    command.add_argument("--json", action="store_true", help="for programs")
    command = commands.add_parser(
        "follow", help="take in each revision of a folder, in a copy of the project"
    )
    command.add_argument("folder", help="of documents whose names sort by their dates")
    command.add_argument("--back", action="store_true", help="also from the newest back to the oldest")
    command.add_argument("--write", metavar="FILE", help="write the record there, not to the terminal")
    command = commands.add_parser("uses", help="check the places of the contract that the code relies on")
    command.add_argument("--contract", help="a file or URL instead of the contract in place")
    command.add_argument(
        "--update", nargs="*", metavar="FILE", help="complete the entries of the files, or of all"
    )
    command.add_argument(
        "--of", action="append", default=[], metavar="ROOT",
        help="with --update: `create_response request` and the like, where the files' fields are",
    )  # fmt: skip
    return parser


def _uses(options: argparse.Namespace) -> int:
    """1 if the contract lacks a place, or a place is not listed."""
    project = pipeline.Project(_ROOT)
    document = _published(project, options.contract) if options.contract else project.published()
    uses = uses_entries.load(project.uses)
    if options.update is not None:
        uses = updated(_ROOT, uses, document, options.update, options.of)
        project.uses.write_text(uses_entries.text(uses), encoding="utf-8")
    faults = check_uses(_ROOT, uses, document)
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    if faults:
        sys.stderr.write("`nox -s uses -- --update FILE` completes the list after a file changed.\n")
    return int(bool(faults))


def _published(project: pipeline.Project, place: str) -> JsonObject:
    published, _ = overlay.apply(_normalised(place), overlay.load(project.overlay))
    return published


def _follow(options: argparse.Namespace) -> int:
    """1 if a revision failed, or needs a hand."""
    revisions = sorted(
        path for path in Path(options.folder).iterdir() if path.suffix in (".yaml", ".yml", ".json")
    )
    if not revisions:
        raise FetchError(f"{options.folder} has no documents.")
    steps = follow.follow(_ROOT, [*revisions, *(revisions[-2::-1] if options.back else ())])
    text = follow.page(steps)
    if options.write:
        Path(options.write).parent.mkdir(parents=True, exist_ok=True)
        Path(options.write).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return int(any(step.failure or any(": error:" in task for task in step.by_hand) for step in steps))


def _regenerate(options: argparse.Namespace) -> int:
    console = Console(stderr=True)
    project = pipeline.Project(_ROOT)

    @contextmanager
    def step(name: str) -> Iterator[None]:
        started = time.monotonic()
        with console.status(name):
            yield
        console.print(f"[green]✓[/] {name}  [dim]{time.monotonic() - started:.1f} s[/]", highlight=False)

    if options.check:
        differing = pipeline.check(project, step)
        for line in differing:
            console.print(f"[red]✗[/] {escape(line)}", highlight=False)
        if differing:
            console.print("Run `nox -s regenerate -- --from-spec` and commit the result.")
        return 1 if differing else 0
    if options.from_spec:
        obsolete = pipeline.from_spec(project, step)
    else:
        obsolete = pipeline.take_in(
            project,
            options.place,
            step,
            lambda report: console.print(Markdown(report)),
            allow_removals=options.allow_removals,
        )
        console.print(f"The difference is in {project.report.relative_to(_ROOT)} and beside it as JSON.")
    for entry in obsolete:
        console.print(f"[yellow]![/] {escape(entry)}: remove the entry.", soft_wrap=True)
    try:
        pipeline.check_code(project, step)
        pipeline.documents(project, step)
    except pipeline.TypeCheckError as error:
        console.print(
            f"[red]✗[/] The new contract is in place; this code does not fit it:\n{escape(str(error))}",
            soft_wrap=True,
            # `:100:` is a line.
            emoji=False,
        )
        return 1
    return 0


def _diff(options: argparse.Namespace) -> int:
    old, new = map(_normalised, (options.old, options.new))
    difference = compare(old, new)
    text = (
        serialise.dumps(difference.as_json())
        if options.json
        else difference.markdown(
            implemented(_ROOT / "app"),
            Touched(_ROOT, uses_entries.load(pipeline.Project(_ROOT).uses), old, new),
        )
    )
    sys.stdout.write(text)
    return 0


def _normalised(place: str) -> JsonObject:
    document = parse(fetch(place), place)
    require_complete(document, place)
    return normalise(document)


if __name__ == "__main__":
    sys.exit(main())
