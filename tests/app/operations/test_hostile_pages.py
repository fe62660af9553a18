"""Pages and marks that mean harm, by HTTP: `web_search` over a model that cites them."""

from __future__ import annotations

from typing import Any

import pytest

from app.engine.hosted.search_backend import Page
from app.engine.hosted.web_search import WebSearchTools
from tests.app.operations.test_hosted_tools import WEB, _create, _stream
from tests.support.hosted_tools import Answer, FakeSearch, model
from tests.support.stack import stack

OPENED = Answer(calls=[("open_page", {"url": "https://one.example/a"})])


class OnePage(FakeSearch):
    """A search engine whose page is the same for all addresses."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    async def open_page(self, url: str) -> Page:
        """That page."""
        self.opened.append(url)
        return self._page


async def test_page_that_leads_out_of_the_allowed_domains_is_not_read(database: str) -> None:
    backend = OnePage(Page("https://other.example/b", "Other", "The text of another site."))
    tool = {**WEB, "filters": {"allowed_domains": ["one.example"]}}
    async with stack(
        database, model(OPENED, Answer("No [1].")), tools={"web_search": WebSearchTools(backend)}
    ) as s:
        whole = await _create(s, tools=[tool])
        assert (whole["output"][0]["status"], backend.opened) == ("failed", ["https://one.example/a"])
        assert "another site" not in str(s.upstream_bodies[1])
        assert whole["output"][1]["content"][0] == {
            "type": "output_text", "text": "No [1].", "annotations": [], "logprobs": []
        }  # fmt: skip


async def test_title_of_a_page_is_short_however_often_it_is_cited(database: str) -> None:
    backend = OnePage(Page("https://one.example/a", "T" * 1_000_000, "Text."))
    answers = OPENED, Answer("So [1]. " * 200)
    async with stack(database, model(*answers), tools={"web_search": WebSearchTools(backend)}) as s:
        events = await _stream(s, tools=[WEB])
        [part] = events[-1]["response"]["output"][1]["content"]
        assert len(part["annotations"]) == 200
        assert {len(citation["title"]) for citation in part["annotations"]} == {300}
        assert len(str(s.upstream_bodies[1])) < 5_000


@pytest.mark.parametrize(
    ("text", "shown", "places"),
    [
        ("[[1]]", "[]", [(0, 1)]),
        ("[1][1] [1]", "", [(0, 0)] * 3),
        ("😀 é [1]. [2]", "😀 é. [2]", [(0, 3)]),
        ("[0] [9999] [10000] [-1] [\uff11]", "[0] [9999] [10000] [-1] [\uff11]", []),
        ("a [", "a [", []),
        ("a [1", "a [1", []),
    ],
)
async def test_marks_of_a_text_are_cut_where_they_name_a_result(
    database: str, text: str, shown: str, places: list[tuple[int, int]]
) -> None:
    backend = OnePage(Page("https://one.example/a", "T", "Text."))
    answers = OPENED, Answer(text)
    async with stack(database, model(*answers), tools={"web_search": WebSearchTools(backend)}) as s:
        output = (await _stream(s, tools=[WEB]))[-1]["response"]["output"]
        [part] = output[1]["content"]
        assert part["text"] == shown
        found = [(one["start_index"], one["end_index"]) for one in part["annotations"]]
        assert found == places


async def test_calls_with_wrong_arguments_leave_the_response_whole(database: str) -> None:
    names = ("web_search", "open_page", "find_in_page")
    wrong = (
        "", "[]", "{", "null", '{"query": 5}', '{"url": ["x"]}', '{"query": ""}', '{"query": "\\u0000"}',
        '{"url": "\\u0000", "pattern": "\\ud800"}',
    )  # fmt: skip
    calls = [(name, arguments) for name in names for arguments in wrong]
    tools: Any = {"web_search": WebSearchTools(FakeSearch())}
    async with stack(database, model(Answer(calls=calls), Answer("Sorry.")), tools=tools) as s:
        final = (await _stream(s, tools=[WEB]))[-1]["response"]
        assert (final["status"], len(final["output"])) == ("completed", len(calls) + 1)
        assert {item["status"] for item in final["output"]} == {"completed", "failed"}
        assert (await s.client.get(f"/responses/{final['id']}")).json()["output"] == final["output"]


async def test_text_found_in_a_page_is_what_is_around_it_in_any_script(database: str) -> None:
    page = Page(
        "https://one.example/a", "T", "\u0130stanbul Straße " * 400 + "before the NEEDLE after" + " x" * 900
    )
    find = Answer(calls=[("find_in_page", {"url": page.url, "pattern": "Needle"})])
    tools: Any = {"web_search": WebSearchTools(OnePage(page))}
    async with stack(database, model(find, Answer("Found.")), tools=tools) as s:
        await _create(s, tools=[WEB])
        assert "before the NEEDLE after" in s.upstream_bodies[1]["messages"][-1]["content"]
