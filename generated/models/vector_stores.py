"""Models of the contract: vector stores. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull
from .common import Metadata
from .filters import ComparisonFilter, CompoundFilter, VectorStoreFileAttributes


class AutoChunkingStrategyRequestParam(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["auto"]


class StaticChunkingStrategy(ContractModel):
    model_config = ConfigDict(extra="forbid")
    max_chunk_size_tokens: Annotated[StrictInt, Field(ge=100, le=4096)]
    chunk_overlap_tokens: StrictInt


class StaticChunkingStrategyRequestParam(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["static"]
    static: StaticChunkingStrategy


ChunkingStrategyRequestParam = TypeAliasType(
    "ChunkingStrategyRequestParam",
    Annotated[
        Union[AutoChunkingStrategyRequestParam, StaticChunkingStrategyRequestParam],
        Field(discriminator="type"),
    ],
)


class CreateVectorStoreFileRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    file_id: str
    chunking_strategy: Annotated[Union[ChunkingStrategyRequestParam, None], NotNull] = None
    attributes: Union[VectorStoreFileAttributes, None] = None


class CreateVectorStoreFileBatchRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    file_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=2000, min_length=1)] = None
    files: Annotated[
        Union[list[CreateVectorStoreFileRequest], None], NotNull, Field(max_length=2000, min_length=1)
    ] = None
    chunking_strategy: Annotated[Union[ChunkingStrategyRequestParam, None], NotNull] = None
    attributes: Union[VectorStoreFileAttributes, None] = None


class VectorStoreExpirationAfter(ContractModel):
    anchor: Literal["last_active_at"]
    days: Annotated[StrictInt, Field(ge=1, le=365)]


class CreateVectorStoreRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    file_ids: Annotated[Union[list[str], None], NotNull, Field(max_length=500)] = None
    name: Annotated[Union[str, None], NotNull] = None
    description: Annotated[Union[str, None], NotNull] = None
    expires_after: Annotated[Union[VectorStoreExpirationAfter, None], NotNull] = None
    chunking_strategy: Annotated[
        Union[
            Annotated[
                Union[AutoChunkingStrategyRequestParam, StaticChunkingStrategyRequestParam],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    metadata: Union[Metadata, None] = None


class DeleteVectorStoreFileResponse(ContractModel):
    id: str
    deleted: StrictBool
    object: Literal["vector_store.file.deleted"]


class DeleteVectorStoreResponse(ContractModel):
    id: str
    deleted: StrictBool
    object: Literal["vector_store.deleted"]


class OtherChunkingStrategyResponseParam(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["other"]


class StaticChunkingStrategyResponseParam(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["static"]
    static: StaticChunkingStrategy


class VectorStoreFileObjectLastError(ContractModel):
    code: Literal["server_error", "unsupported_file", "invalid_file"]
    message: str


class VectorStoreFileObject(ContractModel):
    id: str
    object: Literal["vector_store.file"]
    usage_bytes: StrictInt
    created_at: StrictInt
    vector_store_id: str
    status: Literal["in_progress", "completed", "cancelled", "failed"]
    last_error: Union[VectorStoreFileObjectLastError, None]
    chunking_strategy: Annotated[
        Union[
            Annotated[
                Union[StaticChunkingStrategyResponseParam, OtherChunkingStrategyResponseParam],
                Field(discriminator="type"),
            ],
            None,
        ],
        NotNull,
    ] = None
    attributes: Union[VectorStoreFileAttributes, None] = None


class ListVectorStoreFilesResponse(ContractModel):
    object: str
    data: list[VectorStoreFileObject]
    first_id: str
    last_id: str
    has_more: StrictBool


class VectorStoreObjectFileCounts(ContractModel):
    in_progress: StrictInt
    completed: StrictInt
    failed: StrictInt
    cancelled: StrictInt
    total: StrictInt


class VectorStoreObject(ContractModel):
    id: str
    object: Literal["vector_store"]
    created_at: StrictInt
    name: str
    usage_bytes: StrictInt
    file_counts: VectorStoreObjectFileCounts
    status: Literal["expired", "in_progress", "completed"]
    expires_after: Annotated[Union[VectorStoreExpirationAfter, None], NotNull] = None
    expires_at: Union[StrictInt, None] = None
    last_active_at: Union[StrictInt, None]
    metadata: Metadata


class ListVectorStoresResponse(ContractModel):
    object: str
    data: list[VectorStoreObject]
    first_id: str
    last_id: str
    has_more: StrictBool


class UpdateVectorStoreFileAttributesRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    attributes: VectorStoreFileAttributes


class UpdateVectorStoreRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    name: Union[str, None] = None
    expires_after: Union[VectorStoreExpirationAfter, None] = None
    metadata: Union[Metadata, None] = None


class VectorStoreFileBatchObjectFileCounts(ContractModel):
    in_progress: StrictInt
    completed: StrictInt
    failed: StrictInt
    cancelled: StrictInt
    total: StrictInt


class VectorStoreFileBatchObject(ContractModel):
    id: str
    object: Literal["vector_store.files_batch"]
    created_at: StrictInt
    vector_store_id: str
    status: Literal["in_progress", "completed", "cancelled", "failed"]
    file_counts: VectorStoreFileBatchObjectFileCounts


class VectorStoreFileContentResponseDatum(ContractModel):
    type: Annotated[Union[str, None], NotNull] = None
    text: Annotated[Union[str, None], NotNull] = None


class VectorStoreFileContentResponse(ContractModel):
    object: Literal["vector_store.file_content.page"]
    data: list[VectorStoreFileContentResponseDatum]
    has_more: StrictBool
    next_page: Union[str, None]


class VectorStoreSearchRequestRankingOptions(ContractModel):
    model_config = ConfigDict(extra="forbid")
    ranker: Literal["none", "auto", "default-2024-11-15"] = "auto"
    score_threshold: Annotated[StrictFloat, Field(ge=0.0, le=1.0)] = 0


class VectorStoreSearchRequest(ContractModel):
    model_config = ConfigDict(extra="forbid")
    query: Union[str, list[str]]
    rewrite_query: StrictBool = False
    max_num_results: Annotated[StrictInt, Field(ge=1, le=50)] = 10
    filters: Annotated[
        Union[Annotated[Union[ComparisonFilter, CompoundFilter], Field(discriminator="type")], None], NotNull
    ] = None
    ranking_options: Annotated[Union[VectorStoreSearchRequestRankingOptions, None], NotNull] = None


class VectorStoreSearchResultContentObject(ContractModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["text"]
    text: str


class VectorStoreSearchResultItem(ContractModel):
    model_config = ConfigDict(extra="forbid")
    file_id: str
    filename: str
    score: Annotated[StrictFloat, Field(ge=0.0, le=1.0)]
    attributes: VectorStoreFileAttributes
    content: list[VectorStoreSearchResultContentObject]


class VectorStoreSearchResultsPage(ContractModel):
    model_config = ConfigDict(extra="forbid")
    object: Literal["vector_store.search_results.page"]
    search_query: list[str]
    data: list[VectorStoreSearchResultItem]
    has_more: StrictBool
    next_page: Union[str, None]
