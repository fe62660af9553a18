"""What every model is built on. Written by codegen."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema


class ContractModel(BaseModel):
    """Unknown fields are kept; a model is built when it is first used."""

    model_config = ConfigDict(extra="allow", defer_build=True, protected_namespaces=(), populate_by_name=True)


class NotNull:
    """Marks a field whose None means «not sent»: the contract lets it be absent, but not null.

    It takes the null off the schema that pydantic makes of `T | None`, so it costs nothing when a value is validated.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        if schema["type"] != "nullable":
            message = f"NotNull must stand directly behind `T | None`, not {source!r}"
            raise TypeError(message)
        inner: CoreSchema = schema["schema"]
        return inner
