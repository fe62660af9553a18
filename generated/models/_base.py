"""The base of every model. Written by codegen."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function


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


class NotTogether:
    """Rejects an object that has all of the named members."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self.check, handler(source))

    def check(self, value: Any) -> Any:
        """The value as it is; by what was sent: a null is not."""
        if isinstance(value, dict) and all(value.get(name) is not None for name in self._names):
            names = ", ".join(repr(name) for name in self._names)
            raise PydanticCustomError("not_together", "{names} exclude each other", {"names": names})
        return value

    def check_class(self, cls: type[BaseModel], value: Any) -> Any:
        """`check` as a class method of a model."""
        del cls
        return self.check(value)
