"""The base of every model. Written by codegen."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema


class ContractModel(BaseModel):
    """Unknown fields are preserved; a model is built on first use."""

    model_config = ConfigDict(extra="allow", defer_build=True, protected_namespaces=(), populate_by_name=True)


class NotNull:
    """Marks a field whose None means "not sent": by the contract it may be absent, but not null.

    It removes null from pydantic's schema of `T | None`, so it costs nothing when a value is validated.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        if schema["type"] != "nullable":
            message = f"NotNull must stand directly behind `T | None`, not {source!r}"
            raise TypeError(message)
        inner: CoreSchema = schema["schema"]
        return inner
