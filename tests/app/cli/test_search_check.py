"""`doctor`'s check of the search engine."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.cli import search_check
from app.settings import load
from tests.support.commands import run
from tests.support.search_engines import KEY, FakeEngine, search_engine_at


async def _check(fake: FakeEngine, key: str = KEY, *, tries: bool = False) -> list[tuple[str, str]]:
    named = {"WEB_SEARCH": fake.kind, "WEB_SEARCH_URL": fake.url, "WEB_SEARCH_API_KEY": key}
    found = await asyncio.to_thread(lambda: list(search_check.check(load(named), tries=tries)))
    assert all(finding.subject == "search" for finding in found)
    return [(finding.status, finding.message) for finding in found]


@pytest.mark.parametrize("kind", ["searxng", "brave", "tavily"])
async def test_search_check_working_engine_is_ok_without_a_search(kind: str) -> None:
    async with search_engine_at(FakeEngine(kind)) as fake:
        assert await _check(fake) == [("ok", f"WEB_SEARCH={kind} is reachable and takes the key")]
        assert len(fake.received) == 1
        assert "q=" not in fake.received[0].target
        assert await _check(fake, tries=True) == [
            ("ok", f"WEB_SEARCH={kind} found 2 results for 'OpenAI API', the first at https://a.example/one")
        ]


@pytest.mark.parametrize("kind", ["brave", "tavily"])
@pytest.mark.parametrize("tries", [False, True])
async def test_search_check_refused_key_is_a_warning_that_names_the_setting(kind: str, tries: bool) -> None:
    async with search_engine_at(FakeEngine(kind)) as fake:
        [(status, message)] = await _check(fake, "a-wrong-key", tries=tries)
        assert status == "warn"
        assert "refuses the key in WEB_SEARCH_API_KEY" in message
        assert "a-wrong-key" not in message


async def test_search_check_engine_that_finds_nothing_is_a_warning() -> None:
    async with search_engine_at(FakeEngine("searxng", results=[])) as fake:
        assert await _check(fake, "") == [("ok", "WEB_SEARCH=searxng is reachable")]
        [(status, message)] = await _check(fake, tries=True)
        assert (status, message) == ("warn", "The search engine searxng found nothing for 'OpenAI API'.")


async def test_search_check_unreachable_engine_is_a_warning() -> None:
    async with search_engine_at(FakeEngine("searxng")) as fake:
        pass
    [(status, message)] = await _check(fake)
    assert (status, "was not reached" in message) == ("warn", True)


def test_doctor_has_a_line_for_the_engine_that_is_set(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    assert " search " not in run(tmp_path, "doctor", PORT="0").stdout
    named = {"WEB_SEARCH": "searxng", "WEB_SEARCH_URL": "http://127.0.0.1:9"}
    done = run(tmp_path, "doctor", PORT="0", **named)
    assert "warn  search" in done.stdout
    assert done.returncode == 0
