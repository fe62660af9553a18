"""A schema of the contract as the reference page shows it.

Numbers are text: a browser's JSON parser rounds integers beyond 2**53.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from app.contract.json_types import JsonObject

_BOUNDS = (
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "pattern",
    "format",
    "multipleOf",
)
_MOST_KINDS = 4


def schema_view(schema: Any) -> JsonObject:
    """The schema's `kind` and, where it has them, its parts.

    `ref` names another schema. `facts` are [word, text]. `all` and `any` are lists of views, `items` and
    `entries` (of an object with any keys) a view, `fields` a list of {name, required, schema}.
    """
    if not isinstance(schema, dict):
        return {"kind": "anything"}
    view: JsonObject = {"kind": kind(schema)}
    if "$ref" in schema:
        view["ref"] = ref_name(schema["$ref"])
    facts = [[word, _plain(schema[word])] for word in _BOUNDS if word in schema]
    if "default" in schema:
        facts.append(["default", value_text(schema["default"])])
    if "enum" in schema:
        facts.append(["one of", " · ".join(map(value_text, schema["enum"]))])
    if facts:
        view["facts"] = facts
    if schema.get("deprecated"):
        view["deprecated"] = True
    variants = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    for name, parts in (("all", schema.get("allOf", [])), ("any", variants)):
        if parts:
            view[name] = [schema_view(part) for part in parts]
    for name, keyword in (("items", "items"), ("entries", "additionalProperties")):
        if isinstance(schema.get(keyword), dict):
            view[name] = schema_view(schema[keyword])
    required = schema.get("required", [])
    if schema.get("properties"):
        view["fields"] = [
            {"name": name, "required": name in required, "schema": schema_view(child)}
            for name, child in schema["properties"].items()
        ]
    elif required and "type" not in schema:
        # A part of an `allOf` that only makes fields of the other parts required.
        view["required"] = required
    return view


def kind(schema: Any) -> str:
    """The type in a few words, such as `array of string` or a schema's name."""
    if not isinstance(schema, dict):
        return "anything"
    if "$ref" in schema:
        return ref_name(schema["$ref"])
    if "const" in schema:
        return value_text(schema["const"])
    if "enum" in schema:
        return "enum"
    for keyword in ("anyOf", "oneOf"):
        if schema.get(keyword):
            kinds = list(dict.fromkeys(map(kind, schema[keyword])))
            return f"one of {len(kinds)} types" if len(kinds) > _MOST_KINDS else " | ".join(kinds)
    if schema.get("allOf"):
        return " & ".join(map(kind, schema["allOf"]))
    types = schema.get("type", "anything")
    if types == "array":
        return f"array of {kind(schema.get('items'))}"
    return " | ".join(types) if isinstance(types, list) else str(types)


def closure(views: list[JsonObject], lookup: Callable[[str], Any]) -> dict[str, JsonObject]:
    """Name -> view of every schema that the views refer to, directly or by another one."""
    found: dict[str, JsonObject] = {}
    pending = [name for view in views for name in _refs(view)]
    while pending:
        name = pending.pop()
        if name not in found:
            found[name] = schema_view(lookup(name))
            pending += _refs(found[name])
    return found


def ref_name(reference: str) -> str:
    """The last part of a `$ref`."""
    return reference.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")


def value_text(value: Any) -> str:
    """A value as JSON, with each number in full: neither an exponent nor a fraction of zero."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{value_text(key)}: {value_text(child)}" for key, child in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(value_text, value)) + "]"
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else value_text(value)


def _refs(view: JsonObject) -> list[str]:
    inner = [
        *view.get("all", []),
        *view.get("any", []),
        *(field["schema"] for field in view.get("fields", [])),
    ]
    inner += [view[name] for name in ("items", "entries") if name in view]
    own = [view["ref"]] if "ref" in view else []
    return [*own, *(name for child in inner for name in _refs(child))]
