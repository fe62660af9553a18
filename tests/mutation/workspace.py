"""A copy of the repository in which mutants are tried, so that the working tree stays as it is."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from tests.mutation.mutants import Mutant

Outcome: TypeAlias = Literal["killed", "survived", "timeout", "untested"]

_PASSED, _NO_TESTS = 0, 5
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis")
# In this process and on SQLite only: PostgreSQL's start alone takes longer than most modules' tests.
_PYTEST = ("-m", "pytest", "-v", "-n", "0", "-p", "no:cacheprovider", "-k", "not postgresql", "--tb=line")


@dataclass(frozen=True, slots=True)
class MutantResult:
    """What became of a mutant; `detail` names the test that failed, and the time limit if that passed."""

    outcome: Outcome
    detail: str = ""


class Workspace:
    """One copy of `source` in `folder`, used by one worker at a time."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._root = folder
        shutil.copytree(source, folder, ignore=_LEFT_OUT, symlinks=True)

    def durations(self, tests: Sequence[str], limit_seconds: float) -> dict[str, float]:
        """Seconds per test file without a mutant; raises RuntimeError with pytest's output where a test
        fails.
        """
        report = self._root / "junit.xml"
        options = (f"--junitxml={report}", "-o", "junit_duration_report=total")
        done = self._pytest((*options, *tests), limit_seconds)
        if done.returncode not in (_PASSED, _NO_TESTS):
            raise RuntimeError(done.stdout)
        seconds: Counter[str] = Counter()
        for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314  # written by the line above
            file = case.get("classname", "").replace(".", "/") + ".py"
            seconds[file] += float(case.get("time", "0"))  # type: ignore[assignment]  # typeshed counts in int
        return dict(seconds)

    def try_mutant(self, mutant: Mutant, tests: Sequence[str], limit_seconds: float) -> MutantResult:
        """Applies the mutant, runs the tests up to the first failure, and restores the file.

        On a busy machine tests also fail, or are slow, without a reason in the code: only a test that does
        so a second time, by itself, kills the mutant. The others of its parameters are run with it.
        """
        path = self._root / mutant.path
        source, times = path.read_bytes(), path.stat()
        path.write_bytes(mutant.apply(source))
        try:
            return self._run_tests(tests, limit_seconds)
        finally:
            path.write_bytes(source)
            # With its old time the original's bytecode is valid again.
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def _run_tests(self, tests: Sequence[str], limit_seconds: float) -> MutantResult:
        unstable: list[str] = []
        while True:
            deselected = [f"--deselect={test}" for test in unstable]
            result = self._run_once((*deselected, *tests), limit_seconds)
            test = result.detail.partition("[")[0].rstrip()
            if result.outcome not in ("killed", "timeout") or "::" not in test:
                return result
            if self._run_once((test,), limit_seconds).outcome != "survived":
                return result
            unstable.append(test)

    def _run_once(self, arguments: Sequence[str], limit_seconds: float) -> MutantResult:
        try:
            done = self._pytest(("-x", *arguments), limit_seconds)
        except subprocess.TimeoutExpired as expired:
            running = last_started((expired.output or b"").decode(errors="replace"))
            return MutantResult("timeout", f"{running} [after {limit_seconds:.0f} s]")
        if done.returncode == _PASSED:
            return MutantResult("survived")
        if done.returncode == _NO_TESTS:
            return MutantResult("untested")
        return MutantResult("killed", first_failure(done.stdout))

    def _pytest(self, arguments: Sequence[str], limit_seconds: float) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "CI"}
        # No bytecode: it could be mistaken for that of another mutant of the same second and size.
        environment |= {"PYTHONPATH": str(self._root), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, *_PYTEST, *arguments]
        # A session of its own: servers that tests have started are killed with it.
        with subprocess.Popen(
            command,
            cwd=self._root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                output, _ = process.communicate(timeout=limit_seconds)
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
        return subprocess.CompletedProcess(command, process.returncode, output)


def first_failure(output: str) -> str:
    """The first failed test of pytest's summary, or its last line where the process ended without one."""
    found = re.search(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", output, re.M)
    return found[1] if found else (output.strip().splitlines() or ["no output"])[-1]


def last_started(output: str) -> str:
    """The test that pytest's verbose output ends with, or "no test"."""
    found = re.findall(r"^(tests/.*?::.*?)(?: (?:PASSED|FAILED|ERROR|SKIPPED|XFAIL).*)?$", output, re.M)
    return found[-1].strip() if found else "no test"
