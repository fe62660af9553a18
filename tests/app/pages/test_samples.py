"""Samples of operations against `mock`: their requests are valid by the contract."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.fallback import STATELESS
from app.main import create_mock
from generated.operations import BY_ID
from tests.support.samples import NO_NODE, NODE, SampleRunner
from tests.support.server import Running, running, settings

_FILES = ("audio.mp3", "example.txt", "image.png", "video.mp4")


@pytest.fixture
async def server() -> AsyncIterator[Running]:
    async with running(create_mock(settings())) as found:
        yield found


async def _details(server: Running) -> list[dict[str, Any]]:
    async with httpx.AsyncClient(base_url=server.url) as client:
        return [(await client.get(f"/docs/operations/{name}.json")).json() for name in BY_ID]


def _of_each_shape(details: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One operation for each kind of sample, and those that the server forwards."""
    shapes = {}
    for detail in details:
        call = detail["call"]
        binary = any("answer.bin" in sample["plain"] for sample in detail["samples"])
        sends = (call["body"] is not None, bool(call["form"]), bool(call["files"]), call["streams"])
        shapes[detail["method"], sends, bool(call["query_values"]), detail["security"], binary] = detail
    chosen = {detail["id"]: detail for detail in shapes.values()}
    return list((chosen | {each["id"]: each for each in details if each["id"] in STATELESS}).values())


async def _failures(
    server: Running, details: Iterable[dict[str, Any]], language: str, folder: Path
) -> dict[str, str]:
    for name in _FILES:
        (folder / name).write_bytes(b"an example")
    samples = {}
    for detail in details:
        sample = next(each for each in detail["samples"] if each["language"] == language)
        for kind in ("plain", "streamed"):
            if sample[kind] is not None:
                text = sample[kind].replace("@BASE_URL@", f"{server.url}/v1")
                samples[f"{detail['id']} {kind}"] = text.replace("@MODEL@", "m").replace(
                    "@MODEL_IN_PATH@", "m"
                )
    return await SampleRunner(folder, {}).failures(language, samples)


async def test_curl_samples_of_every_operation_are_valid(server: Running, tmp_path: Path) -> None:
    assert await _failures(server, await _details(server), "curl", tmp_path) == {}


async def test_python_samples_of_every_shape_are_valid(server: Running, tmp_path: Path) -> None:
    assert await _failures(server, _of_each_shape(await _details(server)), "Python", tmp_path) == {}


@pytest.mark.skipif(NODE is None, reason=NO_NODE)
async def test_javascript_samples_of_every_shape_are_valid(server: Running, tmp_path: Path) -> None:
    assert await _failures(server, _of_each_shape(await _details(server)), "JavaScript", tmp_path) == {}
