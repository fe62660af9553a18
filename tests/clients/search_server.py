"""A search engine of the tests as a program."""

from __future__ import annotations

import asyncio
import sys

from tests.support.search_engines import FakeEngine, search_engine_at


async def _serve() -> None:
    async with search_engine_at(FakeEngine("searxng")) as engine:
        sys.stderr.write(f"listens on {engine.url}\n")
        sys.stderr.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
