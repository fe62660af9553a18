"""What the overlay adds, and how it fails when it no longer applies."""

from __future__ import annotations

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
        ({"schema": "Ball", "at": f"{_SIZE}/type", "replace": "number", "was": "integer"}, (*_BALL, "properties", "size", "type"), "number"),
        ({"schema": "Ball", "at": "/required", "append": "colour"}, (*_BALL, "required"), ["type", "size", "colour"]),
        ({"schema": "Ball", "at": "/properties", "remove": {}, "_": 1}, (), None),
        ({"operation": "list_cats", "at": "/deprecated", "add": True}, ("paths", "/cats", "get", "deprecated"), True),
        ({"operations": "all", "at": "/responses/418", "add": {}}, ("paths", "/cats", "post", "responses", "418"), {}),
    ],
)  # fmt: skip
def test_each_kind_of_change(entry: JsonObject, path: tuple[str, ...], value: Any) -> None:
    contract = normalise(document())
    if "_" in entry:
        with pytest.raises(OverlayError, match="unknown key _"):
            overlay.apply(contract, [{**_ABOUT, **entry}])
        return
    assert _at(overlay.apply(contract, [{**_ABOUT, **entry}]), *path) == value
    assert contract == normalise(document())


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"schema": "Dog", "at": "/a", "add": 1}, "there is no schema Dog"),
        ({"operation": "bark", "at": "/a", "add": 1}, "there is no operation bark"),
        ({"schema": "Ball", "at": "/required", "add": []}, "is there already"),
        ({"schema": "Ball", "at": "/nothing", "remove": 1}, "there is no /nothing"),
        ({"schema": "Ball", "at": "/type", "remove": "array"}, "no longer what the entry says"),
        ({"schema": "Ball", "at": f"{_SIZE}/type", "replace": "number", "was": "string"}, "no longer what"),
        ({"schema": "Ball", "at": "/required", "append": "size"}, "holds it already"),
        ({"schema": "Ball", "at": "/a/b/c", "add": 1}, "stops at a"),
        ({"operations": "all", "at": "/operationId", "add": "x"}, "no operation is left"),
        ({"schema": "Ball", "add": 1}, "must name a place"),
        ({"schema": "Ball", "at": "/a", "add": 1, "remove": 2}, "one change"),
    ],
)
def test_an_entry_that_does_not_apply_fails_by_its_name(entry: JsonObject, told: str) -> None:
    with pytest.raises(OverlayError, match="entry 1 «it»") as caught:
        overlay.apply(normalise(document()), [{**_ABOUT, **entry}])
    assert told in str(caught.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    entries = [{**_ABOUT, "schema": name, "at": "/a", "add": 1} for name in ("Dog", "Bird")]
    with pytest.raises(OverlayError, match=r"Dog[\s\S]*Bird"):
        overlay.apply(normalise(document()), entries)


def test_our_own_entries_have_reasons(tmp_path: Path) -> None:
    entries = overlay.load(Path(__file__).parents[2] / "spec/overlay.yaml")
    assert entries
    assert all(len(entry["reason"]) > 10 for entry in entries)
    (tmp_path / "o.yaml").write_text("a: 1")
    with pytest.raises(OverlayError, match="list of entries"):
        overlay.load(tmp_path / "o.yaml")
