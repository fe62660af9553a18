"""Two versions of a schema -> findings. Whether a caller breaks depends on who sends the value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from codegen.diff.findings import Change, Effect, Finding
from codegen.normalise.schemas import JsonObject

_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_OTHER = ("pattern", "format", "multipleOf", "uniqueItems", "default", "deprecated", "readOnly", "writeOnly")
_HARMLESS = ("default", "deprecated")
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether callers send the value, receive it, or both."""

    sent: bool
    received: bool

    def effect(self, *, narrower: bool = False, wider: bool = False) -> Effect:
        """A narrower schema breaks senders, a wider one receivers; a change may be both."""
        return "breaking" if (narrower and self.sent) or (wider and self.received) else "compatible"


_HINTS = Direction(sent=False, received=False)


def compare_schemas(old: Any, new: Any, place: str, direction: Direction) -> Iterator[Finding]:
    """Findings between two schemas at one place; a `$ref` is compared by its name only."""
    if old == new:
        return
    if not isinstance(old, dict) or not isinstance(new, dict):
        yield Finding("changed", direction.effect(narrower=True, wider=True), "type", place, old, new)
        return
    yield from _kind(old, new, place, direction)
    yield from _values(old, new, place, direction)
    yield from _bounds(old, new, place, direction)
    yield from _fields(old, new, place, direction)
    yield from _variants(old, new, place, direction)
    for keyword, suffix in (("items", "[]"), ("additionalProperties", ".*")):
        if keyword in old or keyword in new:
            before, after = old.get(keyword, True), new.get(keyword, True)
            if keyword == "items" or before != after:
                yield from compare_schemas(before, after, place + suffix, direction)


def _kind(old: JsonObject, new: JsonObject, place: str, direction: Direction) -> Iterator[Finding]:
    if old.get("$ref") != new.get("$ref") and ("$ref" in old or "$ref" in new):
        effect = direction.effect(narrower=True, wider=True)
        yield Finding("changed", effect, "type", place, shape(old), shape(new))
        return
    before, after = _types(old), _types(new)
    if before != after:
        effect = direction.effect(
            narrower=not before <= after or not before, wider=not after <= before or not after
        )
        yield Finding("changed", effect, "type", place, shape(old), shape(new))


def _values(old: JsonObject, new: JsonObject, place: str, direction: Direction) -> Iterator[Finding]:
    before, after = _enum(old), _enum(new)
    if (before is None) != (after is None):
        effect = direction.effect(narrower=after is not None, wider=after is None)
        yield Finding("changed", effect, "enum", place, before and [*before], after and [*after])
        return
    for value in [v for v in before or {} if v not in (after or {})]:
        yield Finding("removed", direction.effect(narrower=True), "enum value", place, old=json.loads(value))
    for value in [v for v in after or {} if v not in (before or {})]:
        # OpenAI asks clients to expect new values; a strict client breaks nevertheless.
        yield Finding("added", direction.effect(wider=True), "enum value", place, new=json.loads(value))


def _bounds(old: JsonObject, new: JsonObject, place: str, direction: Direction) -> Iterator[Finding]:
    for keyword in (*_LOWER, *_UPPER, *_OTHER):
        before, after = old.get(keyword), new.get(keyword)
        if before == after:
            continue
        if keyword in _HARMLESS:
            effect: Effect = "compatible"
        elif (
            keyword in (*_LOWER, *_UPPER)
            and isinstance(before, int | float)
            and isinstance(after, int | float)
        ):
            tighter = after > before if keyword in _LOWER else after < before
            effect = direction.effect(narrower=tighter, wider=not tighter)
        else:
            effect = direction.effect(narrower=after is not None, wider=after is None)
        change: Change = "added" if before is None else "removed" if after is None else "changed"
        yield Finding(change, effect, "bound", f"{place} ({keyword})", before, after)


def _fields(old: JsonObject, new: JsonObject, place: str, direction: Direction) -> Iterator[Finding]:
    before, after = old.get("properties", {}), new.get("properties", {})
    needed, needs = set(old.get("required", [])), set(new.get("required", []))
    for name in sorted(before.keys() - after.keys()):
        yield Finding("removed", "breaking", "field", f"{place}.{name}", old=shape(before[name]))
    for name in sorted(after.keys() - before.keys()):
        effect = direction.effect(narrower=name in needs)
        description = shape(after[name]) + (", required" if name in needs else "")
        yield Finding("added", effect, "field", f"{place}.{name}", new=description)
    for name in sorted(before.keys() & after.keys()):
        yield from compare_schemas(before[name], after[name], f"{place}.{name}", direction)
    for name in sorted((needs - needed) & before.keys()):
        yield Finding("added", direction.effect(narrower=True), "required", f"{place}.{name}")
    for name in sorted((needed - needs) & after.keys()):
        yield Finding("removed", direction.effect(wider=True), "required", f"{place}.{name}")


def _variants(old: JsonObject, new: JsonObject, place: str, direction: Direction) -> Iterator[Finding]:
    for keyword in _LISTS:
        before, after = old.get(keyword, []), new.get(keyword, [])
        if before == after:
            continue
        removed = [variant for variant in before if variant not in after]
        added = [variant for variant in after if variant not in before]
        named = {v["$ref"] for v in (*removed, *added) if "$ref" in v}
        # One inline variant on each side is one variant that changed.
        inline = [v for v in removed if "$ref" not in v], [v for v in added if "$ref" not in v]
        if len(inline[0]) == len(inline[1]) and not named:
            # Beside a variant for any string, listed values are hints: clients cannot rely on the list.
            inner = _HINTS if {"type": "string"} in before and {"type": "string"} in after else direction
            for number, (one, other) in enumerate(zip(*inline, strict=True)):
                yield from compare_schemas(one, other, f"{place}<{keyword} {number}>", inner)
            continue
        all_of = keyword in ("allOf", "prefixItems")
        for variant in removed:
            effect = direction.effect(narrower=not all_of, wider=all_of)
            yield Finding("removed", effect, "variant", place, old=shape(variant))
        for variant in added:
            effect = direction.effect(narrower=all_of, wider=not all_of)
            yield Finding("added", effect, "variant", place, new=shape(variant))


def shape(schema: Any) -> str:
    """A schema in a few words: `string`, `CreateEmbeddingRequest`, `array of string`, `"auto" | "low"`."""
    if not isinstance(schema, dict):
        return "anything" if schema is True else "nothing"
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    values = _enum(schema)
    if values is not None:
        return " | ".join([*values][:6]) + (f" | … ({len(values)})" if len(values) > 6 else "")
    for keyword in ("anyOf", "oneOf"):
        if schema.get(keyword):
            parts = [shape(variant) for variant in schema[keyword]]
            return " | ".join(parts[:6]) + (f" | … ({len(parts)})" if len(parts) > 6 else "")
    if schema.get("allOf"):
        return " & ".join(shape(part) for part in schema["allOf"])
    if schema.get("type") == "array":
        return f"array of {shape(schema.get('items', True))}"
    return " | ".join(sorted(_types(schema))) or ("object" if "properties" in schema else "anything")


def _types(schema: JsonObject) -> set[str]:
    named = schema.get("type")
    return set(named) if isinstance(named, list) else {named} if named else set()


def _enum(schema: JsonObject) -> dict[str, None] | None:
    """The values as JSON, in their order; None if any value is allowed."""
    if "const" in schema:
        return {json.dumps(schema["const"]): None}
    return {json.dumps(value): None for value in schema["enum"]} if "enum" in schema else None
