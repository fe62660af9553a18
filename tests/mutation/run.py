"""`nox -s mutants`: tries a seeded sample of mutants against the nearest tests and lists those that survive.

A mutant is killed when a test fails, or the time limit passes in it, twice. Types are not checked: a mutant
that only mypy refuses may survive. PostgreSQL is left out for speed, so a mutant of PostgreSQL's own code, or
of a column's type there, may survive, too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from tests.mutation.mutants import Mutant, find_mutants, sample
from tests.mutation.nearest_tests import nearest_tests
from tests.mutation.workspace import MutantResult, Workspace

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("app/storage", "app/relay", "app/engine", "app/access", "app/server")
# A busy machine, imports and fixtures of a session, on top of what the tests need without a mutant.
_LIMIT_FACTOR, _LIMIT_EXTRA_SECONDS, _BASELINE_LIMIT_SECONDS = 3, 60, 1800
T = TypeVar("T")
R = TypeVar("R")


class Workers:
    """Threads that share copies of the repository: each copy has one user at a time."""

    def __init__(self, root: Path, folder: Path, count: int) -> None:
        self._count = count
        self._idle: SimpleQueue[Workspace] = SimpleQueue()
        for number in range(count):
            self._idle.put(Workspace(root, folder / str(number)))

    def map(self, work: Callable[[Workspace, T], R], values: Sequence[T]) -> Iterator[R]:
        """`work` of each value in a workspace, in the order of the values."""

        def call(value: T) -> R:
            workspace = self._idle.get()
            try:
                return work(workspace, value)
            finally:
                self._idle.put(workspace)

        with ThreadPoolExecutor(self._count) as pool:
            yield from pool.map(call, values)

    def durations(self, tests: Sequence[str]) -> dict[str, float]:
        """Seconds per test file without a mutant; the files are shared out over the workers."""
        shares = [share for start in range(self._count) if (share := tests[start :: self._count])]
        found = self.map(lambda space, share: space.durations(share, _BASELINE_LIMIT_SECONDS), shares)
        return {file: seconds for durations in found for file, seconds in durations.items()}


def main(arguments: Sequence[str] | None = None, root: Path = _ROOT) -> int:
    """0 if at most `--allowed` percent survive, 1 if more do, 2 if a test fails without a mutant."""
    options = _options(arguments)
    mutants = sample(_mutants(root, options.only or _PACKAGES), options.count, options.seed)
    if options.list:
        print(*mutants, sep="\n")
        return 0
    tests = {mutant.path: nearest_tests(root, mutant.path) for mutant in mutants}
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        workers = Workers(root, Path(folder), options.workers)
        try:
            durations = workers.durations(sorted({file for files in tests.values() for file in files}))
        except RuntimeError as error:
            print(error, "The tests fail without a mutant.", sep="\n")
            return 2

        def try_mutant(workspace: Workspace, mutant: Mutant) -> MutantResult:
            files = tests[mutant.path]
            expected = sum(durations.get(file, 0) for file in files)
            return workspace.try_mutant(mutant, files, _LIMIT_EXTRA_SECONDS + _LIMIT_FACTOR * expected)

        results = []
        for mutant, result in zip(mutants, workers.map(try_mutant, mutants), strict=True):
            print(f"{result.outcome:8} {mutant}  [{result.detail}]", flush=True)
            results.append((mutant, result))
    return _report(results, options.allowed)


def _report(results: Sequence[tuple[Mutant, MutantResult]], allowed_percent: float) -> int:
    survivors = [mutant for mutant, result in results if result.outcome in ("survived", "untested")]
    percent = 100 * len(survivors) / max(len(results), 1)
    counts = Counter(result.outcome for _, result in results)
    print("", *survivors, sep="\n")
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())))
    print(f"{percent:.1f} % of {len(results)} survive; {allowed_percent:g} % are allowed")
    return 1 if percent > allowed_percent else 0


def _mutants(root: Path, places: Sequence[str]) -> list[Mutant]:
    found: list[Mutant] = []
    for place in places:
        path = root / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found += find_mutants(file.relative_to(root), file.read_bytes())
    return found


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nox -s mutants --", description=__doc__)
    parser.add_argument("--only", action="append", metavar="PATH", help=f"a package or module; {_PACKAGES}")
    parser.add_argument("--count", type=int, default=60, help="how many mutants are tried")
    parser.add_argument("--seed", type=int, default=1, help="another number chooses other mutants")
    parser.add_argument("--workers", type=int, default=2, help="how many are tried at once")
    parser.add_argument("--allowed", type=float, default=5, metavar="PERCENT", help="of survivors")
    parser.add_argument("--list", action="store_true", help="print the mutants without trying them")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
