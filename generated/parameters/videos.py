"""Parameters of the operations of Videos. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class ListVideosParameters(BaseModel):
    """GET /videos"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    limit: Annotated[Annotated[int, Field(le=100.0, ge=0.0)] | None, Field(alias="limit")] = None
    order: Annotated[Literal["asc", "desc"] | None, Field(alias="order")] = None
    after: Annotated[str | None, Field(alias="after")] = None


class GetVideoCharacterParameters(BaseModel):
    """GET /videos/characters/{character_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    character_id: Annotated[str, Field(alias="character_id")]


class GetVideoParameters(BaseModel):
    """GET /videos/{video_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    video_id: Annotated[str, Field(alias="video_id")]


class DeleteVideoParameters(BaseModel):
    """DELETE /videos/{video_id}"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    video_id: Annotated[str, Field(alias="video_id")]


class RetrieveVideoContentParameters(BaseModel):
    """GET /videos/{video_id}/content"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    video_id: Annotated[str, Field(alias="video_id")]
    variant: Annotated[Literal["video", "thumbnail", "spritesheet"] | None, Field(alias="variant")] = None


class CreateVideoRemixParameters(BaseModel):
    """POST /videos/{video_id}/remix"""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)
    video_id: Annotated[str, Field(alias="video_id")]
