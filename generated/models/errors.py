"""Models of the contract: errors. Written by codegen."""

from __future__ import annotations

from typing import Union

from ._base import ContractModel


class Error(ContractModel):
    code: Union[str, None]
    message: str
    param: Union[str, None]
    type: str


class ErrorResponse(ContractModel):
    error: Error
