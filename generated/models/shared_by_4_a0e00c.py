"""Models of the contract: shared by 4 a0e00c. Written by codegen."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from ._base import ContractModel


class ResponseFormatJsonObject(ContractModel):
    type: Literal["json_object"]


class ResponseFormatJsonSchemaSchema(ContractModel):
    model_config = ConfigDict(extra="allow")


class ResponseFormatText(ContractModel):
    type: Literal["text"]
