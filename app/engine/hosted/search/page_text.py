"""The text of an HTML page. It takes time in proportion to the page's length, whatever that contains."""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Iterator

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]{0,40})")
# Their content is no text of the page; each with what ends it.
_OPAQUE = {
    name: re.compile(f"</{name}", re.I)
    for name in ("script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea")
}
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "cite",
            "code",
            "em",
            "font",
            "i",
            "kbd",
            "label",
            "mark",
            "q",
            "s",
            "small",
        ),
        *("span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n ?(?:\n ?)+")


def page_text(source: str, max_characters: int) -> tuple[str, str]:
    """The title and the text of a page, block by block in lines; the text ends at `max_characters`."""
    title: list[str] = []
    text: list[str] = []
    left = max_characters
    in_title = False
    for is_tag, piece in _pieces(source):
        if not is_tag:
            (title if in_title else text).append(piece)
            left -= 0 if in_title else len(piece)
            if left < 0:
                break
        elif piece in ("title", "/title"):
            in_title = piece == "title" and not title
        elif piece.removeprefix("/") not in _INLINE:
            text.append("\n")
    return _tidy("".join(title)).replace("\n", " "), _tidy("".join(text))[:max_characters]


def plain_text(source: str) -> str:
    """A short text without tags and entities, in one line."""
    return page_text(source, len(source))[1].replace("\n", " ")


def _tidy(text: str) -> str:
    # A reference with thousands of digits is an error.
    with contextlib.suppress(ValueError):
        text = html.unescape(text)
    text = _SPACES.sub(" ", text.replace("\0", ""))
    return _BREAKS.sub("\n", text.replace(" \n", "\n").replace("\n ", "\n")).strip()


def _pieces(source: str) -> Iterator[tuple[bool, str]]:
    """Texts, and names of tags, an end tag's with a slash; each part of the page is looked at once."""
    position = 0
    while position < len(source):
        start = source.find("<", position)
        if start < 0:
            yield False, source[position:]
            return
        yield False, source[position:start]
        if source.startswith("<!--", start):
            position = _after(source, "-->", start + 4)
            continue
        tag = _TAG.match(source, start)
        if tag is None and not source.startswith(("<!", "<?"), start):
            yield False, "<"
            position = start + 1
            continue
        position = _after(source, ">", start)
        if tag is not None:
            name = tag[1].lower()
            is_end = source[start + 1] == "/"
            yield True, f"/{name}" if is_end else name
            if name in _OPAQUE and not is_end:
                end = _OPAQUE[name].search(source, position)
                position = len(source) if end is None else end.start()


def _after(source: str, mark: str, position: int) -> int:
    found = source.find(mark, position)
    return len(source) if found < 0 else found + len(mark)
