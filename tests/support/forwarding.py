"""A server before a scripted upstream, and one call of each kind that goes up."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from app.main import create_app
from tests.support.fake_upstream import FakeUpstream, Script, fake_upstream
from tests.support.server import running, settings

OPERATOR_KEY = "sk-operator-canary-0001"
CALLS = [
    ("/chat/completions", False),
    ("/chat/completions", True),
    ("/completions", False),
    ("/responses", False),
    ("/responses", True),
    ("/embeddings", False),
]
"""Paths, and whether the request asks for a stream."""


@dataclass(frozen=True, slots=True)
class ForwardingServer:
    """`client` is the server's, `fake` the upstream."""

    client: httpx.AsyncClient
    fake: FakeUpstream

    async def call(self, path: str, text: str = "hi", *, stream: bool = False) -> httpx.Response:
        """Calls the operation of that path with `text` as its only input."""
        body: dict[str, Any] = {"model": "m"}
        if path == "/chat/completions":
            body["messages"] = [{"role": "user", "content": text}]
        else:
            body["prompt" if path == "/completions" else "input"] = text
        if path != "/embeddings":
            body["stream"] = stream
        return await self.client.post(path, json=body)


@asynccontextmanager
async def forwarding_server(script: Script, **options: str) -> AsyncGenerator[ForwardingServer, None]:
    """`options` are settings; an empty `upstream_api_key` leaves the upstream without a key."""
    given = {name: value for name, value in {"upstream_api_key": OPERATOR_KEY, **options}.items() if value}
    async with (
        fake_upstream(script) as fake,
        running(create_app(settings(upstream_url=fake.url, **given))) as server,
        httpx.AsyncClient(base_url=server.url + "/v1", timeout=20, trust_env=False) as client,
    ):
        yield ForwardingServer(client, fake)
