"""Models of the contract: container options. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field

from ._base import ContractModel, NotNull


class ContainerNetworkPolicyDomainSecretParam(ContractModel):
    domain: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]
    value: Annotated[str, Field(max_length=10485760, min_length=1)]


class ContainerNetworkPolicyAllowlistParam(ContractModel):
    type: Literal["allowlist"]
    allowed_domains: Annotated[list[str], Field(min_length=1)]
    domain_secrets: Annotated[
        Union[list[ContainerNetworkPolicyDomainSecretParam], None], NotNull, Field(min_length=1)
    ] = None


class ContainerNetworkPolicyDisabledParam(ContractModel):
    type: Literal["disabled"]


class InlineSkillSourceParam(ContractModel):
    type: Literal["base64"]
    media_type: Literal["application/zip"]
    data: Annotated[str, Field(max_length=70254592, min_length=1)]


class InlineSkillParam(ContractModel):
    type: Literal["inline"]
    name: str
    description: str
    source: InlineSkillSourceParam


class SkillReferenceParam(ContractModel):
    type: Literal["skill_reference"]
    skill_id: Annotated[str, Field(max_length=64, min_length=1)]
    version: Annotated[Union[str, None], NotNull] = None
