"""Models of the contract: usage. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictFloat, StrictInt
from typing_extensions import TypeAliasType

from ._base import ContractModel, NotNull


class CostsResultAmount(ContractModel):
    value: Annotated[Union[StrictFloat, None], NotNull] = None
    currency: Annotated[Union[str, None], NotNull] = None


class CostsResult(ContractModel):
    object: Literal["organization.costs.result"]
    amount: Annotated[Union[CostsResultAmount, None], NotNull] = None
    line_item: Union[str, None] = None
    project_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    quantity: Union[StrictFloat, None] = None
    quantity_unit: Union[
        str,
        Literal[
            "tokens",
            "1000_tokens",
            "duration_seconds",
            "duration_minutes",
            "duration_hours",
            "gibibyte_hours",
            "images",
            "characters",
        ],
        None,
    ] = None


class UsageAudioSpeechesResult(ContractModel):
    object: Literal["organization.usage.audio_speeches.result"]
    characters: StrictInt
    num_model_requests: StrictInt
    project_id: Union[str, None] = None
    user_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    model: Union[str, None] = None


class UsageAudioTranscriptionsResult(ContractModel):
    object: Literal["organization.usage.audio_transcriptions.result"]
    seconds: StrictInt
    num_model_requests: StrictInt
    project_id: Union[str, None] = None
    user_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    model: Union[str, None] = None


class UsageCodeInterpreterSessionsResult(ContractModel):
    object: Literal["organization.usage.code_interpreter_sessions.result"]
    num_sessions: StrictInt
    project_id: Union[str, None] = None


class UsageCompletionsResult(ContractModel):
    object: Literal["organization.usage.completions.result"]
    input_tokens: StrictInt
    input_cached_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_cache_write_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_uncached_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    output_tokens: StrictInt
    input_text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    output_text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_cached_text_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_cached_audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    output_audio_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_image_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    input_cached_image_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    output_image_tokens: Annotated[Union[StrictInt, None], NotNull] = None
    num_model_requests: StrictInt
    project_id: Union[str, None] = None
    user_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    model: Union[str, None] = None
    batch: Union[StrictBool, None] = None
    service_tier: Union[str, None] = None


class UsageEmbeddingsResult(ContractModel):
    object: Literal["organization.usage.embeddings.result"]
    input_tokens: StrictInt
    num_model_requests: StrictInt
    project_id: Union[str, None] = None
    user_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    model: Union[str, None] = None


class UsageFileSearchCallsResult(ContractModel):
    object: Literal["organization.usage.file_searches.result"]
    num_requests: StrictInt
    project_id: Union[str, None] = None
    user_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    vector_store_id: Union[str, None] = None


class UsageImagesResult(ContractModel):
    object: Literal["organization.usage.images.result"]
    images: StrictInt
    num_model_requests: StrictInt
    source: Union[str, None] = None
    size: Union[str, None] = None
    project_id: Union[str, None] = None
    user_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    model: Union[str, None] = None


class UsageModerationsResult(ContractModel):
    object: Literal["organization.usage.moderations.result"]
    input_tokens: StrictInt
    num_model_requests: StrictInt
    project_id: Union[str, None] = None
    user_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    model: Union[str, None] = None


class UsageVectorStoresResult(ContractModel):
    object: Literal["organization.usage.vector_stores.result"]
    usage_bytes: StrictInt
    project_id: Union[str, None] = None


class UsageWebSearchCallsResult(ContractModel):
    object: Literal["organization.usage.web_searches.result"]
    num_model_requests: StrictInt
    num_requests: StrictInt
    project_id: Union[str, None] = None
    user_id: Union[str, None] = None
    api_key_id: Union[str, None] = None
    model: Union[str, None] = None
    context_level: Union[str, None] = None


UsageTimeBucketResults = TypeAliasType(
    "UsageTimeBucketResults",
    Annotated[
        Union[
            UsageCompletionsResult,
            UsageEmbeddingsResult,
            UsageModerationsResult,
            UsageImagesResult,
            UsageAudioSpeechesResult,
            UsageAudioTranscriptionsResult,
            UsageVectorStoresResult,
            UsageCodeInterpreterSessionsResult,
            UsageFileSearchCallsResult,
            UsageWebSearchCallsResult,
            CostsResult,
        ],
        Field(discriminator="object"),
    ],
)


class UsageTimeBucket(ContractModel):
    object: Literal["bucket"]
    start_time: StrictInt
    end_time: StrictInt
    results: list[UsageTimeBucketResults]


class UsageResponse(ContractModel):
    object: Literal["page"]
    data: list[UsageTimeBucket]
    has_more: StrictBool
    next_page: Union[str, None]
