"""The data of the reference page: this server, its operations by use, and each operation in detail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.contract import openapi_document
from app.contract.json_types import JsonObject
from app.pages.operation_groups import grouped
from app.pages.own_defaults import OwnDefault, own_defaults
from app.pages.samples import curated, curl, javascript, python_sdk
from app.pages.samples.literals import JSON
from app.pages.samples.sample_request import SampleRequest, sample_request
from app.pages.schema_view import closure, schema_view, value_text
from app.settings import Settings
from app.version import package_version
from generated.operations import OPERATIONS
from generated.runtime import Operation

_LANGUAGES = {"curl": curl.sample, "Python": python_sdk.sample, "JavaScript": javascript.sample}


@dataclass(frozen=True, slots=True)
class Reference:
    """What the page reads, as JSON objects. Nothing in it is secret: anyone may read the page."""

    settings: Settings
    answers: Mapping[str, str]
    """Operation id -> implemented, forwarded, refused or, by `llm-backend mock`, mocked."""
    builtin: bool
    """Whether the built-in model answers."""

    def overview(self) -> JsonObject:
        """The server, and its operations in groups."""
        return {
            "version": package_version(),
            "mock": self._is_mock,
            "auth": "keys" if self._with_key else "open",
            "builtin": self.builtin,
            "defaults": [{"operation": each.operation, **_default_view(each)} for each in self._defaults()],
            "groups": [
                {
                    "title": group.title,
                    "administration": group.administration,
                    "operations": [self._summary(operation) for operation in group.operations],
                }
                for group in grouped(OPERATIONS)
            ],
        }

    def operation(self, operation: Operation) -> JsonObject:
        """One operation: its fields, its samples, and what a call from the page sends."""
        declared = _declared(operation)
        parameters = [openapi_document.resolve(each) for each in declared.get("parameters", [])]
        rendered = [
            {
                "name": each["name"],
                "place": each["in"],
                "required": each.get("required", False),
                "schema": schema_view(each.get("schema", {})),
            }
            for each in parameters
        ]
        body = _contents(openapi_document.resolve(declared.get("requestBody", {})))
        responses = [
            {"status": status, "contents": _contents(openapi_document.resolve(response))}
            for status, response in declared.get("responses", {}).items()
        ]
        contents = [*body, *(content for response in responses for content in response["contents"])]
        views = [each["schema"] for each in [*rendered, *contents]]
        schemas: JsonObject = openapi_document.document()["components"]["schemas"]
        return {
            **self._summary(operation),
            "security": operation.security,
            "permission": operation.permission,
            "defaults": {
                each.field: _default_view(each) for each in self._defaults() if each.operation == operation.id
            },
            "parameters": rendered,
            "body": body,
            "responses": responses,
            "schemas": closure(views, schemas.__getitem__),
            **self._samples(operation),
        }

    def _samples(self, operation: Operation) -> JsonObject:
        request = sample_request(operation)
        return {
            "samples": [
                {
                    "language": language,
                    "plain": sample(request, with_key=self._with_key),
                    "streamed": sample(request, with_key=self._with_key, stream=True)
                    if request.streams
                    else None,
                }
                for language, sample in _LANGUAGES.items()
            ],
            "call": _call(request),
            "model_words": curated.MODEL_WORDS.get(operation.id, ()),
        }

    def _summary(self, operation: Operation) -> JsonObject:
        return {
            "id": operation.id,
            "method": operation.method,
            "path": operation.path + ("?beta=true" if operation.beta else ""),
            "answer": self.answers[operation.id],
            "deprecated": operation.deprecated,
        }

    def _defaults(self) -> list[OwnDefault]:
        return [] if self._is_mock else own_defaults(self.settings)

    @property
    def _is_mock(self) -> bool:
        return "mocked" in self.answers.values()

    @property
    def _with_key(self) -> bool:
        return self.settings.auth == "keys" and not self._is_mock


def _call(request: SampleRequest) -> JsonObject:
    """What the page's form for a call contains at first."""
    body = None if request.body is None else JSON.literal(request.body, used=1000)
    return {
        "path_values": request.examples,
        "query_values": request.query,
        "body": body,
        "form": request.form,
        "files": list(request.files),
        "streams": request.streams,
    }


def _declared(operation: Operation) -> JsonObject:
    path = operation.path + ("?beta=true" if operation.beta else "")
    found: JsonObject = openapi_document.document()["paths"][path][operation.method.lower()]
    return found


def _contents(holder: JsonObject) -> list[JsonObject]:
    content: Mapping[str, Any] = holder.get("content", {})
    return [
        {"media_type": media_type, "schema": schema_view(each.get("schema"))}
        for media_type, each in content.items()
    ]


def _default_view(default: OwnDefault) -> JsonObject:
    here, openai = value_text(default.here), value_text(default.openai)
    return {"field": default.field, "here": here, "openai": openai, "setting": default.setting}
