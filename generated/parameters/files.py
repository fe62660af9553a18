"""Parameters of the operations of Files. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListFilesParameters(BaseModel):
    """GET /files"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    purpose: Annotated[str | None, Field(alias="purpose")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None


class RetrieveFileParameters(BaseModel):
    """GET /files/{file_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    file_id: Annotated[str, Field(alias="file_id")]


class DeleteFileParameters(BaseModel):
    """DELETE /files/{file_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    file_id: Annotated[str, Field(alias="file_id")]


class DownloadFileParameters(BaseModel):
    """GET /files/{file_id}/content"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    file_id: Annotated[str, Field(alias="file_id")]
