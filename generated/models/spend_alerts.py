"""Models of the contract: spend alerts. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt

from ._base import ContractModel


class SpendAlertNotificationChannel(ContractModel):
    type: Literal["email"]
    recipients: list[str]
    subject_prefix: Union[str, None] = None


class CreateSpendAlertBody(ContractModel):
    threshold_amount: Annotated[StrictInt, Field(ge=0)]
    currency: Literal["USD"]
    interval: Literal["month"]
    notification_channel: SpendAlertNotificationChannel


class OrganizationSpendAlert(ContractModel):
    id: str
    object: Literal["organization.spend_alert"]
    threshold_amount: StrictInt
    currency: Literal["USD"]
    interval: Literal["month"]
    notification_channel: SpendAlertNotificationChannel


class OrganizationSpendAlertDeletedResource(ContractModel):
    id: str
    object: Literal["organization.spend_alert.deleted"]
    deleted: StrictBool


class OrganizationSpendAlertListResource(ContractModel):
    object: Literal["list"]
    data: list[OrganizationSpendAlert]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool


class ProjectSpendAlert(ContractModel):
    id: str
    object: Literal["project.spend_alert"]
    threshold_amount: StrictInt
    currency: Literal["USD"]
    interval: Literal["month"]
    notification_channel: SpendAlertNotificationChannel


class ProjectSpendAlertDeletedResource(ContractModel):
    id: str
    object: Literal["project.spend_alert.deleted"]
    deleted: StrictBool


class ProjectSpendAlertListResource(ContractModel):
    object: Literal["list"]
    data: list[ProjectSpendAlert]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool
