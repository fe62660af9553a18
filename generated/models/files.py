"""Models of the contract: files. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictInt

from ..runtime import UploadedFile
from ._base import ContractModel, NotNull


class FileExpirationAfter(ContractModel):
    anchor: Literal["created_at"]
    seconds: Annotated[StrictInt, Field(ge=3600, le=2592000)]


class CreateFileRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    file: UploadedFile
    purpose: Literal["assistants", "batch", "fine-tune", "vision", "user_data", "evals"]
    expires_after: Annotated[Union[FileExpirationAfter, None], NotNull] = None


class DeleteFileResponse(ContractModel):
    id: str
    object: Literal["file"]
    deleted: StrictBool


class OpenAIFile(ContractModel):
    id: str
    bytes: StrictInt
    created_at: StrictInt
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None
    filename: str
    object: Literal["file"]
    purpose: Literal[
        "assistants",
        "assistants_output",
        "batch",
        "batch_output",
        "fine-tune",
        "fine-tune-results",
        "vision",
        "user_data",
    ]
    status: Literal["uploaded", "processed", "error"]
    status_details: Annotated[Union[str, None], NotNull] = None


class ListFilesResponse(ContractModel):
    object: str
    data: list[OpenAIFile]
    first_id: str
    last_id: str
    has_more: StrictBool
