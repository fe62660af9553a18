"""A small OpenAPI document with one of everything, for tests to change."""

from __future__ import annotations

import copy

from app.contract.json_types import JsonObject
from codegen.permissions import Entry

PERMISSIONS = (Entry("/cats", None, "api.cats", "own"),)
"""The table of permissions that fits the document."""

_ERROR = {
    "description": "",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorResponse"}}},
}

_DOCUMENT: JsonObject = {
    "openapi": "3.1.0",
    "info": {"title": "Small", "version": "1", "license": {"name": "MIT"}},
    "servers": [{"url": "https://example.com/v1"}],
    "security": [{"ApiKeyAuth": []}],
    "tags": [{"name": "Cats"}],
    "paths": {
        "/cats": {
            "get": {
                "operationId": "listCats",
                "tags": ["Cats"],
                "parameters": [
                    {
                        "name": "limit",
                        "in": "query",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 100},
                    },
                    {
                        "name": "colours[]",
                        "in": "query",
                        "schema": {"type": "array", "items": {"type": "string"}},
                    },
                    {"name": "OpenAI-Beta", "in": "header", "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {
                        "description": "",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CatList"}}},
                    },
                    "default": _ERROR,
                },
            },
            "post": {
                "operationId": "createCat",
                "tags": ["Cats"],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/CatRequest"}},
                        "multipart/form-data": {"schema": {"$ref": "#/components/schemas/CatUpload"}},
                    },
                },
                "responses": {
                    "200": {
                        "description": "",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Cat"}},
                            "text/event-stream": {"schema": {"$ref": "#/components/schemas/CatEvent"}},
                        },
                    }
                },
            },
        },
        "/cats/{cat_id}/picture": {
            "get": {
                "operationId": "get-cat-picture",
                "deprecated": True,
                "tags": ["Cats"],
                "security": [{"AdminApiKeyAuth": []}],
                "parameters": [
                    {"name": "cat_id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {
                    "200": {
                        "description": "",
                        "content": {
                            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
                        },
                    }
                },
            }
        },
    },
    "webhooks": {
        "cat.born": {
            "post": {
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CatBorn"}}}
                },
                "responses": {"200": {"description": ""}},
            }
        }
    },
    "components": {
        "securitySchemes": {
            "ApiKeyAuth": {"type": "http", "scheme": "bearer"},
            "AdminApiKeyAuth": {"type": "http", "scheme": "bearer"},
        },
        "schemas": {
            "Cat": {
                "type": "object",
                "required": ["id", "object"],
                "properties": {
                    "id": {"type": "string"},
                    "object": {"type": "string", "enum": ["cat"], "x-stainless-const": True},
                    "title": {
                        "type": ["string", "null"],
                        "description": "A property that bears a keyword's name.",
                    },
                },
            },
            "CatList": {
                "type": "object",
                "required": ["data"],
                "properties": {"data": {"type": "array", "items": {"$ref": "#/components/schemas/Cat"}}},
            },
            "CatRequest": {
                "type": "object",
                "required": ["name", "toys"],
                "properties": {
                    "name": {"type": "string", "maxLength": 10, "description": "Prose."},
                    "colour": {"type": "string", "enum": ["black", "white"], "default": "black"},
                    "toys": {"type": "array", "items": {"$ref": "#/components/schemas/Toy"}},
                    "stream": {"type": "boolean", "nullable": True},
                },
            },
            "CatUpload": {
                "type": "object",
                "required": ["picture"],
                "properties": {"picture": {"type": "string", "format": "binary"}, "name": {"type": "string"}},
            },
            "Toy": {
                "oneOf": [{"$ref": "#/components/schemas/Ball"}, {"$ref": "#/components/schemas/Mouse"}],
                "discriminator": {"propertyName": "type"},
            },
            "Ball": {
                "type": "object",
                "required": ["type", "size"],
                "properties": {"type": {"type": "string", "enum": ["ball"]}, "size": {"type": "integer"}},
            },
            "Mouse": {
                "type": "object",
                "required": ["type"],
                "properties": {"type": {"type": "string", "enum": ["mouse"]}, "squeaks": {"type": "boolean"}},
            },
            "CatEvent": {
                "type": "object",
                "required": ["type"],
                "properties": {
                    "type": {"type": "string", "enum": ["cat.created"], "x-stainless-const": True}
                },
            },
            "CatBorn": {"type": "object", "properties": {"id": {"type": "string"}}},
            "ErrorResponse": {
                "type": "object",
                "required": ["error"],
                "properties": {"error": {"type": "object"}},
            },
        },
    },
}


def document() -> JsonObject:
    """A deep copy of the document."""
    return copy.deepcopy(_DOCUMENT)


def schemas(whole: JsonObject) -> JsonObject:
    """The document's component schemas."""
    found: JsonObject = whole["components"]["schemas"]
    return found
