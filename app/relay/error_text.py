"""The readable text of an error: out of plain text, HTML, XML, or JSON that is written into a string."""

from __future__ import annotations

import html
import re
from typing import Any

from app.contract.long_texts import LongTexts
from app.masking import KnownSecrets, mask_keys
from app.relay import frames

MAX_TEXT = 2000
"""Characters of a message; a longer one is cut."""
MAX_NAME = 200
"""Characters of a type, a parameter or a code."""
# As much of a text is looked at.
_MAX_MARKUP = 16 * 1024
_CUT = "…"
_VISIBLE = "".join(map(chr, range(0x21, 0x7F)))
# Bounded repetitions: their cost is linear in the text. XML errors have a message, pages a title.
_XML_MESSAGE = re.compile(r"<(?:\w{1,20}:)?(?:message|faultstring)>([^<]{1,2000})<", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]{0,100}>([^<]{1,500})<", re.IGNORECASE)
_HEADING = re.compile(r"<h[12][^<>]{0,100}>([^<]{1,500})<", re.IGNORECASE)
_MEMBER = re.compile(
    r'"(?:error_?)?(?:message|msg|detail)"\s{0,20}:\s{0,20}("(?:[^"\\]|\\.){1,2000}")', re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(body: bytes) -> Any:
    """The value of a body: decoded JSON, also within an event of a stream; otherwise its text."""
    body = body.removeprefix(b"\xef\xbb\xbf").strip()
    if body.startswith((b"data:", b"event:", b":")):
        events = body.replace(b"\r\n", b"\n").split(b"\n\n")
        body = next((data for event in events if (data := frames.parse_event(event).data)), body)
    try:
        return frames.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")


def nested(text: str) -> Any:
    """The object or array that a string contains; None if it is another text."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return frames.loads(text.encode("utf-8", "surrogatepass"))
    except ValueError:
        return None


def readable(text: str) -> str | None:
    """The message in a text: of HTML its title and heading, of cut JSON its message; None if it has none."""
    text = text.strip()
    start = text[:_MAX_MARKUP]
    if text.startswith("<"):
        return _of_markup(start)
    if text.startswith(("{", "[")) and (member := _MEMBER.search(start)):
        found = nested(f"[{member[1]}]")
        text = str(found[0]) if found else text
    # Not a text, such as compressed or otherwise encoded data.
    if _CONTROL.search(start):
        return None
    return shortened(text)


def shortened(text: str) -> str | None:
    """The text, cut at `MAX_TEXT`, without anything that looks like a key; None if it is empty."""
    text = mask_keys(text[: 2 * MAX_TEXT])
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT - 1]
        # A word is not cut in two: half of a key would not be recognised any more.
        text = (text.rstrip(_VISIBLE) or text) + _CUT
    return text or None


def readable_start(
    text: str, texts: LongTexts | None, secrets: KnownSecrets, characters: int = MAX_TEXT
) -> str:
    """The text of an error that may have markers of `texts`: the start of what they stand for."""
    if not texts:
        return text
    start, _ = texts.start_of(text, 2 * MAX_TEXT)
    return text if start == text else (shortened(secrets.mask_text(start)) or "")[:characters]


def name(value: Any) -> str | None:
    """A type, parameter or code as a short text; None for a structure, an address, or nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    # The type of problem details is an address.
    if not text or "://" in text or text.startswith("about:"):
        return None
    return mask_keys(text[:MAX_NAME])


def _of_markup(text: str) -> str | None:
    message = _XML_MESSAGE.search(text)
    if message is not None:
        return _plain(message[1])
    found: list[str] = []
    for pattern in (_TITLE, _HEADING):
        match = pattern.search(text)
        part = _plain(match[1]) if match is not None else None
        # A page often repeats its title as its heading.
        if part is not None and part not in found:
            found.append(part)
    return ": ".join(found) or None


def _plain(markup: str) -> str | None:
    return shortened(" ".join(html.unescape(markup).split()))
