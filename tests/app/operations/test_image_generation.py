"""`image_generation` over a chat upstream, by the images operations of an upstream; tools of the upstream."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from app.engine.hosted.web_search import WebSearchTools
from tests.support.fake_upstream import (
    FakeUpstream,
    Script,
    Writer,
    fake_upstream,
    fixed_response,
    write_chunk,
    write_stream_head,
)
from tests.support.hosted_tools import Answer, FakeSearch, model
from tests.support.response_events import read_frames, validated_events
from tests.support.stack import Stack, stack

_USAGE = {"input_tokens": 5, "output_tokens": 7, "total_tokens": 12, "input_tokens_details": {}}
_DRAW = Answer(calls=[("image_generation", {"prompt": "A cat"})])
_EDIT = Answer(calls=[("image_generation", {"prompt": "With a hat", "edit": True})])
_IMAGES = 'tools = { image_generation = "gpt-image-1" }'
_TOOL: dict[str, Any] = {"type": "image_generation", "size": "1024x1024", "quality": "low"}
_BODY: dict[str, Any] = {"model": "m", "input": "Draw", "tools": [_TOOL]}
_MADE = json.dumps({"created": 1, "data": [{"b64_json": "aGk="}], "usage": _USAGE}).encode()


def _script(*answers: Answer, images: Script) -> Script:
    chats = model(*answers)

    async def script(fake: FakeUpstream, writer: Writer) -> None:
        await (images if "/images/" in fake.current_request.target else chats)(fake, writer)

    return script


@asynccontextmanager
async def _drawing(
    folder: Path, url: str, script: Script, lines: str = _IMAGES, **options: Any
) -> AsyncGenerator[tuple[Stack, FakeUpstream], None]:
    async with fake_upstream(script) as fake:
        file = folder / "upstreams.toml"
        file.write_text(f'[[upstream]]\nname = "one"\nurl = "{fake.url}"\n{lines}')
        async with stack(url, upstreams_file=str(file), **options) as s:
            yield s, fake


async def _draw(s: Stack, **fields: Any) -> dict[str, Any]:
    answered = await s.client.post("/responses", json={**_BODY, **fields})
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def _partial_images(fake: FakeUpstream, writer: Writer) -> None:
    shared = {"created_at": 1, "size": "1024x1024", "quality": "low", "background": "opaque"}
    write_stream_head(writer)
    for event in (
        {"type": "image_generation.partial_image", "b64_json": "aA==", "partial_image_index": 0, **shared},
        {"type": "image_generation.completed", "b64_json": "aGk=", "usage": _USAGE, **shared},
    ):
        write_chunk(writer, f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())
    write_chunk(writer, b"")


async def test_image_generation_streamed_has_its_events_in_order(database: str, tmp_path: Path) -> None:
    script = _script(_DRAW, Answer("Here it is."), images=_partial_images)
    async with _drawing(tmp_path, database, script) as (s, fake):
        body = {"model": "m", "input": "Draw", "stream": True, "tools": [{**_TOOL, "partial_images": 1}]}
        answered = await s.client.post("/responses", json=body)
        events = validated_events(read_frames(answered.content))
        assert [event["type"].removeprefix("response.") for event in events][2:8] == [
            "output_item.added",
            "image_generation_call.in_progress",
            "image_generation_call.generating",
            "image_generation_call.partial_image",
            "image_generation_call.completed",
            "output_item.done",
        ]
        assert events[5]["partial_image_b64"] == "aA=="
        call, message = events[-1]["response"]["output"]
        assert (call["status"], call["result"]) == ("completed", "aGk=")
        assert message["content"][0]["text"] == "Here it is."
        _, image, _ = fake.requests
        assert image.target == "/v1/images/generations"
        assert json.loads(image.body) == {
            "model": "gpt-image-1",
            "prompt": "A cat",
            "size": "1024x1024",
            "quality": "low",
            "stream": True,
            "partial_images": 1,
        }
        rows = s.rows("usage_records")
        assert sorted((row["operation"], row["output_tokens"]) for row in rows) == [
            ("create_image", 7),
            ("create_response", 4),
            ("create_response", 4),
        ]
        assert sum(bool(row["model_request"]) for row in rows) == 1
        assert len({row["request_id"] for row in rows}) == 1
        # The image itself is nothing that the model reads.
        assert b"aGk=" not in fake.requests[2].body


async def test_image_generation_edits_the_last_image_of_the_chat(database: str, tmp_path: Path) -> None:
    images = fixed_response("200 OK", _MADE, "connection: close")
    script = _script(_DRAW, Answer("Here."), _EDIT, Answer("Done."), images=images)
    async with _drawing(tmp_path, database, script) as (s, fake):
        first = (
            await s.client.post("/responses", json={"model": "m", "input": "Draw", "tools": [_TOOL]})
        ).json()
        second = await _draw(s, input="A hat", previous_response_id=first["id"])
        assert [item["type"] for item in second["output"]] == ["image_generation_call", "message"]
        edit = next(request for request in fake.requests if request.target == "/v1/images/edits")
        assert json.loads(edit.body)["images"] == [{"image_url": "data:image/png;base64,aGk="}]


async def test_image_generation_failure_is_the_models_to_read(database: str, tmp_path: Path) -> None:
    images = fixed_response("400 Bad Request", b'{"error": {"message": "not allowed"}}', "connection: close")
    async with _drawing(tmp_path, database, _script(_DRAW, Answer("No."), images=images)) as (s, fake):
        whole = (
            await s.client.post("/responses", json={"model": "m", "input": "Draw", "tools": [_TOOL]})
        ).json()
        assert [item["status"] for item in whole["output"]] == ["failed", "completed"]
        assert "not allowed" in json.loads(fake.requests[-1].body)["messages"][-1]["content"]


async def test_image_generation_without_an_image_model_is_left_out_unless_chosen(
    database: str, tmp_path: Path
) -> None:
    script = _script(Answer("Hi."), images=fixed_response("200 OK", _MADE))
    async with _drawing(tmp_path, database, script, "") as (s, _):
        answered = await s.client.post("/responses", json=_BODY)
        assert answered.headers["x-llm-backend-left-out"] == "tools[0] (image_generation: no backend)"
        choice = {"tool_choice": {"type": "image_generation"}}
        chosen = await s.client.post("/responses", json={**_BODY, **choice})
        assert (chosen.status_code, chosen.json()["error"]["param"]) == (400, "tool_choice.type")


async def test_image_generation_mask_by_id_is_a_400_that_names_it(tmp_path: Path) -> None:
    script = _script(Answer("Hi."), images=fixed_response("200 OK", _MADE))
    async with _drawing(tmp_path, f"sqlite:///{tmp_path}/test.db", script) as (s, _):
        tool = {**_TOOL, "input_image_mask": {"file_id": "file-1"}}
        refused = await s.client.post("/responses", json={"model": "m", "input": "Draw", "tools": [tool]})
        assert refused.json()["error"]["param"] == "tools[0].input_image_mask.file_id"


async def test_tool_of_the_upstream_goes_up_unchanged(tmp_path: Path) -> None:
    backend = FakeSearch()
    script = _script(Answer("Hi."), images=fixed_response("200 OK", _MADE))
    async with _drawing(
        tmp_path,
        f"sqlite:///{tmp_path}/test.db",
        script,
        'tools = { web_search = "native" }',
        tools={"web_search": WebSearchTools(backend)},
    ) as (s, fake):
        tool = {"type": "web_search", "search_context_size": "low"}
        answered = await s.client.post("/responses", json={"model": "m", "input": "Look", "tools": [tool]})
        assert answered.status_code == 200
        assert "x-llm-backend-left-out" not in answered.headers
        assert json.loads(fake.requests[0].body)["tools"] == [tool]
        assert backend.queries == []
