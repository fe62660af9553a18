"""More changes of one place: nested unions, null, bounds, formats, parameters, headers, webhooks, events."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.contract.json_types import JsonObject
from tests.support.verdicts import (
    INTEGER,
    NULL,
    POST,
    RESPONSES,
    TEXT,
    A,
    B,
    Verdict,
    any_of,
    enum_of,
    items_of,
    object_of,
    put,
    small_document,
    tagged,
    verdict_of,
)  # fmt: skip

_NUMBER: JsonObject = {"type": "number"}
_BY_TYPE: JsonObject = {"discriminator": {"propertyName": "type"}}


def _one_of(*variants: JsonObject, **keywords: Any) -> JsonObject:
    return {"oneOf": list(variants)} | keywords


def _ref(name: str) -> JsonObject:
    return {"$ref": f"#/components/schemas/{name}"}


def _content(schema: Any) -> JsonObject:
    return {"content": {"application/json": {"schema": schema}}}


# (old schema, new schema, verdict for a request, verdict for a response)
_SCHEMAS: dict[str, tuple[Any, Any, Verdict, Verdict]] = {
    "allOf of a base and a oneOf with discriminator gains a variant": (
        {"allOf": [object_of(id=TEXT), _one_of(A, B, **_BY_TYPE)]},
        {
            "allOf": [
                object_of(id=TEXT),
                _one_of(
                    A,
                    B,
                    tagged("c"),
                ),
            ]
        },
        "compatible",
        "breaking",
    ),
    "allOf over union distributes": (
        {"allOf": [object_of(id=TEXT), _one_of(A, B)]},
        _one_of({"allOf": [object_of(id=TEXT), A]}, {"allOf": [object_of(id=TEXT), B]}),
        "nothing",
        "nothing",
    ),
    "oneOf in anyOf in allOf loses a variant": (
        {"allOf": [any_of(_one_of(A, B), TEXT)]},
        any_of(A, TEXT),
        "breaking",
        "compatible",
    ),
    "discriminated variant's tag renamed": (
        any_of(tagged("a", x=TEXT), tagged("b", y=INTEGER)),
        any_of(tagged("a2", x=TEXT), tagged("b", y=INTEGER)),
        "breaking",
        "breaking",
    ),
    "discriminator's property name changed": (
        _one_of(A, B, **_BY_TYPE),
        _one_of(A, B, discriminator={"propertyName": "kind"}),
        "compatible",
        "compatible",
    ),
    "nullable allOf with ref": ({"allOf": [A, {"nullable": True}]}, any_of(A, NULL), "nothing", "nothing"),
    "nullable ref became plain": ({"allOf": [A], "nullable": True}, A, "breaking", "compatible"),
    "nullable array became nullable by type list": (
        {"type": "array", "items": TEXT, "nullable": True},
        {"type": ["array", "null"], "items": TEXT},
        "nothing",
        "nothing",
    ),
    "nullable object by type list": (
        {"type": ["object", "null"], "properties": {"a": TEXT}},
        any_of(object_of(a=TEXT), NULL),
        "nothing",
        "nothing",
    ),
    "enum with null but no nullable type": (
        {"type": "string", "enum": ["a", None]},
        enum_of("a"),
        "nothing",
        "nothing",
    ),
    "nullable enum drops null": (
        {"type": ["string", "null"], "enum": ["a", None]},
        enum_of("a"),
        "breaking",
        "compatible",
    ),
    "items nullable": (items_of(TEXT), items_of({"type": ["string", "null"]}), "compatible", "breaking"),
    "items union loses a variant": (items_of(any_of(A, B)), items_of(A), "breaking", "compatible"),
    "array of array items changed": (
        items_of(items_of(TEXT)),
        items_of(items_of(INTEGER)),
        "breaking",
        "breaking",
    ),
    "items given": ({"type": "array"}, items_of(TEXT), "breaking", "compatible"),
    "maxItems raised": (items_of(TEXT, maxItems=2), items_of(TEXT, maxItems=3), "compatible", "breaking"),
    "minItems 0->1": (items_of(TEXT, minItems=0), items_of(TEXT, minItems=1), "breaking", "compatible"),
    "uniqueItems set": (items_of(TEXT), items_of(TEXT, uniqueItems=True), "breaking", "compatible"),
    "minimum as exclusive": (
        {**INTEGER, "minimum": 0},
        {**INTEGER, "exclusiveMinimum": 0},
        "breaking",
        "compatible",
    ),
    "exclusive minimum for integers equals inclusive": (
        {**INTEGER, "minimum": 1},
        {**INTEGER, "exclusiveMinimum": 0},
        "nothing",
        "nothing",
    ),
    "max both equal draft4": (
        {**_NUMBER, "maximum": 2, "exclusiveMaximum": True},
        {**_NUMBER, "exclusiveMaximum": 2},
        "nothing",
        "nothing",
    ),
    "exclusiveMaximum became maximum": (
        {**_NUMBER, "exclusiveMaximum": 2},
        {**_NUMBER, "maximum": 2},
        "compatible",
        "breaking",
    ),
    "multipleOf added": (INTEGER, {**INTEGER, "multipleOf": 2}, "breaking", "compatible"),
    "multipleOf relaxed 4->2": (
        {**INTEGER, "multipleOf": 4},
        {**INTEGER, "multipleOf": 2},
        "compatible",
        "breaking",
    ),
    "format added": (TEXT, {**TEXT, "format": "uuid"}, "breaking", "compatible"),
    "format int32 to int64": (
        {**INTEGER, "format": "int32"},
        {**INTEGER, "format": "int64"},
        "compatible",
        "breaking",
    ),
    "format uri added (dropped)": (TEXT, {**TEXT, "format": "uri"}, "nothing", "nothing"),
    "format float/double note": (
        {**_NUMBER, "format": "float"},
        {**_NUMBER, "format": "double"},
        "compatible",
        "breaking",
    ),
    "format removed": ({**TEXT, "format": "uuid"}, TEXT, "compatible", "breaking"),
    "const became enum": ({"type": "string", "const": "a"}, enum_of("a", "b"), "compatible", "breaking"),
    "enum became const": (enum_of("a", "b"), {"type": "string", "const": "a"}, "breaking", "compatible"),
    "const changed": ({"const": "a"}, {"const": "b"}, "breaking", "breaking"),
    "x-stainless-const vs const": (
        {**enum_of("a"), "x-stainless-const": True},
        {"type": "string", "const": "a"},
        "nothing",
        "nothing",
    ),
    "additional any to typed": (
        {"type": "object"},
        {"type": "object", "additionalProperties": TEXT},
        "breaking",
        "compatible",
    ),
    "additional typed to any": (
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "additionalProperties": True},
        "compatible",
        "breaking",
    ),
    "additional false to typed": (
        {"type": "object", "additionalProperties": False},
        {"type": "object", "additionalProperties": TEXT},
        "compatible",
        "breaking",
    ),
    "additional typed, nullable": (
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
        "compatible",
        "breaking",
    ),
    "maxProperties lowered": (
        {"type": "object", "maxProperties": 16},
        {"type": "object", "maxProperties": 8},
        "breaking",
        "compatible",
    ),
    "propertyNames": (
        {"type": "object"},
        {"type": "object", "propertyNames": {"maxLength": 64}},
        "breaking",
        "compatible",
    ),
    "default added": (INTEGER, {**INTEGER, "default": 1}, "compatible", "compatible"),
    "default removed": ({**INTEGER, "default": 1}, INTEGER, "compatible", "compatible"),
    "readOnly added": (
        object_of(a=TEXT),
        object_of(a={**TEXT, "readOnly": True}),
        "compatible",
        "compatible",
    ),
    "field that is readOnly removed": (
        object_of(a={**TEXT, "readOnly": True}, b=TEXT),
        object_of(b=TEXT),
        "breaking",
        "breaking",
    ),
    "optional field and required both in allOf w/ ref": (
        {"allOf": [A, object_of(z=TEXT)]},
        {"allOf": [A, object_of(["z"], z=TEXT)]},
        "breaking",
        "compatible",
    ),
    "ref to renamed enum": (_ref("Colour"), enum_of("red", "green", "blue"), "compatible", "breaking"),
    "ref wrapped in anyOf of one": (A, any_of(A), "nothing", "nothing"),
    "ref with sibling description": (A, A | {"description": "x"}, "nothing", "nothing"),
    "ref with sibling nullable": (A, A | {"nullable": True}, "compatible", "breaking"),
    "union's object variant loses a field": (
        any_of(tagged("a", x=TEXT, z=TEXT), B),
        any_of(tagged("a", x=TEXT), B),
        "breaking",
        "breaking",
    ),
    "field type narrowed in a variant": (
        any_of(tagged("a", x=any_of(TEXT, INTEGER)), B),
        any_of(tagged("a", x=TEXT), B),
        "breaking",
        "compatible",
    ),
    "string union of const list to enum": (
        any_of({"const": "a"}, {"const": "b"}),
        enum_of("a", "b"),
        "nothing",
        "nothing",
    ),
    "variant split in two by tag": (
        object_of(["type"], type=enum_of("a", "b"), x=TEXT),
        any_of(tagged("a", x=TEXT), tagged("b", x=TEXT)),
        "nothing",
        "nothing",
    ),
    "variant split in two by tag with a field only in one": (
        object_of(["type"], type=enum_of("a", "b"), x=TEXT),
        any_of(tagged("a", x=TEXT), tagged("b")),
        "breaking",
        "breaking",
    ),
    "tag enum of a variant widened": (
        any_of(tagged("a"), B),
        any_of(object_of(["type"], type=enum_of("a", "a2")), B),
        "compatible",
        "breaking",
    ),
    "object open type given": ({}, object_of(a=TEXT), "breaking", "compatible"),
    "binary string": ({**TEXT, "format": "binary"}, TEXT, "compatible", "breaking"),
    "not added": (
        object_of(a=TEXT, b=TEXT),
        object_of(a=TEXT, b=TEXT) | {"not": {"required": ["a", "b"]}},
        "breaking",
        "compatible",
    ),
    "min bound in one branch of anyOf": (
        any_of({**TEXT, "maxLength": 5}, INTEGER),
        any_of({**TEXT, "maxLength": 9}, INTEGER),
        "compatible",
        "breaking",
    ),
    "anyOf of strings with different lengths": (
        any_of({**TEXT, "maxLength": 5}, {**TEXT, "minLength": 7}),
        TEXT,
        "compatible",
        "breaking",
    ),
    "strings with formats in anyOf": (
        any_of({**TEXT, "format": "uuid"}, {**TEXT, "format": "date"}),
        {**TEXT, "format": "uuid"},
        "breaking",
        "compatible",
    ),
    "integer with nullable minimum": (
        {"type": "integer", "minimum": 1, "nullable": True},
        {"type": ["integer", "null"], "minimum": 1},
        "nothing",
        "nothing",
    ),
    "number to integer-or-number union": (_NUMBER, any_of(INTEGER, _NUMBER), "nothing", "nothing"),
    "loop component gains a field": (
        _ref("Loop"),
        object_of(next=_ref("Loop"), value=TEXT, extra=TEXT),
        "compatible",
        "compatible",
    ),
    "empty enum value type number->string": (
        {"type": "integer", "enum": [1]},
        {"type": "string", "enum": ["1"]},
        "breaking",
        "breaking",
    ),
    "deprecated variant value": (
        any_of(A, B | {"deprecated": True}),
        any_of(A, B),
        "compatible",
        "compatible",
    ),
    "false schema": ({"anyOf": [TEXT, False]}, TEXT, "nothing", "nothing"),
    "field forbidden": (object_of(a=TEXT, b=TEXT), object_of(a=TEXT, b=False), "breaking", "compatible"),
    "title added": (TEXT, {**TEXT, "title": "T"}, "nothing", "nothing"),
    "implied null enum oneOf": (
        _one_of(enum_of("a"), {"type": "null"}),
        {"type": ["string", "null"], "enum": ["a", None]},
        "nothing",
        "nothing",
    ),
}


@pytest.mark.parametrize("name", _SCHEMAS)
def test_schema_change_of_a_field_has_its_verdict_in_each_direction(name: str) -> None:
    before, after, request, response = copy.deepcopy(_SCHEMAS[name])
    old, new = object_of(field=before), object_of(field=after)
    assert verdict_of(small_document(old, {}), small_document(new, {})) == request
    assert verdict_of(small_document({}, old), small_document({}, new)) == response


_PARAMETERS, _HEADERS = (*POST, "parameters"), (*RESPONSES, "200", "headers")
_QUERY: JsonObject = {"name": "q", "in": "query", "schema": TEXT}
_LIST: JsonObject = {"name": "q", "in": "query", "schema": items_of(TEXT)}
_HOOK: JsonObject = {"requestBody": _content(A), "responses": {}}
# (place, old value, new value, verdict); None is absent.
_DOCUMENTS: dict[str, tuple[tuple[str, ...], Any, Any, Verdict]] = {
    "deepObject style": (
        _PARAMETERS,
        [{"name": "f", "in": "query", "schema": object_of(a=TEXT), "style": "deepObject", "explode": True}],
        [{"name": "f", "in": "query", "schema": object_of(a=TEXT)}],
        "breaking",
    ),
    "explicit default style": (_PARAMETERS, [_LIST], [_LIST | {"style": "form", "explode": True}], "nothing"),
    "explode of a scalar parameter": (_PARAMETERS, [_QUERY], [_QUERY | {"explode": False}], "nothing"),
    "parameter moved to header": (_PARAMETERS, [_QUERY], [_QUERY | {"in": "header"}], "breaking"),
    "parameter enum narrowed": (
        _PARAMETERS,
        [_QUERY | {"schema": enum_of("a", "b")}],
        [_QUERY | {"schema": enum_of("a")}],
        "breaking",
    ),
    "parameter enum widened": (
        _PARAMETERS,
        [_QUERY | {"schema": enum_of("a")}],
        [_QUERY | {"schema": enum_of("a", "b")}],
        "compatible",
    ),
    "parameter became optional": (_PARAMETERS, [_QUERY | {"required": True}], [_QUERY], "compatible"),
    "parameter maximum lowered": (
        _PARAMETERS,
        [_QUERY | {"schema": {**INTEGER, "maximum": 100}}],
        [_QUERY | {"schema": {**INTEGER, "maximum": 50}}],
        "breaking",
    ),
    "parameter default changed": (
        _PARAMETERS,
        [_QUERY | {"schema": {**INTEGER, "default": 20}}],
        [_QUERY | {"schema": {**INTEGER, "default": 50}}],
        "compatible",
    ),
    "header parameter case": (
        _PARAMETERS,
        [_QUERY | {"in": "header", "name": "X-A"}],
        [_QUERY | {"in": "header", "name": "x-a"}],
        "nothing",
    ),
    "content type added to body": (
        (*POST, "requestBody", "content", "multipart/form-data"),
        None,
        {"schema": TEXT},
        "compatible",
    ),
    "content type removed from body": (
        (*POST, "requestBody", "content", "multipart/form-data"),
        {"schema": TEXT},
        None,
        "breaking",
    ),
    "content type added to answer": (
        (*RESPONSES, "200", "content", "text/event-stream"),
        None,
        {"schema": TEXT},
        "compatible",
    ),
    "content type removed from answer": (
        (*RESPONSES, "200", "content", "text/event-stream"),
        {"schema": TEXT},
        None,
        "breaking",
    ),
    "content type spelt with charset": (
        (*RESPONSES, "201"),
        {"description": "", "content": {"application/json": {"schema": TEXT}}},
        {"description": "", "content": {"application/json; charset=utf-8": {"schema": TEXT}}},
        "nothing",
    ),
    "error body changed": (
        (*RESPONSES, "429"),
        {"description": "", **_content(A)},
        {"description": "", **_content(B)},
        "breaking",
    ),
    "answer gained a body": (
        (*RESPONSES, "201"),
        {"description": ""},
        {"description": "", **_content(A)},
        "compatible",
    ),
    "default answer added": ((*RESPONSES, "default"), None, {"description": "", **_content(A)}, "compatible"),
    "default answer removed": (
        (*RESPONSES, "default"),
        {"description": "", **_content(A)},
        None,
        "compatible",
    ),
    "success 2XX for 200": ((*RESPONSES, "2XX"), None, {"description": "", **_content(A)}, "compatible"),
    "body required false explicit": (
        (*POST, "requestBody"),
        {"content": {}},
        {"content": {}, "required": False},
        "nothing",
    ),
    "body optional": (
        (*POST, "requestBody"),
        {"content": {}, "required": True},
        {"content": {}},
        "compatible",
    ),
    "operation deprecated": ((*POST, "deprecated"), None, True, "compatible"),
    "operation's security removed": ((*POST, "security"), [{"A": []}], None, "compatible"),
    "operation's security []": ((*POST, "security"), [{"A": []}], [], "compatible"),
    "operation's security replaced": ((*POST, "security"), [{"A": []}], [{"B": []}], "breaking"),
    "operation's security added": ((*POST, "security"), None, [{"B": []}], "breaking"),
    "security optional alternative": ((*POST, "security"), [{"A": []}], [{"A": []}, {}], "compatible"),
    "webhook body field added": (
        ("webhooks", "done", "post"),
        _HOOK,
        {**_HOOK, "requestBody": _content({"allOf": [A, object_of(n=TEXT)]})},
        "compatible",
    ),
    "webhook enum widened": (
        ("webhooks", "done", "post"),
        {"requestBody": _content(enum_of("a")), "responses": {}},
        {"requestBody": _content(enum_of("a", "b")), "responses": {}},
        "breaking",
    ),
    "webhook enum narrowed": (
        ("webhooks", "done", "post"),
        {"requestBody": _content(enum_of("a", "b")), "responses": {}},
        {"requestBody": _content(enum_of("a")), "responses": {}},
        "compatible",
    ),
    "server trailing slash": (("servers",), [{"url": "https://a/v1"}], [{"url": "https://a/v1/"}], "nothing"),
    "server description": (
        ("servers",),
        [{"url": "https://a"}],
        [{"url": "https://a", "description": "x"}],
        "nothing",
    ),
    "client event removed": (("components", "schemas", "XClientEvent"), any_of(A, B), any_of(A), "breaking"),
    "server event removed": (
        ("components", "schemas", "XServerEvent"),
        any_of(A, B),
        any_of(A),
        "compatible",
    ),
    "server event field optional": (
        ("components", "schemas", "XServerEvent"),
        any_of(object_of(["t"], t=TEXT)),
        any_of(object_of(t=TEXT)),
        "breaking",
    ),
    "client event enum narrowed": (
        ("components", "schemas", "XClientEvent"),
        object_of(a=enum_of("a", "b")),
        object_of(a=enum_of("a")),
        "breaking",
    ),
    "header type enum widened": (
        _HEADERS,
        {"X": {"schema": enum_of("a")}},
        {"X": {"schema": enum_of("a", "b")}},
        "breaking",
    ),
    "header became required": (
        _HEADERS,
        {"X": {"schema": TEXT}},
        {"X": {"schema": TEXT, "required": True}},
        "compatible",
    ),
    "header name case": (_HEADERS, {"X-A": {"schema": TEXT}}, {"x-a": {"schema": TEXT}}, "nothing"),
    "info version": (("info", "version"), "1", "2", "nothing"),
    "description of op": ((*POST, "description"), None, "hi", "nothing"),
    "tag changed": ((*POST, "tags"), ["Things"], ["Others"], "compatible"),
    "security scheme added": (
        ("components", "securitySchemes"),
        {"A": {"type": "http"}},
        {"A": {"type": "http"}, "B": {"type": "http"}},
        "compatible",
    ),
    "security scheme removed": (
        ("components", "securitySchemes"),
        {"A": {"type": "http"}, "B": {"type": "http"}},
        {"A": {"type": "http"}},
        "compatible",
    ),
    "links": ((*RESPONSES, "200", "links"), None, {"x": {"operationId": "makeThing"}}, "nothing"),
    "method of another operation added to path": (
        ("paths", "/things", "get"),
        None,
        {"operationId": "g", "responses": {"200": {"description": ""}}},
        "compatible",
    ),
}


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_document_change_of_a_place_has_its_verdict(name: str) -> None:
    place, before, after, verdict = _DOCUMENTS[name]
    old, new = small_document({}, {}), small_document({}, {})
    put(old, place, before)
    put(new, place, after)
    assert verdict_of(old, new) == verdict
