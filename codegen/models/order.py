"""The order of definitions in a module: each after its references, as far as cycles permit."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

from codegen.models.definitions import Definition

Graph = dict[str, set[str]]


def ordered(inside: list[Definition]) -> list[Definition]:
    """Each definition after its references: pydantic resolves them when it creates the class.

    In a cycle, classes come before aliases, and after their bases. Annotations are strings until a class is
    built; an alias that refers to a later one refers to it by a string.
    """
    by_name = {definition.name: definition for definition in inside}
    graph: Graph = {name: definition.names() & by_name.keys() for name, definition in by_name.items()}
    result: list[Definition] = []
    for group in _components(graph):
        result += _within([by_name[name] for name in sorted(group)])
    return result


def _within(group: list[Definition]) -> list[Definition]:
    classes = {d.name: d for d in group if d.value is None}
    aliases = {d.name: d for d in group if d.value is not None}
    result = [
        classes[name] for name in _sorted({n: set(d.bases()) & classes.keys() for n, d in classes.items()})
    ]
    graph: Graph = {name: d.names() & aliases.keys() for name, d in aliases.items()}
    for name, definition in aliases.items():
        value = definition.value
        if value is not None and any(
            isinstance(node, ast.Name) and node.id == name for node in ast.walk(value)
        ):
            _Quote(name).visit(definition.node)
    while True:
        try:
            return result + [aliases[name] for name in _sorted(graph)]
        except CycleError as error:
            first, second = sorted(error.args[1][:2])
            if second not in graph[first]:
                first, second = second, first
            graph[first].discard(second)
            _Quote(second).visit(aliases[first].node)


def _sorted(graph: Graph) -> list[str]:
    """In topological order, and by name among equals."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    result: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        result += ready
        sorter.done(*ready)
    return result


def _components(graph: Graph) -> list[list[str]]:
    """Tarjan's strongly connected components, each after its references."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    result: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
            if other in stack:
                low[name] = min(low[name], low[other])
        if low[name] == index[name]:
            cut = stack.index(name)
            result.append(stack[cut:])
            del stack[cut:]

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return result


class _Quote(ast.NodeTransformer):
    """A name -> a string, which pydantic resolves later."""

    def __init__(self, name: str) -> None:
        self._name = name

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        node.value = self.visit(node.value)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Constant(node.id) if node.id == self._name else node
