"""Models of the contract: assistants and chat and evals. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool

from ._base import ContractModel, NotNull
from .shared_by_4_a0e00c import ResponseFormatJsonSchemaSchema


class FunctionParameters(ContractModel):
    model_config = ConfigDict(extra="allow")


class FunctionObject(ContractModel):
    description: Union[str, None] = None
    name: str
    parameters: Annotated[Union[FunctionParameters, None], NotNull] = None
    strict: Union[StrictBool, None] = None


class ResponseFormatJsonSchemaJsonSchema(ContractModel):
    description: Annotated[Union[str, None], NotNull] = None
    name: str
    schema_: Annotated[Union[ResponseFormatJsonSchemaSchema, None], NotNull, Field(alias="schema")] = None
    strict: Union[StrictBool, None] = None


class ResponseFormatJsonSchema(ContractModel):
    type: Literal["json_schema"]
    json_schema: ResponseFormatJsonSchemaJsonSchema
