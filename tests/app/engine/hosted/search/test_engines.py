"""Each search engine is asked as its document says, and its failures are texts that a model may read."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import orjson
import pytest

from app.engine.hosted.search.http_search import HttpSearch
from app.engine.hosted.search.search_settings import search_engine
from app.engine.hosted.search_backend import SearchQuery
from app.errors import APIError
from app.settings import SettingsError, load
from tests.support.search_engines import KEY, FakeEngine, search_engine_at

_KINDS = ("searxng", "brave", "tavily")
_PLACE = SearchQuery(
    "weather", ("a.example", "c.example"), "DE", "BY", "München", "Europe/Berlin", context_size="high"
)


@asynccontextmanager
async def _engine(kind: str, key: str = KEY) -> AsyncGenerator[tuple[FakeEngine, HttpSearch], None]:
    async with search_engine_at(FakeEngine(kind)) as fake:
        named = {"WEB_SEARCH": kind, "WEB_SEARCH_URL": f"{fake.url}/", "WEB_SEARCH_API_KEY": key}
        settings = load(named)
        engine = search_engine(settings)
        assert engine is not None
        assert engine.name == kind
        yield fake, engine


@pytest.mark.parametrize("kind", _KINDS)
async def test_search_results_are_plain_text_best_first(kind: str) -> None:
    async with _engine(kind) as (_, engine):
        first, second = await engine.search(SearchQuery("cats"))
    assert first[:2] == ("https://a.example/one", "First page")
    assert first.text.startswith("What & why")
    assert second.url == "https://b.example/two"


async def test_searxng_request_is_as_documented() -> None:
    async with _engine("searxng", "") as (fake, engine):
        await engine.search(_PLACE)
        expected = "weather (site:a.example OR site:c.example)"
        assert fake.query() == {"q": expected, "format": "json", "categories": "general"}
        assert "authorization" not in fake.received[-1].head


async def test_brave_request_is_as_documented() -> None:
    async with _engine("brave") as (fake, engine):
        results = await engine.search(_PLACE)
        assert fake.query() == {
            "q": "weather (site:a.example OR site:c.example)",
            "count": "20",
            "result_filter": "web",
            "text_decorations": "false",
            "extra_snippets": "true",
        }
        head = fake.received[-1].head
        places = {
            line.partition(": ")[0]: line.partition(": ")[2] for line in head.split("\r\n") if "x-loc" in line
        }
        assert places == {
            "x-loc-city": "M%C3%BCnchen",
            "x-loc-state": "BY",
            "x-loc-country": "DE",
            "x-loc-timezone": "Europe/Berlin",
        }
        assert results[0].text == "What & why\nMore 1"
        # Longer ones are refused there.
        assert len(await engine.search(SearchQuery("word " * 500, context_size="low"))) == 2
        assert (await engine.search(SearchQuery("x", context_size="low")))[0].text == "What & why"


async def test_tavily_request_is_as_documented() -> None:
    async with _engine("tavily") as (fake, engine):
        await engine.search(_PLACE)
        assert orjson.loads(fake.received[-1].body) == {
            "query": "weather",
            "max_results": 12,
            "search_depth": "advanced",
            "include_domains": ["a.example", "c.example"],
        }
        await engine.search(SearchQuery("x" * 1000))
        assert orjson.loads(fake.received[-1].body)["search_depth"] == "basic"


@pytest.mark.parametrize("kind", _KINDS)
async def test_check_passes_without_a_search(kind: str) -> None:
    async with _engine(kind) as (fake, engine):
        await engine.check()
        assert [request.body for request in fake.received] == [b""]
        assert "q" not in fake.query()


@pytest.mark.parametrize("kind", ["brave", "tavily"])
async def test_search_and_check_with_a_refused_key_name_the_setting(kind: str) -> None:
    async with _engine(kind, "another-secret-key") as (_, engine):
        for call in (engine.check(), engine.search(SearchQuery("cats"))):
            with pytest.raises(APIError, match=f"{kind} refuses the key in WEB_SEARCH_API_KEY") as raised:
                await call
            assert "secret" not in raised.value.message


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        ("429 Too Many Requests", b"{}", "has no searches left for the moment (429)"),
        ("500 Internal Server Error", KEY.encode(), "answered 500"),
        ("302 Found", b"", "answered 302"),
    ],
)
async def test_search_failure_is_a_text_without_the_answers_body(
    kind: str, status: str, body: bytes, message: str
) -> None:
    async with _engine(kind) as (fake, engine):
        fake.answers = [(status, body)]
        with pytest.raises(APIError) as raised:
            await engine.search(SearchQuery("cats"))
        assert raised.value.message == f"The search engine {kind} {message}."
        assert raised.value.code == "web_search_failed"


async def test_searxng_without_json_names_the_fix() -> None:
    async with _engine("searxng") as (fake, engine):
        fake.answers = [("403 Forbidden", b"")]
        with pytest.raises(APIError, match=r"add json to search.formats in its settings.yml"):
            await engine.search(SearchQuery("cats"))


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize(
    "body",
    [b"null", b"[]", b'{"results": 5, "web": 5}',
     b'{"results": [5, {"url": 5}, {}], "web": {"results": [[], {}]}}',
     b'{"results": [{"url": "javascript:alert(1)", "title": null, "content": []}]}', b"<html>"],
)  # fmt: skip
async def test_search_odd_answer_has_no_results(kind: str, body: bytes) -> None:
    async with _engine(kind) as (fake, engine):
        fake.answers = [("200 OK", body)]
        assert await engine.search(SearchQuery("cats")) == []


@pytest.mark.parametrize("kind", _KINDS)
async def test_search_unreachable_engine_is_an_error_that_names_it(kind: str) -> None:
    async with _engine(kind) as (_, engine):
        pass
    with pytest.raises(APIError, match=f"The search engine {kind} was not reached: 127.0.0.1 refused"):
        await engine.search(SearchQuery("cats"))


async def test_open_page_of_the_engines_own_address_is_refused() -> None:
    """The operator's engine may be inside; the model must not open pages there by that."""
    async with _engine("searxng") as (fake, engine):
        with pytest.raises(APIError, match="must start with https"):
            await engine.open_page(f"{fake.url}/config")
        assert fake.received == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"WEB_SEARCH": "google"}, "must be none or searxng or brave or tavily"),
        ({"WEB_SEARCH": "searxng"}, "WEB_SEARCH=searxng needs WEB_SEARCH_URL"),
        ({"WEB_SEARCH": "brave"}, "WEB_SEARCH=brave needs WEB_SEARCH_API_KEY"),
        ({"WEB_SEARCH_API_KEY": "k"}, "WEB_SEARCH_API_KEY is set without WEB_SEARCH"),
        ({"WEB_SEARCH": "searxng", "WEB_SEARCH_URL": "http://u:secret@h/"}, "must be a base URL"),
        ({"WEB_SEARCH": "searxng", "WEB_SEARCH_URL": "searxng:8080"}, "must be a base URL"),
    ],
)
def test_settings_invalid_engine_is_an_error_that_names_it(given: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message) as raised:
        load(given)
    assert "secret" not in str(raised.value)


def test_settings_key_of_the_engine_is_a_secret() -> None:
    settings = load({"WEB_SEARCH": "brave", "WEB_SEARCH_API_KEY": "the-key"})
    assert "the-key" in settings.secrets
    assert "the-key" not in repr(settings)
    assert search_engine(load({})) is None
