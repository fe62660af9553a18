"""Keys: how they are generated, stored and redacted."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from app.access.key_hasher import KeyHasher, KeyKind, new_key, redacted
from app.storage.api_key_repository import NewKey


def test_key_hasher_stored_values_are_those_of_earlier_versions() -> None:
    hashed = hmac.new(b"pepper", b"sk-proj-0123456789abcdef", hashlib.sha256).hexdigest()
    pepper_id = hashlib.sha256(b"pepper idpepper").hexdigest()[:16]
    record = KeyHasher(b"pepper").record("sk-proj-0123456789abcdef", "project", "laptop")
    assert record == NewKey("project", "laptop", hashed, pepper_id, "sk-proj-...cdef")


@pytest.mark.parametrize(
    ("key", "shown"), [("sk-proj-0123456789ab", "sk-...89ab"), ("sk-proj-0123456789a", "***"), ("", "***")]
)
def test_redacted_short_key_is_hidden_whole(key: str, shown: str) -> None:
    assert redacted(key) == shown


@pytest.mark.parametrize(
    ("kind", "prefix"), [("project", "sk-proj-"), ("service_account", "sk-svcacct-"), ("admin", "sk-admin-")]
)
def test_new_key_has_the_prefix_of_its_kind_and_256_random_bits(kind: KeyKind, prefix: str) -> None:
    first, second = new_key(kind), new_key(kind)
    assert first != second
    assert first.startswith(prefix)
    assert len(first) == len(prefix) + 43
