"""Models of the contract: batch. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt

from ._base import ContractModel, NotNull
from .common import Metadata


class BatchError(ContractModel):
    code: Annotated[Union[str, None], NotNull] = None
    message: Annotated[Union[str, None], NotNull] = None
    param: Union[str, None] = None
    line: Union[StrictInt, None] = None


class BatchErrors(ContractModel):
    object: Annotated[Union[str, None], NotNull] = None
    data: Annotated[Union[list[BatchError], None], NotNull] = None


class BatchRequestCounts(ContractModel):
    total: StrictInt
    completed: StrictInt
    failed: StrictInt


class BatchUsageInputTokensDetails(ContractModel):
    cached_tokens: StrictInt


class BatchUsageOutputTokensDetails(ContractModel):
    reasoning_tokens: StrictInt


class BatchUsage(ContractModel):
    input_tokens: StrictInt
    input_tokens_details: BatchUsageInputTokensDetails
    output_tokens: StrictInt
    output_tokens_details: BatchUsageOutputTokensDetails
    total_tokens: StrictInt


class Batch(ContractModel):
    id: str
    object: Literal["batch"]
    endpoint: str
    model: Annotated[Union[str, None], NotNull] = None
    errors: Annotated[Union[BatchErrors, None], NotNull] = None
    input_file_id: str
    completion_window: str
    status: Literal[
        "validating", "failed", "in_progress", "finalizing", "completed", "expired", "cancelling", "cancelled"
    ]
    output_file_id: Annotated[Union[str, None], NotNull] = None
    error_file_id: Annotated[Union[str, None], NotNull] = None
    created_at: StrictInt
    in_progress_at: Annotated[Union[StrictInt, None], NotNull] = None
    expires_at: Annotated[Union[StrictInt, None], NotNull] = None
    finalizing_at: Annotated[Union[StrictInt, None], NotNull] = None
    completed_at: Annotated[Union[StrictInt, None], NotNull] = None
    failed_at: Annotated[Union[StrictInt, None], NotNull] = None
    expired_at: Annotated[Union[StrictInt, None], NotNull] = None
    cancelling_at: Annotated[Union[StrictInt, None], NotNull] = None
    cancelled_at: Annotated[Union[StrictInt, None], NotNull] = None
    request_counts: Annotated[Union[BatchRequestCounts, None], NotNull] = None
    usage: Annotated[Union[BatchUsage, None], NotNull] = None
    metadata: Union[Metadata, None] = None


class BatchFileExpirationAfter(ContractModel):
    anchor: Literal["created_at"]
    seconds: Annotated[StrictInt, Field(ge=3600, le=2592000)]


class CreateBatchRequest(ContractModel):
    input_file_id: str
    endpoint: Literal[
        "/v1/responses",
        "/v1/chat/completions",
        "/v1/embeddings",
        "/v1/completions",
        "/v1/moderations",
        "/v1/images/generations",
        "/v1/images/edits",
        "/v1/videos",
    ]
    completion_window: Literal["24h"]
    metadata: Union[Metadata, None] = None
    output_expires_after: Annotated[Union[BatchFileExpirationAfter, None], NotNull] = None


class ListBatchesResponse(ContractModel):
    data: list[Batch]
    first_id: Annotated[Union[str, None], NotNull] = None
    last_id: Annotated[Union[str, None], NotNull] = None
    has_more: StrictBool
    object: Literal["list"]
