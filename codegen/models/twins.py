"""`Beta…` schemas that equal their twin without `Beta` become another name for it."""

from __future__ import annotations

import ast
import re

from codegen.models.definitions import Definitions

_PREFIX = re.compile(r"Beta(?=[A-Z])")


def fold_twins(definitions: Definitions) -> dict[str, str]:
    """Removes the twins from the definitions and redirects references to them; returns twin -> original."""
    pairs = {name: _PREFIX.sub("", name) for name in definitions if name.startswith("Beta")}
    pairs = {twin: original for twin, original in pairs.items() if original in definitions}
    texts = {name: ast.dump(definitions[name].node) for name in {*pairs, *pairs.values()}}
    # Twins that refer to each other are equal only together: start with all pairs, drop the unequal ones,
    # repeat.
    while True:
        renamed = re.compile(
            "|".join(rf"(?<=')(?:{name})(?=')" for name in sorted(pairs, key=len, reverse=True)) or "$^"
        )
        differing = [
            twin
            for twin, original in pairs.items()
            if renamed.sub(lambda found: pairs[found.group()], texts[twin]) != texts[original]
        ]
        if not differing:
            break
        for twin in differing:
            del pairs[twin]
    for twin in pairs:
        del definitions[twin]
    for definition in definitions.values():
        for node in ast.walk(definition.node):
            if isinstance(node, ast.Name) and node.id in pairs:
                node.id = pairs[node.id]
    return pairs
