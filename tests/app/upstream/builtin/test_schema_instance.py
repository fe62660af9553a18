"""Arguments and answers for a JSON Schema: always valid, with the conversation's values where possible."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.json_types import JsonObject
from tests.support.builtin_model import BuiltinResponse, chat, post_builtin, tool

_PATH = "/chat/completions"


async def _formatted(schema: Any, text: str = "Hello", **fields: Any) -> BuiltinResponse:
    form = {"type": "json_schema", "json_schema": {"name": "x", "strict": True, "schema": schema}}
    return await post_builtin(_PATH, chat(text, response_format=form, **fields))


async def _filled(schema: Any, text: str = "Hello") -> Any:
    """The instance of a schema, validated by an independent validator."""
    value = orjson.loads((await _formatted(schema, text)).text)
    assert jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value), value
    return value


def _object(**properties: JsonObject) -> JsonObject:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_TEXT: JsonObject = {"type": "string"}
_INTEGER: JsonObject = {"type": "integer"}


@pytest.mark.parametrize(
    ("schema", "text", "value"),
    [
        (_object(answer=_TEXT), "What is it?", {"answer": "What is it?"}),
        (_object(n=_INTEGER, x={"type": "number"}), "take 7 of 2.5", {"n": 7, "x": 2.5}),
        (_object(n=_INTEGER), "take 2.5 or 3000000000000000000", {"n": 1}),
        (_object(limit=_INTEGER, page=_INTEGER), "page 4, limit 5", {"limit": 5, "page": 4}),
        (_object(n={"type": "integer", "maximum": 5}), "take 7", {"n": 1}),
        (_object(unit={"enum": ["celsius", "kelvin"]}), "in Kelvin", {"unit": "kelvin"}),
        (_object(unit={"enum": ["celsius", "kelvin"]}), "any", {"unit": "celsius"}),
        (_object(unit={"enum": [1, 2]}), "unit=2", {"unit": 2}),
        (_object(on={"type": "boolean"}), "on: yes", {"on": True}),
        (_object(on={"type": "boolean"}), "whatever", {"on": False}),
        (_object(day={"type": "string", "format": "date"}), "on 2025-02-03 or so", {"day": "2025-02-03"}),
        (_object(day={"type": "string", "format": "date"}), "on 2025-02-33", {"day": "2025-06-15"}),
        (
            _object(to={"type": "string", "format": "email"}),
            "write to bob@example.org.",
            {"to": "bob@example.org"},
        ),
        (
            _object(at={"type": "string", "format": "uri"}),
            "see https://a.example/b?c=1.",
            {"at": "https://a.example/b?c=1"},
        ),
        (
            _object(city=_TEXT, note=_TEXT),
            "a trip to Rio de Janeiro",
            {"city": "Rio", "note": "a trip to Rio de Janeiro"},
        ),
        (_object(name=_TEXT, job=_TEXT), "“Ada” is a 'smith'", {"name": "Ada", "job": "smith"}),
        (_object(tags={"type": "array", "items": _TEXT}), "tags 'a', 'b'", {"tags": ["a", "b"]}),
        (_object(n={"type": "array", "items": _INTEGER, "minItems": 3}), "1 2 3", {"n": [1, 2, 3]}),
        (_object(a={"anyOf": [_TEXT, {"type": "null"}]}), "hello", {"a": None}),
        (_object(a={"type": ["string", "null"]}), "a is 'x'", {"a": "x"}),
        (_object(a={"const": "k"}), "hello", {"a": "k"}),
        (_object(a=_object(b=_INTEGER)), "b is 4", {"a": {"b": 4}}),
        (_object(code={"type": "string", "pattern": "^[A-Z]{2}\\d$"}), "code: XY7", {"code": "XY7"}),
        (_object(code={"type": "string", "pattern": "^[A-Z]{2}\\d$"}), "code: xy7", {"code": "AA1"}),
        (_object(a=_TEXT, b=_INTEGER), 'as {"a": "x", "b": 2}', {"a": "x", "b": 2}),
        (_object(a=_TEXT, b=_INTEGER), 'as {"a": "x", "b": "no"}', {"a": "x", "b": 1}),
    ],
)
async def test_schema_instance_uses_matching_values_of_the_conversation(
    schema: JsonObject, text: str, value: JsonObject
) -> None:
    assert await _filled(schema, text) == value


async def test_schema_instance_references_are_resolved() -> None:
    node = _object(value=_INTEGER, next={"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]})
    assert await _filled({"$defs": {"node": node}, "$ref": "#/$defs/node"}, "7") == {"value": 7, "next": None}
    shapes = [_object(kind={"const": "a"}, x=_INTEGER), _object(kind={"const": "b"}, y=_TEXT)]
    await _filled({"type": "object", "properties": {"shape": {"oneOf": shapes}}, "required": ["shape"]})
    tree = {
        "type": "object",
        "properties": {"kids": {"type": "array", "items": {"$ref": "#"}}},
        "required": ["kids"],
    }
    await _filled(tree)


async def test_schema_instance_optional_field_is_omitted_unless_named() -> None:
    schema = {"type": "object", "properties": {"q": _TEXT, "limit": _INTEGER}, "required": ["q"]}
    search = {"type": "function", "function": {"name": "search", "parameters": schema}}
    for text, limit in (("search 5 cats", {}), ("search cats, limit=5", {"limit": 5})):
        assert (await post_builtin(_PATH, chat(text, tools=[search]))).tool_calls == [
            ("search", {"q": text, **limit})
        ]


async def test_schema_instance_uses_the_tool_result() -> None:
    form = {
        "type": "json_schema",
        "json_schema": {"name": "x", "schema": _object(city=_TEXT, degrees=_INTEGER, summary=_TEXT)},
    }
    call = {"id": "c", "type": "function", "function": {"name": "get_weather", "arguments": "{}"}}
    body = chat("The weather in Rome", tools=[tool("get_weather")], response_format=form)
    body["messages"] += [
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c", "content": "warm, 21 degrees"},
    ]
    filled = orjson.loads((await post_builtin(_PATH, body)).text)
    assert filled == {"city": "Rome", "degrees": 21, "summary": "warm, 21 degrees"}


def _schemas() -> st.SearchStrategy[JsonObject]:
    small = st.integers(0, 4)
    leaf = st.one_of(
        st.builds(lambda a, b: {"type": "string", "minLength": a, "maxLength": a + b}, small, small),
        st.sampled_from(
            [
                {"type": "boolean"},
                {"type": "null"},
                {"type": ["integer", "null"]},
                {"enum": ["red", 7, None, True]},
                {"const": {"a": [1]}},
                {"type": "string", "format": "date-time"},
                {"type": "string", "format": "uuid"},
                {"type": "string", "pattern": "^(foo|ba[rz])+-\\d{2,3}$"},
                {"type": "string", "pattern": "^[^a-z\\s]{3,}$", "maxLength": 12},
            ]
        ),
        st.builds(
            lambda a, b: {"type": "integer", "minimum": a, "maximum": a + b}, st.integers(-99, 99), small
        ),
        st.builds(lambda a: {"type": "number", "exclusiveMinimum": a, "multipleOf": 0.5}, st.integers(-9, 9)),
    )
    names = st.sampled_from(["a", "city", "answer", "order_id", "n", "name"])

    def grown(inner: st.SearchStrategy[JsonObject]) -> st.SearchStrategy[JsonObject]:
        objects = st.builds(
            lambda props, some: {
                "type": "object",
                "properties": props,
                "required": [k for k in props if k in some],
                "additionalProperties": False,
            },
            st.dictionaries(names, inner, max_size=4),
            st.sets(names),
        )
        arrays = st.builds(
            lambda items, least: {"type": "array", "items": items, "minItems": least, "maxItems": least + 2},
            inner,
            small,
        )
        unions = st.builds(lambda some: {"anyOf": some}, st.lists(inner, min_size=1, max_size=3))
        both = st.builds(lambda one: {"allOf": [one, {}]}, inner)
        return st.one_of(objects, arrays, unions, both)

    return st.recursive(leaf, grown, max_leaves=12)


_TEXTS = [
    "Hello",
    "order #A-17 in Paris, n=3, name: 'Bob', red",
    '1 2 3 \'x\' "y" {"a": 1} 2025-01-02T03:04:05Z',
    "foo-12 BAR 🎉 " * 3,
]


@settings(deadline=None, derandomize=True, database=None, max_examples=200)
@given(schema=_schemas(), text=st.sampled_from(_TEXTS))
async def test_schema_instance_any_schema_has_a_valid_answer(schema: JsonObject, text: str) -> None:
    await _filled(schema, text)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": 5},
        {"type": "object", "properties": {"a": {"type": "string", "minLength": "x"}}, "required": ["a"]},
        {"type": "object", "properties": [], "required": ["a"]},
        {"type": "object", "properties": {"a": {"allOf": 7}}, "required": ["a"]},
        {"anyOf": [{"$ref": "#"}] * 9},
        {
            "type": "array",
            "items": {"type": "array", "items": {"type": "array", "minItems": 9999}, "minItems": 9999},
            "minItems": 9999,
        },
        {"allOf": [{"anyOf": [{"minimum": i}, {"maximum": i}]} for i in range(40)]},
        {
            "type": "object",
            "properties": {k: {"$ref": "#"} for k in "abcdefgh"},
            "required": list("abcdefgh"),
        },
        {"type": "string", "pattern": "^(a+)+$", "minLength": 10**9},
        {"type": "string", "pattern": "(((a{99}){99}){99}){99}"},
    ],
)
async def test_schema_instance_invalid_or_endless_schema_is_a_400_or_answered_soon(schema: Any) -> None:
    answered = await _formatted(schema)
    if answered.status != 200:
        assert answered.status == 400
        assert answered.body["error"]["param"] == "response_format.json_schema.schema"
    function = {"type": "function", "function": {"name": "x", "parameters": schema}}
    called = await post_builtin(_PATH, chat("Hello", tools=[function], tool_choice="required"))
    assert (called.status, called.body.get("error", {}).get("param")) in (
        (200, None),
        (400, "tools[0].function.parameters"),
    )
