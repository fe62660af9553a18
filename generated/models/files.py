"""Models of the contract: files. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, StrictBool

from ..runtime import UploadedFile
from ._base import ContractModel, NotNull
from .files_and_uploads import FileExpirationAfter, OpenAIFile


class CreateFileRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    file: UploadedFile
    purpose: Literal["assistants", "batch", "fine-tune", "vision", "user_data", "evals"]
    expires_after: Annotated[Union[FileExpirationAfter, None], NotNull] = None


class DeleteFileResponse(ContractModel):
    id: str
    object: Literal["file"]
    deleted: StrictBool


class ListFilesResponse(ContractModel):
    object: str
    data: list[OpenAIFile]
    first_id: str
    last_id: str
    has_more: StrictBool
