"""The mutation run over a small repository, and the tests that it chooses in this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation.nearest_tests import further_tests, nearest_tests
from tests.mutation.run import main
from tests.mutation.workspace import first_failure, last_started

_ROOT = Path(__file__).parents[2]
_MODULE = "def is_adult(age):\n    return age >= 18\n"
_STRONG = "assert [is_adult(age) for age in (17, 18)] == [False, True]"
_WEAK = "assert is_adult(30)"


def _repository(folder: Path, assertion: str) -> Path:
    """A repository with one module and its test."""
    for path, text in {
        # With it, this package precedes the installed one of the same name.
        "app/__init__.py": "",
        "app/people/age.py": _MODULE,
        "tests/app/people/test_age.py": (
            f"from app.people.age import is_adult\n\ndef test_is_adult():\n    {assertion}\n"
        ),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.mark.parametrize(("assertion", "status"), [(_STRONG, 0), (_WEAK, 1)])
def test_run_survivors_decide_on_the_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], assertion: str, status: int
) -> None:
    root = _repository(tmp_path, assertion)
    arguments = ("--only", "app/people", "--workers", "1", "--count", "4")
    assert main(arguments, root) == status
    output = capsys.readouterr().out
    assert ("survived app/people/age.py:2: comparison: age >= 18  ->  (age > 18)" in output) == bool(status)
    assert "killed   app/people/age.py:2: return value: return age >= 18  ->  return None  [tests/" in output
    assert (root / "app/people/age.py").read_text() == _MODULE


def test_run_failing_test_without_mutant_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _repository(tmp_path, "assert not is_adult(30)")
    assert main(("--only", "app/people", "--workers", "1"), root) == 2
    assert "The tests fail without a mutant." in capsys.readouterr().out


def test_run_endless_mutant_is_a_timeout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.mutation.run._LIMIT_EXTRA_SECONDS", 6)
    root = _repository(tmp_path, "assert is_adult(30)")
    (root / "app/people/age.py").write_text(
        "def is_adult(age):\n    while not age:\n        pass\n    return True\n"
    )
    assert main(("--only", "app/people/age.py", "--workers", "1", "--count", "1", "--seed", "1"), root) == 0
    assert "timeout  app/people/age.py:2: not" in capsys.readouterr().out


def test_run_failure_that_does_not_repeat_kills_no_mutant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _repository(tmp_path, _WEAK)
    # Without a mutant it passes, with the first one it fails, alone it passes.
    (root / "tests/app/people/test_unstable.py").write_text(
        "from pathlib import Path\n\ndef test_unstable():\n"
        "    runs = Path('runs')\n"
        "    before = runs.read_text() if runs.exists() else ''\n"
        "    runs.write_text(before + 'x')\n"
        "    assert before != 'x'\n"
    )
    # This seed chooses `>` for `>=`, which the weak test passes.
    arguments = ("--only", "app/people", "--workers", "1", "--count", "1", "--seed", "1")
    assert main(arguments, root) == 1
    assert "survived app/people/age.py:2: comparison" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("output", "test"),
    [
        ("FAILED tests/test_a.py::test_a[b c] - assert 1 == 2\n1 failed", "tests/test_a.py::test_a[b c]"),
        ("FAILED tests/test_a.py::test_a", "tests/test_a.py::test_a"),
        ("ERROR    app.log:log.py:1 a log line\nERROR tests/test_a.py\n1 error", "tests/test_a.py"),
        ("Killed\n", "Killed"),
        ("", "no output"),
    ],
)
def test_first_failure_is_the_whole_name_of_the_test(output: str, test: str) -> None:
    assert first_failure(output) == test


@pytest.mark.parametrize(
    ("output", "test"),
    [
        ("tests/a.py::test_a PASSED [ 1%]\ntests/a.py::test_b[c d] ", "tests/a.py::test_b[c d]"),
        ("tests/a.py::test_a PASSED [ 1%]\n", "tests/a.py::test_a"),
        ("collecting ...", "no test"),
    ],
)
def test_last_started_is_the_test_that_the_output_ends_with(output: str, test: str) -> None:
    assert last_started(output) == test


def test_nearest_tests_own_module_comes_first() -> None:
    found = nearest_tests(_ROOT, Path("app/http/request/forms.py"))
    assert found[0] == "tests/app/http/request/test_forms.py"
    assert "tests/app/test_forwarding.py" in found
    assert len(set(found)) == len(found)


def test_nearest_tests_every_module_has_some() -> None:
    modules = [path.relative_to(_ROOT) for path in (_ROOT / "app").rglob("[a-z]*.py")]
    assert [module for module in modules if not nearest_tests(_ROOT, module)] == []


def test_nearest_tests_further_paths_exist() -> None:
    assert [path for path in further_tests() if not (_ROOT / path).exists()] == []
