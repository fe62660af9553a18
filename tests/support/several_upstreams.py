"""A server before several scripted upstreams, configured by an upstreams file."""

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
    """`upstreams` are the scripted ones by name; `client` is the server's."""

    upstreams: dict[str, FakeUpstream]
    client: httpx.AsyncClient


@asynccontextmanager
async def several_upstreams(
    folder: Path, entries: dict[str, str], scripts: dict[str, Script], *, rules: str = "", **options: str
) -> AsyncGenerator[SeveralUpstreams, None]:
    """`entries` are each table's further lines by name; an entry without a script points to a closed port.

    `rules` are the file's `[[route]]` tables, `options` are settings.
    """
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
        path.write_text(text + rules, encoding="utf-8")
        app = create_app(settings(upstreams_file=str(path), **options))
        server = await stack.enter_async_context(running(app))
        client = httpx.AsyncClient(base_url=server.url + "/v1", timeout=20, trust_env=False)
        yield SeveralUpstreams(fakes, await stack.enter_async_context(client))
