"""The documents agree with the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from app.cli.operations_table import page as operations_page
from app.cli.parser import parser
from app.settings import fields
from generated.operations import OPERATIONS
from tests.sdk.run import PASSED, SENT

_ROOT = Path(__file__).parent.parent
_README = (_ROOT / "README.md").read_text(encoding="utf-8")


def _formatted(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return (
        str(value).lower()
        if isinstance(value, bool)
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )


def test_operations_md_equals_the_generated_page() -> None:
    assert (_ROOT / "docs/operations.md").read_text(encoding="utf-8") == operations_page()


def test_readme_lists_each_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| `?([^|`]*)`? \| (.*) \|$", _README, re.M)
    assert [(name, default.strip(), about) for name, default, about in rows] == [
        (field.name.upper(), _formatted(field.default), field.metadata["about"]) for field in fields()
    ]


_MAKEFILE = (_ROOT / "Makefile").read_text(encoding="utf-8")
_NOXFILE = (_ROOT / "noxfile.py").read_text(encoding="utf-8")
_GUIDES = {name: (_ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}


def test_readme_names_each_command() -> None:
    commands = re.findall(r"^\| `llm-backend (\w+)` \|", _README, re.M)
    assert all(command in parser("0").format_help() for command in commands)
    assert commands == ["serve", "mock", "migrate", "keys", "doctor"]


@pytest.mark.parametrize("guide", _GUIDES)
def test_guide_names_existing_targets_and_sessions(guide: str) -> None:
    targets = re.findall(r"(?:`|^)make (\w+)", _GUIDES[guide], re.M)
    assert targets
    assert set(targets) <= set(re.findall(r"^(\w+):", _MAKEFILE, re.M))
    named = [words.split() for words in re.findall(r"nox -s ([a-z]+(?: [a-z]+)*)", _GUIDES[guide])]
    sessions = set(re.findall(r"^def (\w+)\(session", _NOXFILE, re.M))
    assert named
    # Without quotes only the first word is certain: the sentence may continue after it.
    assert {words[0] for words in named} <= sessions
    quoted = re.findall(r"nox -s ([a-z ]+)(?:`|$| -- )", _GUIDES[guide], re.M)
    assert {word for words in quoted for word in words.split()} <= sessions


@pytest.mark.parametrize("guide", _GUIDES)
def test_guide_names_existing_files_and_modules(guide: str) -> None:
    text = _GUIDES[guide]
    for path in re.findall(
        r"(?<![\w./-])((?:app|tests|docs|spec|generated|migrations|codegen|k8s)/[\w./-]*)", text
    ):
        # The guide's reader writes these.
        if path not in _TO_BE_WRITTEN:
            assert (_ROOT / path.rstrip(".")).exists(), path
    for module in re.findall(r"python -m ([\w.]+)", text):
        assert (_ROOT / (module.replace(".", "/") + ".py")).exists(), module


# By the reader of CONTRIBUTING.md.
_TO_BE_WRITTEN = {
    "app/operations/projects.py",
    "tests/app/operations/test_projects.py",
    "migrations/versions/NNNN_what.py",
}


def test_contributing_example_operation_matches_its_stub() -> None:
    method = re.search(r"async def (\w+)\((.*)\) -> ([\w.]+):", _GUIDES["CONTRIBUTING.md"])
    assert method is not None
    name, arguments, result = method.groups()
    group = re.search(r"class \w+\((\w+)\):", _GUIDES["CONTRIBUTING.md"])
    assert group is not None
    operation = next(operation for operation in OPERATIONS if operation.id == name)
    assert operation.stub == group[1]
    stub = (_ROOT / f"generated/stubs/{operation.group}.py").read_text(encoding="utf-8")
    assert f"async def {name}({arguments}) -> {result}" in stub


def test_dependencies_each_have_a_reason() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"].values()
    requirements = [
        *project["project"]["dependencies"],
        *(entry for group in groups for entry in group if isinstance(entry, str)),
    ]
    names = {re.split(r"[\[<>=;~ ]", entry)[0].lower() for entry in requirements}
    reasons = (_ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    assert {
        name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", reasons)
    } == set()


def test_links_have_existing_targets() -> None:
    for page in (
        *_GUIDES,
        "SECURITY.md",
        "CHANGELOG.md",
        *(f"docs/{path.name}" for path in (_ROOT / "docs").glob("*.md")),
    ):
        text = (_ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
            assert ((_ROOT / page).parent / target).exists(), f"{page}: {target}"


def test_readme_figures_equal_those_of_the_sessions() -> None:
    assert f"all {len(OPERATIONS)} operations" in _README
    assert f"against `mock`: {PASSED:,}, of which {SENT:,} send a request" in " ".join(_README.split())
