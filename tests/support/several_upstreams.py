"""A server before several scripted upstreams, which a file names."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.main import create_app
from tests.support.fake_upstream import FakeUpstream, Script, fake_upstream
from tests.support.server import running, settings


@dataclass(frozen=True, slots=True)
class SeveralUpstreams:
    """`fakes` are the upstreams by name."""

    upstreams: dict[str, FakeUpstream]
    client: httpx.AsyncClient


@asynccontextmanager
async def several_upstreams(
    folder: Path, entries: dict[str, str], scripts: dict[str, Script], **given: str
) -> AsyncGenerator[SeveralUpstreams, None]:
    """`entries` are the tables' other lines by name; one without a script has a port where nobody listens."""
    async with AsyncExitStack() as stack:
        fakes: dict[str, FakeUpstream] = {}
        text = ""
        for name, lines in entries.items():
            if name in scripts:
                fake = fakes[name] = await stack.enter_async_context(fake_upstream(scripts[name]))
                lines += f'\nurl = "{fake.url}"'
            elif "builtin" not in lines and "url" not in lines:
                lines += '\nurl = "http://127.0.0.1:1/v1"'
            text += f'[[upstream]]\nname = "{name}"\n{lines}\n'
        path = folder / "upstreams.toml"
        path.write_text(text, encoding="utf-8")
        app = create_app(settings(upstreams_file=str(path), **given))
        server = await stack.enter_async_context(running(app))
        client = httpx.AsyncClient(base_url=server.url + "/v1", timeout=20, trust_env=False)
        yield SeveralUpstreams(fakes, await stack.enter_async_context(client))
