"""Models of the contract: models. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from pydantic import StrictBool, StrictInt

from ._base import ContractModel


class DeleteModelResponse(ContractModel):
    id: str
    deleted: StrictBool
    object: str


class Model(ContractModel):
    id: str
    created: StrictInt
    object: Literal["model"]
    owned_by: str
    shutdown_date: Union[str, None] = None


class ListModelsResponse(ContractModel):
    object: Literal["list"]
    data: list[Model]
