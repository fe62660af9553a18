"""Vector stores: 16 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class VectorStoresStub:
    """Vector stores: subclass it and override what you implement."""

    async def list_vector_stores(
        self,
        call: Call[Any],
        *,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        before: str | None = None,
    ) -> models.ListVectorStoresResponse | Relay:
        """GET /vector_stores: 200 application/json."""
        not_implemented(BY_ID["list_vector_stores"])

    async def create_vector_store(
        self, call: Call[Any], *, body: models.CreateVectorStoreRequest
    ) -> models.VectorStoreObject | Relay:
        """POST /vector_stores: 200 application/json."""
        not_implemented(BY_ID["create_vector_store"])

    async def get_vector_store(
        self, call: Call[Any], *, vector_store_id: str
    ) -> models.VectorStoreObject | Relay:
        """GET /vector_stores/{vector_store_id}: 200 application/json."""
        not_implemented(BY_ID["get_vector_store"])

    async def modify_vector_store(
        self, call: Call[Any], *, vector_store_id: str, body: models.UpdateVectorStoreRequest
    ) -> models.VectorStoreObject | Relay:
        """POST /vector_stores/{vector_store_id}: 200 application/json."""
        not_implemented(BY_ID["modify_vector_store"])

    async def delete_vector_store(
        self, call: Call[Any], *, vector_store_id: str
    ) -> models.DeleteVectorStoreResponse | Relay:
        """DELETE /vector_stores/{vector_store_id}: 200 application/json."""
        not_implemented(BY_ID["delete_vector_store"])

    async def create_vector_store_file_batch(
        self, call: Call[Any], *, vector_store_id: str, body: models.CreateVectorStoreFileBatchRequest
    ) -> models.VectorStoreFileBatchObject | Relay:
        """POST /vector_stores/{vector_store_id}/file_batches: 200 application/json."""
        not_implemented(BY_ID["create_vector_store_file_batch"])

    async def get_vector_store_file_batch(
        self, call: Call[Any], *, vector_store_id: str, batch_id: str
    ) -> models.VectorStoreFileBatchObject | Relay:
        """GET /vector_stores/{vector_store_id}/file_batches/{batch_id}: 200 application/json."""
        not_implemented(BY_ID["get_vector_store_file_batch"])

    async def cancel_vector_store_file_batch(
        self, call: Call[Any], *, vector_store_id: str, batch_id: str
    ) -> models.VectorStoreFileBatchObject | Relay:
        """POST /vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel: 200 application/json."""
        not_implemented(BY_ID["cancel_vector_store_file_batch"])

    async def list_files_in_vector_store_batch(
        self,
        call: Call[Any],
        *,
        vector_store_id: str,
        batch_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        before: str | None = None,
        filter: Literal["in_progress", "completed", "failed", "cancelled"] | None = None,
    ) -> models.ListVectorStoreFilesResponse | Relay:
        """GET /vector_stores/{vector_store_id}/file_batches/{batch_id}/files: 200 application/json."""
        not_implemented(BY_ID["list_files_in_vector_store_batch"])

    async def list_vector_store_files(
        self,
        call: Call[Any],
        *,
        vector_store_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        before: str | None = None,
        filter: Literal["in_progress", "completed", "failed", "cancelled"] | None = None,
    ) -> models.ListVectorStoreFilesResponse | Relay:
        """GET /vector_stores/{vector_store_id}/files: 200 application/json."""
        not_implemented(BY_ID["list_vector_store_files"])

    async def create_vector_store_file(
        self, call: Call[Any], *, vector_store_id: str, body: models.CreateVectorStoreFileRequest
    ) -> models.VectorStoreFileObject | Relay:
        """POST /vector_stores/{vector_store_id}/files: 200 application/json."""
        not_implemented(BY_ID["create_vector_store_file"])

    async def get_vector_store_file(
        self, call: Call[Any], *, vector_store_id: str, file_id: str
    ) -> models.VectorStoreFileObject | Relay:
        """GET /vector_stores/{vector_store_id}/files/{file_id}: 200 application/json."""
        not_implemented(BY_ID["get_vector_store_file"])

    async def update_vector_store_file_attributes(
        self,
        call: Call[Any],
        *,
        vector_store_id: str,
        file_id: str,
        body: models.UpdateVectorStoreFileAttributesRequest,
    ) -> models.VectorStoreFileObject | Relay:
        """POST /vector_stores/{vector_store_id}/files/{file_id}: 200 application/json."""
        not_implemented(BY_ID["update_vector_store_file_attributes"])

    async def delete_vector_store_file(
        self, call: Call[Any], *, vector_store_id: str, file_id: str
    ) -> models.DeleteVectorStoreFileResponse | Relay:
        """DELETE /vector_stores/{vector_store_id}/files/{file_id}: 200 application/json."""
        not_implemented(BY_ID["delete_vector_store_file"])

    async def retrieve_vector_store_file_content(
        self, call: Call[Any], *, vector_store_id: str, file_id: str
    ) -> models.VectorStoreFileContentResponse | Relay:
        """GET /vector_stores/{vector_store_id}/files/{file_id}/content: 200 application/json."""
        not_implemented(BY_ID["retrieve_vector_store_file_content"])

    async def search_vector_store(
        self, call: Call[Any], *, vector_store_id: str, body: models.VectorStoreSearchRequest
    ) -> models.VectorStoreSearchResultsPage | Relay:
        """POST /vector_stores/{vector_store_id}/search: 200 application/json."""
        not_implemented(BY_ID["search_vector_store"])
