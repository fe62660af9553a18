"""`maxProperties` of one variant of a union, such as an object or null: the generator ignores it."""

from __future__ import annotations

import ast

from codegen.models.definitions import Definitions, is_call, subscript, union, variants
from codegen.normalise.schemas import JsonObject, every

_BOUNDS = (("minProperties", "min_length"), ("maxProperties", "max_length"))


def bound_pairs(definitions: Definitions, contract: JsonObject, classes: dict[str, str]) -> None:
    """Bounds each alias of a union whose only map has such a bound."""
    for pointer, schema in every(contract):
        definition = definitions.get(classes.get(pointer, ""))
        bounds = _bounds(schema)
        if definition is None or definition.value is None or not bounds:
            continue
        kinds = list(variants(definition.value))
        maps = [place for place, kind in enumerate(kinds) if is_call(kind, "dict")]
        if len(maps) == 1:
            kinds[maps[0]] = subscript("Annotated", [kinds[maps[0]], ast.Call(ast.Name("Field"), [], bounds)])
            definition.set_value(union(kinds))


def _bounds(schema: JsonObject) -> list[ast.keyword]:
    """The bounds of the union's only object."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind.get("type") == "object"]
    if len(kinds) != 1:
        return []
    return [
        ast.keyword(name, ast.Constant(kinds[0][keyword])) for keyword, name in _BOUNDS if keyword in kinds[0]
    ]
