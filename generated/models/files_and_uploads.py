"""Models of the contract: files and uploads. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictInt

from ._base import ContractModel, NotNull


class FileExpirationAfter(ContractModel):
    anchor: Literal["created_at"]
    seconds: Annotated[StrictInt, Field(ge=3600, le=2592000)]


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
