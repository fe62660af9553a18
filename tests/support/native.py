"""A server before an upstream with its own `/responses`, and the events of such an upstream."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.support.fake_upstream import Script, fake_upstream
from tests.support.stack import Stack, stack


def native_event(kind: str, **fields: Any) -> bytes:
    """An event of a response, with everything but ASCII as escapes."""
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n".encode()


@asynccontextmanager
async def native_stack(folder: Path, script: Script, *, validate: bool = True) -> AsyncGenerator[Stack, None]:
    """The server, before an upstream that runs `script`; for `validate` see `stack`."""
    file = folder / "upstreams.toml"
    async with fake_upstream(script) as fake:
        file.write_text(f'[[upstream]]\nname = "native"\nurl = "{fake.url}"\nresponses = "native"\n')
        url = f"sqlite:///{folder}/native.db"
        async with stack(url, validate=validate, upstreams_file=str(file)) as running:
            yield running
