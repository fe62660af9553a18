"""Hand-written code imports models from the facade `generated.models`, whose modules may move."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from generated import models

_ROOT = Path(__file__).parents[3]
_FOLDERS = ("app", "codegen", "migrations", "tests")
_FACADE = "generated.models"


def _submodules(source: str) -> Iterator[str]:
    """Each module behind the facade that the source imports, by its dotted name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == _FACADE:
            names = [f"{_FACADE}.{alias.name}" for alias in node.names if alias.name in models.MODULES]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # An argument of import_module, a patch target or a table of lazy imports.
            names = [f"{_FACADE}.{name}" for name in models.MODULES if node.value == f"{_FACADE}.{name}"]
        else:
            continue
        yield from (name for name in names if name.startswith(f"{_FACADE}."))


def test_hand_written_code_imports_no_module_behind_the_facade() -> None:
    files = [path for folder in _FOLDERS for path in sorted((_ROOT / folder).rglob("*.py"))]
    found = {str(path.relative_to(_ROOT)): [*_submodules(path.read_text(encoding="utf-8"))] for path in files}
    assert len(found) > 100
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from generated.models.chat import CreateChatCompletionRequest",
        "import generated.models.chat",
        "from generated.models import chat",
        "import_module('generated.models.' 'chat')",
        "def f():\n    from generated.models.chat import X",
    ],
)
def test_submodules_import_behind_the_facade_is_found(source: str) -> None:
    assert list(_submodules(source)) == [f"{_FACADE}.chat"]


@pytest.mark.parametrize(
    "source",
    ["from generated import models", "from generated.models import CreateChatCompletionRequest", "import os"],
)
def test_submodules_import_of_the_facade_is_accepted(source: str) -> None:
    assert list(_submodules(source)) == []
