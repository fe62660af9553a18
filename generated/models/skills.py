"""Models of the contract: skills. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt
from typing_extensions import TypeAliasType

from ..runtime import UploadedFile
from ._base import ContractModel, NotNull

CreateSkillBodyFiles = TypeAliasType(
    "CreateSkillBodyFiles", Annotated[list[UploadedFile], Field(max_length=500)]
)


class CreateSkillBody(ContractModel):
    files: Annotated[Union[CreateSkillBodyFiles, UploadedFile, None], NotNull] = None


CreateSkillVersionBodyFiles = TypeAliasType(
    "CreateSkillVersionBodyFiles", Annotated[list[UploadedFile], Field(max_length=500)]
)


class CreateSkillVersionBody(ContractModel):
    files: Annotated[Union[CreateSkillVersionBodyFiles, UploadedFile, None], NotNull] = None
    default: Annotated[Union[StrictBool, None], NotNull] = None


class DeletedSkillResource(ContractModel):
    object: Literal["skill.deleted"]
    deleted: StrictBool
    id: str


class DeletedSkillVersionResource(ContractModel):
    object: Literal["skill.version.deleted"]
    deleted: StrictBool
    id: str
    version: str


class SetDefaultSkillVersionBody(ContractModel):
    default_version: str


class SkillResource(ContractModel):
    id: str
    object: Literal["skill"]
    name: str
    description: str
    created_at: StrictInt
    default_version: str
    latest_version: str


class SkillListResource(ContractModel):
    object: Literal["list"]
    data: list[SkillResource]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool


class SkillVersionResource(ContractModel):
    object: Literal["skill.version"]
    id: str
    skill_id: str
    version: str
    created_at: StrictInt
    name: str
    description: str


class SkillVersionListResource(ContractModel):
    object: Literal["list"]
    data: list[SkillVersionResource]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool
