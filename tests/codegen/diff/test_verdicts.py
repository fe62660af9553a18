"""One change of a schema or a document, and its verdict for who sends the value and for who receives it."""

from __future__ import annotations

import copy
from typing import Any, Literal

import pytest

from app.contract.json_types import JsonObject
from codegen.diff.compare import compare
from codegen.normalise.steps import normalise

Verdict = Literal["nothing", "compatible", "breaking"]

_S: JsonObject = {"type": "string"}
_I: JsonObject = {"type": "integer"}
_N: JsonObject = {"type": "null"}
_A: JsonObject = {"$ref": "#/components/schemas/A"}
_B: JsonObject = {"$ref": "#/components/schemas/B"}
_C: JsonObject = {"$ref": "#/components/schemas/C"}


def _object(required: list[str] | None = None, **properties: Any) -> JsonObject:
    found: JsonObject = {"type": "object", "properties": properties}
    return found | ({"required": required} if required else {})


def _tagged(tag: str, **properties: Any) -> JsonObject:
    return _object(["type"], type={"type": "string", "enum": [tag]}, **properties)


def _items(schema: Any, **keywords: Any) -> JsonObject:
    return {"type": "array", "items": schema} | keywords


def _any(*variants: JsonObject) -> JsonObject:
    return {"anyOf": list(variants)}


def _enum(*values: Any) -> JsonObject:
    return {"type": "string", "enum": list(values)}


_COMPONENTS: JsonObject = {
    "A": _tagged("a", x=_S),
    "B": _tagged("b", y=_I),
    # As A, by another name.
    "C": _tagged("a", x=_S),
    "Loop": _object(next={"$ref": "#/components/schemas/Loop"}, value=_S),
    "Colour": _enum("red", "green"),
}

# (old schema, new schema, verdict for a request, verdict for a response)
_SCHEMAS: dict[str, tuple[Any, Any, Verdict, Verdict]] = {
    # Equal on the wire.
    "null as a variant or as a type": (_any(_S, _N), {"type": ["string", "null"]}, "nothing", "nothing"),
    "null by nullable or as a type": (
        {"type": "string", "nullable": True}, {"type": ["string", "null"]}, "nothing", "nothing",
    ),
    "component renamed": (_A, _C, "nothing", "nothing"),
    "component inlined": (_A, copy.deepcopy(_COMPONENTS["A"]), "nothing", "nothing"),
    "component extracted from items": (
        {"type": "array", "items": _COMPONENTS["A"]}, {"type": "array", "items": _A}, "nothing", "nothing",
    ),
    "field moved between parts of allOf": (
        {"allOf": [_object(a=_S, b=_I), _object(c=_S)]}, {"allOf": [_object(a=_S), _object(b=_I, c=_S)]},
        "nothing", "nothing",
    ),
    "allOf flattened": ({"allOf": [_object(a=_S), _object(b=_I)]}, _object(a=_S, b=_I), "nothing", "nothing"),
    "allOf of one part": ({"allOf": [_A]}, _A, "nothing", "nothing"),
    "required moved between parts of allOf": (
        {"allOf": [_object(["a"], a=_S), _object(b=_S)]}, {"allOf": [_object(a=_S), _object(["a"], b=_S)]},
        "nothing", "nothing",
    ),
    "oneOf as anyOf": ({"oneOf": [_A, _B]}, _any(_A, _B), "nothing", "nothing"),
    "variants in another order": (_any(_A, _B, _N), _any(_N, _B, _A), "nothing", "nothing"),
    "nested unions flattened": (_any(_any(_A, _N), _B), _any(_A, _B, _N), "nothing", "nothing"),
    "enum values in another order": (_enum("a", "b"), _enum("b", "a"), "nothing", "nothing"),
    "const or enum of one value": ({"const": "a"}, _enum("a"), "nothing", "nothing"),
    "enums of a union merged": (_any(_enum("a"), _enum("b")), _enum("a", "b"), "nothing", "nothing"),
    "enum inlined": ({"$ref": "#/components/schemas/Colour"}, _enum("red", "green"), "nothing", "nothing"),
    "types as a union": ({"type": ["string", "integer"]}, _any(_S, _I), "nothing", "nothing"),
    "any as true": ({}, True, "nothing", "nothing"),
    "type implied by its properties": ({"properties": {"a": _S}}, _object(a=_S), "nothing", "nothing"),
    "additional properties explicit": (
        _object(a=_S), _object(a=_S) | {"additionalProperties": True}, "nothing", "nothing",
    ),
    "null as a value of an enum or as a variant": (
        {"type": ["string", "null"], "enum": ["a", None]}, _any(_enum("a"), _N), "nothing", "nothing",
    ),
    "null as a constant or as a type": ({"const": None}, _N, "nothing", "nothing"),
    "both booleans listed": (
        {"type": "boolean"}, {"type": "boolean", "enum": [True, False]}, "nothing", "nothing",
    ),
    "variant named twice": (_any(_A, _A), _A, "nothing", "nothing"),
    "component of an array's items renamed": (
        _any(_S, _items(_any(_A, _B)), _items(_I)), _any(_S, _items(_any(_C, _B)), _items(_I)),
        "nothing", "nothing",
    ),
    "array named twice": (_any(_items(_S), _items(_S)), _items(_S), "nothing", "nothing"),
    "length of at least 0": ({**_S, "minLength": 0}, _S, "nothing", "nothing"),
    "flags that are false": ({**_S, "deprecated": False, "readOnly": False}, _S, "nothing", "nothing"),
    "number written as 1.0": (
        {"type": "number", "enum": [1]}, {"type": "number", "enum": [1.0]}, "nothing", "nothing",
    ),
    # Fields.
    "optional field added": (_object(a=_S), _object(a=_S, b=_S), "compatible", "compatible"),
    "required field added": (_object(a=_S), _object(["b"], a=_S, b=_S), "breaking", "compatible"),
    "field removed": (_object(a=_S, b=_S), _object(a=_S), "breaking", "breaking"),
    "field renamed": (_object(a=_S), _object(b=_S), "breaking", "breaking"),
    "field became required": (_object(a=_S), _object(["a"], a=_S), "breaking", "compatible"),
    "field became optional": (_object(["a"], a=_S), _object(a=_S), "compatible", "breaking"),
    "field became required by another part": (
        {"allOf": [_object(a=_S)]}, {"allOf": [_object(a=_S), {"required": ["a"]}]}, "breaking", "compatible",
    ),
    "field of a component that contains itself": (
        {"$ref": "#/components/schemas/Loop"},
        _object(next=_object(next=_object(next={"$ref": "#/components/schemas/Loop"}, value=_S), value=_S)),
        "breaking", "breaking",
    ),
    "additional properties forbidden": (
        _object(a=_S), _object(a=_S) | {"additionalProperties": False}, "breaking", "compatible",
    ),
    "additional properties allowed": (
        _object(a=_S) | {"additionalProperties": False}, _object(a=_S), "compatible", "breaking",
    ),
    "map of another type": (
        {"type": "object", "additionalProperties": _S}, {"type": "object", "additionalProperties": _I},
        "breaking", "breaking",
    ),
    # Types.
    "null accepted": (_S, {"type": ["string", "null"]}, "compatible", "breaking"),
    "null rejected": (_any(_A, _N), _A, "breaking", "compatible"),
    "another type": (_S, _I, "breaking", "breaking"),
    "type widened": (_S, _any(_S, _I), "compatible", "breaking"),
    "type narrowed": ({"type": ["string", "integer"]}, _S, "breaking", "compatible"),
    "integer became number": (_I, {"type": "number"}, "compatible", "breaking"),
    "number became integer": ({"type": "number"}, _I, "breaking", "compatible"),
    "type given": ({}, _S, "breaking", "compatible"),
    "type taken away": (_S, {}, "compatible", "breaking"),
    "string became an array of strings": (_S, {"type": "array", "items": _S}, "breaking", "breaking"),
    "items of another type": (
        {"type": "array", "items": _S}, {"type": "array", "items": _I}, "breaking", "breaking",
    ),
    "array accepted beside a string": (
        _S, _any(_S, {"type": "array", "items": _S}), "compatible", "breaking",
    ),
    "another array accepted": (
        _any(_S, {"type": "array", "items": _S}),
        _any(_S, {"type": "array", "items": _S}, {"type": "array", "items": _I}), "compatible", "breaking",
    ),
    # Values.
    "value added": (_enum("a"), _enum("a", "b"), "compatible", "breaking"),
    "value removed": (_enum("a", "b"), _enum("a"), "breaking", "compatible"),
    "value replaced": (_enum("a", "b"), _enum("a", "c"), "breaking", "breaking"),
    "null value added": (
        _enum("a"), {"type": ["string", "null"], "enum": ["a", None]}, "compatible", "breaking",
    ),
    "enum beside an open string": (_S, _any(_S, _enum("a", "b")), "compatible", "compatible"),
    "value added beside an open string": (
        _any(_S, _enum("a")), _any(_S, _enum("a", "b")), "compatible", "compatible",
    ),
    "value removed beside an open string": (
        _any(_enum("a", "b"), _S), _any(_enum("a"), _S), "compatible", "compatible",
    ),
    "open string removed beside an enum": (_any(_S, _enum("a")), _enum("a"), "breaking", "compatible"),
    "enum opened": (_enum("a"), _S, "compatible", "breaking"),
    "enum of integers grows": (
        {"type": "integer", "enum": [1]}, {"type": "integer", "enum": [1, 2]}, "compatible", "breaking",
    ),
    # Unions of objects.
    "variant added": (_A, _any(_A, _B), "compatible", "breaking"),
    "variant removed": (_any(_A, _B), _A, "breaking", "compatible"),
    "variant replaced": (_any(_A, _B), _any(_A, _tagged("c")), "breaking", "breaking"),
    "variant renamed": (_any(_A, _B), _any(_C, _B), "nothing", "nothing"),
    "field added to a variant": (
        _any(_tagged("a", x=_S), _B), _any(_tagged("a", x=_S, z=_S), _B), "compatible", "compatible",
    ),
    "field of a variant became required": (
        _any(_tagged("a", x=_S), _B), _any(_tagged("a", x=_S) | {"required": ["type", "x"]}, _B),
        "breaking", "compatible",
    ),
    "discriminator added": (
        {"oneOf": [_A, _B]}, {"oneOf": [_A, _B], "discriminator": {"propertyName": "type"}},
        "compatible", "compatible",
    ),
    "variant replaced by null": (_any(_A, _B), _any(_A, _N), "breaking", "breaking"),
    "variant replaced by a string": (_any(_A, _B), _any(_A, _S), "breaking", "breaking"),
    "array replaced by null": (
        _any(_S, _items(_S), _items(_I)), _any(_S, _items(_S), _N), "breaking", "breaking",
    ),
    "variant deprecated": (
        _any(_tagged("a"), _tagged("b")), _any(_tagged("a") | {"deprecated": True}, _tagged("b")),
        "compatible", "compatible",
    ),
    "default of a variant": (
        _any({**_S, "default": "a"}, _N), _any({**_S, "default": "b"}, _N), "compatible", "compatible",
    ),
    "default of null": (
        {"type": ["string", "null"]}, {"type": ["string", "null"], "default": None},
        "compatible", "compatible",
    ),
    # Keywords that are compared by their text.
    "first items": (
        _items(True, prefixItems=[_S]), _items(True, prefixItems=[_I]), "breaking", "breaking",
    ),
    "item demanded": (_items(_S), _items(_S, contains=_enum("a")), "breaking", "compatible"),
    "field that demands another": (
        _object(a=_S, b=_S), _object(a=_S, b=_S) | {"dependentRequired": {"a": ["b"]}},
        "breaking", "compatible",
    ),
    "condition": (
        _object(a=_S, b=_S), _object(a=_S, b=_S) | {"if": {"required": ["a"]}, "then": {"required": ["b"]}},
        "breaking", "compatible",
    ),
    "unevaluated properties forbidden": (
        {"allOf": [_object(a=_S)]}, {"allOf": [_object(a=_S)], "unevaluatedProperties": False},
        "breaking", "compatible",
    ),
    "encoding of a text": (_S, {**_S, "contentEncoding": "base64"}, "breaking", "compatible"),
    "value excluded from anything": ({}, {"not": _S}, "breaking", "compatible"),
    "one of two patterns": (
        {"allOf": [{**_S, "pattern": "a"}, {"pattern": "b"}]},
        {"allOf": [{**_S, "pattern": "c"}, {"pattern": "b"}]}, "breaking", "breaking",
    ),
    "one of two exclusions dropped": (
        {"allOf": [_object(a=_S), {"not": {"required": ["a"]}}, {"not": {"required": ["b"]}}]},
        {"allOf": [_object(a=_S), {"not": {"required": ["b"]}}]}, "compatible", "breaking",
    ),
    "object as a value": ({"enum": [{"a": 1}]}, {"enum": [{"a": 2}]}, "breaking", "breaking"),
    "array as a value": ({"const": [1]}, {"const": [2]}, "breaking", "breaking"),
    # Bounds.
    "integer became a number with a lower maximum": (
        {**_I, "maximum": 10}, {"type": "number", "maximum": 5}, "breaking", "breaking",
    ),
    "length raised": ({**_S, "maxLength": 1}, {**_S, "maxLength": 2}, "compatible", "breaking"),
    "length lowered": ({**_S, "maxLength": 2}, {**_S, "maxLength": 1}, "breaking", "compatible"),
    "length bounded": (_S, {**_S, "maxLength": 1}, "breaking", "compatible"),
    "minimum removed": ({**_I, "minimum": 1}, _I, "compatible", "breaking"),
    "minimum raised": ({**_I, "minimum": 1}, {**_I, "minimum": 2}, "breaking", "compatible"),
    "fewer items": (
        {"type": "array", "items": _S, "maxItems": 9}, {"type": "array", "items": _S, "maxItems": 8},
        "breaking", "compatible",
    ),
    "pattern added": (_S, {**_S, "pattern": "^a"}, "breaking", "compatible"),
    "pattern changed": ({**_S, "pattern": "^b"}, {**_S, "pattern": "^a"}, "breaking", "breaking"),
    "default changed": ({**_S, "default": "a"}, {**_S, "default": "b"}, "compatible", "compatible"),
    "deprecated": (_object(a=_S), _object(a={**_S, "deprecated": True}), "compatible", "compatible"),
    "bound within allOf": (
        {"allOf": [{**_S, "maxLength": 5}]}, {"allOf": [{**_S, "maxLength": 5}, {"maxLength": 3}]},
        "breaking", "compatible",
    ),
}  # fmt: skip


def _document(request: Any, response: Any) -> JsonObject:
    body = {"content": {"application/json": {"schema": request}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Small", "version": "1"},
        "paths": {
            "/things": {
                "post": {
                    "operationId": "makeThing",
                    "tags": ["Things"],
                    "requestBody": body,
                    "responses": {
                        "200": {"description": "", "content": {"application/json": {"schema": response}}}
                    },
                }
            }
        },
        "components": {"schemas": copy.deepcopy(_COMPONENTS)},
    }


def _verdict(old: JsonObject, new: JsonObject) -> Verdict:
    effects = {f.effect for f in compare(normalise(old), normalise(new)).findings}
    return "breaking" if "breaking" in effects else "compatible" if effects else "nothing"


@pytest.mark.parametrize("name", _SCHEMAS)
def test_schema_change_has_its_verdict_in_each_direction(name: str) -> None:
    before, after, request, response = copy.deepcopy(_SCHEMAS[name])
    # Within a field, so that a change of the whole body and one of a part are alike.
    old, new = _object(field=before), _object(field=after)
    assert _verdict(_document(old, {}), _document(new, {})) == request
    assert _verdict(_document({}, old), _document({}, new)) == response
    if request == response == "nothing":
        assert _verdict(_document(new, new), _document(old, old)) == "nothing"


_POST = ("paths", "/things", "post")
_RESPONSES = (*_POST, "responses")
_QUERY = {"name": "q", "in": "query", "schema": _S}
_ERROR = {"description": "", "content": {"application/json": {"schema": _A}}}
_HOOK = {"post": {"requestBody": {"content": {"application/json": {"schema": _A}}}, "responses": {}}}
_HOOK_WITH_HEADER = {"post": _HOOK["post"] | {"parameters": [{"name": "X", "in": "header", "schema": _S}]}}
_LIST = {"name": "q", "in": "query", "schema": {"type": "array", "items": _S}}


def _callback(schema: JsonObject) -> JsonObject:
    body = {"content": {"application/json": {"schema": schema}}}
    return {"done": {"{$request.body#/url}": {"post": {"requestBody": body, "responses": {}}}}}


def _form(content_type: str) -> JsonObject:
    encoding = {"x": {"contentType": content_type}}
    return {"content": {"multipart/form-data": {"schema": _object(x=_S), "encoding": encoding}}}


# (place, old value, new value, verdict); None is absent.
_DOCUMENTS: dict[str, tuple[tuple[str, ...], Any, Any, Verdict, str]] = {
    "error status removed": ((*_RESPONSES, "429"), _ERROR, None, "compatible", "response"),
    "error status added": ((*_RESPONSES, "5XX"), None, _ERROR, "compatible", "response"),
    "success status removed": ((*_RESPONSES, "201"), _ERROR, None, "breaking", "response"),
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
        (*_RESPONSES, "200", "headers"), {"X-A": {"schema": _S}}, None, "breaking", "header",
    ),
    "response header added": (
        (*_RESPONSES, "200", "headers"), None, {"X-A": {"schema": _S}}, "compatible", "header",
    ),
    "response header of another type": (
        (*_RESPONSES, "200", "headers"), {"X-A": {"schema": _S}}, {"X-A": {"schema": _I}}, "breaking", "type",
    ),
    "parameter added": ((*_POST, "parameters"), None, [_QUERY], "compatible", "parameter"),
    "parameter removed": ((*_POST, "parameters"), [_QUERY], None, "breaking", "parameter"),
    "required parameter added": (
        (*_POST, "parameters"), None, [_QUERY | {"required": True}], "breaking", "parameter",
    ),
    "parameter of another style": (
        (*_POST, "parameters"), [_LIST], [_LIST | {"explode": False}], "breaking", "style",
    ),
    "body removed": ((*_POST, "requestBody"), {"content": {}}, None, "breaking", "body"),
    "required body": (
        (*_POST, "requestBody"), {"content": {}}, {"content": {}, "required": True}, "breaking", "required",
    ),
    "operation id changed": ((*_POST, "operationId"), "makeThing", "createThing", "compatible", "operation"),
    "scheme of another type": (
        ("components", "securitySchemes"), {"A": {"type": "http"}}, {"A": {"type": "apiKey"}},
        "breaking", "security scheme",
    ),
    "event of a caller may have a new type": (
        ("components", "schemas", "XClientEvent"), _any(_A), _any(_A, _B), "compatible", "variant",
    ),
    "event of the server may have a new type": (
        ("components", "schemas", "XServerEvent"), _any(_A), _any(_A, _B), "breaking", "variant",
    ),
    "field of a caller's event became required": (
        ("components", "schemas", "XClientEvent"), _object(a=_S), _object(["a"], a=_S),
        "breaking", "required",
    ),
    "events of the server removed": (
        ("components", "schemas", "XServerEvent"), _any(_A), None, "breaking", "event",
    ),
    "parameter deprecated": (
        (*_POST, "parameters"), [_QUERY], [_QUERY | {"deprecated": True}], "compatible", "deprecated",
    ),
    "parameter may no longer be empty": (
        (*_POST, "parameters"), [_QUERY | {"allowEmptyValue": True}], [_QUERY], "breaking", "bound",
    ),
    "parameter of a path": (("paths", "/things", "parameters"), None, [_QUERY], "compatible", "parameter"),
    "parameter by content": (
        (*_POST, "parameters"),
        [{"name": "q", "in": "query", "content": {"application/json": {"schema": _object(a=_S)}}}],
        [{"name": "q", "in": "query", "content": {"application/json": {"schema": _object(a=_I)}}}],
        "breaking", "type",
    ),
    "response header became optional": (
        (*_RESPONSES, "200", "headers"), {"X-A": {"schema": _S, "required": True}}, {"X-A": {"schema": _S}},
        "breaking", "required",
    ),
    "response header deprecated": (
        (*_RESPONSES, "200", "headers"), {"X-A": {"schema": _S}}, {"X-A": {"schema": _S, "deprecated": True}},
        "compatible", "deprecated",
    ),
    "callback added": ((*_POST, "callbacks"), None, _callback(_S), "compatible", "callback"),
    "callback removed": ((*_POST, "callbacks"), _callback(_S), None, "breaking", "callback"),
    "callback of another type": ((*_POST, "callbacks"), _callback(_S), _callback(_I), "breaking", "type"),
    "security in need of less": (
        ("security",), [{"A": ["x"], "B": []}], [{"A": []}], "compatible", "security",
    ),
    "security in need of another scope": (
        ("security",), [{"A": ["x"]}], [{"A": ["x", "y"]}], "breaking", "security",
    ),
    "server of one operation": ((*_POST, "servers"), None, [{"url": "https://b"}], "breaking", "server"),
    "server of one path": (
        ("paths", "/things", "servers"), None, [{"url": "https://b"}], "breaking", "server",
    ),
    "default of a server's variable": (
        ("servers",), [{"url": "https://{h}", "variables": {"h": {"default": "a"}}}],
        [{"url": "https://{h}", "variables": {"h": {"default": "b"}}}], "breaking", "server",
    ),
    "encoding of a part": (
        (*_POST, "requestBody"), _form("text/plain"), _form("image/png"), "breaking", "encoding",
    ),
    "webhook's header removed": (
        ("webhooks", "done"), _HOOK_WITH_HEADER, _HOOK, "breaking", "parameter",
    ),
    "webhook by another method": (
        ("webhooks", "done"), _HOOK, {"put": _HOOK["post"]}, "breaking", "webhook",
    ),
    "component that nothing uses": (
        ("components", "schemas", "Unused"), None, _S, "compatible", "schema",
    ),
}  # fmt: skip


def _put(document: JsonObject, place: tuple[str, ...], value: Any) -> None:
    node = document
    for part in place[:-1]:
        node = node.setdefault(part, {})
    if value is not None:
        node[place[-1]] = copy.deepcopy(value)
    else:
        node.pop(place[-1], None)


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_document_change_has_its_verdict_and_kind(name: str) -> None:
    place, before, after, verdict, what = _DOCUMENTS[name]
    old, new = _document({}, {}), _document({}, {})
    _put(old, place, before)
    _put(new, place, after)
    findings = compare(normalise(old), normalise(new)).findings
    assert {f.what for f in findings} == {what}, findings
    assert _verdict(old, new) == verdict


def test_security_in_another_order_is_nothing() -> None:
    old, new = _document({}, {}), _document({}, {})
    old["security"], new["security"] = [{"A": []}, {"B": []}], [{"B": []}, {"A": []}]
    assert _verdict(old, new) == "nothing"


def test_operation_ids_exchanged_break_nothing() -> None:
    old = _document(_S, {})
    old["paths"]["/others"] = {"post": {**_document(_I, {})["paths"]["/things"]["post"], "operationId": "b"}}
    new = copy.deepcopy(old)
    for path, name in (("/things", "b"), ("/others", "makeThing")):
        new["paths"][path]["post"]["operationId"] = name
    assert _verdict(old, new) == "compatible"


def test_placeholder_renamed_in_a_path_is_compatible() -> None:
    def with_path(name: str) -> JsonObject:
        document = _document({}, {})
        item = document["paths"].pop("/things")
        item["post"]["parameters"] = [{"name": name, "in": "path", "required": True, "schema": _S}]
        document["paths"][f"/things/{{{name}}}"] = item
        return document

    assert _verdict(with_path("id"), with_path("thing_id")) == "compatible"


def _refined(value: JsonObject) -> JsonObject:
    """A component that narrows the field by which it and its base contain themselves."""
    document = _document({}, {"$ref": "#/components/schemas/Refined"})
    base, itself = ({"$ref": f"#/components/schemas/{name}"} for name in ("Base", "Refined"))
    document["components"]["schemas"] |= {
        "Base": _object(child=base),
        "Refined": {"allOf": [base, _object(child=itself, value=value)]},
        "Cyclic": {"allOf": [{"$ref": "#/components/schemas/Cyclic"}]},
    }
    return document


def test_fields_that_contain_their_own_conjunction_end() -> None:
    found = compare(normalise(_refined(_S)), normalise(_refined(_I))).findings
    assert [(f.effect, f.place) for f in found] == [("breaking", "Refined.value")]


def test_component_within_its_own_all_of_ends() -> None:
    cyclic = {"$ref": "#/components/schemas/Cyclic"}
    old, new = _refined(_S), _refined(_S)
    _put(new, (*_RESPONSES, "201"), {"description": "", "content": {"application/json": {"schema": cyclic}}})
    assert _verdict(new, copy.deepcopy(new)) == "nothing"
    assert _verdict(old, new) == "compatible"


def test_unions_of_unions_take_no_exponential_time() -> None:
    def nested(leaf: JsonObject) -> JsonObject:
        document = _document({}, {"$ref": "#/components/schemas/U30"})
        document["components"]["schemas"]["U0"] = leaf
        for number in range(1, 31):
            inner = {"$ref": f"#/components/schemas/U{number - 1}"}
            document["components"]["schemas"][f"U{number}"] = _any(inner, inner)
        return document

    assert _verdict(nested(_S), nested(_I)) == "breaking"


def test_names_of_variants_exchanged_change_nothing() -> None:
    old = _document(_object(field=_any(_A, _B)), {})
    new = copy.deepcopy(old)
    schemas = new["components"]["schemas"]
    schemas["A"], schemas["B"] = schemas["B"], schemas["A"]
    assert _verdict(old, new) == "nothing"


def test_equal_changes_are_one_finding_with_all_places() -> None:
    def with_colours(*values: str) -> JsonObject:
        document = _document(_object(a=_object(colour=_enum(*values)), b=_object(colour=_enum(*values))), {})
        document["components"]["schemas"]["Colour"] = _enum(*values)
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
        document = _document({"$ref": "#/components/schemas/D"}, {"$ref": "#/components/schemas/D"})
        document["components"]["schemas"]["D"] = schema
        return document

    found = compare(normalise(both(_object(a=_enum("x")))), normalise(both(_object(a=_enum("x", "y")))))
    assert [(f.effect, f.direction, f.place) for f in found.findings] == [
        ("breaking", "response", "D.a"),
        ("compatible", "request", "D.a"),
    ]


def test_new_field_with_many_values_names_each() -> None:
    values = [f"value-{number}" for number in range(30)]
    old, new = _document(_object(), {}), _document(_object(kind=_enum(*values)), {})
    report = compare(normalise(old), normalise(new)).markdown()
    assert all(value in report for value in values)
