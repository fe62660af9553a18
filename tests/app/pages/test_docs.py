"""The reference page and its data, over HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from app.main import create_app, create_mock
from app.pages.schema_view import schema_view
from generated.operations import BY_ID
from tests.support.server import Running, running, settings

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_JSON_PATHS = ("/openapi.json", "/docs/overview.json", "/docs/operations/create_response.json")


@pytest.fixture
async def server() -> AsyncIterator[Running]:
    async with running(create_app(settings())) as found:
        yield found


@pytest.fixture
async def client(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url) as found:
        yield found


async def _assets(client: httpx.AsyncClient) -> dict[str, httpx.Response]:
    """The page and everything that it and its modules load, by path."""
    found: dict[str, httpx.Response] = {}
    pending = ["/docs"]
    while pending:
        path = pending.pop()
        if path in found:
            continue
        answer = found[path] = await client.get(path)
        text = answer.text
        pending += [f"/docs/{name}" for name in re.findall(r'(?:from|import) "\./([\w-]+\.js)"', text)]
        pending += [f"/{name}" for name in re.findall(r'(?:src|href)="(docs/[\w.-]+)"', text)]
    return found


async def test_docs_assets_have_types_and_load_nothing_from_other_hosts(client: httpx.AsyncClient) -> None:
    assets = await _assets(client)
    assert {"/docs/try-it.js", "/docs/favicon.svg", "/docs/theme.css"} <= assets.keys()
    for path, answer in assets.items():
        assert answer.status_code == 200, path
        assert answer.headers["content-type"].startswith(
            _TYPES[path.rpartition(".")[2].replace("/docs", "html")]
        )
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.findall(r"""(?:src|href|url|import|fetch)\W{1,4}(?:https?:|//)""", answer.text), path
        # A prefix of a proxy stays in front of a relative URL only.
        assert not re.findall(r"""(?:src|href|from|fetch\()\W{0,3}["'`]/""", answer.text), path
        assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", answer.text)


async def test_docs_html_has_no_inline_script_or_style(client: httpx.AsyncClient) -> None:
    page = (await client.get("/docs")).text
    assert re.findall(r"<script[^>]*>([^<]*)</script>", page) == [""]
    assert not re.search(r"<style|\bstyle=|\bon\w+=", page)


async def test_docs_known_etag_is_304(client: httpx.AsyncClient) -> None:
    for path in (*(await _assets(client)), *_JSON_PATHS):
        first = await client.get(path)
        etag = first.headers["etag"]
        for known in (etag, f'"other", W/{etag}', "*"):
            again = await client.get(path, headers={"if-none-match": known})
            assert (again.status_code, again.content) == (304, b""), path
            assert again.headers["etag"] == etag
        assert (await client.get(path, headers={"if-none-match": '"other"'})).content == first.content


async def test_pages_unknown_path_is_404_in_contract_shape(client: httpx.AsyncClient) -> None:
    for path in (
        "/docs/other.js",
        "/docs/operations/other.json",
        "/nothing",
        "/docs/..%2f..%2fsettings.py",
        "/docs/__init__.py",
    ):
        answer = await client.get(path)
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "unknown_url"


async def test_overview_has_each_operation_once_with_its_answer(client: httpx.AsyncClient) -> None:
    overview = (await client.get("/docs/overview.json")).json()
    operations = [one for group in overview["groups"] for one in group["operations"]]
    assert sorted(one["id"] for one in operations) == sorted(BY_ID)
    assert {one["answer"] for one in operations} == {"implemented", "forwarded", "refused"}


async def test_overview_groups_are_in_order_of_use(client: httpx.AsyncClient) -> None:
    groups = (await client.get("/docs/overview.json")).json()["groups"]
    assert [group["title"] for group in groups][:4] == ["Chat", "Responses", "Conversations", "Models"]
    kinds = [group["administration"] for group in groups]
    assert kinds == sorted(kinds)
    assert {one["path"].split("/")[1] for g in groups if g["administration"] for one in g["operations"]} == {
        "organization",
        "projects",
    }
    for group in groups:
        beta = ["?beta=true" in one["path"] for one in group["operations"] if not one["deprecated"]]
        assert beta == sorted(beta)


async def test_overview_forwarded_operation_follows_setting() -> None:
    async with (
        running(create_app(settings(forward="list_files"))) as server,
        httpx.AsyncClient(base_url=server.url) as client,
    ):
        assert (await client.get("/docs/operations/list_files.json")).json()["answer"] == "forwarded"


@pytest.mark.parametrize(
    ("given", "operation", "here", "openai"),
    [("true", "create_chat_completion", "true", "false"), ("false", "create_response", "false", "true")],
)
async def test_defaults_that_differ_follow_settings(
    given: str, operation: str, here: str, openai: str
) -> None:
    expected = {"field": "store", "here": here, "openai": openai, "setting": "STORE_BY_DEFAULT"}
    others = {"create_chat_completion", "create_response"} - {operation}
    async with (
        running(create_app(settings(store_by_default=given))) as server,
        httpx.AsyncClient(base_url=server.url) as client,
    ):
        overview = (await client.get("/docs/overview.json")).json()
        detail = (await client.get(f"/docs/operations/{operation}.json")).json()
    assert {"operation": operation, **expected} in overview["defaults"]
    assert not {each["operation"] for each in overview["defaults"]} & others
    assert detail["defaults"] == {"store": expected}


async def test_overview_of_keys_and_of_mock() -> None:
    apps = (create_app(settings(auth="keys", key_pepper="p" * 32)), create_mock(settings()))
    found = []
    for app in apps:
        async with running(app) as server, httpx.AsyncClient(base_url=server.url) as client:
            overview = (await client.get("/docs/overview.json")).json()
            detail = (await client.get("/docs/operations/create_chat_completion.json")).json()
            sample = detail["samples"][0]["plain"]
            found.append((overview["auth"], overview["mock"], detail["answer"], "$OPENAI_API_KEY" in sample))
    assert found == [("keys", False, "implemented", True), ("open", True, "mocked", False)]


async def test_operation_detail_has_every_schema_that_it_refers_to(client: httpx.AsyncClient) -> None:
    for name in BY_ID:
        detail = (await client.get(f"/docs/operations/{name}.json")).json()
        assert set(_refs(detail)) <= detail["schemas"].keys(), name
        assert not [
            value for value in _values(detail) if isinstance(value, float | int) and value not in (0, 1)
        ]


def _values(value: Any) -> list[Any]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [found for child in inner for found in _values(child)]
    return [value]


def _refs(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        own = [value["ref"]] if isinstance(value, dict) and isinstance(value.get("ref"), str) else []
        return own + [found for child in inner for found in _refs(child)]
    return []


def test_schema_view_numbers_are_whole_and_exact() -> None:
    schema = {
        "minimum": -(2**63),
        "maximum": 2**63 - 1,
        "multipleOf": 1e-05,
        "default": 1e6,
        "enum": [2**60, 0.5],
    }
    facts = dict(schema_view(schema)["facts"])
    assert facts == {
        "minimum": "-9223372036854775808",
        "maximum": "9223372036854775807",
        "multipleOf": "0.00001",
        "default": "1000000",
        "one of": "1152921504606846976 · 0.5",
    }


async def test_home_leads_browsers_to_docs_and_programs_to_the_api(client: httpx.AsyncClient) -> None:
    browser = await client.get("/", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["location"]) == (307, "docs")
    program = await client.get("/")
    assert program.json() == {
        "name": "llm-backend",
        "api": "v1",
        "contract": "openapi.json",
        "reference": "docs",
    }
    for place in ("v1/models", program.json()["contract"], program.json()["reference"]):
        assert (await client.get(place)).status_code == 200
