"""The documents agree with the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from app.cli.operations_table import page as operations_page
from app.cli.parser import parser
from app.settings import default_text, fields
from generated.operations import OPERATIONS
from tests.sdk.run import PASSED, SENT

_ROOT = Path(__file__).parent.parent
_README = (_ROOT / "README.md").read_text(encoding="utf-8")


def test_operations_page_equals_the_server() -> None:
    assert (_ROOT / "docs/operations.md").read_text(encoding="utf-8") == operations_page()


def test_readme_lists_each_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| `?([^|`]*)`? \| (.*) \|$", _README, re.M)
    assert [(name, default.strip(), about) for name, default, about in rows] == [
        (field.name.upper(), default_text(field), field.metadata["about"]) for field in fields()
    ]


def test_security_bounds_name_settings_and_tests() -> None:
    table = (_ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What is bounded")[2]
    rows = re.findall(r"^\| (?!What|---)(.+?) \| (.+?) \| (.*?) ?\| (.+?) \|$", table, re.M)
    assert len(rows) >= 6
    names = {field.name.upper() for field in fields()}
    for what, _, setting, test in rows:
        assert set(re.findall(r"`([A-Z_]+)`", setting)) <= names, what
        path, _, function = test.strip("`").partition("::")
        source = (_ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^(?:async )?def {function}\(", source, re.M), what


_MAKEFILE = (_ROOT / "Makefile").read_text(encoding="utf-8")
_NOXFILE = (_ROOT / "noxfile.py").read_text(encoding="utf-8")
_GUIDES = {name: (_ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
# Written by programs whose output is not prose: comparisons of contracts and a benchmark's figures.
_REPORTS = {"docs/example-difference.md", "docs/following.md", "docs/benchmark.md"}
_LITERARY = r"(?i)\b(?:told|begun|wish|cures?|seldom|nobody|somebody|whoever|anew|judged?)\b"
_PAGES = {
    name: path.read_text(encoding="utf-8")
    for path in sorted([*_ROOT.glob("*.md"), *(_ROOT / "docs").rglob("*.md")])
    if (name := path.relative_to(_ROOT).as_posix()) not in _REPORTS
}


def test_readme_lists_each_command() -> None:
    commands = re.findall(r"^\| `llm-backend (\w+)` \|", _README, re.M)
    assert all(command in parser().format_help() for command in commands)
    assert commands == ["serve", "mock", "migrate", "backup", "restore", "keys", "projects", "doctor"]


@pytest.mark.parametrize("guide", _GUIDES)
def test_guide_targets_and_sessions_exist(guide: str) -> None:
    targets = re.findall(r"(?:`|^)make (\w+)", _GUIDES[guide], re.M)
    assert targets
    assert set(targets) <= set(re.findall(r"^(\w+):", _MAKEFILE, re.M))
    named = [words.split() for words in re.findall(r"nox -s ([a-z]+(?: [a-z]+)*)", _GUIDES[guide])]
    sessions = set(re.findall(r"^def (\w+)\(session", _NOXFILE, re.M))
    assert named
    # Without quotes, a sentence may continue after the session.
    assert {words[0] for words in named} <= sessions
    quoted = re.findall(r"nox -s ([a-z ]+)(?:`|$| -- )", _GUIDES[guide], re.M)
    assert {word for words in quoted for word in words.split()} <= sessions


# The glossary names old paths, too; tests/test_glossary.py checks it.
@pytest.mark.parametrize("page", [page for page in _PAGES if page != "docs/glossary.md"])
def test_page_files_and_modules_exist(page: str) -> None:
    text = _PAGES[page]
    for path in re.findall(
        r"(?<![\w./-])((?:app|tests|docs|spec|generated|migrations|codegen|k8s)/[\w./-]*)", text
    ):
        if path not in _TO_BE_WRITTEN:
            assert (_ROOT / path.rstrip(".")).exists(), path
    for module in re.findall(r"python -m ([\w.]+)", text):
        assert (_ROOT / (module.replace(".", "/") + ".py")).exists(), module


# By the reader of CONTRIBUTING.md.
_TO_BE_WRITTEN = {
    "app/operations/admin/admin_api_keys.py",
    "tests/app/operations/admin/test_admin_api_keys.py",
    "migrations/versions/NNNN_what.py",
}


def test_contributing_example_equals_its_stub() -> None:
    method = re.search(r"async def (\w+)\((.*)\) -> ([\w.]+):", _GUIDES["CONTRIBUTING.md"])
    assert method is not None
    name, arguments, answer = method.groups()
    group = re.search(r"class \w+\((\w+)\):", _GUIDES["CONTRIBUTING.md"])
    assert group is not None
    operation = next(operation for operation in OPERATIONS if operation.id == name)
    assert operation.stub == group[1]
    stub = (_ROOT / f"generated/stubs/{operation.group}.py").read_text(encoding="utf-8")
    # The app binds the stub's generic call, and the example answers with a model only.
    arguments = arguments.replace("call: Call,", "call: Call[Any],")
    assert f"async def {name}({arguments}) -> {answer} | Relay:" in stub


def test_dependencies_page_gives_each_reason() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"].values()
    wanted = [
        *project["project"]["dependencies"],
        *(entry for group in groups for entry in group if isinstance(entry, str)),
    ]
    names = {re.split(r"[\[<>=;~ ]", entry)[0].lower() for entry in wanted}
    page = _PAGES["docs/dependencies.md"].lower()
    assert {name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", page)} == set()


@pytest.mark.parametrize("page", _PAGES)
def test_page_links_have_a_target(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)\)", _PAGES[page]):
        assert ((_ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", _PAGES)
def test_page_prose_lines_end_at_110_columns(page: str) -> None:
    long = [
        f"{number}: {line}"
        for number, line in enumerate(_PAGES[page].splitlines(), 1)
        # A table's row, a quotation and a link cannot be broken.
        if len(line) > 110 and line[:1] not in ("|", ">") and not re.fullmatch(r"\s*\S+", line)
    ]
    assert long == []


@pytest.mark.parametrize("page", _PAGES)
def test_page_has_no_literary_word(page: str) -> None:
    assert re.findall(_LITERARY, re.sub(r"`[^`]+`", "", _PAGES[page])) == []


def test_request_drawing_files_have_their_functions() -> None:
    drawing = re.findall(r"(app/[\w/]+\.py) +(\w+)(?:\.(\w+))?", _GUIDES["CONTRIBUTING.md"])
    assert len(drawing) > 20
    for path, *names in drawing:
        code = (_ROOT / path).read_text(encoding="utf-8")
        for name in filter(None, names):
            assert re.search(rf"^ *(?:async )?(?:def|class) {name}\b", code, re.M), f"{path}: {name}"


def test_symptoms_name_functions_of_their_files() -> None:
    rows = re.findall(r"^\| [^|`]+ \| `(app/[\w/]+\.py)` \| (.*) \|$", _GUIDES["CONTRIBUTING.md"], re.M)
    assert rows
    for path, functions in rows:
        code = (_ROOT / path).read_text(encoding="utf-8")
        for name in re.findall(r"`(\w+)`", functions):
            assert re.search(rf"^ *(?:async )?def {name}\b", code, re.M), f"{path}: {name}"


_DECISIONS = sorted(path for path in (_ROOT / "docs/decisions").glob("*.md") if path.name != "README.md")


def test_decision_numbers_are_consecutive() -> None:
    assert [path.name[:5] for path in _DECISIONS] == [
        f"{number:04}-" for number in range(1, len(_DECISIONS) + 1)
    ]


@pytest.mark.parametrize("path", _DECISIONS, ids=lambda path: path.stem)
def test_decision_has_its_title_date_and_status(path: Path) -> None:
    title, blank, date, status, after, *_ = path.read_text(encoding="utf-8").splitlines()
    assert title.startswith(f"# {path.name[:4]}: ")
    assert re.fullmatch(r"- Date: \d{4}-\d\d-\d\d(, last changed \d{4}-\d\d-\d\d)?", date)
    assert re.fullmatch(r"- Status: (accepted|superseded by \[\d{4}\]\(\d{4}-[\w-]+\.md\))", status)
    assert blank == after == ""


def test_decision_index_lists_each_with_title_and_status() -> None:
    rows = re.findall(
        r"^\| \[(\d{4})\]\((\S+)\) \| (.*) \| (.*) \|$", _PAGES["docs/decisions/README.md"], re.M
    )
    heads = [path.read_text(encoding="utf-8").splitlines()[:4] for path in _DECISIONS]
    assert rows == [
        (path.name[:4], path.name, head[0][len("# 0000: ") :], head[3][len("- Status: ") :])
        for path, head in zip(_DECISIONS, heads, strict=True)
    ]


def test_figures_of_the_guides_equal_the_sessions() -> None:
    assert f"all {len(OPERATIONS)} operations" in _README
    sentence = f"against `mock`: {PASSED:,}, of which {SENT:,} send a request"
    assert sentence in " ".join(_GUIDES["CONTRIBUTING.md"].split())
