"""`POST /responses/compact` before a native upstream: its usage is recorded however it ends."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.support.fake_upstream import FakeUpstream, Writer, fake_upstream, fixed_response
from tests.support.stack import stack

_BODY = {"model": "m", "input": "Hello"}


def _upstreams_file(folder: Path, url: str) -> str:
    file = folder / "upstreams.toml"
    file.write_text(f'[[upstream]]\nname = "native"\nurl = "{url}"\nresponses = "native"\n')
    return str(file)


async def _close(fake: FakeUpstream, writer: Writer) -> None:
    writer.transport.abort()


async def test_compact_upstream_without_answer_records_a_failed_call(tmp_path: Path) -> None:
    async with (
        fake_upstream(_close) as fake,
        stack(f"sqlite:///{tmp_path}/test.db", upstreams_file=_upstreams_file(tmp_path, fake.url)) as s,
    ):
        assert (await s.client.post("/responses/compact", json=_BODY)).status_code == 502
        [row] = await s.wait_for_rows("usage_records", 1)
    assert (row["operation"], row["status"], row["http_status"]) == ("compact_conversation", "failed", 502)
    assert (row["upstream"], row["model_request"]) == ("native", False)


async def test_compact_answer_is_recorded_with_its_upstream(tmp_path: Path) -> None:
    answer = {"id": "resp_c", "object": "response.compaction", "created_at": 1, "output": [], "usage": None}
    script = fixed_response("200 OK", json.dumps(answer).encode())
    async with (
        fake_upstream(script) as fake,
        stack(
            f"sqlite:///{tmp_path}/test.db",
            validate=False,
            upstreams_file=_upstreams_file(tmp_path, fake.url),
        ) as s,
    ):
        assert (await s.client.post("/responses/compact", json=_BODY)).status_code == 200
        [row] = await s.wait_for_rows("usage_records", 1)
    assert (row["status"], row["upstream"]) == ("completed", "native")


async def test_compact_without_model_is_a_400_that_names_it(tmp_path: Path) -> None:
    async with (
        fake_upstream(_close) as fake,
        stack(f"sqlite:///{tmp_path}/test.db", upstreams_file=_upstreams_file(tmp_path, fake.url)) as s,
    ):
        # The contract lets the body be left out.
        refused = await s.client.post("/responses/compact")
        error = refused.json()["error"]
    assert refused.status_code == 400
    assert (error["param"], error["code"]) == ("model", "missing_required_parameter")


async def test_compact_client_disconnect_records_a_cancelled_call(tmp_path: Path) -> None:
    async def never(fake: FakeUpstream, writer: Writer) -> None:
        await asyncio.sleep(60)

    async with (
        fake_upstream(never) as fake,
        stack(f"sqlite:///{tmp_path}/test.db", upstreams_file=_upstreams_file(tmp_path, fake.url)) as s,
    ):
        with pytest.raises(httpx.ReadTimeout):
            await s.client.post("/responses/compact", json=_BODY, timeout=0.5)
        [row] = await s.wait_for_rows("usage_records", 1)
    assert (row["status"], row["http_status"]) == ("cancelled", 499)
