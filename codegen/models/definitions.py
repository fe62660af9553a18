"""Parses the output of datamodel-code-generator: one definition per class or type alias."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class Definition:
    """A class or a `TypeAliasType`; later steps change `node` in place."""

    name: str
    node: ast.ClassDef | ast.Assign

    @property
    def value(self) -> ast.expr | None:
        """The value of an alias; None for a class."""
        if isinstance(self.node, ast.Assign) and isinstance(self.node.value, ast.Call):
            return self.node.value.args[1]
        return None

    def set_value(self, value: ast.expr) -> None:
        """Replaces the value of an alias."""
        if isinstance(self.node, ast.Assign) and isinstance(self.node.value, ast.Call):
            self.node.value.args[1] = value

    def fields(self) -> list[ast.AnnAssign]:
        """A class's own fields."""
        body = self.node.body if isinstance(self.node, ast.ClassDef) else []
        return [statement for statement in body if isinstance(statement, ast.AnnAssign)]

    def bases(self) -> list[str]:
        """The names of a class's bases."""
        bases = self.node.bases if isinstance(self.node, ast.ClassDef) else []
        return [base.id for base in bases if isinstance(base, ast.Name)]

    def names(self) -> set[str]:
        """Every name that it refers to."""
        return {node.id for node in ast.walk(self.node) if isinstance(node, ast.Name)} - {self.name}


Definitions = dict[str, Definition]


def parse(text: str) -> Definitions:
    """The definitions of a generated module in its order, without imports, base class and rebuild calls."""
    found: Definitions = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef) and node.name != "BaseModel":
            found[node.name] = Definition(node.name, node)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = Definition(node.targets[0].id, node)
    references = _ForwardReferences(set(found))
    for definition in found.values():
        value = definition.value
        if value is not None:
            definition.set_value(references.visit(value))
    return found


class _ForwardReferences(ast.NodeTransformer):
    """`"Item"` in an alias that refers to itself -> a name, so that later steps find the reference."""

    def __init__(self, known: set[str]) -> None:
        self._known = known

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        literal = isinstance(node.value, ast.Name) and node.value.id == "Literal"
        return node if literal else self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Name(node.value) if isinstance(node.value, str) and node.value in self._known else node


def is_call(node: ast.AST, name: str) -> bool:
    """Whether it is `name[…]` or `name(…)`."""
    function = (
        node.value if isinstance(node, ast.Subscript) else node.func if isinstance(node, ast.Call) else None
    )
    return isinstance(function, ast.Name) and function.id == name


def elements(node: ast.expr) -> list[ast.expr]:
    """The elements in the brackets of `X[a, b]`."""
    if not isinstance(node, ast.Subscript):
        return []
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


def variants(node: ast.expr) -> Iterator[ast.expr]:
    """The variants of `A | B` and `Union[A, B]`; any other expression is its own only variant."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield from variants(node.left)
        yield from variants(node.right)
    elif is_call(node, "Union"):
        for element in elements(node):
            yield from variants(element)
    else:
        yield node


def subscript(name: str, items: list[ast.expr]) -> ast.Subscript:
    """`name[a, b]`."""
    index = items[0] if len(items) == 1 else ast.Tuple(items, ast.Load())
    return ast.Subscript(ast.Name(name), index, ast.Load())


def union(items: list[ast.expr]) -> ast.expr:
    """`Union[a, b]`, or the only one."""
    return items[0] if len(items) == 1 else subscript("Union", items)


def inherited_fields(definitions: Definitions, name: str) -> dict[str, ast.AnnAssign]:
    """A class's fields by their name on the wire, including those of its bases."""
    fields: dict[str, ast.AnnAssign] = {}
    definition = definitions.get(name)
    if definition is None:
        return fields
    for base in reversed(definition.bases()):
        fields.update(inherited_fields(definitions, base))
    for statement in definition.fields():
        if isinstance(statement.target, ast.Name):
            fields[_alias(statement) or statement.target.id] = statement
    return fields


def _alias(statement: ast.AnnAssign) -> str | None:
    for node in ast.walk(statement.annotation):
        if isinstance(node, ast.keyword) and node.arg == "alias" and isinstance(node.value, ast.Constant):
            return str(node.value.value)
    return None
