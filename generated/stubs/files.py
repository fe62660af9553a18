"""Files: 5 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Binary, Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class FilesStub:
    """Files: subclass it and override what you implement."""

    async def list_files(
        self,
        call: Call[Any],
        *,
        purpose: str | None = None,
        limit: int = 10000,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
    ) -> models.ListFilesResponse | Relay:
        """GET /files: 200 application/json."""
        not_implemented(BY_ID["list_files"])

    async def create_file(
        self, call: Call[Any], *, body: models.CreateFileRequest
    ) -> models.OpenAIFile | Relay:
        """POST /files: 200 application/json."""
        not_implemented(BY_ID["create_file"])

    async def retrieve_file(self, call: Call[Any], *, file_id: str) -> models.OpenAIFile | Relay:
        """GET /files/{file_id}: 200 application/json."""
        not_implemented(BY_ID["retrieve_file"])

    async def delete_file(self, call: Call[Any], *, file_id: str) -> models.DeleteFileResponse | Relay:
        """DELETE /files/{file_id}: 200 application/json."""
        not_implemented(BY_ID["delete_file"])

    async def download_file(self, call: Call[Any], *, file_id: str) -> Binary | Relay:
        """GET /files/{file_id}/content: 200 application/json."""
        not_implemented(BY_ID["download_file"])
