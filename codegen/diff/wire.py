"""The values that a schema accepts, as a list of branches: two spellings of one schema are equal here.

References are resolved, the parts of an `allOf` are merged, nested unions are flattened, and a list of types
is a union. What remains is what a caller can send or receive.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from codegen.document import DocumentError
from codegen.normalise.schemas import JsonObject, resolve

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
OTHER = (
    "pattern", "format", "multipleOf", "uniqueItems", "not", "propertyNames", "patternProperties",
    "prefixItems", "contains", "minContains", "maxContains", "unevaluatedItems", "unevaluatedProperties",
    "dependentRequired", "dependentSchemas", "if", "then", "else", "contentEncoding", "contentMediaType",
    "contentSchema",
)  # fmt: skip
"""Keywords that are compared by their text."""
NOTES = ("default", "deprecated", "readOnly", "writeOnly", "discriminator")

_UNIONS = ("anyOf", "oneOf")
_KINDS = ("null", "boolean", "integer", "number", "string", "array", "object")
_KIND_OF = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
}
# What accepts every value is no bound, and these are omitted where they are false.
_NO_BOUNDS: dict[str, Any] = {"minLength": 0, "minItems": 0, "minProperties": 0, "uniqueItems": False}
_FLAGS = ("deprecated", "readOnly", "writeOnly")
# All values of a type that has few.
_ALL = {"null": {"null"}, "boolean": {"true", "false"}}
# A keyword that says the type where `type` is absent.
_IMPLIED = {
    "properties": "object",
    "required": "object",
    "additionalProperties": "object",
    "items": "array",
    "minItems": "array",
    "maxItems": "array",
    "minLength": "string",
    "maxLength": "string",
    "pattern": "string",
    "minimum": "number",
    "maximum": "number",
}
_MISSING = object()
# OpenAI's document has 60.
_MOST_ALTERNATIVES = 4096
_NAME = "x-component"
_PREFIX = "#/components/schemas/"
_ALL_OF = "all of"


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """Values of one type."""

    kind: str
    """A JSON type, or `any`."""
    name: str | None = None
    """The component that is exactly this branch."""
    values: tuple[str, ...] | None = None
    """The only values, as JSON; None if the type is open."""
    hints: tuple[str, ...] = ()
    """Values that are listed beside an open type."""
    bounds: Mapping[str, Any] = field(default_factory=dict)
    properties: Mapping[str, Any] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    additional: Any = True
    items: Any = True


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A schema's branches, and the keywords that accept or reject nothing."""

    branches: tuple[Branch, ...]
    notes: Mapping[str, Any]

    def kinds(self) -> dict[str, list[Branch]]:
        """Type -> its branches."""
        found: dict[str, list[Branch]] = {}
        for branch in self.branches:
            found.setdefault(branch.kind, []).append(branch)
        return found


class Wire:
    """The shapes of a document's schemas."""

    def __init__(self, document: JsonObject) -> None:
        self._document = document
        # By identity: schemas are compared often, and merged ones exist in this table only.
        self._shapes: dict[int, tuple[Any, Shape]] = {}
        self._targets: dict[int, list[JsonObject]] = {}
        self._cut: set[int] = set()
        self._noted: dict[int, tuple[Any, dict[str, Any]]] = {}
        self._tags: dict[int, tuple[Branch, frozenset[tuple[str, str]]]] = {}
        # The parts of each conjunction of fields: one object for equal parts, so that a walk ends.
        self._parts: dict[int, tuple[Any, ...]] = {}
        self._joined: dict[frozenset[int], JsonObject] = {}
        self._name = "of an operation"
        """The last one that was looked up by its name, for errors."""

    def shape(self, schema: Any) -> Shape:
        """The shape of a schema of the document."""
        known = self._shapes.get(id(schema))
        if known is None:
            flat = [split for part in _distinct(self._flat(schema, ())) for split in _by_type(part)]
            known = schema, Shape(tuple(_compressed(flat)), self._notes(schema))
            self._shapes[id(schema)] = known
        return known[1]

    def tag(self, branch: Branch) -> frozenset[tuple[str, str]]:
        """The properties of an object that have one string value only: they tell variants apart."""
        if (known := self._tags.get(id(branch))) is not None:
            return known[1]
        found = set()
        for name, schema in branch.properties.items():
            shape = self.shape(schema)
            if len(shape.branches) == 1 and shape.branches[0].kind == "string":
                values = shape.branches[0].values
                if values is not None and len(values) == 1:
                    found.add((name, values[0]))
        self._tags[id(branch)] = branch, frozenset(found)
        return frozenset(found)

    def variant_name(self, branch: Branch) -> str:
        """What tells an object from the other variants of its union."""
        tags = sorted(self.tag(branch))
        return branch.name or ", ".join(json.loads(value) for _, value in tags) or "object"

    def describe(self, schema: Any, depth: int = 2) -> str:
        """A schema in a few words: `string | null`, `array of Toy`, `"auto" | "low"`; it has every value."""
        return self.describe_shape(self.shape(schema), depth)

    def describe_shape(self, shape: Shape, depth: int = 2) -> str:
        """`describe` for a shape."""
        if not shape.branches:
            return "nothing"
        return " | ".join(dict.fromkeys(self.describe_branch(branch, depth) for branch in shape.branches))

    def describe_branch(self, branch: Branch, depth: int = 2) -> str:
        """`describe` for one branch."""
        if branch.values is not None:
            return " | ".join(branch.values)
        if branch.name:
            return branch.name
        if branch.kind == "array" and depth:
            return f"array of {self.describe(branch.items, depth - 1)}"
        if branch.hints:
            return " | ".join((branch.kind, *branch.hints))
        return "anything" if branch.kind == "any" else branch.kind

    def _notes(self, schema: Any, path: tuple[int, ...] = ()) -> dict[str, Any]:
        if not isinstance(schema, dict) or id(schema) in path:
            return {}
        if (known := self._noted.get(id(schema))) is not None:
            return known[1]
        path = (*path, id(schema))
        found: dict[str, Any] = {}
        if "$ref" in schema:
            target = resolve(self._document, schema)
            found |= {} if target is schema else self._notes(target, path)
        for part in schema.get("allOf", []):
            found |= self._notes(part, path)
        for union in _UNIONS:
            found |= self._notes_of_variants(schema.get(union, []), path)
        own = {key: schema[key] for key in NOTES if key in schema}
        found |= {key: value for key, value in own.items() if value is not False or key not in _FLAGS}
        self._noted[id(schema)] = schema, found
        return found

    def _notes_of_variants(self, variants: list[Any], path: tuple[int, ...]) -> dict[str, Any]:
        """That of the only variant that has a note, otherwise those of all that have it."""
        found: dict[str, list[Any]] = {}
        for variant in variants:
            for key, value in self._notes(variant, path).items():
                if key != "discriminator":
                    name = self._variant(variant) if key in _FLAGS else value
                    found.setdefault(key, []).append(name)
        whole = [variant for variant in variants if variant != {"type": "null"}]
        return {
            key: True
            if key in _FLAGS and len(values) == len(whole)
            else values[0]
            if len(values) == 1
            else values
            for key, values in found.items()
        }

    def _variant(self, variant: JsonObject) -> str:
        """By its tags or its fields: names of components are not on the wire."""
        named = (
            [json.loads(value) for _, value in sorted(self.tag(branch))] or sorted(branch.properties)
            for branch in self.shape(variant).branches
        )
        return ", ".join(dict.fromkeys(", ".join(names) for names in named))

    def _flat(self, schema: Any, path: tuple[int, ...]) -> list[JsonObject]:
        """Alternatives without references, unions and `allOf`. `path` are the schemas around this one."""
        if schema is False:
            return []
        if not isinstance(schema, dict):
            return [{}]
        if id(schema) in path:
            # A union that contains itself adds nothing to itself.
            self._cut.add(id(schema))
            return []
        path = (*path, id(schema))
        own = {
            key: value
            for key, value in schema.items()
            if key not in ("$ref", "allOf", *_UNIONS, *NOTES) and not key.startswith("x-")
        }
        alternatives = [own]
        if "$ref" in schema:
            alternatives = self._products(alternatives, self._target(schema, path))
        for part in schema.get("allOf", []):
            alternatives = self._products(alternatives, self._flat(part, path))
        for union in _UNIONS:
            if union in schema:
                variants = [flat for variant in schema[union] for flat in self._flat(variant, path)]
                alternatives = self._products(alternatives, _distinct(variants))
        return alternatives

    def _target(self, schema: JsonObject, path: tuple[int, ...]) -> list[JsonObject]:
        target = resolve(self._document, schema)
        if target is schema:
            # A reference into nowhere accepts anything.
            return [{}]
        known = self._targets.get(id(target))
        if known is None:
            outer, self._cut = self._cut, set()
            self._name = str(schema["$ref"])
            known = self._flat(target, path)
            # Where the schemas around this one do not matter, it is the same everywhere.
            if not self._cut.intersection(path):
                self._targets[id(target)] = known
            self._cut |= outer
        flat = known
        reference = str(schema["$ref"])
        if len(flat) == 1 and reference.startswith(_PREFIX) and _NAME not in flat[0]:
            return [flat[0] | {_NAME: reference.removeprefix(_PREFIX)}]
        return flat

    def _products(self, one: list[JsonObject], other: list[JsonObject]) -> list[JsonObject]:
        if len(one) * len(other) > _MOST_ALTERNATIVES:
            raise DocumentError(
                f"The schema {self._name} joins unions that have more than {_MOST_ALTERNATIVES} alternatives "
                "together; it cannot be compared."
            )
        return [merged for a in one for b in other if (merged := self._merged(a, b)) is not None]

    def _merged(self, a: JsonObject, b: JsonObject) -> JsonObject | None:
        """What both accept; None if that is nothing."""
        if not a or not b:
            return a or b
        result: JsonObject = {key: value for key, value in (a | b).items() if key != _NAME}
        for key in a.keys() & b.keys() - {_NAME}:
            if a[key] is b[key]:
                continue
            if key == "properties":
                result[key] = {
                    name: self._both(a[key][name], b[key][name])
                    if name in a[key] and name in b[key]
                    else (a[key] | b[key])[name]
                    for name in a[key] | b[key]
                }
            elif key in ("items", "additionalProperties") and isinstance(a[key], dict) and b[key]:
                result[key] = self._both(a[key], b[key]) if isinstance(b[key], dict) else a[key]
            elif a[key] != b[key]:
                combined = _combined(key, a[key], b[key])
                if combined is None:
                    return None
                result[key] = combined
        for part in (a, b):
            # A component is still the same where the other part says nothing new.
            if _NAME in part and result == {key: value for key, value in part.items() if key != _NAME}:
                return part
        return result

    def _both(self, a: Any, b: Any) -> Any:
        """The schema of values that two schemas accept; the same object for the same parts."""
        parts = {id(part): part for each in (a, b) for part in self._parts.get(id(each), (each,))}
        if all(part == a for part in parts.values()):
            return a
        key = frozenset(parts)
        if key not in self._joined:
            joined = self._joined[key] = {"allOf": list(parts.values())}
            self._parts[id(joined)] = tuple(parts.values())
        return self._joined[key]


def _distinct(alternatives: list[JsonObject]) -> list[JsonObject]:
    """Each alternative once: a union may name a variant twice."""
    if len(alternatives) < 2:
        return alternatives
    return list({each.get(_NAME) or json.dumps(each, sort_keys=True): each for each in alternatives}.values())


def _combined(key: str, a: Any, b: Any) -> Any:
    """Two values of one keyword, both of which hold; None if they exclude each other."""
    if key == "required":
        return sorted({*a, *b})
    if key == "type":
        return _common_types(a, b)
    if key == "enum":
        return [value for value in a if value in b] or None
    if key in LOWER:
        return max(a, b)
    if key in UPPER:
        return min(a, b)
    if key in ("items", "additionalProperties"):
        return a if b is True else b
    if key in OTHER and key not in ("format", "uniqueItems"):
        parts = [part for each in (a, b) for part in (each[_ALL_OF] if _is_all_of(each) else [each])]
        return {
            _ALL_OF: sorted({json.dumps(part, sort_keys=True): part for part in parts}.values(), key=repr)
        }
    # `const`: two constants exclude each other. Of other keywords the later one is taken.
    return None if key == "const" else b


def all_of(value: Any) -> set[str]:
    """What a bound demands that several parts of an `allOf` set."""
    return {json.dumps(part, sort_keys=True) for part in (value[_ALL_OF] if _is_all_of(value) else [value])}


def _is_all_of(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {_ALL_OF}


def _common_types(a: Any, b: Any) -> list[str] | None:
    first, second = ([kind] if isinstance(kind, str) else list(kind) for kind in (a, b))
    common = [kind for kind in first if kind in second]
    for one, other in ((first, second), (second, first)):
        if "integer" in one and "number" in other and "integer" not in common:
            common.append("integer")
    return common or None


def _by_type(flat: JsonObject) -> Iterator[Branch]:
    """One branch for each type that an alternative accepts."""
    values = [flat["const"]] if "const" in flat else flat.get("enum")
    kinds = flat.get("type")
    if kinds is None and values is not None:
        kinds = [kind for kind in _KINDS if any(_kind(value) == kind for value in values)]
    elif kinds is None:
        kinds = next((kind for keyword, kind in _IMPLIED.items() if keyword in flat), "any")
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        of_kind = None
        if values is not None:
            of_kind = tuple(_text(value) for value in values if _accepts(kind, value))
            if not of_kind:
                continue
            if {*of_kind} == _ALL.get(kind):
                of_kind = None
        bounds = {
            key: flat[key]
            for key in (*LOWER, *UPPER, *OTHER)
            if key in flat and flat[key] != _NO_BOUNDS.get(key, _MISSING)
        }
        if kind == "object":
            additional = flat.get("additionalProperties", True)
            yield Branch(
                kind,
                flat.get(_NAME),
                of_kind,
                (),
                bounds,
                flat.get("properties", {}),
                frozenset(flat.get("required", ())),
                True if additional == {} else additional,
            )
        elif kind == "array":
            yield Branch(kind, None, of_kind, (), bounds, items=flat.get("items", True))
        else:
            yield Branch(kind, None, of_kind, (), bounds)


def _text(value: Any) -> str:
    """JSON, in which 1.0 is 1."""
    return json.dumps(
        int(value) if isinstance(value, float) and value.is_integer() else value, sort_keys=True
    )


def _kind(value: Any) -> str:
    return _KIND_OF.get(type(value), "object")


def _accepts(kind: str, value: Any) -> bool:
    return _kind(value) == kind or (kind == "number" and _kind(value) == "integer")


def _compressed(branches: list[Branch]) -> Iterator[Branch]:
    """One branch for each scalar type: a listed value beside an open type is a hint."""
    for kind in ("any", *_KINDS):
        same = [branch for branch in branches if branch.kind == kind]
        if kind in ("array", "object"):
            yield from same
        elif same:
            open_ones = [branch for branch in same if branch.values is None]
            listed = tuple(dict.fromkeys(value for branch in same for value in branch.values or ()))
            if open_ones:
                yield Branch(kind, None, None, listed, _loosest([branch.bounds for branch in open_ones]))
            else:
                yield Branch(kind, None, listed)


def _loosest(bounds: list[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in bounds[0].items():
        values = [each[key] for each in bounds if key in each]
        if len(values) < len(bounds):
            continue
        if key in LOWER:
            found[key] = min(values)
        elif key in UPPER:
            found[key] = max(values)
        elif all(each == value for each in values):
            found[key] = value
    return found
