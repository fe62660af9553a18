"""`regenerate` from a URL or a file to `generated/`: all files change, or none does."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

import noxfile
from app.contract.json_types import JsonObject
from codegen import pipeline
from codegen.__main__ import main
from codegen.build import BuildError, build
from codegen.document import DocumentError, RemovalError, require_complete, require_newer
from codegen.fetch import FetchError, fetch, parse
from codegen.normalise.steps import normalise
from codegen.overlay import OverlayError
from codegen.permissions import Permissions, PermissionsError, derive
from codegen.pipeline import Project
from codegen.staging import staging
from tests.support.documents import PERMISSIONS, document, schemas


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


def _take_in(project: Project, place: str, **options: bool) -> str:
    """Takes the document in; returns the report that is shown."""
    shown: list[str] = []
    pipeline.take_in(project, place, _step, shown.append, **options)
    return shown[0]


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
        _take_in(project, url)
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
    report = _take_in(project, str(file))
    assert "list_cats" in report
    assert project.report.read_text() == report
    assert "list_cats" in project.report.with_suffix(".json").read_text()
    assert tomllib.loads(project.source.read_text())["url"] == "file: later.json"
    assert "list_cats" not in (project.generated / "operations.py").read_text()

    before = _tree(project)
    pipeline.from_spec(project, _step)
    assert _tree(project) == before


def test_take_in_change_of_a_listed_place_names_the_line(project: Project) -> None:
    (project.root / "app/engine").mkdir()
    (project.root / "app/engine/cats.py").write_text('def name(cat):\n    return cat["name"]\n')
    project.uses.write_text("- {file: app/engine/cats.py, places: {create_cat request: [name]}}\n")
    file = project.root / "document.json"
    file.write_bytes(_changed(lambda whole: None))
    assert "Nothing that `spec/uses.yaml` lists." in _take_in(project, str(file))
    file.write_bytes(
        _changed(lambda whole: schemas(whole)["CatRequest"]["properties"]["name"].update(maxLength=5))
    )
    assert "- `app/engine/cats.py:2`: breaking, bound changed, `CatRequest.name" in _take_in(
        project, str(file)
    )


def test_take_in_same_document_changes_no_file(project: Project) -> None:
    file = project.root / "same.json"
    file.write_bytes(_changed(lambda whole: None))
    _take_in(project, str(file))
    project.source.write_text(re.sub('url = ".*"', 'url = "https://elsewhere"', project.source.read_text()))
    before = _tree(project)
    _take_in(project, str(file))
    assert _tree(project) == before


def test_take_in_another_document_and_back_leaves_nothing(project: Project) -> None:
    first, second = project.root / "first.yaml", project.root / "second.yaml"
    first.write_bytes(_changed(lambda whole: None))
    second.write_bytes(_changed(lambda whole: whole["paths"]["/cats"].pop("get")))
    _take_in(project, str(first))
    before = _tree(project)
    _take_in(project, str(second))
    assert _tree(project) != before
    _take_in(project, str(first))
    assert _tree(project) == before


def test_take_in_failing_run_changes_no_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project.root / "document.yaml"
    file.write_bytes(_changed(lambda whole: None))
    _take_in(project, str(file))
    before = _tree(project)
    shown: list[str] = []
    grown = {"colour": {"type": "integer"}}
    file.write_bytes(_changed(lambda whole: schemas(whole)["Ball"]["properties"].update(grown)))
    with pytest.raises(OverlayError, match=r"/properties/colour exists and is \{'type': 'integer'\}"):
        pipeline.take_in(project, str(file), _step, shown.append)
    # What changed is shown all the same: it explains the error.
    assert "Ball.colour" in shown[0]
    assert _tree(project) == before

    def fails(contract: JsonObject, permissions: Permissions, out: Path) -> None:
        (out / "models").mkdir(parents=True)
        raise BuildError("half-way")

    new = {"post": {"operationId": "petDog", "responses": {"200": {"description": ""}}}}
    file.write_bytes(_changed(lambda whole: whole["paths"].update({"/dogs": new})))
    with pytest.raises(PermissionsError, match=r"POST /dogs \(pet_dog\) has no entry"):
        _take_in(project, str(file))
    assert _tree(project) == before

    monkeypatch.setattr(pipeline, "build", fails)
    file.write_bytes(_changed(lambda whole: whole["paths"]["/cats"].pop("get")))
    with pytest.raises(BuildError):
        _take_in(project, str(file))
    assert _tree(project) == before
    assert {path.name for path in project.root.iterdir()} >= {"spec", "generated"}
    assert not (project.root / ".regenerate").exists()


def test_take_in_granted_overlay_entry_is_listed(project: Project) -> None:
    file = project.root / "document.yaml"
    grown = {"colour": {"type": "string"}}
    file.write_bytes(_changed(lambda whole: schemas(whole)["Ball"]["properties"].update(grown)))
    obsolete = pipeline.take_in(project, str(file), _step, lambda report: None)
    assert obsolete == ["spec/overlay.yaml, entry 1 'it': the contract has /properties/colour"]
    assert pipeline.from_spec(project, _step) == obsolete


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda whole: [whole["paths"].pop(f"/dogs/{n}") for n in range(6)], "6 operations vanish"),
        (lambda whole: whole["info"].update(version="1.9"), r"its version is 1\.9, the committed one 2\."),
        (
            lambda whole: schemas(whole)["Ball"]["properties"].update(model={"enum": ["m-2025-01-01"]}),
            "the newest model that it names is of 2025-01-01, not of 2026-01-01",
        ),
    ],
)
def test_take_in_removals_or_an_older_document_are_refused(
    project: Project, change: Callable[[JsonObject], object], reason: str
) -> None:
    def newest(whole: JsonObject) -> None:
        whole["info"]["version"] = "2.0"
        schemas(whole)["Ball"]["properties"]["model"] = {"enum": ["m-2026-01-01"]}
        for n in range(6):
            whole["paths"][f"/dogs/{n}"] = {"get": {"responses": {"200": {"description": ""}}}}

    def older(whole: JsonObject) -> None:
        newest(whole)
        change(whole)

    project.permissions.write_text(
        "- {path: /cats, area: api.cats, source: own}\n- {path: /dogs, area: api.dogs, source: own}\n"
    )
    file = project.root / "document.yaml"
    file.write_bytes(_changed(newest))
    _take_in(project, str(file))
    before = _tree(project)
    file.write_bytes(_changed(older))
    if "vanish" in reason:
        project.permissions.write_text("- {path: /cats, area: api.cats, source: own}\n")
        before = _tree(project)
    with pytest.raises(RemovalError, match=reason):
        _take_in(project, str(file))
    assert _tree(project) == before
    _take_in(project, str(file), allow_removals=True)
    assert _tree(project) != before


def test_take_in_interrupted_anywhere_is_finished_or_rolled_back(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception at each of the calls that change the tree, as a kill would do, and then another run."""

    def quick(contract: JsonObject, permissions: Permissions, out: Path) -> None:
        (out / "models").mkdir(parents=True)
        (out / "models/all.json").write_text(json.dumps(contract))
        (out / "operations.json").write_text(json.dumps(sorted(permissions)))

    monkeypatch.setattr(pipeline, "build", quick)
    first, second = project.root / "first.yaml", project.root / "second.yaml"
    first.write_bytes(_changed(lambda whole: None))
    second.write_bytes(_changed(lambda whole: whole["paths"]["/cats"].pop("get")))
    _take_in(project, str(first))
    old = _tree(project)
    _take_in(project, str(second))
    new = _tree(project)
    outcomes = set()
    for stop in range(100):
        _take_in(project, str(first))
        calls = 0

        def counted(real: Callable[..., object], stop: int = stop) -> Callable[..., object]:
            def call(*arguments: object) -> object:
                nonlocal calls
                calls += 1
                if calls > stop:
                    raise KeyboardInterrupt
                return real(*arguments)

            return call

        with monkeypatch.context() as patch:
            for name in ("rename", "replace"):
                patch.setattr(Path, name, counted(getattr(Path, name)))
            try:
                _take_in(project, str(second))
            except KeyboardInterrupt:
                pass
            else:
                break
        with staging(project.root):
            pass
        tree = _tree(project)
        assert tree in (old, new)
        outcomes.add(tree == new)
    assert outcomes == {True, False}
    assert stop < 99


def test_staging_waits_for_another_run(project: Project) -> None:
    started, order = threading.Event(), []

    def other() -> None:
        started.set()
        with staging(project.root):
            order.append("other")

    with staging(project.root):
        thread = threading.Thread(target=other)
        thread.start()
        assert started.wait(10)
        # The lock is of the open file, and so excludes another thread as it does another process.
        thread.join(0.2)
        order.append("first")
    thread.join(10)
    assert order == ["first", "other"]


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


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda whole: schemas(whole).pop("Toy"), "refers to #/components/schemas/Toy, which does not exist"),
        (lambda whole: whole["paths"]["/cats"]["get"].pop("responses"), "GET /cats has no responses"),
        (lambda whole: whole["paths"].update({"/dogs": None}), "the path /dogs is empty"),
        (lambda whole: whole["paths"]["/cats"].update(put=None), "PUT /cats is empty"),
        (lambda whole: whole["webhooks"].update({"cat.gone": None}), "the path cat.gone is empty"),
    ],
)
def test_require_complete_names_each_fault_in_one_sentence(
    change: Callable[[JsonObject], object], message: str
) -> None:
    whole = parse(_changed(change), "here.yaml")
    with pytest.raises(DocumentError, match=message) as caught:
        require_complete(whole, "here.yaml")
    assert str(caught.value).startswith("here.yaml is incomplete: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.8])
def test_truncated_document_is_one_sentence_and_no_traceback(share: float) -> None:
    raw = yaml.safe_dump(document(), sort_keys=False).encode()
    with pytest.raises((FetchError, DocumentError)) as caught:
        require_complete(parse(raw[: int(len(raw) * share)], "here.yaml"), "here.yaml")
    assert "\n" not in str(caught.value)


def test_parse_document_cut_within_a_text_names_the_line() -> None:
    with pytest.raises(
        FetchError, match=r"^here.yaml is neither YAML nor JSON: line 2: found unexpected end"
    ):
        parse(b"openapi: 3.1.0\ninfo: {title: 'Cats", "here.yaml")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x: .nan", "#/x is nan"),
        ("x: [1, -.inf]", "#/x/1 is -inf"),
        ("x: !!binary aGk=", "#/x is a bytes"),
        ("x: !!timestamp 2001-01-01", "#/x is a date"),
        ("x: !!set {a}", "#/x is a set"),
        ("? !!timestamp 2001-01-01\n: 1", "# has a key that is a date"),
        ("x: {1: a, '1': b}", "#/x has the same key as a text and as another kind"),
    ],
)
def test_parse_value_that_json_lacks_is_one_sentence(line: str, message: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse(f"openapi: 3.1.0\npaths: {{/a: {{}}}}\n{line}\n".encode(), "here.yaml")
    assert message in str(caught.value)


def test_parse_json_with_half_of_a_surrogate_pair_names_the_place() -> None:
    raw = rb'{"openapi": "3.1.0", "paths": {"/a": {"x": "\ud800"}}}'
    with pytest.raises(FetchError, match="#/paths/~1a/x has half of a pair of surrogates"):
        parse(raw, "here.json")


def test_parse_keys_are_texts_and_numbers_those_of_yaml_1_2() -> None:
    raw = b"openapi: 3.1.0\npaths: {/a: {200: a, true: b, ~: c}}\nx: [010, 08, 0x1f, 0o10, -07, 1e2]\n"
    found = parse(raw, "here.yaml")
    assert found["paths"]["/a"] == {"200": "a", "true": "b", "null": "c"}
    assert found["x"] == [10, 8, 31, 8, -7, 100.0]


@pytest.mark.parametrize("proxy", ["http://a:b", "socks5://127.0.0.1:1"])
def test_fetch_with_an_unusable_proxy_is_one_sentence(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(FetchError, match=r"^https://192.0.2.1/ cannot be fetched: .*Use --from FILE"):
        fetch("https://192.0.2.1/")


def test_document_with_parts_of_another_kind_is_one_sentence() -> None:
    for change, message in _ODD:
        with pytest.raises(DocumentError, match=f"^here.yaml is incomplete: {message}") as caught:
            require_complete(parse(_changed(change), "here.yaml"), "here.yaml")
        assert "\n" not in str(caught.value)


def _operation(whole: JsonObject) -> JsonObject:
    found: JsonObject = whole["paths"]["/cats"]["get"]
    return found


_ODD: tuple[tuple[Callable[[JsonObject], object], str], ...] = (
    (lambda whole: whole.update(info=None), "#/info has no content"),
    (lambda whole: whole.update(tags=None), "#/tags has no content"),
    (lambda whole: whole.update(webhooks=[1]), "#/webhooks is no mapping"),
    (lambda whole: schemas(whole).update(Cat={"$ref": 7}), r"#/components/schemas/Cat/\$ref is no text"),
    (
        lambda whole: schemas(whole).update(Cat={"oneOf": [], "discriminator": "kind"}),
        "#/components/schemas/Cat/discriminator has no content",
    ),
    (
        lambda whole: schemas(whole).update(Cat={"oneOf": [], "discriminator": {"propertyName": 1}}),
        "#/components/schemas/Cat/discriminator/propertyName is no text",
    ),
    (
        lambda whole: _operation(whole).update(parameters={"a": {}}),
        "#/paths/~1cats/get/parameters is no list",
    ),
    (lambda whole: _operation(whole).update(operationId=["a"]), "#/paths/~1cats/get/operationId is no text"),
    (lambda whole: schemas(whole).update(Cat="text"), "#/components/schemas/Cat has no content"),
    (
        lambda whole: schemas(whole).update(Cat={"properties": []}),
        "#/components/schemas/Cat/properties is no map",
    ),
    (lambda whole: schemas(whole).update(Cat={"allOf": {}}), "#/components/schemas/Cat/allOf is no list"),
    (
        lambda whole: schemas(whole).update(Cat={"type": "strnig"}),
        "#/components/schemas/Cat/type is 'strnig'",
    ),
    (
        lambda whole: schemas(whole).update(Cat={"type": ["object", None]}),
        "#/components/schemas/Cat/type is None",
    ),
    (lambda whole: schemas(whole).update(Cat={"enum": []}), "#/components/schemas/Cat/enum has no values"),
    (lambda whole: schemas(whole).update(Cat={"enum": "a"}), "#/components/schemas/Cat/enum has no content"),
    (
        lambda whole: schemas(whole).update(Cat={"maxLength": "5"}),
        "#/components/schemas/Cat/maxLength is no number",
    ),
)


def test_document_with_fields_named_like_keywords_is_complete() -> None:
    text = {"type": "string"}
    fields = dict.fromkeys(
        ("enum", "info", "parameters", "properties", "required", "schemas", "tags", "type"), text
    )
    require_complete(_with(Cat={"type": "object", "properties": fields}), "here.yaml")


def test_build_of_openapi_3_2_is_that_of_3_1(tmp_path: Path) -> None:
    whole = document()
    whole["openapi"] = "3.2.0"
    contract = normalise(parse(yaml.safe_dump(whole).encode(), "here.yaml"))
    build(contract, derive(contract, PERMISSIONS), tmp_path / "generated")
    assert json.loads((tmp_path / "generated/openapi.json").read_text())["openapi"] == "3.2.0"


def test_command_interrupted_says_so_and_ends_as_a_shell_reports_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(place: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("codegen.__main__.fetch", interrupted)
    assert main(["diff", "a", "b"]) == 130
    assert capsys.readouterr().err == "codegen: interrupted; the next run finishes or removes what is left.\n"


@pytest.mark.parametrize("status", [1, 3])
def test_session_regenerate_ends_with_the_command_s_status(
    monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, status)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(SystemExit) as ended:
        noxfile.regenerate(SimpleNamespace(posargs=["--from", "a"]))
    assert ended.value.code == status
    assert commands == [[sys.executable, "-m", "codegen", "regenerate", "--from", "a"]]


@pytest.mark.parametrize(("was", "now"), [("2.3.0", "2.3"), ("2.3.1", "2.3.1-beta"), ("v2.9.0", "v2.10.0")])
def test_version_that_is_not_older_is_accepted(was: str, now: str) -> None:
    old, new = ({**document(), "info": {"version": version}} for version in (was, now))
    require_newer(old, new)


def test_date_of_a_model_may_be_a_constant() -> None:
    old, new = (_with(Cat=schema) for schema in ({"enum": ["m-2026-01-01"]}, {"const": "m-2026-01-01"}))
    require_newer(old, new)


def _with(**components: JsonObject) -> JsonObject:
    whole = document()
    schemas(whole).update(components)
    return whole


def test_document_with_keywords_without_content_is_one_sentence() -> None:
    for keyword in ("parameters", "requestBody", "responses", "callbacks", "servers"):
        whole = document()
        for item in whole["paths"].values():
            for operation in item.values():
                operation[keyword] = None
        with pytest.raises(DocumentError, match=r"has no (content|responses)"):
            require_complete(whole, "here.yaml")
    for schema in ({"properties": None}, {"properties": {"a": None}}, {"allOf": None}, {"required": None}):
        with pytest.raises(DocumentError, match=r"/schemas/Cat.* has no content"):
            require_complete(_with(Cat=schema), "here.yaml")


def test_reference_to_an_element_of_a_list_exists() -> None:
    first = {"$ref": "#/components/schemas/Cat/anyOf/0"}
    whole = _with(Cat={"anyOf": [{"type": "string"}]}, Dog=first)
    require_complete(whole, "here.yaml")
    first["$ref"] = "#/components/schemas/Cat/anyOf/1"
    with pytest.raises(DocumentError, match="anyOf/1, which does not exist"):
        require_complete(_with(Cat={"anyOf": [{"type": "string"}]}, Dog=first), "here.yaml")


@pytest.mark.parametrize(
    "document",
    [
        b'{"openapi": ' + b"[" * 100_000,
        b"openapi: " + b"[" * 100_000,
        b"openapi: " + b"{a: " * 100_000,
        b"openapi:\n  " + b"- " * 100_000,
        b"openapi:\n  " + b"? " * 100_000,
        b"".join(b" " * level + b"a:\n" for level in range(2_000)),
    ],
    ids=["JSON", "brackets", "braces", "dashes", "keys", "lines"],
)
def test_parse_document_nested_too_deeply_is_a_sentence(tmp_path: Path, document: bytes) -> None:
    file = tmp_path / "here.yaml"
    file.write_bytes(document)
    # A process of its own: the C loader ends it with a segmentation fault.
    command = [sys.executable, "-m", "codegen", "regenerate", "--from", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"codegen: {file} is nested too deeply to be read.\n")


@pytest.mark.parametrize(
    "aliases",
    ["\n".join(f"x{n}: &x{n} [*x{n - 1}, *x{n - 1}]" for n in range(1, 60)), "x1: &x1 [*x1]"],
    ids=["grows", "contains itself"],
)
def test_parse_document_that_grows_by_aliases_is_a_sentence(aliases: str) -> None:
    text = "openapi: 3.1.0\npaths: {/x: {get: {}}}\nx0: &x0 [a]\n" + aliases
    with pytest.raises(FetchError, match="by its aliases"):
        parse(text.encode(), "here.yaml")


def test_parse_document_of_the_deepest_level_is_read() -> None:
    text = b"openapi: 3.1.0\npaths: {/x: {get: {}}}\nx-deep: " + b"[" * 400 + b"]" * 400
    assert parse(text, "here.yaml")["openapi"] == "3.1.0"


def test_normalise_accepts_true_as_a_variant() -> None:
    extras: tuple[JsonObject, ...] = (
        {"nullable": True},
        {"default": None},
        {"discriminator": {"propertyName": "a"}},
    )
    for extra in extras:
        normalise(_with(Cat={"oneOf": [True, {"type": "string"}], **extra}))


def test_normalise_path_by_reference_is_that_path() -> None:
    whole = document()
    path, item = next(iter(whole["paths"].items()))
    whole["components"]["pathItems"] = {"Shared": item}
    whole["paths"] = {path: {"$ref": "#/components/pathItems/Shared"}}
    assert normalise(whole)["paths"][path].keys() == item.keys()


def test_parse_numbers_and_texts_are_those_of_json_and_of_yaml_1_2() -> None:
    body = {"openapi": "3.1.0", "paths": {"/a": {}}, "x": [1e-05, 1.5, -3, "on", True, None, "2026-01-01"]}
    assert parse(json.dumps(body).encode(), "here.json") == body
    text = b"openapi: 3.1.0\npaths: {/a: {}}\nx: [1e-05, 1.5, -3, on, true, null, 2026-01-01]\n"
    assert parse(text, "here.yaml") == body


def test_fetch_missing_document_raises(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="cannot be read"):
        fetch(str(tmp_path / "none.yaml"))
    with pytest.raises(FetchError, match="--from FILE"):
        fetch("http://127.0.0.1:1/openapi.yml")


def test_fetch_document_over_the_limit_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codegen.fetch._MOST_BYTES", 1000)
    with _published(200, b"x" * 100_000) as url, pytest.raises(FetchError, match="over 1000 bytes"):
        fetch(url)


def test_check_code_unfitting_code_raises_with_each_file(project: Project) -> None:
    (project.root / "generated").mkdir()
    (project.root / "generated/__init__.py").touch()
    (project.root / "generated/openapi.json").write_text(json.dumps(normalise(document())))
    (project.root / "app/bad.py").write_text("x: int = 'text'\n")
    project.uses.write_text("- {file: app/bad.py, places: {create_cat request: [text]}}\n")
    with pytest.raises(pipeline.TypeCheckError) as caught:
        pipeline.check_code(project, _step)
    types, uses = str(caught.value).splitlines()[0], str(caught.value).splitlines()[-1]
    assert re.match(r"app/bad\.py:1: error: .*\[assignment\]", types)
    assert uses == "app/bad.py:1: error: the contract has no 'text' in create_cat request"
