"""One change of a schema or a document, and its verdict for who sends the value and for who receives it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.contract.json_types import JsonObject
from codegen.diff.compare import compare
from codegen.normalise.steps import normalise
from tests.support.verdicts import (
    COMPONENTS,
    INTEGER,
    NULL,
    POST,
    RESPONSES,
    TEXT,
    A,
    B,
    C,
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

_A_OR_B: JsonObject = any_of({"required": ["a"]}, {"required": ["b"]})
# (old schema, new schema, verdict for a request, verdict for a response)
_SCHEMAS: dict[str, tuple[Any, Any, Verdict, Verdict]] = {
    # Equal on the wire.
    "null as a variant or as a type": (
        any_of(TEXT, NULL), {"type": ["string", "null"]}, "nothing", "nothing",
    ),
    "null by nullable or as a type": (
        {"type": "string", "nullable": True}, {"type": ["string", "null"]}, "nothing", "nothing",
    ),
    "component renamed": (A, C, "nothing", "nothing"),
    "component inlined": (A, copy.deepcopy(COMPONENTS["A"]), "nothing", "nothing"),
    "component extracted from items": (
        {"type": "array", "items": COMPONENTS["A"]}, {"type": "array", "items": A}, "nothing", "nothing",
    ),
    "field moved between parts of allOf": (
        {"allOf": [object_of(a=TEXT, b=INTEGER), object_of(c=TEXT)]},
        {"allOf": [object_of(a=TEXT), object_of(b=INTEGER, c=TEXT)]},
        "nothing", "nothing",
    ),
    "allOf flattened": (
        {"allOf": [object_of(a=TEXT), object_of(b=INTEGER)]}, object_of(a=TEXT, b=INTEGER), "nothing",
        "nothing",
    ),
    "allOf of one part": ({"allOf": [A]}, A, "nothing", "nothing"),
    "required moved between parts of allOf": (
        {"allOf": [object_of(["a"], a=TEXT), object_of(b=TEXT)]},
        {"allOf": [object_of(a=TEXT), object_of(["a"], b=TEXT)]},
        "nothing", "nothing",
    ),
    "oneOf as anyOf": ({"oneOf": [A, B]}, any_of(A, B), "nothing", "nothing"),
    "variants in another order": (any_of(A, B, NULL), any_of(NULL, B, A), "nothing", "nothing"),
    "nested unions flattened": (any_of(any_of(A, NULL), B), any_of(A, B, NULL), "nothing", "nothing"),
    "enum values in another order": (enum_of("a", "b"), enum_of("b", "a"), "nothing", "nothing"),
    "const or enum of one value": ({"const": "a"}, enum_of("a"), "nothing", "nothing"),
    "enums of a union merged": (any_of(enum_of("a"), enum_of("b")), enum_of("a", "b"), "nothing", "nothing"),
    "enum inlined": ({"$ref": "#/components/schemas/Colour"}, enum_of("red", "green"), "nothing", "nothing"),
    "types as a union": ({"type": ["string", "integer"]}, any_of(TEXT, INTEGER), "nothing", "nothing"),
    "any as true": ({}, True, "nothing", "nothing"),
    "type implied by its properties": ({"properties": {"a": TEXT}}, object_of(a=TEXT), "nothing", "nothing"),
    "additional properties explicit": (
        object_of(a=TEXT), object_of(a=TEXT) | {"additionalProperties": True}, "nothing", "nothing",
    ),
    "null as a value of an enum or as a variant": (
        {"type": ["string", "null"], "enum": ["a", None]}, any_of(enum_of("a"), NULL), "nothing", "nothing",
    ),
    "null as a constant or as a type": ({"const": None}, NULL, "nothing", "nothing"),
    "both booleans listed": (
        {"type": "boolean"}, {"type": "boolean", "enum": [True, False]}, "nothing", "nothing",
    ),
    "variant named twice": (any_of(A, A), A, "nothing", "nothing"),
    "component of an array's items renamed": (
        any_of(TEXT, items_of(any_of(A, B)), items_of(INTEGER)),
        any_of(TEXT, items_of(any_of(C, B)), items_of(INTEGER)),
        "nothing", "nothing",
    ),
    "array named twice": (any_of(items_of(TEXT), items_of(TEXT)), items_of(TEXT), "nothing", "nothing"),
    "length of at least 0": ({**TEXT, "minLength": 0}, TEXT, "nothing", "nothing"),
    "flags that are false": ({**TEXT, "deprecated": False, "readOnly": False}, TEXT, "nothing", "nothing"),
    "value without a type written as 1.0": ({"enum": [1]}, {"enum": [1.0]}, "nothing", "nothing"),
    "one of two fields required": (
        object_of(a=TEXT, b=TEXT), object_of(a=TEXT, b=TEXT) | _A_OR_B, "breaking", "compatible",
    ),
    "one of two fields required no more": (
        object_of(a=TEXT, b=TEXT) | _A_OR_B, object_of(a=TEXT, b=TEXT), "compatible", "breaking",
    ),
    "number written as 1.0": (
        {"type": "number", "enum": [1]}, {"type": "number", "enum": [1.0]}, "nothing", "nothing",
    ),
    # Fields.
    "optional field added": (object_of(a=TEXT), object_of(a=TEXT, b=TEXT), "compatible", "compatible"),
    "required field added": (object_of(a=TEXT), object_of(["b"], a=TEXT, b=TEXT), "breaking", "compatible"),
    "field removed": (object_of(a=TEXT, b=TEXT), object_of(a=TEXT), "breaking", "breaking"),
    "field renamed": (object_of(a=TEXT), object_of(b=TEXT), "breaking", "breaking"),
    "field became required": (object_of(a=TEXT), object_of(["a"], a=TEXT), "breaking", "compatible"),
    "field became optional": (object_of(["a"], a=TEXT), object_of(a=TEXT), "compatible", "breaking"),
    "field became required by another part": (
        {"allOf": [object_of(a=TEXT)]}, {"allOf": [object_of(a=TEXT), {"required": ["a"]}]}, "breaking",
        "compatible",
    ),
    "field of a component that contains itself": (
        {"$ref": "#/components/schemas/Loop"},
        object_of(next=object_of(next=object_of(next={"$ref": "#/components/schemas/Loop"}, value=TEXT),
        value=TEXT)),
        "breaking", "breaking",
    ),
    "additional properties forbidden": (
        object_of(a=TEXT), object_of(a=TEXT) | {"additionalProperties": False}, "breaking", "compatible",
    ),
    "additional properties allowed": (
        object_of(a=TEXT) | {"additionalProperties": False}, object_of(a=TEXT), "compatible", "breaking",
    ),
    "map of another type": (
        {"type": "object", "additionalProperties": TEXT}, {"type": "object", "additionalProperties": INTEGER},
        "breaking", "breaking",
    ),
    # Types.
    "null accepted": (TEXT, {"type": ["string", "null"]}, "compatible", "breaking"),
    "null rejected": (any_of(A, NULL), A, "breaking", "compatible"),
    "another type": (TEXT, INTEGER, "breaking", "breaking"),
    "type widened": (TEXT, any_of(TEXT, INTEGER), "compatible", "breaking"),
    "type narrowed": ({"type": ["string", "integer"]}, TEXT, "breaking", "compatible"),
    "integer became number": (INTEGER, {"type": "number"}, "compatible", "breaking"),
    "number became integer": ({"type": "number"}, INTEGER, "breaking", "compatible"),
    "type given": ({}, TEXT, "breaking", "compatible"),
    "type taken away": (TEXT, {}, "compatible", "breaking"),
    "string became an array of strings": (TEXT, {"type": "array", "items": TEXT}, "breaking", "breaking"),
    "items of another type": (
        {"type": "array", "items": TEXT}, {"type": "array", "items": INTEGER}, "breaking", "breaking",
    ),
    "array accepted beside a string": (
        TEXT, any_of(TEXT, {"type": "array", "items": TEXT}), "compatible", "breaking",
    ),
    "another array accepted": (
        any_of(TEXT, {"type": "array", "items": TEXT}),
        any_of(TEXT, {"type": "array", "items": TEXT}, {"type": "array", "items": INTEGER}), "compatible",
        "breaking",
    ),
    # Values.
    "value added": (enum_of("a"), enum_of("a", "b"), "compatible", "breaking"),
    "value removed": (enum_of("a", "b"), enum_of("a"), "breaking", "compatible"),
    "value replaced": (enum_of("a", "b"), enum_of("a", "c"), "breaking", "breaking"),
    "null value added": (
        enum_of("a"), {"type": ["string", "null"], "enum": ["a", None]}, "compatible", "breaking",
    ),
    "enum beside an open string": (TEXT, any_of(TEXT, enum_of("a", "b")), "compatible", "compatible"),
    "value added beside an open string": (
        any_of(TEXT, enum_of("a")), any_of(TEXT, enum_of("a", "b")), "compatible", "compatible",
    ),
    "value removed beside an open string": (
        any_of(enum_of("a", "b"), TEXT), any_of(enum_of("a"), TEXT), "compatible", "compatible",
    ),
    "open string removed beside an enum": (
        any_of(TEXT, enum_of("a")), enum_of("a"), "breaking", "compatible",
    ),
    "enum opened": (enum_of("a"), TEXT, "compatible", "breaking"),
    "enum of integers grows": (
        {"type": "integer", "enum": [1]}, {"type": "integer", "enum": [1, 2]}, "compatible", "breaking",
    ),
    # Unions of objects.
    "variant added": (A, any_of(A, B), "compatible", "breaking"),
    "variant removed": (any_of(A, B), A, "breaking", "compatible"),
    "variant replaced": (any_of(A, B), any_of(A, tagged("c")), "breaking", "breaking"),
    "variant renamed": (any_of(A, B), any_of(C, B), "nothing", "nothing"),
    "field added to a variant": (
        any_of(tagged("a", x=TEXT), B), any_of(tagged("a", x=TEXT, z=TEXT), B), "compatible", "compatible",
    ),
    "field of a variant became required": (
        any_of(tagged("a", x=TEXT), B), any_of(tagged("a", x=TEXT) | {"required": ["type", "x"]}, B),
        "breaking", "compatible",
    ),
    "discriminator added": (
        {"oneOf": [A, B]}, {"oneOf": [A, B], "discriminator": {"propertyName": "type"}},
        "compatible", "compatible",
    ),
    "variant replaced by null": (any_of(A, B), any_of(A, NULL), "breaking", "breaking"),
    "variant replaced by a string": (any_of(A, B), any_of(A, TEXT), "breaking", "breaking"),
    "array replaced by null": (
        any_of(TEXT, items_of(TEXT), items_of(INTEGER)), any_of(TEXT, items_of(TEXT), NULL), "breaking",
        "breaking",
    ),
    "variant deprecated": (
        any_of(tagged("a"), tagged("b")), any_of(tagged("a") | {"deprecated": True}, tagged("b")),
        "compatible", "compatible",
    ),
    "default of a variant": (
        any_of({**TEXT, "default": "a"}, NULL), any_of({**TEXT, "default": "b"}, NULL), "compatible",
        "compatible",
    ),
    "default of null": (
        {"type": ["string", "null"]}, {"type": ["string", "null"], "default": None},
        "compatible", "compatible",
    ),
    # Keywords that are compared by their text.
    "first items": (
        items_of(True, prefixItems=[TEXT]), items_of(True, prefixItems=[INTEGER]), "breaking", "breaking",
    ),
    "item demanded": (items_of(TEXT), items_of(TEXT, contains=enum_of("a")), "breaking", "compatible"),
    "field that demands another": (
        object_of(a=TEXT, b=TEXT), object_of(a=TEXT, b=TEXT) | {"dependentRequired": {"a": ["b"]}},
        "breaking", "compatible",
    ),
    "condition": (
        object_of(a=TEXT, b=TEXT),
        object_of(a=TEXT, b=TEXT) | {"if": {"required": ["a"]}, "then": {"required": ["b"]}},
        "breaking", "compatible",
    ),
    "unevaluated properties forbidden": (
        {"allOf": [object_of(a=TEXT)]}, {"allOf": [object_of(a=TEXT)], "unevaluatedProperties": False},
        "breaking", "compatible",
    ),
    "encoding of a text": (TEXT, {**TEXT, "contentEncoding": "base64"}, "breaking", "compatible"),
    "value excluded from anything": ({}, {"not": TEXT}, "breaking", "compatible"),
    "one of two patterns": (
        {"allOf": [{**TEXT, "pattern": "a"}, {"pattern": "b"}]},
        {"allOf": [{**TEXT, "pattern": "c"}, {"pattern": "b"}]}, "breaking", "breaking",
    ),
    "one of two exclusions dropped": (
        {"allOf": [object_of(a=TEXT), {"not": {"required": ["a"]}}, {"not": {"required": ["b"]}}]},
        {"allOf": [object_of(a=TEXT), {"not": {"required": ["b"]}}]}, "compatible", "breaking",
    ),
    "object as a value": ({"enum": [{"a": 1}]}, {"enum": [{"a": 2}]}, "breaking", "breaking"),
    "array as a value": ({"const": [1]}, {"const": [2]}, "breaking", "breaking"),
    # Bounds.
    "integer became a number with a lower maximum": (
        {**INTEGER, "maximum": 10}, {"type": "number", "maximum": 5}, "breaking", "breaking",
    ),
    "length raised": ({**TEXT, "maxLength": 1}, {**TEXT, "maxLength": 2}, "compatible", "breaking"),
    "length lowered": ({**TEXT, "maxLength": 2}, {**TEXT, "maxLength": 1}, "breaking", "compatible"),
    "length bounded": (TEXT, {**TEXT, "maxLength": 1}, "breaking", "compatible"),
    "minimum removed": ({**INTEGER, "minimum": 1}, INTEGER, "compatible", "breaking"),
    "minimum raised": ({**INTEGER, "minimum": 1}, {**INTEGER, "minimum": 2}, "breaking", "compatible"),
    "fewer items": (
        {"type": "array", "items": TEXT, "maxItems": 9}, {"type": "array", "items": TEXT, "maxItems": 8},
        "breaking", "compatible",
    ),
    "pattern added": (TEXT, {**TEXT, "pattern": "^a"}, "breaking", "compatible"),
    "pattern changed": ({**TEXT, "pattern": "^b"}, {**TEXT, "pattern": "^a"}, "breaking", "breaking"),
    "default changed": ({**TEXT, "default": "a"}, {**TEXT, "default": "b"}, "compatible", "compatible"),
    "deprecated": (object_of(a=TEXT), object_of(a={**TEXT, "deprecated": True}), "compatible", "compatible"),
    "bound within allOf": (
        {"allOf": [{**TEXT, "maxLength": 5}]}, {"allOf": [{**TEXT, "maxLength": 5}, {"maxLength": 3}]},
        "breaking", "compatible",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", _SCHEMAS)
def test_schema_change_has_its_verdict_in_each_direction(name: str) -> None:
    before, after, request, response = copy.deepcopy(_SCHEMAS[name])
    # Within a field, so that a change of the whole body and one of a part are alike.
    old, new = object_of(field=before), object_of(field=after)
    assert verdict_of(small_document(old, {}), small_document(new, {})) == request
    assert verdict_of(small_document({}, old), small_document({}, new)) == response
    if request == response == "nothing":
        assert verdict_of(small_document(new, new), small_document(old, old)) == "nothing"


_QUERY = {"name": "q", "in": "query", "schema": TEXT}
_ERROR = {"description": "", "content": {"application/json": {"schema": A}}}
_HOOK = {"post": {"requestBody": {"content": {"application/json": {"schema": A}}}, "responses": {}}}
_HOOK_WITH_HEADER = {"post": _HOOK["post"] | {"parameters": [{"name": "X", "in": "header", "schema": TEXT}]}}
_LIST = {"name": "q", "in": "query", "schema": {"type": "array", "items": TEXT}}


def _callback(schema: JsonObject) -> JsonObject:
    body = {"content": {"application/json": {"schema": schema}}}
    return {"done": {"{$request.body#/url}": {"post": {"requestBody": body, "responses": {}}}}}


def _form(content_type: str) -> JsonObject:
    encoding = {"x": {"contentType": content_type}}
    return {"content": {"multipart/form-data": {"schema": object_of(x=TEXT), "encoding": encoding}}}


# (place, old value, new value, verdict); None is absent.
_DOCUMENTS: dict[str, tuple[tuple[str, ...], Any, Any, Verdict, str]] = {
    "error status removed": ((*RESPONSES, "429"), _ERROR, None, "compatible", "response"),
    "error status added": ((*RESPONSES, "5XX"), None, _ERROR, "compatible", "response"),
    "success status removed": ((*RESPONSES, "201"), _ERROR, None, "breaking", "response"),
    "webhook added": (("webhooks",), None, {"done": _HOOK}, "compatible", "webhook"),
    "webhook removed": (("webhooks",), {"done": _HOOK}, None, "breaking", "webhook"),
    "security of the document narrowed": (
        ("security",), [{"A": []}, {"B": []}], [{"A": []}], "breaking", "security",
    ),
    "security of the document widened": (
        ("security",), [{"A": []}], [{"A": []}, {"B": []}], "compatible", "security",
    ),
    "security asked for": (("security",), None, [{"A": []}], "breaking", "security"),
    "server added": (
        ("servers",), [{"url": "https://a"}], [{"url": "https://a"}, {"url": "https://b"}],
        "compatible", "server",
    ),
    "server moved": (("servers",), [{"url": "https://a"}], [{"url": "https://b"}], "breaking", "server"),
    "response header removed": (
        (*RESPONSES, "200", "headers"), {"X-A": {"schema": TEXT}}, None, "breaking", "header",
    ),
    "response header added": (
        (*RESPONSES, "200", "headers"), None, {"X-A": {"schema": TEXT}}, "compatible", "header",
    ),
    "response header of another type": (
        (*RESPONSES, "200", "headers"), {"X-A": {"schema": TEXT}}, {"X-A": {"schema": INTEGER}}, "breaking",
        "type",
    ),
    "parameter added": ((*POST, "parameters"), None, [_QUERY], "compatible", "parameter"),
    "parameter removed": ((*POST, "parameters"), [_QUERY], None, "breaking", "parameter"),
    "required parameter added": (
        (*POST, "parameters"), None, [_QUERY | {"required": True}], "breaking", "parameter",
    ),
    "parameter of another style": (
        (*POST, "parameters"), [_LIST], [_LIST | {"explode": False}], "breaking", "style",
    ),
    "body removed": ((*POST, "requestBody"), {"content": {}}, None, "breaking", "body"),
    "required body": (
        (*POST, "requestBody"), {"content": {}}, {"content": {}, "required": True}, "breaking", "required",
    ),
    "operation id changed": ((*POST, "operationId"), "makeThing", "createThing", "compatible", "operation"),
    "scheme of another type": (
        ("components", "securitySchemes"), {"A": {"type": "http"}}, {"A": {"type": "apiKey"}},
        "breaking", "security scheme",
    ),
    "event of a caller may have a new type": (
        ("components", "schemas", "XClientEvent"), any_of(A), any_of(A, B), "compatible", "variant",
    ),
    "event of the server may have a new type": (
        ("components", "schemas", "XServerEvent"), any_of(A), any_of(A, B), "breaking", "variant",
    ),
    "field of a caller's event became required": (
        ("components", "schemas", "XClientEvent"), object_of(a=TEXT), object_of(["a"], a=TEXT),
        "breaking", "required",
    ),
    "events of the server removed": (
        ("components", "schemas", "XServerEvent"), any_of(A), None, "breaking", "event",
    ),
    "parameter deprecated": (
        (*POST, "parameters"), [_QUERY], [_QUERY | {"deprecated": True}], "compatible", "deprecated",
    ),
    "parameter may no longer be empty": (
        (*POST, "parameters"), [_QUERY | {"allowEmptyValue": True}], [_QUERY], "breaking", "bound",
    ),
    "parameter of a path": (("paths", "/things", "parameters"), None, [_QUERY], "compatible", "parameter"),
    "parameter by content": (
        (*POST, "parameters"),
        [{"name": "q", "in": "query", "content": {"application/json": {"schema": object_of(a=TEXT)}}}],
        [{"name": "q", "in": "query", "content": {"application/json": {"schema": object_of(a=INTEGER)}}}],
        "breaking", "type",
    ),
    "response header became optional": (
        (*RESPONSES, "200", "headers"), {"X-A": {"schema": TEXT, "required": True}},
        {"X-A": {"schema": TEXT}},
        "breaking", "required",
    ),
    "response header deprecated": (
        (*RESPONSES, "200", "headers"), {"X-A": {"schema": TEXT}},
        {"X-A": {"schema": TEXT, "deprecated": True}},
        "compatible", "deprecated",
    ),
    "callback added": ((*POST, "callbacks"), None, _callback(TEXT), "compatible", "callback"),
    "callback removed": ((*POST, "callbacks"), _callback(TEXT), None, "breaking", "callback"),
    "callback of another type": (
        (*POST, "callbacks"), _callback(TEXT), _callback(INTEGER), "breaking", "type",
    ),
    "security in need of less": (
        ("security",), [{"A": ["x"], "B": []}], [{"A": []}], "compatible", "security",
    ),
    "security in need of another scope": (
        ("security",), [{"A": ["x"]}], [{"A": ["x", "y"]}], "breaking", "security",
    ),
    "server of one operation": ((*POST, "servers"), None, [{"url": "https://b"}], "breaking", "server"),
    "server of one path": (
        ("paths", "/things", "servers"), None, [{"url": "https://b"}], "breaking", "server",
    ),
    "default of a server's variable": (
        ("servers",), [{"url": "https://{h}", "variables": {"h": {"default": "a"}}}],
        [{"url": "https://{h}", "variables": {"h": {"default": "b"}}}], "breaking", "server",
    ),
    "encoding of a part": (
        (*POST, "requestBody"), _form("text/plain"), _form("image/png"), "breaking", "encoding",
    ),
    "webhook's header removed": (
        ("webhooks", "done"), _HOOK_WITH_HEADER, _HOOK, "breaking", "parameter",
    ),
    "webhook by another method": (
        ("webhooks", "done"), _HOOK, {"put": _HOOK["post"]}, "breaking", "webhook",
    ),
    "component that nothing uses": (
        ("components", "schemas", "Unused"), None, TEXT, "compatible", "schema",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_document_change_has_its_verdict_and_kind(name: str) -> None:
    place, before, after, verdict, what = _DOCUMENTS[name]
    old, new = small_document({}, {}), small_document({}, {})
    put(old, place, before)
    put(new, place, after)
    findings = compare(normalise(old), normalise(new)).findings
    assert {f.what for f in findings} == {what}, findings
    assert verdict_of(old, new) == verdict


def test_security_in_another_order_is_nothing() -> None:
    old, new = small_document({}, {}), small_document({}, {})
    old["security"], new["security"] = [{"A": []}, {"B": []}], [{"B": []}, {"A": []}]
    assert verdict_of(old, new) == "nothing"


def test_operation_ids_exchanged_break_nothing() -> None:
    old = small_document(TEXT, {})
    old["paths"]["/others"] = {
        "post": {**small_document(INTEGER, {})["paths"]["/things"]["post"], "operationId": "b"}
    }
    new = copy.deepcopy(old)
    for path, name in (("/things", "b"), ("/others", "makeThing")):
        new["paths"][path]["post"]["operationId"] = name
    assert verdict_of(old, new) == "compatible"


def test_placeholder_renamed_in_a_path_is_compatible() -> None:
    def with_path(name: str) -> JsonObject:
        document = small_document({}, {})
        item = document["paths"].pop("/things")
        item["post"]["parameters"] = [{"name": name, "in": "path", "required": True, "schema": TEXT}]
        document["paths"][f"/things/{{{name}}}"] = item
        return document

    assert verdict_of(with_path("id"), with_path("thing_id")) == "compatible"


def _refined(value: JsonObject) -> JsonObject:
    """A component that narrows the field by which it and its base contain themselves."""
    document = small_document({}, {"$ref": "#/components/schemas/Refined"})
    base, itself = ({"$ref": f"#/components/schemas/{name}"} for name in ("Base", "Refined"))
    document["components"]["schemas"] |= {
        "Base": object_of(child=base),
        "Refined": {"allOf": [base, object_of(child=itself, value=value)]},
        "Cyclic": {"allOf": [{"$ref": "#/components/schemas/Cyclic"}]},
    }
    return document


def test_fields_that_contain_their_own_conjunction_end() -> None:
    found = compare(normalise(_refined(TEXT)), normalise(_refined(INTEGER))).findings
    assert [(f.effect, f.place) for f in found] == [("breaking", "Refined.value")]


def test_component_within_its_own_all_of_ends() -> None:
    cyclic = {"$ref": "#/components/schemas/Cyclic"}
    old, new = _refined(TEXT), _refined(TEXT)
    put(new, (*RESPONSES, "201"), {"description": "", "content": {"application/json": {"schema": cyclic}}})
    assert verdict_of(new, copy.deepcopy(new)) == "nothing"
    assert verdict_of(old, new) == "compatible"


def test_unions_of_unions_take_no_exponential_time() -> None:
    def nested(leaf: JsonObject) -> JsonObject:
        document = small_document({}, {"$ref": "#/components/schemas/U30"})
        document["components"]["schemas"]["U0"] = leaf
        for number in range(1, 31):
            inner = {"$ref": f"#/components/schemas/U{number - 1}"}
            document["components"]["schemas"][f"U{number}"] = any_of(inner, inner)
        return document

    assert verdict_of(nested(TEXT), nested(INTEGER)) == "breaking"


def test_names_of_variants_exchanged_change_nothing() -> None:
    old = small_document(object_of(field=any_of(A, B)), {})
    new = copy.deepcopy(old)
    schemas = new["components"]["schemas"]
    schemas["A"], schemas["B"] = schemas["B"], schemas["A"]
    assert verdict_of(old, new) == "nothing"


def test_equal_changes_are_one_finding_with_all_places() -> None:
    def with_colours(*values: str) -> JsonObject:
        document = small_document(
            object_of(a=object_of(colour=enum_of(*values)), b=object_of(colour=enum_of(*values))), {}
        )
        document["components"]["schemas"]["Colour"] = enum_of(*values)
        return document

    values = [str(number) for number in range(12)]
    found = compare(normalise(with_colours(*values)), normalise(with_colours(*values, "new one")))
    finding = next(f for f in found.findings if f.what == "enum value")
    assert [f.what for f in found.findings] == ["enum value"]
    assert finding.places == tuple(f"make_thing body application/json.{name}.colour" for name in ("a", "b"))
    assert (finding.operations, finding.rule) == (("make_thing",), "request-property-enum-value-added")
    assert "new one" in found.markdown()


def test_change_is_breaking_where_it_is_received_and_compatible_where_it_is_sent() -> None:
    def both(schema: JsonObject) -> JsonObject:
        document = small_document({"$ref": "#/components/schemas/D"}, {"$ref": "#/components/schemas/D"})
        document["components"]["schemas"]["D"] = schema
        return document

    found = compare(
        normalise(both(object_of(a=enum_of("x")))), normalise(both(object_of(a=enum_of("x", "y"))))
    )
    assert [(f.effect, f.direction, f.place) for f in found.findings] == [
        ("breaking", "response", "D.a"),
        ("compatible", "request", "D.a"),
    ]


def test_new_field_with_many_values_names_each() -> None:
    values = [f"value-{number}" for number in range(30)]
    old, new = small_document(object_of(), {}), small_document(object_of(kind=enum_of(*values)), {})
    report = compare(normalise(old), normalise(new)).markdown()
    assert all(value in report for value in values)
