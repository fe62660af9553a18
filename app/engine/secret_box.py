"""Secrets of callers in the database: encrypted, authenticated, and bound to their row.

The standard library has no cipher. The key stream is SHAKE-256 of a key, a random nonce and the row's name,
the tag HMAC-SHA-256 over all of it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Callable

from app.errors import BadRequest
from app.settings import SettingsError

_NONCE_BYTES = 24
_TAG_BYTES = 32


class SecretBox:
    """`secret` reads the operator's, which all replicas share; it may raise SettingsError."""

    def __init__(self, secret: Callable[[], bytes]) -> None:
        self._secret = secret
        self._keys: tuple[bytes, bytes] | None = None

    def seal(self, text: bytes, place: str) -> str:
        """The text for the row that `place` names. Raises BadRequest where the operator set no secret."""
        try:
            stream_key, tag_key = self._own_keys()
        except SettingsError:
            raise BadRequest(
                "This server cannot keep credentials of tools for a background response: its operator must "
                "set KEY_PEPPER. Leave out 'background', or 'authorization' and 'headers'.",
                param="background",
            ) from None
        nonce = os.urandom(_NONCE_BYTES)
        sealed = _xor(text, stream_key, nonce, place)
        return base64.b64encode(nonce + sealed + _tag(tag_key, nonce, sealed, place)).decode()

    def open(self, sealed: str, place: str) -> bytes | None:
        """The text; None if it is not of this place, or of another secret."""
        try:
            stream_key, tag_key = self._own_keys()
            data = base64.b64decode(sealed, validate=True)
        except (SettingsError, binascii.Error):
            return None
        nonce, text, tag = data[:_NONCE_BYTES], data[_NONCE_BYTES:-_TAG_BYTES], data[-_TAG_BYTES:]
        if not hmac.compare_digest(tag, _tag(tag_key, nonce, text, place)):
            return None
        return _xor(text, stream_key, nonce, place)

    def _own_keys(self) -> tuple[bytes, bytes]:
        if self._keys is None:
            secret = self._secret()
            # Another use of the secret must not open boxes.
            self._keys = (
                hmac.digest(secret, b"secret box, stream", "sha256"),
                hmac.digest(secret, b"secret box, tag", "sha256"),
            )
        return self._keys


def _xor(text: bytes, key: bytes, nonce: bytes, place: str) -> bytes:
    # Key and nonce have fixed lengths, so that no two inputs are written alike.
    stream = hashlib.shake_256(key + nonce + place.encode()).digest(len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))


def _tag(key: bytes, nonce: bytes, sealed: bytes, place: str) -> bytes:
    bound = hashlib.sha256(place.encode()).digest()
    return hmac.digest(key, bound + nonce + sealed, "sha256")
