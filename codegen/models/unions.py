"""Tagged unions, so that pydantic tries one variant and reports its error only."""

from __future__ import annotations

import ast
from collections import Counter

from codegen.models.definitions import (
    Definitions,
    elements,
    inherited_fields,
    is_call,
    subscript,
    union,
    variants,
)

_SCALARS = frozenset(("str", "int", "float", "bool", "StrictStr", "StrictInt", "StrictFloat", "StrictBool"))
# Of several candidate fields, the one that OpenAI uses.
_PREFERRED = ("type", "role", "object", "event")


def discriminate(definitions: Definitions) -> None:
    """Tags every union of at least two classes that have constants in the same field."""
    drop = _DropDiscriminators()
    for definition in definitions.values():
        drop.visit(definition.node)
    transformer = _Discriminate(definitions)
    # Aliases last: while fields are rewritten, an alias still lists its variants.
    opened = {
        name: list(_leaves(definitions, ast.Name(name)))
        for name, d in definitions.items()
        if d.value is not None
    }
    transformer.opened = opened
    for definition in definitions.values():
        value = definition.value
        if value is None:
            for statement in definition.fields():
                statement.annotation = transformer.visit(statement.annotation)
        else:
            definition.set_value(transformer.visit(value))


class _DropDiscriminators(ast.NodeTransformer):
    """Removes the generator's own discriminators: all are computed here, in one way."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if not is_call(node, "Annotated"):
            return node
        remaining: list[ast.expr] = []
        for element in elements(node):
            if isinstance(element, ast.Call) and is_call(element, "Field"):
                element.keywords = [keyword for keyword in element.keywords if keyword.arg != "discriminator"]
                if not element.keywords:
                    continue
            remaining.append(element)
        return subscript("Annotated", remaining) if len(remaining) > 1 else remaining[0]


def _leaves(definitions: Definitions, node: ast.expr, seen: frozenset[str] = frozenset()) -> list[ast.expr]:
    """The variants of a union; aliases of unions and of classes are resolved."""
    found: list[ast.expr] = []
    for variant in variants(node):
        value = (
            definitions[variant.id].value
            if isinstance(variant, ast.Name) and variant.id in definitions
            else None
        )
        if value is None or not isinstance(variant, ast.Name) or variant.id in seen:
            found.append(variant)
            continue
        inner = list(variants(value))
        is_class = isinstance(value, ast.Name) and value.id in definitions
        if len(inner) > 1 or is_class:
            found += _leaves(definitions, value, seen | {variant.id})
        else:
            found.append(variant)
    unique: dict[str, ast.expr] = {ast.dump(variant): variant for variant in found}
    return list(unique.values())


class _Discriminate(ast.NodeTransformer):
    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self.opened: dict[str, list[ast.expr]] = {}

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        return self._union(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if is_call(node, "Literal"):
            return node
        return self._union(node) if is_call(node, "Union") else self.generic_visit(node)

    def _union(self, node: ast.expr) -> ast.expr:
        absent = [v for v in variants(node) if _is_none(v) or _is_missing(v)]
        present = [v for v in variants(node) if not (_is_none(v) or _is_missing(v))]
        leaves: list[ast.expr] = []
        for variant in present:
            leaves += self.opened.get(variant.id, [variant]) if isinstance(variant, ast.Name) else [variant]
        leaves = list({ast.dump(leaf): leaf for leaf in leaves}.values())
        if any(_is_none(leaf) for leaf in leaves):
            leaves = [leaf for leaf in leaves if not _is_none(leaf)]
            absent = [*[v for v in absent if not _is_none(v)], ast.Constant(None)]
        # An alias that is itself tagged stays an alias, since it has a name.
        tagged = self._tagged(leaves) if len(present) > 1 or not isinstance(present[0], ast.Name) else None
        whole = [tagged] if tagged is not None else [self.generic_visit(variant) for variant in present]
        return union([item for item in [*whole, *absent] if isinstance(item, ast.expr)])

    def _tagged(self, leaves: list[ast.expr]) -> ast.expr | None:
        classes = [leaf.id for leaf in leaves if isinstance(leaf, ast.Name) and self._is_class(leaf.id)]
        constants = {name: self._constants(name) for name in classes}
        counts = Counter(field for values in constants.values() for field in values)
        best = [f for f, n in counts.items() if n == max(counts.values()) and n > 1]
        if len(classes) < 2 or not best:
            return None
        field = next((name for name in _PREFERRED if name in best), min(best))
        return self._by(field, leaves, constants)

    def _by(
        self, field: str, leaves: list[ast.expr], constants: dict[str, dict[str, tuple[list[str], bool]]]
    ) -> ast.expr | None:
        tags: dict[str, list[ast.expr]] = {}
        missing: list[ast.expr] = []
        other: list[ast.expr] = []
        for leaf in leaves:
            entry = constants.get(leaf.id, {}).get(field) if isinstance(leaf, ast.Name) else None
            if entry is None:
                missing.append(leaf)
                other.append(leaf)
                continue
            values, required = entry
            if not required:
                missing.append(leaf)
            for value in values:
                tags.setdefault(value, []).append(leaf)
        if len(tags) < 2:
            return None
        if not missing and not other and all(len(group) == 1 for group in tags.values()):
            keyword = ast.keyword("discriminator", ast.Constant(field))
            return subscript("Annotated", [union(leaves), ast.Call(ast.Name("Field"), [], [keyword])])
        # Variants without the field (strings, lists, classes) are tried beside each tag's own variants.
        choices = [_choice([*group, *other], tag) for tag, group in tags.items()]
        # An object without the field, or with another tag, is none of the scalars and lists.
        missing = missing if any(map(self._accepts_objects, missing)) else []
        marks = [(missing, "MISSING_TAG"), (other, "OTHER_TAG")]
        choices += [_choice(group, ast.Name(mark)) for group, mark in marks if group]
        call = ast.Call(
            ast.Name("tagged"),
            [ast.Constant(field), *(ast.Constant(tag) for tag in tags)],
            [
                ast.keyword("missing", ast.Constant(bool(missing))),
                ast.keyword("other", ast.Constant(bool(other))),
                ast.keyword("objects", ast.Constant(any(map(self._accepts_objects, other)))),
            ],
        )
        return subscript("Annotated", [union(choices), ast.Call(ast.Name("Discriminator"), [call], [])])

    def _accepts_objects(self, leaf: ast.expr) -> bool:
        if is_call(leaf, "Annotated"):
            return self._accepts_objects(elements(leaf)[0])
        if isinstance(leaf, ast.Name):
            value = self._definitions[leaf.id].value if leaf.id in self._definitions else None
            return (
                leaf.id not in _SCALARS if value is None else any(map(self._accepts_objects, variants(value)))
            )
        return not any(is_call(leaf, name) for name in ("Literal", "list", "List"))

    def _is_class(self, name: str) -> bool:
        return name in self._definitions and self._definitions[name].value is None

    def _constants(self, name: str) -> dict[str, tuple[list[str], bool]]:
        """Field -> (its constant strings, whether it is required), for the fields that allow nothing else."""
        found: dict[str, tuple[list[str], bool]] = {}
        for field, statement in inherited_fields(self._definitions, name).items():
            values = self._strings(statement.annotation)
            if values:
                found[field] = (values, statement.value is None)
        return found

    def _strings(self, node: ast.expr) -> list[str]:
        if is_call(node, "Annotated"):
            return self._strings(elements(node)[0])
        if is_call(node, "Literal"):
            values = [e.value for e in elements(node) if isinstance(e, ast.Constant)]
            return (
                [v for v in values if isinstance(v, str)] if all(isinstance(v, str) for v in values) else []
            )
        if isinstance(node, ast.Name):
            value = self._definitions[node.id].value if node.id in self._definitions else None
            return self._strings(value) if value is not None else []
        kinds = [kind for kind in variants(node) if not _is_missing(kind)]
        if len(kinds) == 1 and kinds[0] is not node:
            return self._strings(kinds[0])
        return []


def _choice(group: list[ast.expr], tag: str | ast.expr) -> ast.expr:
    mark = ast.Constant(tag) if isinstance(tag, str) else tag
    return subscript("Annotated", [union(group), ast.Call(ast.Name("Tag"), [mark], [])])


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_missing(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "MISSING"
