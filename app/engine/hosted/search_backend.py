"""What web search needs of a search engine, and of whatever reads a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, TypeAlias

ContextSize: TypeAlias = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One search. Empty texts and tuples are what the caller did not say."""

    text: str
    allowed_domains: tuple[str, ...] = ()
    """Only results of these and their subdomains. A backend that cannot ask for them may ignore it: the
    results are filtered anyway."""
    country: str = ""
    """Two letters, ISO 3166-1."""
    region: str = ""
    city: str = ""
    timezone: str = ""
    """Of the IANA database."""
    context_size: ContextSize = "medium"
    """How much of each page is wanted."""


class SearchResult(NamedTuple):
    """One result, best first in its list."""

    url: str
    title: str
    text: str
    """A snippet, or more of the page where the backend has it. Plain text."""


class Page(NamedTuple):
    """A page as plain text."""

    url: str
    """After redirects."""
    title: str
    text: str


class SearchBackend(Protocol):
    """A search engine. Addresses go through the guard of outgoing addresses."""

    name: str
    """For logs and the doctor, such as `searxng`."""

    async def search(self, query: SearchQuery) -> Sequence[SearchResult]:
        """The results.

        Raises APIError, whose message the model and the caller may read: it has no key.
        """

    async def open_page(self, url: str) -> Page:
        """The page of a result, or of an address that the model has from elsewhere.

        Raises APIError for one that may not be opened, or cannot be read.
        """
