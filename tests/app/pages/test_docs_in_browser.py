"""The reference page in a browser: read, filter, search and copy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.main import create_app
from generated.operations import BY_ID
from tests.support.browser import CHROMIUM, NO_CHROMIUM, Page
from tests.support.docs_page import OPERATION_IDS, docs_page, open_operation
from tests.support.server import Running, running, settings

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)

_VISIBLE_IDS = OPERATION_IDS.replace(".map", ".filter((link) => link.checkVisibility()).map")
_CHAT = "create_chat_completion"


@pytest.fixture
async def server() -> AsyncIterator[Running]:
    async with running(create_app(settings())) as found:
        yield found


@pytest.fixture
async def page(server: Running, tmp_path: Path) -> AsyncIterator[Page]:
    async with docs_page(server.url, tmp_path) as found:
        yield found


async def _names(page: Page) -> list[str]:
    names: list[str] = await page.evaluate(
        "[...document.querySelectorAll('article .columns > div:first-child"
        " > section:first-child > .row .name')].map((each) => each.textContent)"
    )
    return names


async def test_docs_open_on_the_server_and_its_base_url(server: Running, page: Page) -> None:
    text = await page.text("main")
    for expected in (
        f"{server.url}/v1",
        "No key is necessary",
        "64 operations",
        "store of create_chat_completion",
    ):
        assert expected in text
    assert (
        await page.evaluate("document.querySelector('link[rel=icon]').href")
        == f"{server.url}/docs/favicon.svg"
    )


async def test_docs_list_filters_and_searches(page: Page) -> None:
    assert set(await page.evaluate(OPERATION_IDS)) == BY_ID.keys()
    titles = await page.evaluate(
        "[...document.querySelectorAll('nav summary')].map((each) => each.textContent)"
    )
    assert titles[0].startswith("Chat ")
    await page.click("#works")
    kinds = "[...document.querySelectorAll('nav .answer-kind')].map((each) => each.textContent)"
    assert set(await page.evaluate(kinds)) == {"forwarded", "implemented"}
    assert await page.text("#count") == "72 of 288 operations"
    await page.type("#search", "get MODEL")
    assert await page.evaluate(_VISIBLE_IDS) == [
        "list_models",
        "retrieve_model",
        "retrieve_project_model_permissions",
    ]
    await page.click("#works")
    await page.type("#search", "refused assistants post")
    found = await page.evaluate(_VISIBLE_IDS)
    assert {(BY_ID[each].method, BY_ID[each].tag) for each in found} == {("POST", "Assistants")}
    await page.type("#search", "no such operation")
    assert await page.text("#count") == "0 of 288 operations"


async def test_docs_operation_has_required_fields_first_and_our_default(page: Page) -> None:
    await page.evaluate("document.querySelector('nav a[href=\"#create_chat_completion\"]').focus()")
    await page.press("Enter", 13)
    await page.wait("document.querySelector('article')")
    assert (await _names(page))[:2] == ["messages", "model"]
    text = await page.text("article")
    assert "default true here, by STORE_BY_DEFAULT; OpenAI's is false" in text
    assert "minimum 1, maximum 128, default 1" in text
    await page.evaluate("document.querySelector('article .row details').open = true")
    await page.wait("document.querySelector('article .inside .inside, article .inside .name')")
    await page.evaluate("for (const each of document.querySelectorAll('.response')) each.open = true")
    text = await page.text("article")
    for expected in ("text/event-stream, each event", "Any other status", "429"):
        assert expected in text


async def test_docs_sample_is_copied(server: Running, page: Page) -> None:
    permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    await page.send("Browser.grantPermissions", permissions=permissions)
    await open_operation(page, _CHAT)
    await page.click(".toolbar label:nth-of-type(2)")
    await page.click(".samples .copy")
    await page.wait("document.querySelector('.samples .copy').textContent === 'Copied'")
    copied = await page.evaluate("navigator.clipboard.readText()")
    assert copied == await page.evaluate("document.querySelector('.samples code').textContent")
    assert f'OpenAI(base_url="{server.url}/v1"' in copied
    assert 'model="builtin"' in copied


@pytest.mark.parametrize("dark", [False, True])
async def test_docs_fit_a_telephone_in_both_colour_schemes(page: Page, dark: bool) -> None:
    await page.resize(390, 844, dark=dark)
    for place in ("", _CHAT, "create_transcription"):
        if place:
            await open_operation(page, place)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.click("#menu")
    assert await page.evaluate("document.querySelector('#search').checkVisibility()")
    await page.type("#search", "list_models")
    await page.click('nav a[href="#list_models"]')
    await page.wait("document.title.startsWith('list_models ')")
    assert not await page.evaluate("document.querySelector('#search').checkVisibility()")
    style = "getComputedStyle(document.documentElement)"
    colors = {
        name: await page.evaluate(f"{style}.getPropertyValue('--{name}')")
        for name in ("paper", "side", "ink", "soft", "mark", "good", "bad", "warn", "info")
    }
    assert (_luminance(colors["paper"]) < 0.5) is dark
    pairs = [(text, behind) for text in list(colors)[2:] for behind in ("paper", "side")]
    assert {pair for pair in pairs if _contrast(*(colors[name] for name in pair)) < 4.5} == set()


def _luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, as WCAG 2 defines it."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


async def test_docs_every_field_and_button_has_a_name(page: Page) -> None:
    for place in (_CHAT, "create_transcription", "list_input_items"):
        await open_operation(page, place)
        tree = (await page.send("Accessibility.getFullAXTree"))["nodes"]
        controls = ("button", "textbox", "searchbox", "checkbox", "radio", "combobox", "link")
        nameless = [
            node["role"]["value"]
            for node in tree
            if not node["ignored"] and node["role"]["value"] in controls and not node["name"]["value"]
        ]
        assert nameless == []
