"""Batch: 4 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class BatchStub:
    """Batch: subclass it and override what you implement."""

    async def list_batches(
        self, call: Call[Any], *, after: str | None = None, limit: int = 20
    ) -> models.ListBatchesResponse | Relay:
        """GET /batches: 200 application/json."""
        not_implemented(BY_ID["list_batches"])

    async def create_batch(self, call: Call[Any], *, body: models.CreateBatchRequest) -> models.Batch | Relay:
        """POST /batches: 200 application/json."""
        not_implemented(BY_ID["create_batch"])

    async def retrieve_batch(self, call: Call[Any], *, batch_id: str) -> models.Batch | Relay:
        """GET /batches/{batch_id}: 200 application/json."""
        not_implemented(BY_ID["retrieve_batch"])

    async def cancel_batch(self, call: Call[Any], *, batch_id: str) -> models.Batch | Relay:
        """POST /batches/{batch_id}/cancel: 200 application/json."""
        not_implemented(BY_ID["cancel_batch"])
