"""Defaults of this server that differ from those of OpenAI's document."""

from __future__ import annotations

from typing import Any, NamedTuple

from app.contract import examples, openapi_document
from app.contract.json_types import JsonObject
from app.settings import Settings
from generated.operations import BY_ID

_STORED = ("create_chat_completion", "create_response", "beta_create_response")


class OwnDefault(NamedTuple):
    """One field's default, as JSON values."""

    operation: str
    field: str
    here: Any
    openai: Any
    setting: str
    """The setting that decides it."""


def own_defaults(settings: Settings) -> list[OwnDefault]:
    """The fields whose default differs, by these settings."""
    found = [(name, "store", settings.store_by_default, "STORE_BY_DEFAULT") for name in _STORED]
    declared = [_declared_default(operation, field) for operation, field, _, _ in found]
    return [
        OwnDefault(operation, field, here, openai[0], setting)
        for (operation, field, here, setting), openai in zip(found, declared, strict=True)
        if openai and openai[0] != here
    ]


def _declared_default(name: str, field: str) -> list[Any]:
    """The default of a field of an operation's JSON body, in a list; empty without one."""
    operation = BY_ID[name]
    path = operation.path + ("?beta=true" if operation.beta else "")
    body = openapi_document.document()["paths"][path][operation.method.lower()]["requestBody"]
    schema = openapi_document.resolve(body)["content"]["application/json"]["schema"]
    return _default(examples.merged(schema, openapi_document.resolve)["properties"][field])


def _default(schema: JsonObject) -> list[Any]:
    """The default in a list, empty without one; a union's is that of a variant."""
    whole = examples.merged(schema, openapi_document.resolve)
    if "default" in whole:
        return [whole["default"]]
    variants = [*whole.get("anyOf", []), *whole.get("oneOf", [])]
    return next((found for found in map(_default, variants) if found), [])
