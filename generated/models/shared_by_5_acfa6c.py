"""Models of the contract: shared by 5 acfa6c. Written by codegen."""

from __future__ import annotations

from typing import Literal, Union

from pydantic import StrictBool

from ._base import ContractModel


class Role(ContractModel):
    object: Literal["role"]
    id: str
    name: str
    description: Union[str, None]
    permissions: list[str]
    resource_type: str
    predefined_role: StrictBool
