"""Containers: 9 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ContainersStub:
    """Containers: subclass it and override what you implement."""

    async def list_containers(
        self,
        call: Call[Any],
        *,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
        name: str | None = None,
    ) -> models.ContainerListResource | Relay:
        """GET /containers: 200 application/json."""
        not_implemented(BY_ID["list_containers"])

    async def create_container(
        self, call: Call[Any], *, body: models.CreateContainerBody | None = None
    ) -> models.ContainerResource | Relay:
        """POST /containers: 200 application/json."""
        not_implemented(BY_ID["create_container"])

    async def retrieve_container(
        self, call: Call[Any], *, container_id: str
    ) -> models.ContainerResource | Relay:
        """GET /containers/{container_id}: 200 application/json."""
        not_implemented(BY_ID["retrieve_container"])

    async def delete_container(self, call: Call[Any], *, container_id: str) -> None | Relay:
        """DELETE /containers/{container_id}: 200 without a body."""
        not_implemented(BY_ID["delete_container"])

    async def list_container_files(
        self,
        call: Call[Any],
        *,
        container_id: str,
        limit: int = 20,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
    ) -> models.ContainerFileListResource | Relay:
        """GET /containers/{container_id}/files: 200 application/json."""
        not_implemented(BY_ID["list_container_files"])

    async def create_container_file(
        self, call: Call[Any], *, container_id: str, body: models.CreateContainerFileBody
    ) -> models.ContainerFileResource | Relay:
        """POST /containers/{container_id}/files: 200 application/json."""
        not_implemented(BY_ID["create_container_file"])

    async def retrieve_container_file(
        self, call: Call[Any], *, container_id: str, file_id: str
    ) -> models.ContainerFileResource | Relay:
        """GET /containers/{container_id}/files/{file_id}: 200 application/json."""
        not_implemented(BY_ID["retrieve_container_file"])

    async def delete_container_file(
        self, call: Call[Any], *, container_id: str, file_id: str
    ) -> None | Relay:
        """DELETE /containers/{container_id}/files/{file_id}: 200 without a body."""
        not_implemented(BY_ID["delete_container_file"])

    async def retrieve_container_file_content(
        self, call: Call[Any], *, container_id: str, file_id: str
    ) -> None | Relay:
        """GET /containers/{container_id}/files/{file_id}/content: 200 without a body."""
        not_implemented(BY_ID["retrieve_container_file_content"])
