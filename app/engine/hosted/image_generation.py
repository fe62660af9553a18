"""`image_generation`: the model asks for images, which an upstream's images operations generate and edit."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

import orjson

from app.access.callers import Call
from app.aio.content import MemoryContent
from app.contract.headers import UPSTREAM_HEADER
from app.contract.json_types import JsonObject
from app.engine.hosted.plain_tool import PlainTool
from app.engine.hosted.tool import (
    HostedCall,
    HostedFunction,
    ItemAdded,
    ItemDone,
    ItemEvent,
    ToolContext,
    ToolEvent,
)
from app.engine.metered_relay import forward_metered
from app.errors import APIError, BadRequest
from app.relay.frames import Frames, data_of
from app.upstream.upstreams import Upstreams
from app.usage.recorder import UsageRecorder
from generated.operations import BY_ID
from generated.runtime import Relay

_SAME = ("quality", "size", "output_format", "output_compression", "moderation", "background")
_EVENT = "response.image_generation_call"
_MADE = "The image was generated; the user sees it."
_MAX_EVENT_BYTES = 64 * 1024 * 1024
_PROMPT: JsonObject = {"type": "string", "description": "What the image shows, in full."}
_EDIT: JsonObject = {
    "type": "boolean",
    "description": "Whether to change the last image of the chat, in place of a new one.",
}


class ImageTools:
    """Makes the image generation of requests."""

    def __init__(self, upstreams: Upstreams, recorder: UsageRecorder) -> None:
        self._upstreams = upstreams
        self._recorder = recorder

    def tool(self, declared: Mapping[str, Any], path: str, model: str) -> ImageGeneration:
        """The tool of an entry of `tools`; `model` generates if the entry names none.

        Raises BadRequest for a mask that this server does not have.
        """
        if (declared.get("input_image_mask") or {}).get("file_id") is not None:
            raise BadRequest(
                "'file_id' cannot be used here: send the mask as 'image_url'.",
                param=f"{path}.input_image_mask.file_id",
                code="unsupported_parameter",
            )
        return ImageGeneration(self, declared, declared.get("model") or model)

    async def send(self, call: Call, operation_id: str, body: JsonObject) -> Relay:
        """The answer of an images operation. It has a usage record of its own. Raises as that one does."""
        operation = BY_ID[operation_id]
        sent = dataclasses.replace(
            call,
            operation=operation,
            path=operation.path,
            query="",
            # Whoever chose an upstream chose it for the text.
            headers={name: value for name, value in call.headers.items() if name != UPSTREAM_HEADER},
            content=MemoryContent(orjson.dumps(body), "application/json"),
            body_fields=body,
            response_headers={},
        )
        return await forward_metered(self._upstreams, self._recorder, sent, is_further=True)


class ImageGeneration(PlainTool):
    """The image generation of one request."""

    kind = "image_generation"

    def __init__(self, images: ImageTools, declared: Mapping[str, Any], model: str) -> None:
        self._images = images
        self._declared = declared
        self._model = model
        self._action = declared.get("action") or "auto"
        self._last_image: str | None = None

    def functions(self) -> Sequence[HostedFunction]:
        """See `HostedTool`."""
        properties = {"prompt": _PROMPT} | ({"edit": _EDIT} if self._action == "auto" else {})
        schema: JsonObject = {"type": "object", "properties": properties, "required": ["prompt"]}
        return [HostedFunction(self.kind, "Generates an image and shows it to the user.", schema)]

    def repeatable(self, call: HostedCall) -> bool:
        """See `HostedTool`: an image that is generated twice is paid twice."""
        return False

    def restore(self, item: JsonObject, state: Any) -> None:
        """See `HostedTool`."""
        self._last_image = _data_url(item) or self._last_image

    async def run(self, call: HostedCall, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """See `HostedTool`."""
        item: JsonObject = {"type": "image_generation_call", "status": "in_progress", "result": None}
        yield ItemAdded(item)
        yield ItemEvent(f"{_EVENT}.in_progress")
        yield ItemEvent(f"{_EVENT}.generating")
        result: str | None = None
        try:
            operation_id, body = self._request(call, context)
            relay = await self._images.send(context.call, operation_id, body)
            async for partial in _images(relay):
                if "partial_image_index" in partial:
                    yield ItemEvent(f"{_EVENT}.partial_image", _partial_fields(partial))
                else:
                    result = partial.get("b64_json")
        except APIError as error:
            yield ItemDone({**item, "status": "failed"}, f"No image was generated: {error.message}")
            return
        if not isinstance(result, str):
            yield ItemDone({**item, "status": "failed"}, "No image was generated.")
            return
        yield ItemEvent(f"{_EVENT}.completed")
        done = {**item, "status": "completed", "result": result}
        self._last_image = _data_url(done)
        yield ItemDone(done, _MADE)

    def _request(self, call: HostedCall, context: ToolContext) -> tuple[str, JsonObject]:
        """The operation, and its body. Raises BadRequest for arguments that are none."""
        try:
            arguments = orjson.loads(call.arguments)
            prompt = arguments["prompt"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            raise BadRequest("'prompt' is missing.") from None
        declared = self._declared
        body: JsonObject = {"model": self._model, "prompt": str(prompt)}
        body |= {name: declared[name] for name in _SAME if declared.get(name) is not None}
        if declared.get("partial_images"):
            body |= {"stream": True, "partial_images": declared["partial_images"]}
        mask = declared.get("input_image_mask")
        if self._action == "edit" or (self._action == "auto" and (arguments.get("edit") is True or mask)):
            image = self._last_image or _last_image(context.items)
            if image is None:
                raise BadRequest("There is no image in the chat that could be edited.")
            body["images"] = [{"image_url": image}]
            if mask:
                body["mask"] = {"image_url": mask.get("image_url")}
            if declared.get("input_fidelity") is not None:
                body["input_fidelity"] = declared["input_fidelity"]
            return "create_image_edit", body
        return "create_image", body


async def _images(relay: Relay) -> AsyncGenerator[JsonObject, None]:
    """The images of an answer, the whole one last. Raises BadRequest with an upstream's error."""
    if relay.status >= 400:
        body = orjson.loads(b"".join([chunk async for chunk in relay.chunks]))
        raise BadRequest(str(body["error"]["message"]))
    frames = Frames(_MAX_EVENT_BYTES)
    if any(name == "content-type" and "event-stream" in value for name, value in relay.headers):
        async for chunk in relay.chunks:
            for frame in frames.events(chunk):
                value = _decoded(data_of(frame))
                if isinstance(value, dict) and value.get("b64_json"):
                    yield value
        return
    answer = _decoded(b"".join([chunk async for chunk in relay.chunks]))
    for image in (answer.get("data") or ()) if isinstance(answer, dict) else ():
        yield image


def _decoded(data: bytes | None) -> Any:
    try:
        return orjson.loads(data or b"null")
    except orjson.JSONDecodeError:
        return None


def _partial_fields(partial: JsonObject) -> JsonObject:
    names = ("partial_image_index", "size", "quality", "background", "output_format")
    fields = {name: partial[name] for name in names if partial.get(name) is not None}
    return {**fields, "partial_image_b64": partial["b64_json"]}


def _last_image(items: Sequence[Mapping[str, Any]]) -> str | None:
    """The last image that the user sent, or that was generated."""
    for item in reversed(items):
        if item.get("type") == "image_generation_call" and (url := _data_url(item)) is not None:
            return url
        content = item.get("content")
        for part in reversed(content) if isinstance(content, list) else ():
            if part.get("type") == "input_image" and part.get("image_url"):
                return str(part["image_url"])
    return None


def _data_url(item: Mapping[str, Any]) -> str | None:
    result = item.get("result")
    return f"data:image/png;base64,{result}" if result else None
