"""A valid request of an operation: what each language's sample sends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from app.contract import examples, openapi_document
from app.contract.json_types import JsonObject
from app.pages.samples import curated
from app.pages.samples.curated import Prerequisite
from app.pages.samples.literals import JSON
from generated.runtime import Operation

_FORM = "multipart/form-data"
# `stream_format` selects events, with some models only.
_OTHER_STREAMS = ("create_speech",)
_FILE_NAMES = {"image": "image.png", "mask": "mask.png", "video": "video.mp4"}


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """One call, and those before it that create what it refers to."""

    operation: Operation
    prerequisites: tuple[Prerequisite, ...]
    ids: dict[str, str]
    """Path parameter -> variable that holds the object, for each parameter with a prerequisite."""
    examples: dict[str, str]
    """Path parameter -> example value, for the others."""
    query: dict[str, str]
    body: JsonObject | None
    """Of JSON; None for a call without a body and for a form."""
    form: dict[str, str]
    files: dict[str, str]
    """Form field -> name of the file that is sent."""

    @property
    def is_form(self) -> bool:
        """Whether the body is multipart/form-data."""
        return bool(self.form or self.files)

    @property
    def is_binary(self) -> bool:
        """Whether the answer is a file."""
        return any(answer.status == 200 and answer.kind == "binary" for answer in self.operation.responses)

    @property
    def streams(self) -> bool:
        """Whether `stream: true` in the body turns the answer into events."""
        events = any(answer.kind == "events" for answer in self.operation.responses)
        return events and self.body is not None and self.operation.id not in _OTHER_STREAMS

    @property
    def suffix(self) -> str:
        """The query with its question mark."""
        query = {**({"beta": "true"} if self.operation.beta else {}), **self.query}
        return f"?{urlencode(query)}" if query else ""

    def url_path(self, path: str, variable: Callable[[str], str]) -> str:
        """A path template with its values; `variable` writes the id that a variable holds."""

        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name in self.ids:
                return variable(self.ids[name])
            example = self.examples[name]
            return curated.MODEL_IN_PATH if example == curated.MODEL else quote(example, safe="")

        return re.sub(r"\{(\w+)\}", value, path)


def sample_request(operation: Operation) -> SampleRequest:
    """The operation's request: a curated body, or the contract's required fields."""
    plain_id = operation.id.removeprefix("beta_")
    own = curated.OWN_PREREQUISITES.get(plain_id, {})
    names = [p.name for p in operation.parameters if p.location == "path"]
    needed: dict[str, Prerequisite] = {}
    if plain_id in curated.SDK_METHODS:
        found = {name: own.get(name) or curated.PREREQUISITES.get(name) for name in names}
        needed = {name: first for name, first in found.items() if first is not None}
    ordered = sorted(needed.values(), key=lambda first: bool(first.before))
    declared = _declared(operation)
    form, files = _form(operation, declared)
    body = None if form or files else _json_body(operation, declared)
    return SampleRequest(
        operation,
        tuple(ordered),
        {name: first.variable for name, first in needed.items()},
        {name: _path_example(operation, declared, name) for name in names if name not in needed},
        {
            p.name: str(_parameter_example(declared, p.name))
            for p in operation.parameters
            if p.required and p.location == "query"
        },
        body,
        form,
        files,
    )


def _declared(operation: Operation) -> JsonObject:
    path = operation.path + ("?beta=true" if operation.beta else "")
    found: JsonObject = openapi_document.document()["paths"][path][operation.method.lower()]
    return found


def _path_example(operation: Operation, declared: JsonObject, name: str) -> str:
    if operation.path.startswith("/models/") and name == "model":
        return curated.MODEL
    return str(_parameter_example(declared, name))


def _parameter_example(declared: JsonObject, name: str) -> Any:
    parameters = [openapi_document.resolve(each) for each in declared.get("parameters", [])]
    schema = next(each.get("schema", {}) for each in parameters if each["name"] == name)
    holder = {"type": "object", "properties": {name: schema}, "required": [name]}
    return examples.instance(holder, openapi_document.resolve)[name]


def _schema(declared: JsonObject, media_type: str) -> JsonObject:
    body = openapi_document.resolve(declared.get("requestBody", {}))
    schema: JsonObject = body.get("content", {}).get(media_type, {}).get("schema", {})
    return schema


def _json_body(operation: Operation, declared: JsonObject) -> JsonObject | None:
    if not any(body.media_type == "application/json" for body in operation.bodies):
        return None
    curated_body = curated.BODIES.get(operation.id.removeprefix("beta_"))
    if curated_body is not None:
        return curated_body
    built = examples.instance(_schema(declared, "application/json"), openapi_document.resolve)
    return built if isinstance(built, dict) else {}


def _form(operation: Operation, declared: JsonObject) -> tuple[dict[str, str], dict[str, str]]:
    """Texts and files of a form; both are empty where JSON can be sent instead."""
    media_types = [body.media_type for body in operation.bodies]
    if _FORM not in media_types:
        return {}, {}
    schema = examples.merged(_schema(declared, _FORM), openapi_document.resolve)
    built = examples.instance(schema, openapi_document.resolve)
    required = {name: schema["properties"][name] for name in schema.get("required", [])}
    files = {name: _file_name(operation, name) for name, child in required.items() if _is_file(child)}
    if not files and "application/json" in media_types:
        return {}, {}
    texts = {name: value for name, value in built.items() if name in required and name not in files}
    texts |= curated.BODIES.get(operation.id, {})
    return {name: v if isinstance(v, str) else JSON.literal(v) for name, v in texts.items()}, files


def _file_name(operation: Operation, field: str) -> str:
    return _FILE_NAMES.get(field, "audio.mp3" if operation.tag == "Audio" else "example.txt")


def _is_file(schema: JsonObject) -> bool:
    whole = examples.merged(schema, openapi_document.resolve)
    variants = [*whole.get("anyOf", []), *whole.get("oneOf", []), whole.get("items", {})]
    return whole.get("format") == "binary" or any(_is_file(variant) for variant in variants if variant)
