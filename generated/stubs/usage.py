"""Usage: 11 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class UsageStub:
    """Usage: subclass it and override what you implement."""

    async def usage_costs(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1d"] = "1d",
        project_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        group_by: list[Literal["project_id", "line_item", "api_key_id"]] | None = None,
        limit: int = 7,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/costs, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_costs"])

    async def usage_audio_speeches(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        user_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        models: list[str] | None = None,
        group_by: list[Literal["project_id", "user_id", "api_key_id", "model"]] | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/audio_speeches, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_audio_speeches"])

    async def usage_audio_transcriptions(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        user_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        models: list[str] | None = None,
        group_by: list[Literal["project_id", "user_id", "api_key_id", "model"]] | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/audio_transcriptions, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_audio_transcriptions"])

    async def usage_code_interpreter_sessions(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        group_by: list[Literal["project_id"]] | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/code_interpreter_sessions, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_code_interpreter_sessions"])

    async def usage_completions(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        user_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        models: list[str] | None = None,
        batch: bool | None = None,
        group_by: list[Literal["project_id", "user_id", "api_key_id", "model", "batch", "service_tier"]]
        | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/completions, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_completions"])

    async def usage_embeddings(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        user_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        models: list[str] | None = None,
        group_by: list[Literal["project_id", "user_id", "api_key_id", "model"]] | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/embeddings, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_embeddings"])

    async def usage_file_search_calls(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        user_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        vector_store_ids: list[str] | None = None,
        group_by: list[Literal["project_id", "user_id", "api_key_id", "vector_store_id"]] | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/file_search_calls, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_file_search_calls"])

    async def usage_images(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        sources: list[Literal["image.generation", "image.edit", "image.variation"]] | None = None,
        sizes: list[Literal["256x256", "512x512", "1024x1024", "1792x1792", "1024x1792"]] | None = None,
        project_ids: list[str] | None = None,
        user_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        models: list[str] | None = None,
        group_by: list[Literal["project_id", "user_id", "api_key_id", "model", "size", "source"]]
        | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/images, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_images"])

    async def usage_moderations(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        user_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        models: list[str] | None = None,
        group_by: list[Literal["project_id", "user_id", "api_key_id", "model"]] | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/moderations, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_moderations"])

    async def usage_vector_stores(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        group_by: list[Literal["project_id"]] | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/vector_stores, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_vector_stores"])

    async def usage_web_search_calls(
        self,
        call: Call[Any],
        *,
        start_time: int,
        end_time: int | None = None,
        bucket_width: Literal["1m", "1h", "1d"] = "1d",
        project_ids: list[str] | None = None,
        user_ids: list[str] | None = None,
        api_key_ids: list[str] | None = None,
        models: list[str] | None = None,
        context_levels: list[Literal["low", "medium", "high"]] | None = None,
        group_by: list[Literal["project_id", "user_id", "api_key_id", "model", "context_level"]]
        | None = None,
        limit: int | None = None,
        page: str | None = None,
    ) -> models.UsageResponse | Relay:
        """GET /organization/usage/web_search_calls, for admin keys: 200 application/json."""
        not_implemented(BY_ID["usage_web_search_calls"])
