"""Models of the contract: containers. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt
from typing_extensions import TypeAliasType

from ..runtime import UploadedFile
from ._base import ContractModel, NotNull
from .container_options import (
    ContainerNetworkPolicyAllowlistParam,
    ContainerNetworkPolicyDisabledParam,
    InlineSkillParam,
    SkillReferenceParam,
)


class ContainerFileResource(ContractModel):
    id: str
    object: Literal["container.file"]
    container_id: str
    created_at: StrictInt
    bytes: StrictInt
    path: str
    source: str


class ContainerFileListResource(ContractModel):
    object: Literal["list"]
    data: list[ContainerFileResource]
    first_id: str
    last_id: str
    has_more: StrictBool


class ContainerResourceExpiresAfter(ContractModel):
    anchor: Annotated[Union[Literal["last_active_at"], None], NotNull] = None
    minutes: Annotated[Union[StrictInt, None], NotNull] = None


class ContainerResourceNetworkPolicy(ContractModel):
    type: Literal["allowlist", "disabled"]
    allowed_domains: Annotated[Union[list[str], None], NotNull] = None


class ContainerResource(ContractModel):
    id: str
    object: str
    name: str
    created_at: StrictInt
    status: str
    last_active_at: Annotated[Union[StrictInt, None], NotNull] = None
    expires_after: Annotated[Union[ContainerResourceExpiresAfter, None], NotNull] = None
    memory_limit: Annotated[Union[Literal["1g", "4g", "16g", "64g"], None], NotNull] = None
    network_policy: Annotated[Union[ContainerResourceNetworkPolicy, None], NotNull] = None


class ContainerListResource(ContractModel):
    object: Literal["list"]
    data: list[ContainerResource]
    first_id: str
    last_id: str
    has_more: StrictBool


class CreateContainerBodyExpiresAfter(ContractModel):
    anchor: Literal["last_active_at"]
    minutes: StrictInt


CreateContainerBodySkills = TypeAliasType(
    "CreateContainerBodySkills",
    Annotated[Union[SkillReferenceParam, InlineSkillParam], Field(discriminator="type")],
)


class CreateContainerBody(ContractModel):
    name: str
    file_ids: Annotated[Union[list[str], None], NotNull] = None
    expires_after: Annotated[Union[CreateContainerBodyExpiresAfter, None], NotNull] = None
    skills: Annotated[Union[list[CreateContainerBodySkills], None], NotNull] = None
    memory_limit: Annotated[Union[Literal["1g", "4g", "16g", "64g"], None], NotNull] = None
    network_policy: Annotated[
        Union[
            Annotated[
                Union[ContainerNetworkPolicyDisabledParam, ContainerNetworkPolicyAllowlistParam],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None


class CreateContainerFileBody(ContractModel):
    file_id: Annotated[Union[str, None], NotNull] = None
    file: Annotated[Union[UploadedFile, None], NotNull] = None
