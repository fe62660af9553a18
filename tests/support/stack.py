"""A server with a database, its clients, and a scripted upstream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2 as httpx
import openai
import sqlalchemy as sa

from app.engine.hosted.tool import ToolProvider
from app.main import create_app
from app.storage.engine import connect
from app.storage.schema import upgrade
from tests.support.fake_upstream import COMPLETION, FakeUpstream, Script, fake_upstream, fixed_response
from tests.support.server import running, settings
from tests.support.validating_transport import ValidatingTransport


@dataclass(slots=True)
class Stack:
    """A running server and what a test needs of it; `fake` is None where the built-in model answers."""

    sdk: openai.AsyncOpenAI
    client: httpx.AsyncClient
    url: str
    transport: ValidatingTransport
    fake: FakeUpstream | None = None

    @property
    def upstream_bodies(self) -> list[Any]:
        """The JSON bodies that the upstream received, in their order."""
        assert self.fake is not None
        return [json.loads(request.body) for request in self.fake.requests]

    def rows(self, table: str, order: str = "id") -> list[dict[str, Any]]:
        """All rows of a table."""
        engine = connect(self.url)
        with engine.connect() as connection:
            rows = connection.execute(
                sa.select(sa.text("*")).select_from(sa.text(table)).order_by(sa.text(order))
            )
            result = [dict(row) for row in rows.mappings()]
        engine.dispose()
        return result

    async def wait_for_rows(self, table: str, count: int) -> list[dict[str, Any]]:
        """The rows, once there are `count`; waits 4 s at most, for rows written after a disconnect."""
        for _ in range(200):
            rows = await asyncio.to_thread(self.rows, table)
            if len(rows) >= count:
                break
            await asyncio.sleep(0.02)
        return rows


@asynccontextmanager
async def stack(
    url: str,
    script: Script | None = None,
    *,
    validate: bool = True,
    tools: Mapping[str, ToolProvider] | None = None,
    **options: Any,
) -> AsyncGenerator[Stack, None]:
    """A server on the database at `url`, before an upstream that runs `script` or before the built-in model.

    Every response is validated against the contract at the end, unless `validate` is off, for scripts whose
    responses are invalid on purpose. `tools` are the hosted ones, `options` are settings.
    """
    await asyncio.to_thread(upgrade, url)
    async with fake_upstream(script or fixed_response("200 OK", COMPLETION)) as fake:
        if script is not None and "upstreams_file" not in options:
            options["upstream_url"] = fake.url
        app = create_app(settings(database_url=url, **options), tools=tools)
        transport = ValidatingTransport()
        async with (
            running(app) as server,
            httpx.AsyncClient(base_url=server.url + "/v1", transport=transport, timeout=20) as client,
            openai.AsyncOpenAI(
                base_url=server.url + "/v1", api_key="any", max_retries=0, timeout=20, http_client=client
            ) as sdk,
        ):
            yield Stack(sdk, client, url, transport, fake if script else None)
    assert not validate or transport.violations == [], "\n".join(transport.violations)
