"""Finds hand-written operations in the source: codegen does not import the app."""

from __future__ import annotations

import ast
from pathlib import Path


def implemented(app: Path) -> dict[str, str]:
    """Operation id -> file, for each method of a stub's subclass in `app/operations/` that overrides one."""
    found: dict[str, str] = {}
    for path in sorted((app / "operations").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(_is_stub(base) for base in node.bases):
                for method in node.body:
                    # A plain function that returns a coroutine overrides an asynchronous one, too.
                    if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and _overrides(method):
                        found[method.name] = path.relative_to(app.parent).as_posix()
    return found


def _overrides(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(name, ast.Name) and name.id == "override" for name in method.decorator_list)


def _is_stub(base: ast.expr) -> bool:
    name = base.id if isinstance(base, ast.Name) else base.attr if isinstance(base, ast.Attribute) else ""
    return name.endswith("Stub")
