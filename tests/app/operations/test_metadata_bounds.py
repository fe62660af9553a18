"""The contract's bounds of `metadata`, for every operation that stores it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stack import stack

_MESSAGES = [{"role": "user", "content": "Hi"}]
_RESPONSE = {"model": "builtin", "input": "Hi"}
_BODIES: dict[str, tuple[str, dict[str, Any]]] = {
    "chat": ("/chat/completions", {"model": "builtin", "messages": _MESSAGES}),
    "response": ("/responses", _RESPONSE),
    "background response": ("/responses", {**_RESPONSE, "background": True}),
    "streamed response": ("/responses", {**_RESPONSE, "stream": True}),
    "beta response": ("/responses?beta=true", _RESPONSE),
    "conversation": ("/conversations", {}),
    "refused operation": ("/vector_stores", {}),
}
_PAIRS = {f"key-{number}": "a" for number in range(16)}
_MOST = {**_PAIRS, "key-0": "é" * 512, "k" * 64: "a"}
del _MOST["key-1"]
_TOO_MUCH = {
    "pairs": {**_PAIRS, "more": "a"},
    "many pairs": {f"key-{number}": "a" for number in range(20_000)},
    "a long key": {"k" * 65: "a"},
    "a long value": {"k": "v" * 513},
}


@pytest.mark.parametrize("metadata", _TOO_MUCH.values(), ids=_TOO_MUCH)
async def test_metadata_over_a_bound_is_400(database: str, metadata: dict[str, str]) -> None:
    async with stack(database) as s:
        chat = await s.sdk.chat.completions.create(
            model="builtin", messages=[{"role": "user", "content": "Hi"}], metadata=_MOST
        )
        conversation = await s.sdk.conversations.create(metadata=_MOST)
        paths: dict[str, Any] = {f"/chat/completions/{chat.id}": {}, f"/conversations/{conversation.id}": {}}
        for path, body in (*_BODIES.values(), *paths.items()):
            answer = await s.client.post(path, json={**body, "metadata": metadata})
            error = answer.json()["error"]
            assert (path, answer.status_code) == (path, 400)
            assert error["param"].partition(".")[0] == "metadata"
            assert len(answer.content) < 1000
        assert (await s.sdk.chat.completions.retrieve(chat.id)).to_dict()["metadata"] == _MOST
        assert (await s.sdk.conversations.retrieve(conversation.id)).metadata == _MOST
        assert s.rows("responses") == []


async def test_metadata_at_its_bounds_is_stored(database: str) -> None:
    async with stack(database) as s:
        response = await s.sdk.responses.create(model="builtin", input="Hi", metadata=_MOST)
        assert (await s.sdk.responses.retrieve(response.id)).metadata == _MOST


async def test_metadata_filter_of_too_many_pairs_is_400(database: str) -> None:
    async with stack(database) as s:
        query = {f"metadata[{name}]": value for name, value in _TOO_MUCH["pairs"].items()}
        answer = await s.client.get("/chat/completions", params=query)
        assert (answer.status_code, answer.json()["error"]["param"]) == (400, "metadata")
