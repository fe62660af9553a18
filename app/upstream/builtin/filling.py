"""A JSON Schema -> an instance that is valid under it, with values of the conversation where a plain rule finds them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.contract import examples
from app.contract.json_types import JsonObject
from app.upstream.builtin.fitting import fits
from app.upstream.builtin.sources import Source

# Below this, the example will do; schemas may lead into themselves.
_DEEPEST = 6
_MOST_STEPS = 50_000
# Fields that hold what is said, whatever else there is.
_SPEAKING = frozenset(
    [
        "answer",
        "content",
        "final_answer",
        "input",
        "message",
        "output",
        "prompt",
        "query",
        "question",
        "reply",
        "response",
        "summary",
        "text",
    ]
)
_TRUE, _FALSE = frozenset(("true", "yes", "on")), frozenset(("false", "no", "off"))
_NOTHING = object()


class Unreadable(ValueError):
    """No JSON Schema, or one that leads nowhere within bounds."""


def filled(schema: Any, source: Source) -> Any:
    """The instance; raises Unreadable. What the source does not offer is an example, or null where the schema takes it."""
    try:
        return _Filler(schema if isinstance(schema, dict) else {}, source).run()
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # A caller's schema may have anything anywhere; to look at each place before it is read would be a second reader.
        raise Unreadable(str(error)[:200]) from None


class _Filler:
    def __init__(self, root: JsonObject, source: Source) -> None:
        self._root = root
        self._source = source
        self._steps = 0
        self._speaks = bool(_SPEAKING & (examples.merged(root, self._resolve).get("properties") or {}).keys())

    def run(self) -> Any:
        made = self._make(self._root, "", 0)
        return made if self._fits(self._root, made) else examples.instance(self._root, self._resolve)

    def _make(self, schema: Any, name: str, depth: int) -> Any:
        found = self._find(schema, name, depth, needed=True)
        return self._example(schema, name) if found is _NOTHING else found

    def _find(self, schema: Any, name: str, depth: int, *, needed: bool) -> Any:
        """A value of the source; _NOTHING if there is none. `needed`: its place must be filled with something."""
        if not isinstance(schema, dict) or depth > _DEEPEST:
            return _NOTHING
        whole = examples.merged(schema, self._resolve)
        if "const" in whole:
            return whole["const"] if needed else _NOTHING
        if whole.get("enum"):
            return self._choice(whole["enum"], name)
        for keyword in ("anyOf", "oneOf"):
            if whole.get(keyword):
                return self._variant(whole, keyword, name, depth, needed=needed)
        kinds = _kinds(whole)
        optional = "null" in kinds and len(kinds) > 1
        found = self._typed(whole, kinds, name, depth, needed=needed and not optional)
        return None if found is _NOTHING and optional and needed else found

    def _variant(self, whole: JsonObject, keyword: str, name: str, depth: int, *, needed: bool) -> Any:
        outer = {
            key: value for key, value in whole.items() if key not in (keyword, "discriminator", "default")
        }
        variants = [
            examples.merged(variant, self._resolve) for variant in whole[keyword] if isinstance(variant, dict)
        ]
        nullable = any(variant.get("type") == "null" for variant in variants)
        fitting = [variant for variant in variants if variant.get("type") != "null"]
        for variant in fitting:
            plain = {"allOf": [outer, variant]} if outer else variant
            found = self._find(
                plain, name, depth + 1, needed=needed and not nullable and variant is fitting[0]
            )
            if found is not _NOTHING:
                return found
        return None if nullable and needed else _NOTHING

    def _typed(self, whole: JsonObject, kinds: list[str], name: str, depth: int, *, needed: bool) -> Any:
        if "object" in kinds:
            return self._object(whole, depth, needed=needed)
        if "array" in kinds:
            return self._array(whole, name, depth, needed=needed)
        if "string" in kinds:
            return self._string(whole, name, needed=needed)
        if "integer" in kinds or "number" in kinds:
            return self._number(whole, name, needed=needed, integer="number" not in kinds)
        if "boolean" in kinds:
            said = (self._source.under(name) or "").lower()
            return True if said in _TRUE else False if said in _FALSE else _NOTHING
        return _NOTHING

    def _object(self, whole: JsonObject, depth: int, *, needed: bool) -> Any:
        properties: JsonObject = whole.get("properties") or {}
        if not properties:
            return _NOTHING
        required = whole.get("required") or []
        written = self._source.object(frozenset(properties)) or {}
        made: JsonObject = {}
        for key, child in properties.items():
            must = key in required and needed
            value = written[key] if key in written and self._fits(child, written[key]) else _NOTHING
            if value is _NOTHING:
                value = self._find(child, key, depth + 1, needed=must)
            if value is not _NOTHING:
                made[key] = value
            elif must:
                made[key] = self._example(child, key)
        if not needed and not made.keys() >= set(required):
            return _NOTHING
        missing = [key for key in required if key not in made]
        if missing or len(made) < whole.get("minProperties", 0):
            base = self._example(whole, "")
            made = {**base, **made} if isinstance(base, dict) else made
        return made if made or needed else _NOTHING

    def _array(self, whole: JsonObject, name: str, depth: int, *, needed: bool) -> Any:
        items = whole.get("items")
        if not isinstance(items, dict) or "prefixItems" in whole:
            return _NOTHING
        item = examples.merged(items, self._resolve)
        kinds = _kinds(item)
        found: list[Any] = []
        if item.get("enum"):
            low = self._source.text.lower()
            found = [value for value in item["enum"] if isinstance(value, str) and value.lower() in low]
        elif needed and ("integer" in kinds or "number" in kinds):
            found = [_as_number(text, integer="number" not in kinds) for text in self._source.numbers()]
        elif needed and "string" in kinds:
            found = list(self._source.all_quoted())
        elif needed and "object" in kinds:
            one = self._find(item, name.removesuffix("s"), depth + 1, needed=True)
            found = [] if one is _NOTHING else [one]
        fitting = [value for value in found if value is not None and self._fits(item, value)]
        if whole.get("uniqueItems"):
            fitting = [value for index, value in enumerate(fitting) if value not in fitting[:index]]
        fitting = fitting[: whole.get("maxItems", len(fitting))]
        return fitting if fitting and len(fitting) >= whole.get("minItems", 0) else _NOTHING

    def _string(self, whole: JsonObject, name: str, *, needed: bool) -> Any:
        source, form = self._source, str(whole.get("format", ""))
        ways: list[Callable[[], str | None]] = [partial(source.under, name), partial(source.shaped, form)]
        if needed and not form:
            any_text = partial(self._any_text, whole.get("maxLength"), name)
            ways += [any_text] if source.spoken and name in _SPEAKING else []
            ways += [partial(source.identifier, name), partial(source.place, name), source.quoted, any_text]
        for way in ways:
            value = way()
            if value is not None and self._fits(whole, value):
                return value
        return _NOTHING

    def _any_text(self, most: int | None, name: str) -> str | None:
        """All that is said, once."""
        said = self._source.whole
        if said is None or (self._speaks and name not in _SPEAKING):
            return None
        self._source.whole = None
        return said[:most]

    def _number(self, whole: JsonObject, name: str, *, needed: bool, integer: bool) -> Any:
        said = self._source.under(name)
        text = said if said is not None else self._source.number(name) if needed else None
        value = _as_number(text, integer=integer) if text is not None else None
        return value if value is not None and self._fits(whole, value) else _NOTHING

    def _choice(self, choices: list[Any], name: str) -> Any:
        said = self._source.under(name)
        texts = {str(choice).lower(): choice for choice in choices if isinstance(choice, str | int | float)}
        if said is not None and said.lower() in texts:
            return texts[said.lower()]
        word = self._source.word([choice for choice in choices if isinstance(choice, str)])
        return _NOTHING if word is None else word

    def _fits(self, schema: Any, value: Any) -> bool:
        return fits(schema, value, self._resolve)

    def _example(self, schema: Any, name: str) -> Any:
        if not name:
            return examples.instance(schema, self._resolve)
        around = {"type": "object", "properties": {name: schema}, "required": [name]}
        return examples.instance(around, self._resolve)[name]

    def _resolve(self, schema: JsonObject) -> JsonObject:
        # Every part of a schema that is looked at passes here, so that this bounds the whole work.
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise Unreadable("it leads on and on")
        seen: set[str] = set()
        while isinstance(ref := schema.get("$ref"), str) and ref not in seen:
            seen.add(ref)
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**self._at(ref), **beside}
        return schema

    def _at(self, ref: str) -> JsonObject:
        node: Any = self._root
        for part in ref.removeprefix("#").split("/")[1:]:
            node = node.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(node, dict) else None
        return node if isinstance(node, dict) else {}


def _kinds(whole: JsonObject) -> list[str]:
    kinds = whole.get("type")
    if kinds is None:
        return ["object"] if "properties" in whole else []
    return list(kinds) if isinstance(kinds, list) else [kinds]


def _as_number(text: str, *, integer: bool) -> int | float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    if value != value or abs(value) > 1e15:
        return None
    return int(value) if value.is_integer() and (integer or "." not in text) else None if integer else value
