"""API keys: how they are generated, and what of them is stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Literal, TypeAlias

from app.storage.api_key_repository import NewKey

KeyKind: TypeAlias = Literal["project", "service_account", "admin"]

_PREFIXES: dict[KeyKind, str] = {
    "project": "sk-proj-",
    "service_account": "sk-svcacct-",
    "admin": "sk-admin-",
}


class KeyHasher:
    """Hashes keys with the operator's pepper: a copy of the database alone authenticates no call."""

    def __init__(self, pepper: bytes) -> None:
        self._pepper = pepper
        self.id = hashlib.sha256(b"pepper id" + pepper).hexdigest()[:16]
        """Identifies the pepper without revealing it."""

    def hash(self, key: str) -> str:
        """HMAC-SHA256 in hexadecimal."""
        return hmac.new(self._pepper, key.encode(), hashlib.sha256).hexdigest()

    def record(self, key: str, kind: KeyKind, name: str) -> NewKey:
        """The part of a key that the database stores."""
        return NewKey(kind, name, self.hash(key), self.id, f"{_PREFIXES[kind]}...{key[-4:]}")


def new_key(kind: KeyKind) -> str:
    """256 random bits after the prefix that OpenAI's keys of this kind have."""
    return _PREFIXES[kind] + secrets.token_urlsafe(32)


def redacted(key: str) -> str:
    """Enough for the owner to recognise a key, too little to use it."""
    return f"{key[:3]}...{key[-4:]}" if len(key) >= 20 else "***"
