"""Texts that clients keep for this server: signed and bound, so that no other text is taken for ours.

The text is the caller's own, and is not secret: a token is compressed, not encrypted.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import zlib
from dataclasses import dataclass
from typing import Literal

_PREFIX = "llmb1."
_TAG_BYTES = 16


def is_sealed(token: object) -> bool:
    """Whether it looks like a token of such a server, which no provider can read."""
    return isinstance(token, str) and token.startswith(_PREFIX)


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a token is valid: for one purpose and project; for one model of an upstream, if it names one."""

    purpose: Literal["compaction", "reasoning"]
    project: str
    upstream: str = ""
    model: str = ""

    @classmethod
    def of_compactions(cls, project: str) -> Binding:
        """Of the summaries of a project's contexts, which every model reads."""
        return cls("compaction", project)


class TokenSealer:
    """Seals and opens texts with a secret that all replicas of the server share."""

    def __init__(self, secret: bytes) -> None:
        # Another use of the secret must not make tokens.
        self._key = hmac.digest(secret, b"sealed tokens", "sha256")

    def seal(self, text: str, binding: Binding) -> str:
        """The token of a text."""
        packed = zlib.compress(text.encode())
        return _PREFIX + base64.urlsafe_b64encode(self._tag(packed, binding) + packed).decode()

    def open(self, token: str, binding: Binding) -> str | None:
        """The text of a token; None if it is not this server's, or of another binding."""
        if not is_sealed(token):
            return None
        try:
            data = base64.urlsafe_b64decode(token[len(_PREFIX) :])
        except (binascii.Error, ValueError):
            return None
        tag, packed = data[:_TAG_BYTES], data[_TAG_BYTES:]
        if not hmac.compare_digest(tag, self._tag(packed, binding)):
            return None
        return zlib.decompress(packed).decode()

    def _tag(self, packed: bytes, binding: Binding) -> bytes:
        places = (binding.purpose, binding.project, binding.upstream, binding.model)
        # Lengths: no two bindings are written alike.
        bound = b"".join(b"%d:%b" % (len(part), part) for part in (place.encode() for place in places))
        return hmac.digest(self._key, hashlib.sha256(bound).digest() + packed, "sha256")[:_TAG_BYTES]
