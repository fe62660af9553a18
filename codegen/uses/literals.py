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
    pairs: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """A key and the text that it is compared with, or set to."""
    collections: list[tuple[str, ...]] = field(default_factory=list)
    """Tuples, lists and sets of several strings, such as the names that a loop reads."""

    def line(self, *texts: str) -> int | None:
        """Where the first of the texts that occurs is; as a key before anything else."""
        for text in texts:
            for table in (self.keys, self.others, self.definitions):
                if text in table:
                    return table[text][0]
        return None

    def text_line(self, text: str) -> int | None:
        """Where the text is, as a string and not as a name of the code."""
        lines = self.keys.get(text) or self.others.get(text)
        return lines[0] if lines else None


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
    found.collections += _collections(tree)
    for pair, line in _pairs(tree):
        found.pairs.setdefault(pair, []).append(line)
    for lines in (
        *found.keys.values(), *found.others.values(), *found.definitions.values(), *found.pairs.values()
    ):  # fmt: skip
        lines.sort()
    return found


def _keys(tree: ast.AST) -> Iterator[ast.AST]:
    """`x["k"]`, `x.get("k")`, `"k" in x`, `{"k": …}`, `case {"k": …}`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript | ast.Call):
            if (read := _read(node)) is not None:
                yield read
        elif isinstance(node, ast.Compare):
            if any(isinstance(operator, ast.In | ast.NotIn) for operator in node.ops):
                yield node.left
        elif isinstance(node, ast.Dict | ast.MatchMapping):
            yield from (key for key in node.keys if key is not None)


def _read(node: ast.AST) -> ast.expr | None:
    """The key of `x["k"]` and `x.get("k")`."""
    if isinstance(node, ast.Subscript):
        return node.slice
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.args[0] if node.func.attr in _READERS and node.args else None
    return None


def _collections(tree: ast.AST) -> Iterator[tuple[str, ...]]:
    types = {id(node.slice) for node in ast.walk(tree) if isinstance(node, ast.Subscript)}
    for node in ast.walk(tree):
        # `Literal["a", "b"]` is a type.
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and id(node) not in types:
            texts = tuple(text for text, _ in _texts(node))
            if len(texts) == len(node.elts) > 1:
                yield texts


def _pairs(tree: ast.AST) -> Iterator[tuple[tuple[str, str], int]]:
    """`x["k"] == "v"`, `x.get("k") in ("v", "w")`, `{"k": "v"}`, `x["k"] = "v"`, `case {"k": "v"}`."""
    for node in ast.walk(tree):
        found: list[tuple[ast.expr | None, ast.AST]] = []
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            found = [(_read(one), other) for one in sides for other in sides if one is not other]
        elif isinstance(node, ast.Assign):
            found = [(_read(target), node.value) for target in node.targets]
        elif isinstance(node, ast.Dict):
            found = [*zip(node.keys, node.values, strict=True)]
        elif isinstance(node, ast.MatchMapping):
            found = [*zip(node.keys, node.patterns, strict=True)]
        for key, value in found:
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                for text, line in _texts(value):
                    yield (key.value, text), line


def _texts(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The strings that a value may be, each with its line."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value, node.lineno
    elif isinstance(node, ast.Tuple | ast.Set | ast.List):
        for element in node.elts:
            yield from _texts(element)
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in _texts(value))
    elif isinstance(node, ast.MatchValue):
        yield from _texts(node.value)
    elif isinstance(node, ast.MatchOr):
        yield from (text for pattern in node.patterns for text in _texts(pattern))
