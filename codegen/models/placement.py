"""Assigns each definition to a module: the first domain, in the order of `domains.py`, that reaches it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable

from codegen.models import domains
from codegen.models.definitions import Definitions
from codegen.normalise.operations import snake
from codegen.normalise.schemas import JsonObject, escape, operations

_COMPONENT = "#/components/schemas/"
_Roots = dict[str, set[str]]


def place(
    definitions: Definitions, contract: JsonObject, classes: dict[str, str], twins: dict[str, str]
) -> dict[str, str]:
    """Definition -> module. `classes`: JSON pointer -> class; `twins`: folded class -> its original."""
    groups = _groups(contract, classes)
    protocols = _protocols(classes)
    foundations = {name: set(roots) for name, roots in domains.FOUNDATIONS.items()}
    sections = (
        (foundations, tuple(foundations), ""),
        (groups, domains.GROUPS, "_operations"),
        (protocols, domains.PROTOCOLS, "_protocol"),
    )
    modules: dict[str, str] = {}
    used = {domains.UNREFERENCED}
    for found, known, suffix in sections:
        for domain in _in_order(found, known):
            # Two domains in one module would have two positions in the order, and imports could form a cycle.
            module = domain + suffix if domain in used else domain
            used.add(module)
            for name in _reached(definitions, {twins.get(root, root) for root in found[domain]}):
                modules.setdefault(name, module)
    return {name: modules.get(name, domains.UNREFERENCED) for name in definitions}


def _in_order(found: Iterable[str], known: tuple[str, ...]) -> list[str]:
    """Known domains in their order, then the others by name."""
    position = {domain: number for number, domain in enumerate(known)}
    return sorted(found, key=lambda domain: (position.get(domain, len(known)), domain))


def _groups(contract: JsonObject, classes: dict[str, str]) -> _Roots:
    """The classes that a group's operations name or hold inline."""
    roots: _Roots = defaultdict(set)
    for section in ("paths", "webhooks"):
        for path, method, operation in operations(contract, section):
            group = snake((operation.get("tags") or ["webhooks"])[0])
            pointer = f"#/{section}/{escape(path)}/{method}/"
            roots[group] |= {
                classes[reference] for reference in _references(operation) if reference in classes
            }
            roots[group] |= {name for place, name in classes.items() if place.startswith(pointer)}
    return roots


def _references(operation: JsonObject) -> set[str]:
    return set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(operation)))


def _protocols(classes: dict[str, str]) -> _Roots:
    roots: _Roots = defaultdict(set)
    for pointer, name in classes.items():
        domain = domains.protocol(pointer.removeprefix(_COMPONENT))
        if pointer.startswith(_COMPONENT) and domain is not None:
            roots[domain].add(name)
    return roots


def _reached(definitions: Definitions, roots: set[str]) -> set[str]:
    """The roots and everything they refer to."""
    reached: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name in definitions and name not in reached:
            reached.add(name)
            waiting += definitions[name].names()
    return reached
