"""What is secret, or looks like a key, is hidden: in logs, in errors, and in what upstreams answer."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

MASK = "***"
MASK_BYTES = MASK.encode()
_KEY_PATTERN = re.compile(
    r"\b(sk|sess|pk)-[A-Za-z0-9_\-]{8,}|(?i:bearer)\s+[A-Za-z0-9._~+/=\-]{4,}|(?<=://)[^/\s@]+(?=@)"
)
# Every match of the pattern contains one of these; the search for them costs a tenth of the pattern's.
_KEY_HINTS = ("sk-", "sess-", "pk-", "bearer", "://")
# Shorter secrets occur in ordinary words.
_MIN_CHARACTERS = 4
# What programs leave as it is when they encode a part of a URL.
_URL_SAFE = ("", "/", "!'()*")


def mask_keys(text: str) -> str:
    """The text, with a mask in the place of all that looks like a key."""
    lowered = text.lower()
    for hint in _KEY_HINTS:
        if hint in lowered:
            return _KEY_PATTERN.sub(MASK, text)
    return text


class KnownSecrets:
    """Texts that nothing may show, in each form in which a text, JSON, a URL or a page quotes them.

    `words` are secrets, too, which occur in answers by chance: bodies are not searched for them.
    """

    __slots__ = ("_texts", "encoded")

    def __init__(self, secrets: Iterable[str] = (), words: Iterable[str] = ()) -> None:
        certain = _all_forms(secrets)
        self._texts = _all_forms((*certain, *words))
        self.encoded = tuple(form.encode() for form in certain)
        """What bodies are searched for: empty for nearly all upstreams without a key."""

    def mask_text(self, text: str) -> str:
        """The text of an error, a header or a log without them."""
        for secret in self._texts:
            text = text.replace(secret, MASK)
        return text

    def mask_body(self, body: bytes) -> bytes:
        """A body, or whole events of one, without them."""
        for secret in self.encoded:
            body = body.replace(secret, MASK_BYTES)
        return body


def _all_forms(secrets: Iterable[str]) -> tuple[str, ...]:
    """Each form once, longer ones first: one may contain another."""
    known = {form for secret in secrets if len(secret) >= _MIN_CHARACTERS for form in _forms(secret)}
    return tuple(sorted(known, key=lambda form: (-len(form), form)))


def _forms(secret: str) -> Iterator[str]:
    """As it is, as JSON with and without escapes, as a part of a URL, and in HTML."""
    for form in (secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]):
        yield from (form, form.replace("/", "\\/"))
    for safe in _URL_SAFE:
        encoded = quote(secret, safe=safe)
        yield from (encoded, re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), encoded))
    yield html.escape(secret)


NO_SECRETS = KnownSecrets()
"""Of an upstream that has none."""
