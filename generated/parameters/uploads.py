"""Parameters of the operations of Uploads. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class CancelUploadParameters(BaseModel):
    """POST /uploads/{upload_id}/cancel"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    upload_id: Annotated[str, Field(alias="upload_id")]


class CompleteUploadParameters(BaseModel):
    """POST /uploads/{upload_id}/complete"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    upload_id: Annotated[str, Field(alias="upload_id")]


class AddUploadPartParameters(BaseModel):
    """POST /uploads/{upload_id}/parts"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    upload_id: Annotated[str, Field(alias="upload_id")]
