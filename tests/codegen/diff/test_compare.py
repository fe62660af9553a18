"""The changes between two documents, from the view of a caller."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.contract.json_types import JsonObject
from app.main import answers
from app.settings import Settings
from codegen.diff.compare import compare
from codegen.diff.handwritten import implemented
from codegen.document import DocumentError
from codegen.normalise.steps import normalise
from tests.support.documents import document, schemas

Mutation = Callable[[JsonObject], None]


def _set(*path: str, to: Any) -> Mutation:
    def mutate(whole: JsonObject) -> None:
        node = whole
        for part in path[:-1]:
            node = node[part]
        node[path[-1]] = to

    return mutate


def _drop(*path: str) -> Mutation:
    def mutate(whole: JsonObject) -> None:
        node = whole
        for part in path[:-1]:
            node = node[part]
        del node[path[-1]]

    return mutate


_REQUEST = ("components", "schemas", "CatRequest")
_CAT = ("components", "schemas", "Cat")
_POST = ("paths", "/cats", "post")
_GET = ("paths", "/cats", "get")
_NEW = {"operationId": "petCat", "tags": ["Cats"], "responses": {"200": {"description": ""}}}
_LIMIT = {
    "name": "limit",
    "in": "query",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 100},
}

# (mutation, what, change, forwards breaking, backwards breaking)
_CASES: dict[str, tuple[Mutation, str, str, bool, bool]] = {
    "operation": (_set("paths", "/pets", to={"post": _NEW}), "operation", "added", False, True),
    "field of a request": (
        _set(*_REQUEST, "properties", "age", to={"type": "integer"}), "field", "added", False, True,
    ),
    "field of a response": (
        _set(*_CAT, "properties", "age", to={"type": "integer"}), "field", "added", False, True,
    ),
    "enum value of a request": (
        _set(*_REQUEST, "properties", "colour", "enum", to=["black", "white", "red"]),
        "enum value", "added", False, True,
    ),
    "required in a request": (
        _set(*_REQUEST, "required", to=["name", "toys", "colour"]), "required", "added", True, False,
    ),
    "required in a response": (
        _set(*_CAT, "required", to=["id", "object", "title"]), "required", "added", False, True,
    ),
    "tighter bound": (
        _set(*_REQUEST, "properties", "name", "maxLength", to=5), "bound", "changed", True, False,
    ),
    "type of a request": (
        _set(*_REQUEST, "properties", "name", "type", to=["string", "integer"]),
        "type", "changed", False, True,
    ),
    "null in a response": (
        _set(*_CAT, "properties", "id", "type", to=["string", "null"]), "type", "changed", True, False,
    ),
    "variant": (
        _set("components", "schemas", "Toy", "oneOf", to=[{"$ref": "#/components/schemas/Ball"}]),
        "variant", "removed", True, False,
    ),
    "media type": (
        _drop(*_POST, "requestBody", "content", "multipart/form-data"), "media type", "removed", True, False,
    ),
    "required body": (_set(*_POST, "requestBody", "required", to=False), "required", "removed", False, True),
    "required parameter": (_set(*_GET, "parameters", to=[_LIMIT]), "required", "added", True, False),
    "moved operation": (
        lambda whole: whole["paths"].update({"/felines": whole["paths"].pop("/cats")}),
        "operation", "moved", True, True,
    ),
    "renamed operation": (_set(*_POST, "operationId", to="makeCat"), "operation", "moved", False, False),
    "moved tag": (_set(*_GET, "tags", to=["Pets"]), "tag", "moved", False, False),
    "deprecated": (_set(*_GET, "deprecated", to=True), "deprecated", "changed", False, False),
    "security": (_set(*_GET, "security", to=[{"AdminApiKeyAuth": []}]), "security", "changed", True, True),
}  # fmt: skip


def _pair(mutate: Mutation) -> tuple[JsonObject, JsonObject]:
    old, new = document(), document()
    mutate(new)
    return normalise(old), normalise(new)


@pytest.mark.parametrize("name", _CASES)
def test_compare_each_change_is_found_and_classified_both_ways(name: str) -> None:
    mutate, what, change, forwards, backwards = _CASES[name]
    old, new = _pair(mutate)
    there, back = compare(old, new).findings, compare(new, old).findings
    assert [(f.what, f.change) for f in there if f.what == what and f.change == change], there
    assert ("breaking" in {f.effect for f in there}) is forwards
    assert ("breaking" in {f.effect for f in back}) is backwards
    assert len(there) == len(back)


def test_compare_equal_documents_have_no_findings() -> None:
    contract = normalise(document())
    difference = compare(contract, copy.deepcopy(contract))
    assert difference.findings == ()
    assert "are equal" in difference.markdown()


def test_compare_component_finding_names_its_operations() -> None:
    old, new = _pair(lambda whole: schemas(whole)["Ball"]["properties"].update(colour={"type": "string"}))
    finding = compare(old, new).findings[0]
    assert (finding.place, finding.operations) == ("Ball.colour", ("create_cat",))


def test_markdown_affected_hand_written_operations_are_listed() -> None:
    old, new = _pair(lambda whole: schemas(whole)["Cat"]["properties"].update(age={"type": "integer"}))
    report = compare(old, new).markdown(
        {"list_cats": "app/operations/cats.py", "get_cat_picture": "app/x.py"}
    )
    assert "`list_cats` in `app/operations/cats.py`: 0 breaking, 1 compatible" in report
    assert "app/x.py" not in report


def test_compare_enum_values_beside_any_string_are_compatible() -> None:
    def mutate(whole: JsonObject) -> None:
        schemas(whole)["Cat"]["properties"]["title"] = {"anyOf": [{"type": "string"}, {"enum": ["a", "b"]}]}

    old, new = _pair(mutate)
    schemas(old)["Cat"]["properties"]["title"] = {"anyOf": [{"type": "string"}, {"enum": ["a"]}]}
    assert {f.effect for f in compare(old, new).findings} == {"compatible"}


def test_implemented_finds_every_override_of_this_server() -> None:
    root = Path(__file__).parents[3]
    assert implemented(root / "app").keys() == {
        name for name, kind in answers(Settings()).items() if kind == "implemented"
    }


def _joined_unions(count: int) -> JsonObject:
    unions = [
        {"anyOf": [{"type": "object", "required": [f"{name}{number}"]} for name in "ab"]}
        for number in range(count)
    ]
    return {"Cat": {"allOf": unions}}


def _chained_unions(count: int) -> JsonObject:
    found: JsonObject = {"Cat": {"$ref": "#/components/schemas/S0"}, f"S{count}": {"type": "object"}}
    for number in range(count):
        following = {"$ref": f"#/components/schemas/S{number + 1}"}
        narrower = {"allOf": [following, {"type": "object", "required": [f"p{number}"]}]}
        found[f"S{number}"] = {"anyOf": [following, narrower]}
    return found


def _nested_inline(count: int) -> JsonObject:
    schema: JsonObject = {"type": "string"}
    for number in range(count):
        schema = {"type": "object", "properties": {f"x{number}": schema, f"y{number}": schema}}
    return {"Cat": schema}


@pytest.mark.parametrize(
    ("grown", "count"), [(_joined_unions, 40), (_chained_unions, 40), (_nested_inline, 12)]
)
def test_compare_schema_that_grows_exponentially_is_a_sentence(
    grown: Callable[[int], JsonObject], count: int
) -> None:
    small, large = document(), document()
    small["components"]["schemas"] |= grown(5)
    large["components"]["schemas"] |= grown(count)
    small, large = normalise(small), normalise(large)
    compare(small, small)
    with pytest.raises(DocumentError, match="it cannot be compared"):
        compare(large, large)
