"""Models of the contract: response formats. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull


class ResponseFormatJsonObject(ContractModel):
    type: Literal["json_object"]


class ResponseFormatJsonSchemaSchema(ContractModel):
    model_config = ConfigDict(extra="allow")


class ResponseFormatJsonSchemaJsonSchema(ContractModel):
    description: Annotated[Union[str, None], NotNull] = None
    name: str
    schema_: Annotated[Union[ResponseFormatJsonSchemaSchema, None], NotNull, Field(alias="schema")] = None
    strict: Union[StrictBool, None] = None


class ResponseFormatJsonSchema(ContractModel):
    type: Literal["json_schema"]
    json_schema: ResponseFormatJsonSchemaJsonSchema


class ResponseFormatText(ContractModel):
    type: Literal["text"]


class TextResponseFormatJsonSchema(ContractModel):
    type: Literal["json_schema"]
    description: Annotated[Union[str, None], NotNull] = None
    name: str
    schema_: Annotated[ResponseFormatJsonSchemaSchema, Field(alias="schema")]
    strict: Union[StrictBool, None] = None


TextResponseFormatConfiguration = TypeAliasType(
    "TextResponseFormatConfiguration",
    Annotated[
        Union[ResponseFormatText, TextResponseFormatJsonSchema, ResponseFormatJsonObject],
        Field(discriminator="type"),
    ],
)
