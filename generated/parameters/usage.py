"""Parameters of the operations of Usage. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class UsageCostsParameters(BaseModel):
    """GET /organization/costs"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    group_by: Annotated[
        list[Literal["project_id", "line_item", "api_key_id"]] | None, Field(alias="group_by")
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageAudioSpeechesParameters(BaseModel):
    """GET /organization/usage/audio_speeches"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    user_ids: Annotated[list[str] | None, Field(alias="user_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    models: Annotated[list[str] | None, Field(alias="models")] = None
    group_by: Annotated[
        list[Literal["project_id", "user_id", "api_key_id", "model"]] | None, Field(alias="group_by")
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageAudioTranscriptionsParameters(BaseModel):
    """GET /organization/usage/audio_transcriptions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    user_ids: Annotated[list[str] | None, Field(alias="user_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    models: Annotated[list[str] | None, Field(alias="models")] = None
    group_by: Annotated[
        list[Literal["project_id", "user_id", "api_key_id", "model"]] | None, Field(alias="group_by")
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageCodeInterpreterSessionsParameters(BaseModel):
    """GET /organization/usage/code_interpreter_sessions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    group_by: Annotated[list[Literal["project_id"]] | None, Field(alias="group_by")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageCompletionsParameters(BaseModel):
    """GET /organization/usage/completions"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    user_ids: Annotated[list[str] | None, Field(alias="user_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    models: Annotated[list[str] | None, Field(alias="models")] = None
    batch: Annotated[bool | None, Field(alias="batch")] = None
    group_by: Annotated[
        list[Literal["project_id", "user_id", "api_key_id", "model", "batch", "service_tier"]] | None,
        Field(alias="group_by"),
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageEmbeddingsParameters(BaseModel):
    """GET /organization/usage/embeddings"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    user_ids: Annotated[list[str] | None, Field(alias="user_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    models: Annotated[list[str] | None, Field(alias="models")] = None
    group_by: Annotated[
        list[Literal["project_id", "user_id", "api_key_id", "model"]] | None, Field(alias="group_by")
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageFileSearchCallsParameters(BaseModel):
    """GET /organization/usage/file_search_calls"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    user_ids: Annotated[list[str] | None, Field(alias="user_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    vector_store_ids: Annotated[list[str] | None, Field(alias="vector_store_ids")] = None
    group_by: Annotated[
        list[Literal["project_id", "user_id", "api_key_id", "vector_store_id"]] | None,
        Field(alias="group_by"),
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageImagesParameters(BaseModel):
    """GET /organization/usage/images"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    sources: Annotated[
        list[Literal["image.generation", "image.edit", "image.variation"]] | None, Field(alias="sources")
    ] = None
    sizes: Annotated[
        list[Literal["256x256", "512x512", "1024x1024", "1792x1792", "1024x1792"]] | None,
        Field(alias="sizes"),
    ] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    user_ids: Annotated[list[str] | None, Field(alias="user_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    models: Annotated[list[str] | None, Field(alias="models")] = None
    group_by: Annotated[
        list[Literal["project_id", "user_id", "api_key_id", "model", "size", "source"]] | None,
        Field(alias="group_by"),
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageModerationsParameters(BaseModel):
    """GET /organization/usage/moderations"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    user_ids: Annotated[list[str] | None, Field(alias="user_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    models: Annotated[list[str] | None, Field(alias="models")] = None
    group_by: Annotated[
        list[Literal["project_id", "user_id", "api_key_id", "model"]] | None, Field(alias="group_by")
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageVectorStoresParameters(BaseModel):
    """GET /organization/usage/vector_stores"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    group_by: Annotated[list[Literal["project_id"]] | None, Field(alias="group_by")] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None


class UsageWebSearchCallsParameters(BaseModel):
    """GET /organization/usage/web_search_calls"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    start_time: Annotated[int, Field(alias="start_time")]
    end_time: Annotated[int | None, Field(alias="end_time")] = None
    bucket_width: Annotated[Literal["1m", "1h", "1d"] | None, Field(alias="bucket_width")] = None
    project_ids: Annotated[list[str] | None, Field(alias="project_ids")] = None
    user_ids: Annotated[list[str] | None, Field(alias="user_ids")] = None
    api_key_ids: Annotated[list[str] | None, Field(alias="api_key_ids")] = None
    models: Annotated[list[str] | None, Field(alias="models")] = None
    context_levels: Annotated[
        list[Literal["low", "medium", "high"]] | None, Field(alias="context_levels")
    ] = None
    group_by: Annotated[
        list[Literal["project_id", "user_id", "api_key_id", "model", "context_level"]] | None,
        Field(alias="group_by"),
    ] = None
    limit: Annotated[int | None, Field(alias="limit")] = None
    page: Annotated[str | None, Field(alias="page")] = None
