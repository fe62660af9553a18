"""Models of the contract: tool choices. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from typing_extensions import TypeAliasType

from ._base import ContractModel


class ToolChoiceFunction(ContractModel):
    type: Literal["function"]
    name: str


class ToolChoiceMCP(ContractModel):
    type: Literal["mcp"]
    server_label: str
    name: Union[str, None] = None


ToolChoiceOptions = TypeAliasType("ToolChoiceOptions", Literal["none", "auto", "required"])
