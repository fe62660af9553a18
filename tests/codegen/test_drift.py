"""A changed document: additions work without a hand-written line, breaking changes are type errors."""

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

# Runs in its own process, in which `generated` is the package of the changed document.
_PROBE = """
import json, sys
from generated import models
from generated.operations import BY_ID
import pydantic

def is_valid(name, value):
    try:
        getattr(models, name).model_validate(value)
        return True
    except pydantic.ValidationError:
        return False

print(json.dumps({
    "operations": sorted(BY_ID),
    "groups": sorted({o.group for o in BY_ID.values()}),
    "valid": [is_valid(name, value) for name, value in json.loads(sys.argv[1])],
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


def test_build_unchanged_document_validates_requests(tmp_path: Path) -> None:
    cases = [
        _request(),
        _request(toys=[{"type": "rope"}]),
        _request(colour=None),
        _request(stream=None),
        _request(name=5),
    ]
    found = _probe(_built(tmp_path), *cases)
    assert found["operations"] == ["create_cat", "get_cat_picture", "list_cats"]
    assert found["valid"] == [True, False, False, True, False]


def test_build_new_operation_and_tag_are_in_the_table(tmp_path: Path) -> None:
    new = {"operationId": "petCat", "tags": ["Petting zoo"], "responses": {"200": {"description": ""}}}
    found = _probe(
        _built(tmp_path, lambda whole: whole["paths"].update({"/cats/{cat_id}/pet": {"post": new}}))
    )
    assert "pet_cat" in found["operations"]
    assert "petting_zoo" in found["groups"]


# The operations of the changed document behind the server's dispatcher and the mock.
_MOCKED = """
import asyncio, sys
import httpx
from app import mock
from app.http.dispatch import Dispatcher
from app.http.limits import Limits
from app.aio.worker_numbers import Worker
from generated.operations import OPERATIONS

async def allow_any(operation, key, chooses_upstream):
    return "caller"

async def main():
    api = Dispatcher(OPERATIONS, mock.handlers(), allow_any, limits=Limits(), worker=Worker())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url="http://localhost") as client:
        for method, path in (line.split() for line in sys.argv[1:]):
            answer = await client.request(method, "/v1" + path)
            print(answer.status_code, answer.text)

asyncio.run(main())
"""


def test_build_new_operation_is_routed_and_mocked(tmp_path: Path) -> None:
    def add(whole: JsonObject) -> None:
        answer = whole["paths"]["/cats"]["get"]["responses"]
        number = {"name": "times", "in": "query", "required": True, "schema": {"type": "integer"}}
        new = {"operationId": "petCat", "tags": ["Petting zoo"], "parameters": [number], "responses": answer}
        whole["paths"]["/cats/{cat_id}/pet"] = {"post": new}

    _built(tmp_path, add)
    requests = ("POST /cats/tom/pet?times=3", "POST /cats/tom/pet?times=x", "GET /cats/tom/pet")
    run = subprocess.run(
        [sys.executable, "-c", _MOCKED, *requests],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(_ROOT)))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    example, wrong, method = run.stdout.splitlines()
    assert example == '200 {"data":[{"id":"id_example","object":"cat"}]}'
    assert wrong.startswith("400 ")
    assert '"param":"times"' in wrong
    assert method.startswith("405 ")


def test_build_renamed_field_is_required_by_its_new_name(tmp_path: Path) -> None:
    def rename(whole: JsonObject) -> None:
        request = schemas(whole)["CatRequest"]
        request["properties"]["full_name"] = request["properties"].pop("name")
        request["required"] = ["full_name", "toys"]

    found = _probe(_built(tmp_path, rename), _request(), _request(full_name="Tom"))
    assert found["valid"] == [False, True]


def test_build_members_that_exclude_each_other_are_rejected_together(tmp_path: Path) -> None:
    def exclude(whole: JsonObject) -> None:
        request = schemas(whole)["CatRequest"]
        request["properties"]["nick"] = {"type": "string"}
        request["properties"]["title"] = {"type": "string"}
        request["not"] = {"required": ["nick", "title"]}

    found = _probe(
        _built(tmp_path, exclude), _request(nick="T"), _request(title="T"), _request(nick="T", title="T")
    )
    assert found["valid"] == [True, True, False]


def test_build_new_union_variant_is_accepted(tmp_path: Path) -> None:
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
    assert found["valid"] == [True, False]


def test_build_removed_discriminator_changes_no_validation(tmp_path: Path) -> None:
    found = _probe(
        _built(tmp_path, lambda whole: schemas(whole)["Toy"].pop("discriminator")),
        _request(),
        _request(toys=[{"type": "mouse", "squeaks": True}]),
        _request(toys=[{"type": "rope"}]),
    )
    assert found["valid"] == [True, True, False]


_IMPLEMENTATION = """
from typing_extensions import override
from generated import models
from generated.runtime import Call, Relay
from generated.stubs.cats import CatsStub

class Cats(CatsStub):
    @override
    async def list_cats(
        self,
        call: Call[str],
        *,
        limit: int | None = None,
        colours: list[str] | None = None,
        openai_beta: str | None = None,
    ) -> models.CatList | Relay:
        return models.CatList(data=[])
"""


@pytest.mark.parametrize(
    ("mutate", "name"),
    [
        (lambda whole: None, None),
        (lambda whole: whole["paths"]["/cats"].pop("get"), "list_cats"),
        (lambda whole: whole["paths"]["/cats"]["get"]["parameters"].append(
            {"name": "age", "in": "query", "schema": {"type": "integer"}}), "list_cats"),
    ],
    ids=["unchanged", "removed", "changed"],
)  # fmt: skip
def test_build_breaking_change_is_a_type_error_in_the_override(
    tmp_path: Path, mutate: Callable[[JsonObject], object], name: str | None
) -> None:
    _built(tmp_path, mutate)
    (tmp_path / "cats_operations.py").write_text(_IMPLEMENTATION)
    flags = ("--strict", "--no-incremental", "--config-file=")
    command = [sys.executable, "-m", "mypy", *flags, "cats_operations.py"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if name is None:
        assert run.returncode == 0, run.stdout
    else:
        assert run.returncode == 1
        assert "cats_operations.py" in run.stdout
        assert name in run.stdout


def test_build_other_hash_seed_gives_the_same_bytes(tmp_path: Path) -> None:
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


def test_differences_changed_package_names_each_file(tmp_path: Path) -> None:
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
