"""Videos: 10 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..operations import BY_ID
from ..runtime import Binary, Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class VideosStub:
    """Videos: subclass it and override what you implement."""

    async def list_videos(
        self,
        call: Call[Any],
        *,
        limit: int | None = None,
        order: Literal["asc", "desc"] | None = None,
        after: str | None = None,
    ) -> models.VideoListResource | Relay:
        """GET /videos (deprecated): 200 application/json."""
        not_implemented(BY_ID["list_videos"])

    async def create_video(
        self,
        call: Call[Any],
        *,
        body: models.CreateVideoMultipartBody | models.CreateVideoJsonBody | None = None,
    ) -> models.VideoResource | Relay:
        """POST /videos (deprecated): 200 application/json."""
        not_implemented(BY_ID["create_video"])

    async def create_video_character(
        self, call: Call[Any], *, body: models.CreateVideoCharacterBody | None = None
    ) -> models.VideoCharacterResource | Relay:
        """POST /videos/characters (deprecated): 200 application/json."""
        not_implemented(BY_ID["create_video_character"])

    async def get_video_character(
        self, call: Call[Any], *, character_id: str
    ) -> models.VideoCharacterResource | Relay:
        """GET /videos/characters/{character_id} (deprecated): 200 application/json."""
        not_implemented(BY_ID["get_video_character"])

    async def create_video_edit(
        self,
        call: Call[Any],
        *,
        body: models.CreateVideoEditMultipartBody | models.CreateVideoEditJsonBody | None = None,
    ) -> models.VideoResource | Relay:
        """POST /videos/edits (deprecated): 200 application/json."""
        not_implemented(BY_ID["create_video_edit"])

    async def create_video_extend(
        self,
        call: Call[Any],
        *,
        body: models.CreateVideoExtendMultipartBody | models.CreateVideoExtendJsonBody | None = None,
    ) -> models.VideoResource | Relay:
        """POST /videos/extensions (deprecated): 200 application/json."""
        not_implemented(BY_ID["create_video_extend"])

    async def get_video(self, call: Call[Any], *, video_id: str) -> models.VideoResource | Relay:
        """GET /videos/{video_id} (deprecated): 200 application/json."""
        not_implemented(BY_ID["get_video"])

    async def delete_video(self, call: Call[Any], *, video_id: str) -> models.DeletedVideoResource | Relay:
        """DELETE /videos/{video_id} (deprecated): 200 application/json."""
        not_implemented(BY_ID["delete_video"])

    async def retrieve_video_content(
        self,
        call: Call[Any],
        *,
        video_id: str,
        variant: Literal["video", "thumbnail", "spritesheet"] | None = None,
    ) -> Binary | Relay:
        """GET /videos/{video_id}/content (deprecated): 200 video/mp4, 200 image/webp, 200 application/json."""
        not_implemented(BY_ID["retrieve_video_content"])

    async def create_video_remix(
        self, call: Call[Any], *, video_id: str, body: models.CreateVideoRemixBody | None = None
    ) -> models.VideoResource | Relay:
        """POST /videos/{video_id}/remix (deprecated): 200 application/json."""
        not_implemented(BY_ID["create_video_remix"])
