"""What the documents say is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from app.cli.operations_table import page
from app.cli.parser import parser
from app.settings import fields
from generated.operations import OPERATIONS
from tests.sdk.run import PASSED, SENT

_ROOT = Path(__file__).parent.parent
_README = (_ROOT / "README.md").read_text(encoding="utf-8")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return (
        str(value).lower()
        if isinstance(value, bool)
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )


def test_operations_md_is_what_the_server_does() -> None:
    assert (_ROOT / "docs/operations.md").read_text(encoding="utf-8") == page()


def test_the_readme_lists_each_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| `?([^|`]*)`? \| (.*) \|$", _README, re.M)
    assert [(name, default.strip(), about) for name, default, about in rows] == [
        (field.name.upper(), _shown(field.default), field.metadata["about"]) for field in fields()
    ]


def test_the_readme_names_each_command_and_only_targets_that_are_there() -> None:
    commands = re.findall(r"^\| `llm-backend (\w+)` \|", _README, re.M)
    assert all(command in parser("0").format_help() for command in commands)
    assert commands == ["serve", "mock", "migrate", "keys", "doctor"]
    targets = set(re.findall(r"make (\w+)", _README)) - {"every"}
    assert targets <= set(re.findall(r"^(\w+):", (_ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    sessions = set(
        re.findall(r"^def (\w+)\(session", (_ROOT / "noxfile.py").read_text(encoding="utf-8"), re.M)
    )
    assert set(re.findall(r"nox -s (\w+)", _README)) <= sessions


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", _README):
        assert (_ROOT / target).exists()


def test_the_readmes_figures_are_those_that_the_sessions_hold() -> None:
    assert f"all {len(OPERATIONS)} operations" in _README
    assert f"against `mock`: {PASSED:,}, of which {SENT:,} send a request" in " ".join(_README.split())
