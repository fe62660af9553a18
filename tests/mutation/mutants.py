"""Mutants of a module: each is one small change of its source that a test must notice."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_WITHOUT_BEHAVIOUR = (ast.Import, ast.ImportFrom, ast.Pass, ast.Global, ast.Nonlocal)
# A decorator's arguments (`slots=True`) rarely change behaviour; a mutated pattern or f-string needs other
# syntax.
_SKIPPED_FIELDS = ("annotation", "returns", "type_params", "decorator_list", "pattern")


@dataclass(frozen=True, slots=True)
class Mutant:
    """`path` is relative to the repository; `start` and `end` are offsets into the file's UTF-8 bytes."""

    path: Path
    line: int
    kind: str
    start: int
    end: int
    original: str
    replacement: str

    def apply(self, source: bytes) -> bytes:
        """The module's source with this change."""
        return source[: self.start] + self.replacement.encode() + source[self.end :]

    def __str__(self) -> str:
        before, after = (" ".join(text.split()) for text in (self.original, self.replacement))
        return f"{self.path}:{self.line}: {self.kind}: {before}  ->  {after}"


def find_mutants(path: Path, source: bytes) -> list[Mutant]:
    """All mutants of a module, in the order of the source."""
    return _Finder(path, source).mutants()


def sample(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """At most `count` of them, the same for the same seed.

    Kinds take turns: most mutants change a constant, and alone would fill the sample.
    """
    choose = random.Random(seed)
    groups: dict[str, list[Mutant]] = {}
    for mutant in choose.sample(mutants, len(mutants)):
        groups.setdefault(mutant.kind, []).append(mutant)
    chosen: list[Mutant] = []
    while groups and len(chosen) < count:
        for kind in list(groups):
            chosen.append(groups[kind].pop())
            if not groups[kind]:
                del groups[kind]
    return sorted(chosen[:count], key=lambda mutant: (mutant.path, mutant.start))


class _Finder:
    """Walks a module's tree without its annotations, docstrings and `TYPE_CHECKING` blocks."""

    def __init__(self, path: Path, source: bytes) -> None:
        self._path = path
        self._source = source
        self._line_starts = [0]
        for line in source.splitlines(keepends=True):
            self._line_starts.append(self._line_starts[-1] + len(line))

    def mutants(self) -> list[Mutant]:
        found = list(self._walk(ast.parse(self._source)))
        return sorted(found, key=lambda mutant: (mutant.start, mutant.kind, mutant.replacement))

    def _walk(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, (*_WITHOUT_BEHAVIOUR, ast.JoinedStr)) or _is_declaration(node):
            return
        if isinstance(node, ast.expr):
            yield from self._of_expression(node)
        elif isinstance(node, ast.stmt):
            yield from self._of_statement(node)
        for name, value in ast.iter_fields(node):
            if name in _SKIPPED_FIELDS:
                continue
            children = value if isinstance(value, list) else [value]
            for child in children[1:] if name == "args" and _is_cast(node) else children:
                if isinstance(child, ast.AST):
                    yield from self._walk(child)

    def _of_expression(self, node: ast.expr) -> Iterator[Mutant]:
        match node:
            case ast.Compare(left=left, ops=[only], comparators=comparators) if type(only) in _COMPARISONS:
                flipped = ast.Compare(left, [_COMPARISONS[type(only)]()], comparators)
                yield self._mutant(node, "comparison", flipped)
            case ast.BoolOp(op=operator, values=values):
                swapped = ast.Or() if isinstance(operator, ast.And) else ast.And()
                yield self._mutant(node, "and/or", ast.BoolOp(swapped, values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield self._mutant(node, "not", operand)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                yield self._mutant(node, "condition", ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse))
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                yield self._mutant(node, "operator", ast.BinOp(left, _OPERATORS[type(operator)](), right))
            case ast.Constant(value=bool() as value):
                yield self._mutant(node, "constant", ast.Constant(not value))
            case ast.Constant(value=int() as value):
                yield self._mutant(node, "boundary", ast.Constant(value + 1))
                yield self._mutant(
                    node, "boundary", ast.BinOp(ast.Constant(value), ast.Sub(), ast.Constant(1))
                )
            case ast.Constant(value=float() as value):
                yield self._mutant(node, "constant", ast.Constant(value * 2 or 1.0))
            # Prose, such as the message of an error, is not compared literally.
            case ast.Constant(value=str() as value) if value and " " not in value:
                yield self._mutant(node, "constant", ast.Constant(value + "_mutant"))
            case ast.Constant(value=bytes() as value) if value:
                yield self._mutant(node, "constant", ast.Constant(value + b"_mutant"))
            case ast.Call(keywords=keywords):
                for keyword in keywords:
                    if keyword.arg is not None:
                        rest = [one for one in keywords if one is not keyword]
                        yield self._mutant(node, "keyword argument", ast.Call(node.func, node.args, rest))

    def _of_statement(self, node: ast.stmt) -> Iterator[Mutant]:
        match node:
            case ast.If(test=test) | ast.While(test=test) if not isinstance(test, ast.Compare | ast.UnaryOp):
                yield self._mutant(test, "condition", ast.UnaryOp(ast.Not(), test))
            case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
                yield self._mutant(node, "return value", ast.Return(ast.Constant(None)))
            case ast.Expr(value=ast.Call() | ast.Await()):
                yield self._mutant(node, "removed call", ast.Pass())
            case ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
                yield self._mutant(node, "removed statement", ast.Pass())
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                yield self._mutant(node, "removed statement", ast.Pass())
            case ast.Delete(targets=[ast.Attribute() | ast.Subscript()]):
                yield self._mutant(node, "removed statement", ast.Pass())

    def _mutant(self, node: ast.expr | ast.stmt, kind: str, changed: ast.AST) -> Mutant:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self._line_starts[node.lineno - 1] + node.col_offset
        end = self._line_starts[node.end_lineno - 1] + node.end_col_offset
        text = ast.unparse(ast.fix_missing_locations(changed))
        if isinstance(changed, ast.expr):
            text = f"({text})"
        original = self._source[start:end].decode()
        return Mutant(self._path, node.lineno, kind, start, end, original, text)


def _is_declaration(node: ast.AST) -> bool:
    """Whether it has no effect at run time: a docstring, a type, `__slots__`."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__slots__" | "__all__")]):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar" | "ParamSpec"))):
            return True
        case _:
            return False


def _is_cast(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast"
