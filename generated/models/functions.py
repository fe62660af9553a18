"""Models of the contract: functions. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, StrictBool

from ._base import ContractModel, NotNull


class FunctionParameters(ContractModel):
    model_config = ConfigDict(extra="allow")


class FunctionObject(ContractModel):
    description: Union[str, None] = None
    name: str
    parameters: Annotated[Union[FunctionParameters, None], NotNull] = None
    strict: Union[StrictBool, None] = None


class ChatCompletionTool(ContractModel):
    type: Literal["function"]
    function: FunctionObject
