"""Uploads: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class UploadsStub:
    """Uploads: subclass it and override what you implement."""

    async def create_upload(
        self, call: Call[Any], *, body: models.CreateUploadRequest
    ) -> models.Upload | Relay:
        """POST /uploads: 200 application/json."""
        not_implemented(BY_ID["create_upload"])

    async def cancel_upload(self, call: Call[Any], *, upload_id: str) -> models.Upload | Relay:
        """POST /uploads/{upload_id}/cancel: 200 application/json."""
        not_implemented(BY_ID["cancel_upload"])

    async def complete_upload(
        self, call: Call[Any], *, upload_id: str, body: models.CompleteUploadRequest
    ) -> models.Upload | Relay:
        """POST /uploads/{upload_id}/complete: 200 application/json."""
        not_implemented(BY_ID["complete_upload"])

    async def add_upload_part(
        self, call: Call[Any], *, upload_id: str, body: models.AddUploadPartRequest
    ) -> models.UploadPart | Relay:
        """POST /uploads/{upload_id}/parts: 200 application/json."""
        not_implemented(BY_ID["add_upload_part"])
