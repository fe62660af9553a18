"""Corrects the type of each field: whether it may be null, whether it is a file, dates as strings."""

from __future__ import annotations

import ast
import copy

from codegen.models.definitions import Definition, Definitions, elements, is_call, subscript, union, variants

# A multipart file is a window on the request's spool file; a date is a string, as on the wire.
_TYPES = {"bytes": "UploadedFile", "date": "str"}


def correct_fields(definitions: Definitions) -> None:
    """Every annotation of every class and alias."""
    for definition in definitions.values():
        _types(definition)
        for statement in definition.fields():
            _optional(statement)
    for definition in definitions.values():
        _flatten(definitions, definition)


def _types(definition: Definition) -> None:
    for node in ast.walk(definition.node):
        # A field may be named like a type (`bytes: int`): only names that are read are types.
        if isinstance(node, ast.Name) and node.id in _TYPES and not isinstance(node.ctx, ast.Store):
            node.id = _TYPES[node.id]
        elif isinstance(node, ast.Call) and is_call(node, "Field"):
            # Warnings of deprecation are for callers; the server must read the field.
            node.keywords = [keyword for keyword in node.keywords if keyword.arg != "deprecated"]


def _optional(statement: ast.AnnAssign) -> None:
    """`T | MISSING = MISSING` -> `T | None = None`: None means "not sent", and `NotNull` rejects null."""
    annotation, extras = statement.annotation, []
    if is_call(annotation, "Annotated"):
        annotation, *extras = elements(annotation)
    kinds = list(variants(annotation))
    present = [kind for kind in kinds if not (isinstance(kind, ast.Name) and kind.id == "MISSING")]
    if isinstance(statement.value, ast.Name) and statement.value.id == "MISSING":
        statement.value = ast.Constant(None)
    if len(present) < len(kinds) and not any(
        isinstance(kind, ast.Constant) and kind.value is None for kind in present
    ):
        present.append(ast.Constant(None))
        extras.insert(0, ast.Name("NotNull"))
    extras = [
        extra
        for extra in extras
        if not (isinstance(extra, ast.Call) and not extra.keywords and not extra.args)
    ]
    whole = union(present)
    statement.annotation = subscript("Annotated", [whole, *extras]) if extras else whole


def _flatten(definitions: Definitions, definition: Definition) -> None:
    """Copies the base's fields into a class that narrows one of them: it is no subtype of its base."""
    own = {ast.dump(statement.target) for statement in definition.fields()}
    bases = [definitions[base] for base in definition.bases() if base in definitions]
    inherited = [statement for base in bases for statement in _all_fields(definitions, base)]
    if not isinstance(definition.node, ast.ClassDef) or not own & {ast.dump(s.target) for s in inherited}:
        return
    unique = {ast.dump(statement.target): statement for statement in inherited}
    copied = [copy.deepcopy(statement) for name, statement in unique.items() if name not in own]
    definition.node.body = [*copied, *(s for s in definition.node.body if not isinstance(s, ast.Pass))]
    definition.node.bases = [ast.Name("BaseModel")]


def _all_fields(definitions: Definitions, definition: Definition) -> list[ast.AnnAssign]:
    bases = [definitions[base] for base in definition.bases() if base in definitions]
    return [
        *(statement for base in bases for statement in _all_fields(definitions, base)),
        *definition.fields(),
    ]
