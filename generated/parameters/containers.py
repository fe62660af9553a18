"""Parameters of the operations of Containers. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListContainersParameters(BaseModel):
    """GET /containers"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    name: Annotated[str | None, Field(alias="name")] = None


class RetrieveContainerParameters(BaseModel):
    """GET /containers/{container_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    container_id: Annotated[str, Field(alias="container_id")]


class DeleteContainerParameters(BaseModel):
    """DELETE /containers/{container_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    container_id: Annotated[str, Field(alias="container_id")]


class ListContainerFilesParameters(BaseModel):
    """GET /containers/{container_id}/files"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    container_id: Annotated[str, Field(alias="container_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None


class CreateContainerFileParameters(BaseModel):
    """POST /containers/{container_id}/files"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    container_id: Annotated[str, Field(alias="container_id")]


class RetrieveContainerFileParameters(BaseModel):
    """GET /containers/{container_id}/files/{file_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    container_id: Annotated[str, Field(alias="container_id")]
    file_id: Annotated[str, Field(alias="file_id")]


class DeleteContainerFileParameters(BaseModel):
    """DELETE /containers/{container_id}/files/{file_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    container_id: Annotated[str, Field(alias="container_id")]
    file_id: Annotated[str, Field(alias="file_id")]


class RetrieveContainerFileContentParameters(BaseModel):
    """GET /containers/{container_id}/files/{file_id}/content"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    container_id: Annotated[str, Field(alias="container_id")]
    file_id: Annotated[str, Field(alias="file_id")]
