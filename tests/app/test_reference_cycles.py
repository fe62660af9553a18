"""What a request leaves in memory: a body in a cycle of references stays until a full collection."""

from __future__ import annotations

import gc
from typing import Any

import httpx
import pytest

from app.main import create_app
from tests.support.server import running, settings

_TEXT = "Many words. " * 20
_CHAT = {"model": "builtin", "messages": [{"role": "user", "content": _TEXT}]}
_RESPONSE = {"model": "builtin", "input": _TEXT}
_TOOLS = [{"type": "function", "name": "f", "parameters": {}}, {"type": "custom", "name": "c"}]
_REQUESTS: dict[str, tuple[str, dict[str, Any], int]] = {
    "chat": ("/chat/completions", _CHAT, 200),
    "streamed chat": ("/chat/completions", {**_CHAT, "stream": True}, 200),
    "invalid chat": ("/chat/completions", {**_CHAT, "store": 1}, 400),
    "chat of an agent": ("/chat/completions", _RESPONSE, 200),
    "response": ("/responses", {**_RESPONSE, "tools": _TOOLS}, 200),
    "streamed response": ("/responses", {**_RESPONSE, "stream": True}, 200),
    "invalid response": ("/responses", {**_RESPONSE, "store": 1}, 400),
    "refused response": ("/responses", {**_RESPONSE, "previous_response_id": "resp_none"}, 400),
    "token count": ("/responses/input_tokens", _RESPONSE, 200),
    "embedding": ("/embeddings", {"model": "builtin", "input": _TEXT}, 200),
    "moderation": ("/moderations", {"input": _TEXT}, 200),
    "unknown path": ("/nothing", _CHAT, 404),
}


def _own(garbage: list[Any]) -> list[str]:
    """Types of this project among what only a collection has freed; SQLAlchemy's constructs have cycles."""
    names = {f"{type(found).__module__}.{type(found).__name__}" for found in garbage}
    return sorted(name for name in names if name.startswith("app.") and not name.startswith("app.storage."))


@pytest.mark.parametrize("name", _REQUESTS)
async def test_request_leaves_nothing_that_waits_for_a_collection(name: str) -> None:
    path, body, status = _REQUESTS[name]
    async with (
        running(create_app(settings())) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", timeout=30, trust_env=False) as client,
    ):
        # Builds what is built on first use.
        assert (await client.post(path, json=body)).status_code == status
        gc.collect()
        gc.disable()
        try:
            assert (await client.post(path, json=body)).status_code == status
            assert (await client.get("/models")).status_code == 200
            gc.set_debug(gc.DEBUG_SAVEALL)
            gc.collect()
            found = _own(gc.garbage)
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
            gc.enable()
    assert found == []
