"""Which module a definition goes to: one for each set of tags that use it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict

from codegen.models.definitions import Definitions
from codegen.normalise.operations import snake
from codegen.normalise.schemas import Json, escape, operations

_MOST_NAMES = 3
# No operation and no webhook reaches these: the events of the WebSocket interfaces.
_UNUSED = "events"


def place(
    definitions: Definitions, contract: Json, classes: dict[str, str], twins: dict[str, str]
) -> dict[str, str]:
    """Definition -> module name.

    What refers to a definition is used by no more tags than it is, so modules refer to each other in one direction
    only, and the members of a cycle share a module.
    """
    tags: dict[str, set[str]] = defaultdict(set)
    for section in ("paths", "webhooks"):
        for path, method, operation in operations(contract, section):
            tag = snake((operation.get("tags") or ["webhooks"])[0])
            pointer = f"#/{section}/{escape(path)}/{method}"
            names = {classes[ref] for ref in _references(operation) if ref in classes}
            names |= {name for place, name in classes.items() if place.startswith(pointer + "/")}
            for name in names:
                _mark(definitions, twins.get(name, name), tag, tags)
    return {name: _module(tags[name]) for name in definitions}


def _references(operation: Json) -> set[str]:
    return set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(operation)))


def _mark(definitions: Definitions, name: str, tag: str, tags: dict[str, set[str]]) -> None:
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in definitions and tag not in tags[current]:
            tags[current].add(tag)
            waiting += definitions[current].names()


def _module(tags: set[str]) -> str:
    if not tags:
        return _UNUSED
    if len(tags) <= _MOST_NAMES:
        return "_and_".join(sorted(tags))
    digest = hashlib.sha256(" ".join(sorted(tags)).encode()).hexdigest()[:6]
    return f"shared_by_{len(tags)}_{digest}"
