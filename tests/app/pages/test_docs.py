"""The reference page, as a browser receives it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from app.main import create_app
from generated.operations import BY_ID
from tests.support.server import Running, running, settings

_CHROMIUM = shutil.which("chromium")
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_ASSETS = {"docs": "text/html", "docs/docs.css": "text/css", "docs/docs.js": "text/javascript"}


@pytest.fixture
async def server() -> AsyncIterator[Running]:
    async with running(create_app(settings())) as found:
        yield found


@pytest.mark.parametrize("name", _ASSETS)
async def test_docs_assets_load_nothing_from_other_hosts(server: Running, name: str) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{server.url}/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(_ASSETS[name])
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.findall(r"""(?:src|href|url|import|fetch)\W{1,4}https?:""", answer.text)


async def test_answers_json_has_each_operation_of_contract(server: Running) -> None:
    async with httpx.AsyncClient() as client:
        contract = (await client.get(f"{server.url}/openapi.json")).json()
        answers = (await client.get(f"{server.url}/docs/answers.json")).json()
    ids = {operation["operationId"] for item in contract["paths"].values() for operation in item.values()}
    assert ids == answers.keys() == BY_ID.keys()
    assert set(answers.values()) == {"implemented", "forwarded", "refused"}


async def test_pages_unknown_path_is_404_in_contract_shape(server: Running) -> None:
    async with httpx.AsyncClient() as client:
        for path in ("/docs/other.js", "/nothing", "/docs/..%2f..%2fsettings.py"):
            answer = await client.get(server.url + path)
            assert answer.status_code == 404
            assert answer.json()["error"]["code"] == "unknown_url"


@pytest.mark.skipif(_CHROMIUM is None, reason="no chromium on PATH")
async def test_docs_in_browser_list_every_operation_and_linked_schema(
    server: Running, tmp_path: Path
) -> None:
    import asyncio

    url = f"{server.url}/docs#create_chat_completion"
    command = [
        str(_CHROMIUM),
        *_FLAGS,
        f"--user-data-dir={tmp_path}",
        "--virtual-time-budget=10000",
        "--dump-dom",
        url,
    ]
    run = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, timeout=90, check=True
    )
    links = set(re.findall(r'href="#(\w+)"', run.stdout))
    assert links == BY_ID.keys()
    for text in ("CreateChatCompletionRequest", "max_completion_tokens", "text/event-stream", "implemented"):
        assert text in run.stdout
