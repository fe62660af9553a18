"""Each normalisation step, by an example that it changes and one that it does not."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from app.contract.json_types import JsonObject
from codegen.normalise import constants, discriminators, keywords, nulls, operations, prose
from codegen.normalise.steps import STEPS, normalise
from tests.support.documents import document

Step = Callable[[JsonObject], None]

_REF = {"$ref": "#/components/schemas/X"}
_A = {"type": "object", "required": ["type"], "properties": {"type": {"enum": ["a"]}}}
_B = {"type": "object", "required": ["type"], "properties": {"type": {"const": "b"}}}
_TAGGED = {"propertyName": "type"}
_MAPPING = {"a": "#/components/schemas/A", "b": "#/components/schemas/B"}
_AB = [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]

# (step, schema before, schema after)
_SCHEMAS: list[tuple[Step, JsonObject, JsonObject]] = [
    (
        prose.strip_schema_prose,
        {"description": "d", "title": "t", "example": 1,
         "properties": {"title": {"type": "string", "examples": []}}},
        {"properties": {"title": {"type": "string"}}},
    ),
    (constants.stainless_const_to_const, {"enum": ["cat"], "x-stainless-const": True}, {"const": "cat"}),
    (
        constants.stainless_const_to_const, {"enum": ["a", "b"], "x-stainless-const": True},
        {"enum": ["a", "b"]},
    ),
    (constants.stainless_const_to_const, {"enum": ["cat"]}, {"enum": ["cat"]}),
    (
        prose.strip_vendor_keys, {"type": "object", "x-oaiMeta": {}, "properties": {"x-y": {}}},
        {"type": "object", "properties": {"x-y": {}}},
    ),
    (keywords.correct_misspelt_keywords, {"min_items": 1, "optional": True}, {"minItems": 1}),
    (
        keywords.recursive_ref_to_ref, {"$recursiveAnchor": True, "items": {"$recursiveRef": "#"}},
        {"items": {"$ref": "#/components/schemas/S"}},
    ),
    (keywords.boolean_bounds_to_numbers, {"minimum": 0, "exclusiveMinimum": True}, {"exclusiveMinimum": 0}),
    (keywords.boolean_bounds_to_numbers, {"maximum": 9, "exclusiveMaximum": False}, {"maximum": 9}),
    (keywords.unique_required, {"required": ["b", "a", "b"]}, {"required": ["b", "a"]}),
    (
        keywords.drop_undeclared_required, {"required": ["a", "b"], "properties": {"a": {}}},
        {"required": ["a"], "properties": {"a": {}}},
    ),
    (
        keywords.drop_undeclared_required, {"required": ["b"], "properties": {"a": {}}},
        {"properties": {"a": {}}},
    ),
    (keywords.drop_undeclared_required, {"required": ["b"]}, {"required": ["b"]}),
    (
        keywords.drop_undeclared_required,
        {"allOf": [{"required": ["a", "b", "c"], "properties": {"a": {}}}, {"properties": {"b": {}}}]},
        {"allOf": [{"required": ["a", "b"], "properties": {"a": {}}}, {"properties": {"b": {}}}]},
    ),
    (
        keywords.drop_undeclared_required, {"not": {"required": ["b"], "properties": {"a": {}}}},
        {"not": {"required": ["b"], "properties": {"a": {}}}},
    ),
    (
        keywords.drop_undeclared_required,
        {"required": ["x"], "properties": {"a": {}}, "anyOf": [{"properties": {"x": {}}}, {}]},
        {"required": ["x"], "properties": {"a": {}}, "anyOf": [{"properties": {"x": {}}}, {}]},
    ),
    (keywords.drop_misleading_formats, {"type": "string", "format": "uri"}, {"type": "string"}),
    (
        keywords.drop_misleading_formats, {"type": "number", "format": "unixtime"}, {"type": "number"},
    ),
    (
        keywords.drop_misleading_formats, {"type": "integer", "format": "unixtime"},
        {"type": "integer", "format": "unixtime"},
    ),
    (keywords.drop_bounds_of_other_types, {"type": "string", "minItems": 1}, {"type": "string"}),
    (
        keywords.drop_bounds_of_other_types, {"type": "array", "minItems": 1, "maxItems": 2},
        {"type": "array", "minItems": 1, "maxItems": 2},
    ),
    (
        keywords.drop_misleading_formats, {"type": "string", "format": "binary"},
        {"type": "string", "format": "binary"},
    ),
    (nulls.lift_nullable_out_of_all_of, {"allOf": [_REF, {"nullable": True}]}, {"nullable": True, **_REF}),
    (
        nulls.lift_nullable_out_of_all_of, {"allOf": [_REF, {"type": "object"}]},
        {"allOf": [_REF, {"type": "object"}]},
    ),
    (nulls.nullable_to_null, {"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    (nulls.nullable_to_null, {"nullable": True, **_REF}, {"anyOf": [_REF, {"type": "null"}]}),
    (
        nulls.nullable_to_null, {"type": "string", "enum": ["a"], "nullable": True},
        {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]},
    ),
    (nulls.nullable_to_null, {"anyOf": [_REF], "nullable": True}, {"anyOf": [_REF, {"type": "null"}]}),
    (nulls.nullable_to_null, {"type": "string", "nullable": False}, {"type": "string"}),
    (keywords.drop_impossible_defaults, {"type": "string", "default": None}, {"type": "string"}),
    (
        keywords.drop_impossible_defaults, {"type": ["string", "null"], "default": None},
        {"type": ["string", "null"], "default": None},
    ),
    (
        keywords.drop_impossible_defaults, {"type": "string", "const": "a", "default": ["a"]},
        {"type": "string", "const": "a"},
    ),
    (
        keywords.drop_impossible_defaults, {"type": ["array", "string"], "default": ["a"]},
        {"type": ["array", "string"], "default": ["a"]},
    ),
    (keywords.drop_impossible_defaults, {"default": ["a"]}, {"default": ["a"]}),
    (
        discriminators.map_discriminators, {"oneOf": _AB, "discriminator": _TAGGED},
        {"oneOf": _AB, "discriminator": {**_TAGGED, "mapping": _MAPPING}},
    ),
    (
        discriminators.map_discriminators, {"oneOf": [*_AB, _REF], "discriminator": _TAGGED},
        {"oneOf": [*_AB, _REF]},
    ),
    (keywords.overlapping_one_of_to_any_of, {"oneOf": _AB}, {"anyOf": _AB}),
    (
        keywords.overlapping_one_of_to_any_of,
        {"oneOf": _AB, "discriminator": {**_TAGGED, "mapping": _MAPPING}},
        {"oneOf": _AB, "discriminator": {**_TAGGED, "mapping": _MAPPING}},
    ),
]  # fmt: skip

# (step, operation before, operation after)
_OPERATIONS: list[tuple[Step, JsonObject, JsonObject]] = [
    (
        prose.strip_operation_prose,
        {"summary": "s", "description": "d", "parameters": [{"name": "description", "description": "d"}]},
        {"parameters": [{"name": "description"}]},
    ),
    (
        prose.empty_response_descriptions,
        {"responses": {"200": {}}},
        {"responses": {"200": {"description": ""}}},
    ),
    (prose.strip_vendor_keys, {"x-oaiMeta": {"a": 1}}, {}),
    (
        operations.name_operations,
        {"operationId": "admin-api-keysList"},
        {"operationId": "admin_api_keys_list"},
    ),
    (
        operations.name_operations,
        {"operationId": "Getinputtokencounts"},
        {"operationId": "get_input_token_counts"},
    ),
    (operations.name_operations, {}, {"operationId": "post_responses_x"}),
    (operations.tag_operations, {"tags": ["Chat", "Other"]}, {"tags": ["Chat"]}),
    (operations.tag_operations, {}, {"tags": ["Responses"]}),
]


@pytest.mark.parametrize(("step", "before", "after"), _SCHEMAS)
def test_step_schema_becomes_the_expected_one(step: Step, before: JsonObject, after: JsonObject) -> None:
    # `S` is a component, like most schemas.
    whole: JsonObject = {
        "paths": {},
        "components": {"schemas": {"S": before, "A": _A, "B": _B, "X": {"type": "object"}}},
    }
    whole = copy.deepcopy(whole)
    step(whole)
    assert whole["components"]["schemas"]["S"] == after


@pytest.mark.parametrize(("step", "before", "after"), _OPERATIONS)
def test_step_operation_becomes_the_expected_one(step: Step, before: JsonObject, after: JsonObject) -> None:
    whole = {"paths": {"/responses/x": {"post": copy.deepcopy(before)}}}
    step(whole)
    assert whole["paths"]["/responses/x"]["post"] == after


def test_defaults_beside_references_component_default_moves_to_its_references() -> None:
    place = "#/components/schemas/Colour"
    whole: JsonObject = {
        "paths": {},
        "components": {
            "schemas": {
                "Colour": {"type": "string", "default": "red"},
                "Cat": {"properties": {"fur": {"$ref": place}, "eyes": {"$ref": place, "default": "green"}}},
            }
        },
    }
    keywords.defaults_beside_references(whole)
    assert whole["components"]["schemas"] == {
        "Colour": {"type": "string"},
        "Cat": {
            "properties": {
                "fur": {"$ref": place, "default": "red"},
                "eyes": {"$ref": place, "default": "green"},
            }
        },
    }


def test_name_webhooks_used_name_gets_a_number() -> None:
    whole: JsonObject = {
        "paths": {"/a": {"get": {"operationId": "cat_born_webhook"}}},
        "webhooks": {"cat.born": {"post": {}}},
    }
    operations.name_webhooks(whole)
    assert whole["webhooks"]["cat.born"]["post"]["operationId"] == "cat_born_webhook_2"


def test_steps_all_have_a_case_and_a_docstring() -> None:
    tested = {step for step, _, _ in (*_SCHEMAS, *_OPERATIONS)} | {
        operations.name_webhooks,
        keywords.defaults_beside_references,
    }
    # The parts of operations have a test of their own.
    assert tested | {operations.inline_shared_parts} == set(STEPS)
    assert all(step.__doc__ for step in STEPS)


def test_normalise_twice_equals_once_and_original_is_unchanged() -> None:
    original = document()
    once = normalise(original)
    assert original == document()
    assert normalise(once) == once


def test_inline_shared_parts_writes_them_into_each_operation() -> None:
    """Parameters of a path, shared parameters and shared bodies; an operation's own parameter decides."""
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    own = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    body = {"content": {"application/json": {"schema": {"type": "object"}}}}
    whole: JsonObject = {
        "paths": {
            "/a/{id}": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"$ref": "#/components/parameters/Limit"},
                ],
                "get": {"parameters": [own]},
                "post": {"requestBody": {"$ref": "#/components/requestBodies/Body"}},
            }
        },
        "components": {"parameters": {"Limit": limit}, "requestBodies": {"Body": body}},
    }
    operations.inline_shared_parts(whole)
    item = whole["paths"]["/a/{id}"]
    assert item.keys() == {"get", "post"}
    assert item["get"]["parameters"] == [own, limit]
    assert [p["schema"] for p in item["post"]["parameters"]] == [{"type": "string"}, {"type": "integer"}]
    assert item["post"]["requestBody"] == body
