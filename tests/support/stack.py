"""A server with a database, its clients, and a scripted upstream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2 as httpx
import openai
import sqlalchemy as sa

from app.main import create_app
from app.storage.engine import connect
from app.storage.schema import upgrade
from tests.support.fake_upstream import COMPLETION, FakeUpstream, Script, fake_upstream, fixed_response
from tests.support.server import running, settings
from tests.support.validating_transport import ValidatingTransport


@dataclass(slots=True)
class Stack:
    """A server with a database, and a scripted upstream unless the built-in model answers."""

    sdk: openai.AsyncOpenAI
    client: httpx.AsyncClient
    url: str
    transport: ValidatingTransport
    fake: FakeUpstream | None = None

    @property
    def upstream_bodies(self) -> list[Any]:
        """The bodies that the upstream was sent."""
        assert self.fake is not None
        return [json.loads(seen.body) for seen in self.fake.requests]

    def rows(self, table: str, order: str = "id") -> list[dict[str, Any]]:
        """All of a table."""
        engine = connect(self.url)
        with engine.connect() as connection:
            rows = connection.execute(
                sa.select(sa.text("*")).select_from(sa.text(table)).order_by(sa.text(order))
            )
            found = [dict(row) for row in rows.mappings()]
        engine.dispose()
        return found

    async def wait_for_rows(self, table: str, count: int) -> list[dict[str, Any]]:
        """The rows once there are as many: those of a client that left are written after it."""
        for _ in range(200):
            rows = await asyncio.to_thread(self.rows, table)
            if len(rows) >= count:
                break
            await asyncio.sleep(0.02)
        return rows


@asynccontextmanager
async def stack(
    url: str, script: Script | None = None, *, validate: bool = True, **given: str
) -> AsyncGenerator[Stack, None]:
    """Every answer that a client of it reads is judged by the contract, unless a script's own is none of it."""
    await asyncio.to_thread(upgrade, url)
    async with fake_upstream(script or fixed_response("200 OK", COMPLETION)) as fake:
        if script is not None and "upstreams_file" not in given:
            given["upstream_url"] = fake.url
        app = create_app(settings(database_url=url, **given))
        judged = ValidatingTransport()
        async with (
            running(app) as server,
            httpx.AsyncClient(base_url=server.url + "/v1", transport=judged, timeout=20) as client,
            openai.AsyncOpenAI(
                base_url=server.url + "/v1", api_key="any", max_retries=0, timeout=20, http_client=client
            ) as sdk,
        ):
            yield Stack(sdk, client, url, judged, fake if script else None)
    assert not validate or judged.violations == [], "\n".join(judged.violations)
