"""Models of the contract: evals and responses. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .shared_by_4_a0e00c import ResponseFormatJsonObject, ResponseFormatJsonSchemaSchema, ResponseFormatText


class TextResponseFormatJsonSchema(ContractModel):
    type: Literal["json_schema"]
    description: Annotated[Union[str, None], NotNull] = None
    name: str
    schema_: Annotated[ResponseFormatJsonSchemaSchema, Field(alias="schema")]
    strict: Union[StrictBool, None] = None


TextResponseFormatConfiguration = TypeAliasType(
    "TextResponseFormatConfiguration",
    Annotated[
        Union[ResponseFormatText, TextResponseFormatJsonSchema, ResponseFormatJsonObject], Field(discriminator="type")
    ],
)
