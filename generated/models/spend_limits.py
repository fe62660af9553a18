"""Models of the contract: spend limits. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel


class OrganizationSpendLimitDeletedResource(ContractModel):
    object: Literal["organization.spend_limit.deleted"]
    deleted: StrictBool


SpendLimitCurrency = TypeAliasType("SpendLimitCurrency", Union[str, Literal["USD"]])


SpendLimitEnforcementStatus = TypeAliasType(
    "SpendLimitEnforcementStatus", Union[str, Literal["inactive", "enforcing"]]
)


class SpendLimitEnforcement(ContractModel):
    status: SpendLimitEnforcementStatus


SpendLimitInterval = TypeAliasType("SpendLimitInterval", Union[str, Literal["month"]])


class OrganizationSpendLimitResource(ContractModel):
    object: Literal["organization.spend_limit"]
    threshold_amount: StrictInt
    currency: SpendLimitCurrency
    interval: SpendLimitInterval
    enforcement: SpendLimitEnforcement


class ProjectSpendLimitDeletedResource(ContractModel):
    object: Literal["project.spend_limit.deleted"]
    deleted: StrictBool


class ProjectSpendLimitResource(ContractModel):
    object: Literal["project.spend_limit"]
    threshold_amount: StrictInt
    currency: SpendLimitCurrency
    interval: SpendLimitInterval
    enforcement: SpendLimitEnforcement


class UpdateOrganizationSpendLimitBody(ContractModel):
    threshold_amount: Annotated[StrictInt, Field(ge=1)]
    currency: Literal["USD"]
    interval: Literal["month"]


class UpdateProjectSpendLimitBody(ContractModel):
    threshold_amount: Annotated[StrictInt, Field(ge=1)]
    currency: Literal["USD"]
    interval: Literal["month"]
