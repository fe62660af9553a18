"""Parameters of the operations of Vector stores. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListVectorStoresParameters(BaseModel):
    """GET /vector_stores"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None


class GetVectorStoreParameters(BaseModel):
    """GET /vector_stores/{vector_store_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]


class ModifyVectorStoreParameters(BaseModel):
    """POST /vector_stores/{vector_store_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]


class DeleteVectorStoreParameters(BaseModel):
    """DELETE /vector_stores/{vector_store_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]


class CreateVectorStoreFileBatchParameters(BaseModel):
    """POST /vector_stores/{vector_store_id}/file_batches"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]


class GetVectorStoreFileBatchParameters(BaseModel):
    """GET /vector_stores/{vector_store_id}/file_batches/{batch_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
    batch_id: Annotated[str, Field(alias="batch_id")]


class CancelVectorStoreFileBatchParameters(BaseModel):
    """POST /vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
    batch_id: Annotated[str, Field(alias="batch_id")]


class ListFilesInVectorStoreBatchParameters(BaseModel):
    """GET /vector_stores/{vector_store_id}/file_batches/{batch_id}/files"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
    batch_id: Annotated[str, Field(alias="batch_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None
    filter: Annotated[
        Literal["in_progress", "completed", "failed", "cancelled"] | None, Field(alias="filter")
    ] = None


class ListVectorStoreFilesParameters(BaseModel):
    """GET /vector_stores/{vector_store_id}/files"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
    limit: Annotated[int | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None
    before: Annotated[str | None, Field(alias="before")] = None
    filter: Annotated[
        Literal["in_progress", "completed", "failed", "cancelled"] | None, Field(alias="filter")
    ] = None


class CreateVectorStoreFileParameters(BaseModel):
    """POST /vector_stores/{vector_store_id}/files"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]


class GetVectorStoreFileParameters(BaseModel):
    """GET /vector_stores/{vector_store_id}/files/{file_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
    file_id: Annotated[str, Field(alias="file_id")]


class UpdateVectorStoreFileAttributesParameters(BaseModel):
    """POST /vector_stores/{vector_store_id}/files/{file_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
    file_id: Annotated[str, Field(alias="file_id")]


class DeleteVectorStoreFileParameters(BaseModel):
    """DELETE /vector_stores/{vector_store_id}/files/{file_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
    file_id: Annotated[str, Field(alias="file_id")]


class RetrieveVectorStoreFileContentParameters(BaseModel):
    """GET /vector_stores/{vector_store_id}/files/{file_id}/content"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
    file_id: Annotated[str, Field(alias="file_id")]


class SearchVectorStoreParameters(BaseModel):
    """POST /vector_stores/{vector_store_id}/search"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    vector_store_id: Annotated[str, Field(alias="vector_store_id")]
