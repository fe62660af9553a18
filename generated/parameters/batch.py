"""Parameters of the operations of Batch. Written by codegen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ListBatchesParameters(BaseModel):
    """GET /batches"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    after: Annotated[str | None, Field(alias="after")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None


class RetrieveBatchParameters(BaseModel):
    """GET /batches/{batch_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    batch_id: Annotated[str, Field(alias="batch_id")]


class CancelBatchParameters(BaseModel):
    """POST /batches/{batch_id}/cancel"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    batch_id: Annotated[str, Field(alias="batch_id")]
