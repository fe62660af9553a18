"""The module of each model: stable when tags are added, free of import cycles, loaded on demand."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from app.contract import openapi_document
from app.contract.json_types import JsonObject
from codegen.models import domains
from codegen.models.definitions import parse
from codegen.models.placement import place
from codegen.normalise.operations import snake
from codegen.normalise.schemas import operations
from generated import models

_GENERATED = Path(__file__).parents[3] / "generated/models"
_FACADE_LINES = 3_000

_SOURCE = """
class ErrorResponse(BaseModel): pass
class Metadata(BaseModel): pass
class Cat(BaseModel):
    toy: Toy
class Toy(BaseModel):
    metadata: Metadata
class Dog(BaseModel):
    toy: Toy
class RealtimeServerEventDone(BaseModel):
    toy: Toy
    item: RealtimeItem
class RealtimeItem(BaseModel): pass
class LiveClientEventStart(BaseModel): pass
class Leftover(BaseModel): pass
"""


def _contract(**roots: str) -> JsonObject:
    """One operation per group, which responds with one schema."""
    return {
        "paths": {
            f"/{group}": {"get": {"tags": [group], "responses": {"200": {"$ref": _pointer(schema)}}}}
            for group, schema in roots.items()
        }
    }


def _pointer(schema: str) -> str:
    return f"#/components/schemas/{schema}"


def _place(**roots: str) -> dict[str, str]:
    definitions = parse(_SOURCE)
    return place(definitions, _contract(**roots), {_pointer(name): name for name in definitions}, {})


def test_place_schema_goes_to_the_first_domain_that_reaches_it() -> None:
    assert _place(chat="Cat", videos="Dog") == {
        "ErrorResponse": "errors",
        "Metadata": "common",
        "Cat": "chat",
        "Toy": "chat",
        "Dog": "videos",
        "RealtimeServerEventDone": "realtime_events",
        "RealtimeItem": "realtime_events",
        "LiveClientEventStart": "live_events",
        "Leftover": "unreferenced",
    }


@pytest.mark.parametrize("tag", ["aardvarks", "chat_extras", "zoo"])
@pytest.mark.parametrize("schema", ["Toy", "Metadata", "ErrorResponse", "Cat", "Dog"])
def test_place_new_tag_that_uses_a_placed_schema_moves_nothing(tag: str, schema: str) -> None:
    assert _place(chat="Cat", videos="Dog", **{tag: schema}) == _place(chat="Cat", videos="Dog")


@pytest.mark.parametrize("tag", ["common", "realtime_events", "unreferenced"])
def test_place_tag_named_like_another_domain_gets_a_module_of_its_own(tag: str) -> None:
    modules = _place(**{tag: "Cat"})
    assert modules["Cat"] not in {modules["Metadata"], modules["RealtimeItem"], modules["Leftover"]}


def test_place_folded_twin_counts_as_its_original() -> None:
    definitions = parse(_SOURCE)
    classes = {_pointer("BetaCat"): "BetaCat"}
    modules = place(definitions, _contract(chat="BetaCat"), classes, {"BetaCat": "Cat"})
    assert (modules["Cat"], modules["Toy"]) == ("chat", "chat")


def test_domains_of_the_contract_are_listed() -> None:
    tags = {
        snake((operation.get("tags") or ["webhooks"])[0])
        for section in ("paths", "webhooks")
        for _, _, operation in operations(openapi_document.document(), section)
    }
    assert tags - set(domains.GROUPS) == set(), "append them to codegen/models/domains.py"
    assert set(domains.GROUPS) - tags == set()
    listed = {*domains.FOUNDATIONS, *domains.GROUPS, *domains.PROTOCOLS, domains.UNREFERENCED}
    assert models.MODULES.keys() - listed == set()
    roots = {name for names in domains.FOUNDATIONS.values() for name in names}
    assert {name for name in roots if not hasattr(models, name)} == set()


def _imports(module: Path) -> set[str]:
    """The sibling modules that a generated module imports."""
    nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    return {
        node.module
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module is not None
    }


def test_generated_modules_import_each_other_in_one_direction() -> None:
    graph = {path.stem: _imports(path) for path in _GENERATED.glob("*.py") if path.stem != "__init__"}
    assert len(graph) > 50
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


def test_facade_is_short() -> None:
    lines = (_GENERATED / "__init__.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < _FACADE_LINES


_LOADED = """
import json, sys
from generated import models

before = set(sys.modules)
getattr(models, sys.argv[1])
prefix = "generated.models."
print(json.dumps(sorted(m.removeprefix(prefix) for m in set(sys.modules) - before if m.startswith(prefix))))
"""


@pytest.mark.parametrize(
    ("name", "protocols"),
    [
        ("CreateChatCompletionRequest", set()),
        ("CreateResponse", set()),
        ("RealtimeSessionCreateRequest", set()),
        ("RealtimeServerEvent", {"realtime_events"}),
        ("RealtimeTranslationServerEvent", {"realtime_events", "realtime_translation_events"}),
        ("ResponsesClientEvent", {"responses_events"}),
    ],
)
def test_facade_name_loads_only_the_protocols_it_needs(name: str, protocols: set[str]) -> None:
    run = subprocess.run([sys.executable, "-c", _LOADED, name], capture_output=True, text=True, check=True)
    loaded = set(json.loads(run.stdout))
    assert {module for module in loaded if module.endswith("_events")} == protocols
    assert domains.UNREFERENCED not in loaded
