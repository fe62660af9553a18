"""The values that a schema accepts, as a list of branches: two spellings of one schema are equal here.

References are resolved, the parts of an `allOf` are merged, nested unions are flattened, and a list of types
is a union. What remains is what a caller can send or receive.
"""

from __future__ import annotations

import json
from typing import Any

from codegen.diff.branches import Branch, Shape, branches_of
from codegen.diff.conjunctions import Conjunctions, distinct
from codegen.diff.keywords import COMPONENT, NOTES
from codegen.normalise.schemas import JsonObject, resolve

_UNIONS = ("anyOf", "oneOf")
_FLAGS = ("deprecated", "readOnly", "writeOnly")
_PREFIX = "#/components/schemas/"


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
        self._conjunctions = Conjunctions()

    def shape(self, schema: Any) -> Shape:
        """The shape of a schema of the document."""
        known = self._shapes.get(id(schema))
        if known is None:
            known = schema, Shape(branches_of(distinct(self._flat(schema, ()))), self._notes(schema))
            self._shapes[id(schema)] = known
        return known[1]

    def tag(self, branch: Branch) -> frozenset[tuple[str, str]]:
        """The properties of an object that have one string value only: they tell variants apart."""
        if (known := self._tags.get(id(branch))) is not None:
            return known[1]
        found = set()
        for name, schema in branch.properties.items():
            values = self.listed(schema)
            if len(values) == 1:
                found.add((name, values[0]))
        self._tags[id(branch)] = branch, frozenset(found)
        return frozenset(found)

    def listed(self, schema: Any) -> tuple[str, ...]:
        """The only values of a schema that accepts strings only, as JSON; none if it is open."""
        branches = self.shape(schema).branches
        return branches[0].values or () if len(branches) == 1 and branches[0].kind == "string" else ()

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
            alternatives = self._conjunctions.products(alternatives, self._target(schema, path))
        for part in schema.get("allOf", []):
            alternatives = self._conjunctions.products(alternatives, self._flat(part, path))
        for union in _UNIONS:
            if union in schema:
                variants = [flat for variant in schema[union] for flat in self._flat(variant, path)]
                alternatives = self._conjunctions.products(alternatives, distinct(variants))
        return alternatives

    def _target(self, schema: JsonObject, path: tuple[int, ...]) -> list[JsonObject]:
        target = resolve(self._document, schema)
        if target is schema:
            # A reference into nowhere accepts anything.
            return [{}]
        known = self._targets.get(id(target))
        if known is None:
            outer, self._cut = self._cut, set()
            self._conjunctions.name = str(schema["$ref"])
            known = self._flat(target, path)
            # Where the schemas around this one do not matter, it is the same everywhere.
            if not self._cut.intersection(path):
                self._targets[id(target)] = known
            self._cut |= outer
        flat = known
        reference = str(schema["$ref"])
        if len(flat) == 1 and reference.startswith(_PREFIX) and COMPONENT not in flat[0]:
            return [flat[0] | {COMPONENT: reference.removeprefix(_PREFIX)}]
        return flat
