"""`not: {required: [a, b]}`: members that exclude each other. datamodel-code-generator ignores it."""

from __future__ import annotations

import ast
from typing import Any

from codegen.models.definitions import Definition, Definitions, subscript
from codegen.normalise.schemas import JsonObject, every


def exclude(definitions: Definitions, contract: JsonObject, classes: dict[str, str]) -> None:
    """Marks each class and alias whose schema has such a `not`."""
    for pointer, schema in every(contract):
        names = _excluded(schema.get("not"))
        definition = definitions.get(classes.get(pointer, ""))
        if names and definition is not None:
            _mark(definition, names)


def _excluded(schema: Any) -> list[str]:
    """The names, if the schema says nothing else."""
    return list(schema["required"]) if isinstance(schema, dict) and schema.keys() == {"required"} else []


def _mark(definition: Definition, names: list[str]) -> None:
    marker = ast.Call(ast.Name("NotTogether"), [ast.Constant(name) for name in names], [])
    if definition.value is not None:
        definition.set_value(subscript("Annotated", [definition.value, marker]))
    elif isinstance(definition.node, ast.ClassDef):
        validator = ast.Call(ast.Name("model_validator"), [], [ast.keyword("mode", ast.Constant("before"))])
        method = ast.Call(ast.Name("classmethod"), [ast.Attribute(marker, "check_class", ast.Load())], [])
        check = ast.Call(validator, [method], [])
        definition.node.body.append(ast.Assign([ast.Name("_exclusions", ast.Store())], check))
