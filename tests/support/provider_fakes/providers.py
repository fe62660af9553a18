"""A fake upstream for each preset, and a server before one."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
import openai

from app.main import create_app
from tests.support.fake_upstream import (
    FakeUpstream,
    Script,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.provider_fakes import answers, refusals
from tests.support.server import running, settings
from tests.support.stack import Stack
from tests.support.validating_transport import ValidatingTransport

KEY = "sk-provider-canary-0001"


@dataclass(frozen=True, slots=True)
class Provider:
    """How a provider is called, what it refuses, and how it answers."""

    name: str
    check: refusals.Check = refusals.accept_all
    habit: answers.Habit = "openai"
    base: str = "/v1"
    """The path of its base URL."""
    key_header: str = "authorization"
    query: str = ""
    embeddings: bool = True
    responses: bool = False
    """Whether responses are sent to its own endpoint."""

    @property
    def script(self) -> Script:
        """Answers calls as the provider does."""

        async def run(fake: FakeUpstream, writer: Writer) -> None:
            refusal = self._refusal(fake)
            target = urlsplit(fake.current_request.target)
            if refusal is not None:
                await _json(*refusal)(fake, writer)
            elif target.path.endswith("/models"):
                await _json(200, {"object": "list", "data": [{"id": "m", "object": "model"}]})(fake, writer)
            else:
                await self._answer(fake, writer, target.path)

        return run

    async def _answer(self, fake: FakeUpstream, writer: Writer, path: str) -> None:
        body = json.loads(fake.current_request.body)
        model = body["model"]
        if path.endswith("/embeddings"):
            await _json(200, answers.embeddings(model))(fake, writer)
        elif not body.get("stream"):
            native = path.endswith("/responses")
            whole = answers.response(model) if native else answers.completion(model, self.habit)
            await _json(200, whole)(fake, writer)
        else:
            write_stream_head(writer)
            native = path.endswith("/responses")
            events = answers.response_events(model) if native else answers.chunks(model, self.habit, body)
            for event in events:
                write_chunk(writer, event)
            write_chunk(writer, b"")
            await writer.drain()

    def _refusal(self, fake: FakeUpstream) -> refusals.Refusal | None:
        request = fake.current_request
        target = urlsplit(request.target)
        given = f"{self.key_header}: {KEY if self.key_header != 'authorization' else f'Bearer {KEY}'}"
        if given not in request.head.split("\r\n"):
            return 401, {"error": {"message": "Access denied.", "code": "401"}}
        if not target.path.startswith(f"{self.base}/") or target.query != self.query:
            return 404, {"error": {"code": "404", "message": "Resource not found"}}
        path = target.path.removeprefix(self.base)
        if path == "/responses" and not self.responses:
            return 404, {"error": {"code": "404", "message": "Resource not found"}}
        body = json.loads(request.body) if request.body else {}
        return self.check(path, body)


PROVIDERS = {
    provider.name: provider
    for provider in (
        Provider("openai", refusals.openai, responses=True),
        Provider("azure", refusals.openai, "azure", "/openai/v1", "api-key", responses=True),
        Provider("gemini", refusals.gemini),
        Provider("anthropic", embeddings=False),
        Provider("llamacpp", habit="llamacpp"),
        Provider("ollama", refusals.ollama, "ollama"),
        Provider("vllm"),
        Provider("lmstudio", refusals.lmstudio),
        Provider("openrouter", habit="openrouter"),
        Provider("groq", refusals.groq, "groq", embeddings=False),
        Provider("mistral", refusals.mistral, "last"),
        Provider("deepseek", refusals.deepseek, "deepseek", embeddings=False),
    )
}
"""By the name of their preset."""

AZURE_DATED = Provider(
    "azure", refusals.openai, "azure", "/openai/deployments/my%20model", "api-key", "api-version=2024-10-21"
)
"""Azure's dated API, with the deployment `my model`."""


@asynccontextmanager
async def provider_stack(folder: Path, provider: Provider, **fields: str) -> AsyncGenerator[Stack, None]:
    """A server before the provider's fake. `fields` are those of its entry, as TOML has them.

    Every response is validated against the contract at the end.
    """
    async with fake_upstream(provider.script) as fake:
        lines = {
            "name": f'"{provider.name}"',
            "url": f'"{fake.url}"',
            "preset": f'"{provider.name}"',
            "key_file": '"provider.key"',
            **fields,
        }
        (folder / "provider.key").write_text(KEY, encoding="utf-8")
        file = folder / "upstreams.toml"
        text = "\n".join(f"{name} = {value}" for name, value in lines.items())
        file.write_text(f"[[upstream]]\n{text}\n", encoding="utf-8")
        given = settings(upstreams_file=str(file))
        transport = ValidatingTransport()
        async with (
            running(create_app(given)) as server,
            httpx.AsyncClient(base_url=server.url + "/v1", transport=transport, timeout=20) as client,
            openai.AsyncOpenAI(
                base_url=server.url + "/v1", api_key="any", max_retries=0, timeout=20, http_client=client
            ) as sdk,
        ):
            yield Stack(sdk, client, given.database_url, transport, fake)
    assert transport.violations == [], "\n".join(transport.violations)


def _json(status: int, value: Any) -> Script:
    return fixed_response(f"{status} Status", json.dumps(value).encode())
