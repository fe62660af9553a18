"""`regenerate` from a URL or a file to `generated/`: all files change, or none does."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

from app.contract.json_types import JsonObject
from codegen import pipeline
from codegen.build import BuildError
from codegen.fetch import FetchError, fetch, parse
from codegen.overlay import OverlayError
from codegen.permissions import Permissions, PermissionsError
from codegen.pipeline import Project
from tests.support.documents import document, schemas


@contextmanager
def _step(name: str) -> Iterator[None]:
    yield


@contextmanager
def _published(status: int, body: bytes) -> Iterator[str]:
    """The URL of a local server with a fixed response."""

    class FixedResponse(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            del format, arguments

    with HTTPServer(("127.0.0.1", 0), FixedResponse) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/openapi.yml"
        finally:
            # Also after a failed assertion: the thread would otherwise keep pytest from ending.
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "spec").mkdir()
    (tmp_path / "app").mkdir()
    (tmp_path / "spec/overlay.yaml").write_text(
        "- {name: it, reason: because, schema: Ball, at: /properties/colour, add: {type: string}}\n"
    )
    (tmp_path / "spec/permissions.yaml").write_text("- {path: /cats, area: api.cats, source: own}\n")
    return Project(tmp_path)


def _tree(project: Project) -> dict[Path, bytes]:
    folders = (project.root / "spec", project.generated)
    return {p: p.read_bytes() for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()}


def _changed(change: Callable[[JsonObject], object]) -> bytes:
    whole = document()
    change(whole)
    return yaml.safe_dump(whole).encode()


def test_take_in_second_document_reports_the_difference(project: Project) -> None:
    raw = _changed(lambda whole: None)
    with _published(200, raw) as url:
        pipeline.take_in(project, url, _step)
        source = tomllib.loads(project.source.read_text())
    assert source["url"] == url
    assert source["sha256"] == hashlib.sha256(raw).hexdigest()
    assert source["licence"] == "MIT"
    assert source["counts"] == {"operations": 3, "schemas": 10, "webhooks": 1}
    assert (
        "description" not in project.contract()["components"]["schemas"]["CatRequest"]["properties"]["name"]
    )
    published = json.loads((project.generated / "openapi.json").read_text())
    # The overlay changes the published document, not the stored one.
    assert "colour" in schemas(published)["Ball"]["properties"]
    assert "colour" not in schemas(project.contract())["Ball"]["properties"]
    assert pipeline.check(project, _step) == []

    file = project.root / "later.json"
    file.write_bytes(_changed(lambda whole: whole["paths"]["/cats"].pop("get")))
    report = pipeline.take_in(project, str(file), _step)
    assert "list_cats" in report
    assert project.report.read_text() == report
    assert "list_cats" in project.report.with_suffix(".json").read_text()
    assert tomllib.loads(project.source.read_text())["url"] == "file: later.json"
    assert "list_cats" not in (project.generated / "operations.py").read_text()

    before = _tree(project)
    pipeline.from_spec(project, _step)
    assert _tree(project) == before


def test_take_in_same_document_changes_no_file(project: Project) -> None:
    file = project.root / "same.json"
    file.write_bytes(_changed(lambda whole: None))
    pipeline.take_in(project, str(file), _step)
    project.source.write_text(re.sub('date = ".*"', 'date = "2020-01-01"', project.source.read_text()))
    before = _tree(project)
    pipeline.take_in(project, str(file), _step)
    assert _tree(project) == before


def test_take_in_failing_run_changes_no_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project.root / "document.yaml"
    file.write_bytes(_changed(lambda whole: None))
    pipeline.take_in(project, str(file), _step)
    before = _tree(project)
    file.write_bytes(_changed(lambda whole: schemas(whole).pop("Ball")))
    with pytest.raises(OverlayError, match="there is no schema Ball"):
        pipeline.take_in(project, str(file), _step)
    assert _tree(project) == before

    def fails(contract: JsonObject, permissions: Permissions, out: Path) -> None:
        (out / "models").mkdir(parents=True)
        raise BuildError("half-way")

    new = {"post": {"operationId": "petDog", "responses": {"200": {"description": ""}}}}
    file.write_bytes(_changed(lambda whole: whole["paths"].update({"/dogs": new})))
    with pytest.raises(PermissionsError, match=r"POST /dogs \(pet_dog\) has no entry"):
        pipeline.take_in(project, str(file), _step)
    assert _tree(project) == before

    monkeypatch.setattr(pipeline, "build", fails)
    file.write_bytes(_changed(lambda whole: whole["paths"]["/cats"].pop("get")))
    with pytest.raises(BuildError):
        pipeline.take_in(project, str(file), _step)
    assert _tree(project) == before
    assert {path.name for path in project.root.iterdir()} >= {"spec", "generated"}
    assert not [path for path in project.root.iterdir() if path.name.startswith("generated.")]


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (404, b"", "responded with 404"),
        (500, b"", "responded with 500"),
        (200, b"\x00\xff", "neither YAML nor JSON"),
        (200, b"a: 1", "not an OpenAPI 3 document"),
        (200, b"swagger: '2.0'", "not an OpenAPI 3 document"),
        (200, b"openapi: 3.1.0", "no paths"),
        (200, b"[1]", "not an OpenAPI 3 document"),
        (200, b"<html>", "not an OpenAPI 3"),
    ],
)
def test_fetch_invalid_document_raises_with_the_url(status: int, body: bytes, message: str) -> None:
    with _published(status, body) as url, pytest.raises(FetchError, match=message) as caught:
        parse(fetch(url), url)
    assert url in str(caught.value)


def test_fetch_missing_document_raises(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="cannot be read"):
        fetch(str(tmp_path / "none.yaml"))
    with pytest.raises(FetchError, match="--from FILE"):
        fetch("http://127.0.0.1:1/openapi.yml")


def test_fetch_document_over_the_limit_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codegen.fetch._MOST_BYTES", 1000)
    with _published(200, b"x" * 100_000) as url, pytest.raises(FetchError, match="over 1000 bytes"):
        fetch(url)


def test_type_check_unfitting_code_raises_with_its_file(project: Project) -> None:
    (project.root / "generated").mkdir()
    (project.root / "generated/__init__.py").touch()
    (project.root / "app/bad.py").write_text("x: int = 'text'\n")
    with pytest.raises(pipeline.TypeCheckError, match=r"app/bad\.py.*assignment"):
        pipeline.type_check(project, _step)
