"""Changes by the overlay, and its errors when an entry does not apply."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.contract.json_types import JsonObject
from codegen import overlay
from codegen.normalise.steps import normalise
from codegen.overlay import OverlayError
from tests.support.documents import document

_ABOUT = {"name": "it", "reason": "because"}
_BALL = ("components", "schemas", "Ball")
_SIZE = "/properties/size"


def _at(contract: JsonObject, *path: str) -> Any:
    node: Any = contract
    for part in path:
        node = node[part]
    return node


@pytest.mark.parametrize(
    ("entry", "path", "value"),
    [
        ({"schema": "Ball", "at": "/title", "add": "T"}, (*_BALL, "title"), "T"),
        (
            {"schema": "Ball", "at": f"{_SIZE}/type", "replace": "number", "was": "integer"},
            (*_BALL, "properties", "size", "type"), "number",
        ),
        (
            {"schema": "Ball", "at": "/required", "append": "colour"}, (*_BALL, "required"),
            ["type", "size", "colour"],
        ),
        ({"schema": "Ball", "at": "/properties", "remove": {}, "_": 1}, (), None),
        (
            {"operation": "list_cats", "at": "/deprecated", "add": True},
            ("paths", "/cats", "get", "deprecated"), True,
        ),
        (
            {"operations": "all", "at": "/responses/418", "add": {}},
            ("paths", "/cats", "post", "responses", "418"), {},
        ),
        (
            {"schemas": "all", "at": f"{_SIZE}/type", "replace": "number", "was": "integer"},
            (*_BALL, "properties", "size", "type"), "number",
        ),
        (
            {"schema": "Toy", "at": "/oneOf", "optional": ["size"]},
            ("components", "schemas", "BallInput", "required"), ["type"],
        ),
        (
            {"schema": "Toy", "at": "/oneOf", "optional": ["size"]},
            ("components", "schemas", "Toy", "oneOf"),
            [{"$ref": "#/components/schemas/BallInput"}, {"$ref": "#/components/schemas/Mouse"}],
        ),
        ({"schema": "Toy", "at": "/oneOf", "optional": ["size"]}, (*_BALL, "required"), ["type", "size"]),
    ],
)  # fmt: skip
def test_apply_each_kind_of_change_changes_the_copy(
    entry: JsonObject, path: tuple[str, ...], value: Any
) -> None:
    contract = normalise(document())
    if "_" in entry:
        with pytest.raises(OverlayError, match="unknown key _"):
            overlay.apply(contract, [{**_ABOUT, **entry}])
        return
    assert _at(overlay.apply(contract, [{**_ABOUT, **entry}])[0], *path) == value
    assert contract == normalise(document())


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"schema": "Ball", "at": "/required", "add": []}, "/required exists and is ['type', 'size']"),
        ({"schema": "Ball", "at": "/type", "append": "x"}, "is not a list"),
        ({"schema": "Ball", "at": "/type", "remove": "array"}, "is not what the entry expects"),
        ({"schema": "Ball", "at": f"{_SIZE}/type", "replace": "number", "was": "string"}, "is not what"),
        ({"operations": "all", "at": "/operationId", "add": "x"}, "it applies to no operation"),
        ({"schemas": "all", "at": "/type", "remove": "array"}, "it applies to no schema"),
        ({"schema": "Ball", "add": 1}, "must name a place"),
        ({"schema": "Ball", "at": "/a", "add": 1, "remove": 2}, "one change"),
    ],
)
def test_apply_entry_that_does_not_apply_raises_with_its_name(entry: JsonObject, message: str) -> None:
    with pytest.raises(OverlayError, match="entry 1 'it'") as caught:
        overlay.apply(normalise(document()), [{**_ABOUT, **entry}])
    assert message in str(caught.value)


def test_apply_several_wrong_entries_raises_once() -> None:
    entries = [{**_ABOUT, "schema": name, "at": "/type", "add": 1} for name in ("Ball", "Cat")]
    with pytest.raises(OverlayError, match=r"entry 1 [\s\S]*entry 2 "):
        overlay.apply(normalise(document()), entries)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"schema": "Dog", "at": "/a", "add": 1}, "there is no schema Dog"),
        ({"schemas": "all", "at": "/properties/wings/type", "remove": "array"}, "each schema has it"),
        ({"schema": "Toy", "at": "/oneOf", "optional": ["squeaks"]}, "no schema that requires one"),
        ({"schema": "Toy", "at": "/nothing", "optional": ["size"]}, "no schema that requires one"),
        ({"operation": "bark", "at": "/a", "add": 1}, "there is no operation bark"),
        ({"schema": "Ball", "at": "/a/b/c", "add": 1}, "stops at a"),
        ({"schema": "Ball", "at": "/nothing", "remove": 1}, "there is no /nothing"),
        ({"schema": "Ball", "at": "/type", "add": "object"}, "the contract has /type"),
        ({"schema": "Ball", "at": "/required", "append": "size"}, "/required has the value"),
        ({"schema": "Ball", "at": "/type", "replace": "object", "was": "string"}, "/type has the value"),
        ({"operations": "all", "at": "/nothing", "remove": 1}, "each operation has it"),
    ],
)
def test_apply_obsolete_entry_is_skipped_and_listed(entry: JsonObject, reason: str) -> None:
    other = {**_ABOUT, "name": "other", "schema": "Ball", "at": "/title", "add": "T"}
    published, obsolete = overlay.apply(normalise(document()), [{**_ABOUT, **entry}, other])
    assert _at(published, *_BALL, "title") == "T"
    assert len(obsolete) == 1
    assert obsolete[0].startswith("entry 1 'it': ")
    assert reason in obsolete[0]


def test_load_own_entries_all_apply() -> None:
    root = Path(__file__).parents[2] / "spec"
    contract = json.loads((root / "openai.json").read_text(encoding="utf-8"))
    assert overlay.apply(contract, overlay.load(root / "overlay.yaml"))[1] == []


def test_load_own_entries_have_reasons(tmp_path: Path) -> None:
    entries = overlay.load(Path(__file__).parents[2] / "spec/overlay.yaml")
    assert entries
    assert all(len(entry["reason"]) > 10 for entry in entries)
    (tmp_path / "o.yaml").write_text("a: 1")
    with pytest.raises(OverlayError, match="list of entries"):
        overlay.load(tmp_path / "o.yaml")
