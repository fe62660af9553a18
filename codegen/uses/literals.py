"""The strings of a hand-written file, by its syntax tree: the keys of mappings, and all others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PACKAGES = ("engine", "operations", "relay", "tokens", "upstream", "usage")
"""The packages of the app that read bodies and answers."""
_READERS = ("get", "pop", "setdefault")


@dataclass(slots=True)
class Literals:
    """Text -> the lines where it is, in their order."""

    keys: dict[str, list[int]] = field(default_factory=dict)
    others: dict[str, list[int]] = field(default_factory=dict)
    definitions: dict[str, list[int]] = field(default_factory=dict)
    """Functions and methods by their name: an operation's handler bears the operation's."""

    def line(self, *texts: str) -> int | None:
        """Where the first of the texts that occurs is; as a key before anything else."""
        for text in texts:
            for table in (self.keys, self.others, self.definitions):
                if text in table:
                    return table[text][0]
        return None


def files(root: Path) -> list[str]:
    """The files whose keys are checked."""
    found = [path for package in PACKAGES for path in (root / "app" / package).rglob("*.py")]
    return sorted(path.relative_to(root).as_posix() for path in found)


@cache
def literals(source: str) -> Literals:
    """The strings of a module; not to be changed."""
    tree = ast.parse(source)
    keys = {id(node) for node in _keys(tree)}
    found = Literals()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            table = found.keys if id(node) in keys else found.others
            table.setdefault(node.value, []).append(node.lineno)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.definitions.setdefault(node.name, []).append(node.lineno)
            for argument in (*node.args.args, *node.args.kwonlyargs):
                found.definitions.setdefault(argument.arg, []).append(argument.lineno)
        elif isinstance(node, ast.Attribute):
            found.definitions.setdefault(node.attr, []).append(node.lineno)
    for table in (found.keys, found.others, found.definitions):
        for lines in table.values():
            lines.sort()
    return found


def _keys(tree: ast.AST) -> Iterator[ast.AST]:
    """`x["k"]`, `x.get("k")`, `"k" in x`, `{"k": …}`, `case {"k": …}`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            yield node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in _READERS and node.args:
                yield node.args[0]
        elif isinstance(node, ast.Compare):
            if any(isinstance(operator, ast.In | ast.NotIn) for operator in node.ops):
                yield node.left
        elif isinstance(node, ast.Dict | ast.MatchMapping):
            yield from (key for key in node.keys if key is not None)
