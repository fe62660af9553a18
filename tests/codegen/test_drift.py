"""What happens when OpenAI's document changes: what is new works without a hand-written line, what breaks is a type error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.contract.json_types import JsonObject
from codegen.build import build, differences
from codegen.normalise.steps import normalise
from codegen.permissions import derive
from tests.support.documents import PERMISSIONS, document, schemas

_ROOT = Path(__file__).parents[2]

# Runs in a process of its own, where `generated` is the package of the changed document.
_PROBE = """
import json, sys
from generated import models
from generated.operations import BY_ID
import pydantic

def verdict(name, value):
    try:
        getattr(models, name).model_validate(value)
        return True
    except pydantic.ValidationError:
        return False

print(json.dumps({
    "operations": sorted(BY_ID),
    "groups": sorted({o.group for o in BY_ID.values()}),
    "verdicts": [verdict(name, value) for name, value in json.loads(sys.argv[1])],
}))
"""


def _built(folder: Path, mutate: Callable[[JsonObject], object] = lambda whole: None) -> Path:
    whole = document()
    mutate(whole)
    contract = normalise(whole)
    build(contract, derive(contract, PERMISSIONS), folder / "generated")
    return folder


def _probe(folder: Path, *cases: tuple[str, Any]) -> JsonObject:
    command = [sys.executable, "-c", _PROBE, json.dumps(cases)]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: JsonObject = json.loads(run.stdout)
    return found


def _request(**fields: Any) -> tuple[str, JsonObject]:
    return "CatRequest", {"name": "Tom", "toys": [{"type": "ball", "size": 1}], **fields}


def test_the_small_document_as_it_is(tmp_path: Path) -> None:
    cases = [
        _request(),
        _request(toys=[{"type": "rope"}]),
        _request(colour=None),
        _request(stream=None),
        _request(name=5),
    ]
    found = _probe(_built(tmp_path), *cases)
    assert found["operations"] == ["create_cat", "get_cat_picture", "list_cats"]
    assert found["verdicts"] == [True, False, False, True, False]


def test_a_new_operation_and_a_new_tag_get_their_place(tmp_path: Path) -> None:
    new = {"operationId": "petCat", "tags": ["Petting zoo"], "responses": {"200": {"description": ""}}}
    found = _probe(
        _built(tmp_path, lambda whole: whole["paths"].update({"/cats/{cat_id}/pet": {"post": new}}))
    )
    assert "pet_cat" in found["operations"]
    assert "petting_zoo" in found["groups"]


# The changed document's operations behind the server's own dispatcher, answered by the mock: no line knows the new one.
_ANSWERED = """
import asyncio, sys
import httpx
from app import mock
from app.http.dispatch import Dispatcher
from app.http.limits import Limits
from app.http.stream_gauge import StreamGauge
from generated.operations import OPERATIONS
from generated.runtime import Caller

async def everyone(operation, key):
    return Caller(project="p", kind="open")

async def main():
    api = Dispatcher(OPERATIONS, mock.handlers(), everyone, limits=Limits(), load=StreamGauge())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url="http://localhost") as client:
        for method, path in (line.split() for line in sys.argv[1:]):
            answer = await client.request(method, "/v1" + path)
            print(answer.status_code, answer.text)

asyncio.run(main())
"""


def test_a_new_operation_is_routed_and_answered_by_its_example(tmp_path: Path) -> None:
    def add(whole: JsonObject) -> None:
        answer = whole["paths"]["/cats"]["get"]["responses"]
        number = {"name": "times", "in": "query", "required": True, "schema": {"type": "integer"}}
        new = {"operationId": "petCat", "tags": ["Petting zoo"], "parameters": [number], "responses": answer}
        whole["paths"]["/cats/{cat_id}/pet"] = {"post": new}

    _built(tmp_path, add)
    told = subprocess.run(
        [sys.executable, "-c", _ANSWERED, "POST /cats/tom/pet?times=3", "POST /cats/tom/pet?times=x", "GET /cats/tom/pet"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(_ROOT)))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    example, wrong, method = told.stdout.splitlines()
    assert example == '200 {"data":[{"id":"id_example","object":"cat"}]}'
    assert wrong.startswith("400 ")
    assert '"param":"times"' in wrong
    assert method.startswith("405 ")


def test_a_renamed_field_is_asked_for_by_its_new_name(tmp_path: Path) -> None:
    def rename(whole: JsonObject) -> None:
        request = schemas(whole)["CatRequest"]
        request["properties"]["full_name"] = request["properties"].pop("name")
        request["required"] = ["full_name", "toys"]

    found = _probe(_built(tmp_path, rename), _request(), _request(full_name="Tom"))
    assert found["verdicts"] == [False, True]


def test_a_new_variant_of_a_union_is_taken(tmp_path: Path) -> None:
    def add(whole: JsonObject) -> None:
        rope = {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"type": "string", "enum": ["rope"]}},
        }
        schemas(whole)["Rope"] = rope
        schemas(whole)["Toy"]["oneOf"].append({"$ref": "#/components/schemas/Rope"})

    found = _probe(
        _built(tmp_path, add), _request(toys=[{"type": "rope"}]), _request(toys=[{"type": "yarn"}])
    )
    assert found["verdicts"] == [True, False]


def test_a_removed_discriminator_changes_no_verdict(tmp_path: Path) -> None:
    found = _probe(
        _built(tmp_path, lambda whole: schemas(whole)["Toy"].pop("discriminator")),
        _request(),
        _request(toys=[{"type": "mouse", "squeaks": True}]),
        _request(toys=[{"type": "rope"}]),
    )
    assert found["verdicts"] == [True, True, False]


_IMPLEMENTATION = """
from typing_extensions import override
from generated import models
from generated.runtime import Call, Relay
from generated.stubs.cats import CatsStub

class Cats(CatsStub):
    @override
    async def list_cats(
        self, call: Call, *, limit: int | None = None, colours: list[str] | None = None, openai_beta: str | None = None
    ) -> models.CatList | Relay:
        return models.CatList(data=[])
"""


@pytest.mark.parametrize(
    ("mutate", "told"),
    [
        (lambda whole: None, None),
        (lambda whole: whole["paths"]["/cats"].pop("get"), "list_cats"),
        (lambda whole: whole["paths"]["/cats"]["get"]["parameters"].append(
            {"name": "age", "in": "query", "schema": {"type": "integer"}}), "list_cats"),
    ],
    ids=["unchanged", "removed", "changed"],
)  # fmt: skip
def test_drift_is_a_type_error_that_names_the_file(
    tmp_path: Path, mutate: Callable[[JsonObject], object], told: str | None
) -> None:
    _built(tmp_path, mutate)
    (tmp_path / "cats_operations.py").write_text(_IMPLEMENTATION)
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-incremental",
        "--config-file=",
        "cats_operations.py",
    ]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if told is None:
        assert run.returncode == 0, run.stdout
    else:
        assert run.returncode == 1
        assert "cats_operations.py" in run.stdout
        assert told in run.stdout


def test_the_same_bytes_for_any_hash_seed(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from codegen.build import build; "
        "from codegen.normalise.steps import normalise; from codegen.permissions import derive; "
        "from tests.support.documents import PERMISSIONS, document; contract = normalise(document()); "
        "build(contract, derive(contract, PERMISSIONS), Path(sys.argv[1]))"
    )
    for seed in ("0", "1"):
        environment = {"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": str(Path(__file__).parents[2])}
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed / "generated")], env=environment, check=True
        )
    listing = [
        {
            p.relative_to(tmp_path / seed): p.read_bytes()
            for p in sorted((tmp_path / seed).rglob("*"))
            if p.is_file()
        }
        for seed in ("0", "1")
    ]
    assert listing[0] == listing[1]


def test_the_check_names_each_file_that_is_not_what_the_contract_gives(tmp_path: Path) -> None:
    contract = normalise(document())
    permissions = derive(contract, PERMISSIONS)
    committed = _built(tmp_path) / "generated"
    assert differences(contract, permissions, committed) == []
    (committed / "webhooks.py").unlink()
    (committed / "runtime.py").write_text("# changed by hand")
    (committed / "more.py").write_text("")
    assert [line.split()[0] for line in differences(contract, permissions, committed)] == [
        "generated/more.py", "generated/runtime.py", "generated/webhooks.py",
    ]  # fmt: skip
