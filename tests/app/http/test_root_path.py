"""`ROOT_PATH`: a proxy publishes the server below a path, and removes it from requests or does not."""

from __future__ import annotations

import httpx
import pytest

from app.main import create_app, create_mock
from app.server.forwarded import TrustedProxies
from tests.support.server import running, settings

_CHAT = {"model": "builtin", "messages": [{"role": "user", "content": "Hello"}]}


@pytest.mark.parametrize("prefix", ["", "/llm", "/a/b"])
async def test_root_path_is_accepted_with_and_without_the_prefix(prefix: str) -> None:
    async with (
        running(create_app(settings(root_path=prefix or "/llm"))) as server,
        httpx.AsyncClient(base_url=server.url + prefix, timeout=20, trust_env=False) as client,
    ):
        assert (await client.get("/v1/models")).status_code == 200
        answer = (await client.post("/v1/chat/completions", json=_CHAT)).json()
        # A path with a parameter.
        assert (await client.get(f"/v1/chat/completions/{answer['id']}")).json()["id"] == answer["id"]
        for page in ("/healthz", "/readyz", "/metrics", "/docs", "/openapi.json"):
            assert (await client.get(page)).status_code == 200, page
        # Probes call the process by its address, with any `Host`.
        assert (await client.get("/healthz", headers={"host": "10.1.2.3"})).status_code == 200
        assert (await client.get("/v1/models", headers={"host": "10.1.2.3"})).status_code == 403
        assert (await client.get("/v1/unknown")).status_code == 404
        assert (await client.get("/unknown")).status_code == 404


@pytest.mark.parametrize("path", ["/llmx/v1/models", "/llm/llm/v1/models", "/LLM/v1/models"])
async def test_root_path_is_a_whole_segment_and_removed_once(path: str) -> None:
    async with (
        running(create_app(settings(root_path="/llm"))) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        assert (await client.get(path)).status_code == 404


@pytest.mark.own_protocol
async def test_root_path_stands_in_redirects_with_the_scheme_of_a_named_proxy() -> None:
    app = create_app(settings(root_path="/llm"))
    https = {"x-forwarded-proto": "https"}
    async with (
        running(app, proxies=TrustedProxies(["127.0.0.1"])) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        for path in ("/", "/llm/"):
            answer = await client.get(path, headers={"accept": "text/html"})
            # A browser may have opened the path without the slash at its end.
            found = httpx.URL("https://proxy.example/llm").join(answer.headers["location"])
            assert str(found) == "https://proxy.example/llm/docs", path
        for path in ("/docs/", "/llm/docs/"):
            place = (await client.get(path, headers=https)).headers["location"]
            assert place == server.url.replace("http:", "https:") + "/llm/docs"
            assert (await client.get(path)).headers["location"] == server.url + "/llm/docs"


async def test_reference_page_loads_its_parts_below_the_root_path() -> None:
    async with (
        running(create_mock(settings(root_path="/llm"))) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        page = (await client.get("/llm/docs")).text
    # An absolute path would be another server's behind the proxy.
    assert 'href="/' not in page
    assert 'src="/' not in page
