"""Secrets of callers in the database: encrypted, authenticated, and bound to their row, by AES-256-GCM."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.errors import BadRequest
from app.settings import SettingsError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class SecretBox:
    """`secret` reads the operator's, which all replicas share; it may raise SettingsError."""

    def __init__(self, secret: Callable[[], bytes]) -> None:
        self._secret = secret
        self._derived_key: bytes | None = None

    def seal(self, text: bytes, place: str) -> str:
        """The text for the row that `place` names. Raises BadRequest where the operator set no secret."""
        try:
            key = self._key()
        except SettingsError:
            raise BadRequest(
                "This server cannot keep credentials of tools for a background response: its operator must "
                "set KEY_PEPPER. Leave out 'background', or 'authorization' and 'headers'.",
                param="background",
            ) from None
        nonce = os.urandom(_NONCE_BYTES)
        return base64.b64encode(nonce + _cipher(key).encrypt(nonce, text, place.encode())).decode()

    def open(self, sealed: str, place: str) -> bytes | None:
        """The text; None if it is not of this place, or of another secret."""
        # 5 MiB that most processes never need.
        from cryptography.exceptions import InvalidTag

        try:
            data = base64.b64decode(sealed, validate=True)
            return _cipher(self._key()).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], place.encode())
        # ValueError: the nonce is too short.
        except (SettingsError, binascii.Error, ValueError, InvalidTag):
            return None

    def _key(self) -> bytes:
        if self._derived_key is None:
            # Another use of the secret must not open boxes.
            self._derived_key = hmac.digest(self._secret(), b"secret box", "sha256")
        return self._derived_key


def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
