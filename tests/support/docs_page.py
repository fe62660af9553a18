"""The reference page, open in a browser."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.browser import Page, browser_page

OPERATION_IDS = "[...document.querySelectorAll('nav li a')].map((link) => link.hash.slice(1))"
"""JavaScript: the ids in the list."""


@asynccontextmanager
async def docs_page(url: str, folder: Path) -> AsyncGenerator[Page, None]:
    """The page of the server at `url`; it must work without an error and without any other host."""
    async with browser_page(folder / "profile") as page:
        await page.open(f"{url}/docs")
        await page.wait("document.querySelector('main h1')")
        yield page
        assert page.problems == []
        assert {urlsplit(each).netloc for each in page.requested} == {urlsplit(url).netloc}


async def open_operation(page: Page, operation: str) -> None:
    """Chooses an operation and waits until its page is there."""
    await page.evaluate(f"location.hash = '{operation}'")
    await page.wait(f"document.title.startsWith('{operation} ')")


async def send(page: Page, status: int) -> str:
    """Sends the form and waits for an answer of that status; the text of the answer."""
    await page.click(".try-it .send")
    await page.wait(f"/^{status} /.test(document.querySelector('.try-it .status').textContent)")
    await page.wait("document.querySelector('.try-it .actions button:last-child').disabled")
    return str(await page.evaluate("document.querySelector('.try-it .raw').textContent"))
