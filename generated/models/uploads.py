"""Models of the contract: uploads. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, StrictInt

from ..runtime import UploadedFile
from ._base import ContractModel, NotNull
from .files import FileExpirationAfter, OpenAIFile


class AddUploadPartRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    data: UploadedFile


class CompleteUploadRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    part_ids: list[str]
    md5: Annotated[Union[str, None], NotNull] = None


class CreateUploadRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    filename: str
    purpose: Literal["assistants", "batch", "fine-tune", "vision"]
    bytes: StrictInt
    mime_type: str
    expires_after: Annotated[Union[FileExpirationAfter, None], NotNull] = None


class Upload(ContractModel):
    id: str
    created_at: StrictInt
    filename: str
    bytes: StrictInt
    purpose: str
    status: Literal["pending", "completed", "cancelled", "expired"]
    expires_at: StrictInt
    object: Annotated[Union[Literal["upload"], None], NotNull] = None
    file: Union[OpenAIFile, None] = None


class UploadPart(ContractModel):
    id: str
    created_at: StrictInt
    upload_id: str
    object: Literal["upload.part"]
