"""Models of the contract: videos. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field, StrictBool, StrictInt
from typing_extensions import TypeAliasType

from ..runtime import UploadedFile
from ._base import ContractModel, NotNull


class CreateVideoCharacterBody(ContractModel):
    video: UploadedFile
    name: Annotated[str, Field(max_length=80, min_length=1)]


class VideoReferenceInputParam(ContractModel):
    id: str


class CreateVideoEditJsonBody(ContractModel):
    video: VideoReferenceInputParam
    prompt: Annotated[str, Field(max_length=32000, min_length=1)]


class CreateVideoEditMultipartBody(ContractModel):
    video: Union[UploadedFile, VideoReferenceInputParam]
    prompt: Annotated[str, Field(max_length=32000, min_length=1)]


VideoSeconds = TypeAliasType("VideoSeconds", Literal["4", "8", "12"])


class CreateVideoExtendJsonBody(ContractModel):
    video: VideoReferenceInputParam
    prompt: Annotated[str, Field(max_length=32000, min_length=1)]
    seconds: VideoSeconds


class CreateVideoExtendMultipartBody(ContractModel):
    video: Union[VideoReferenceInputParam, UploadedFile]
    prompt: Annotated[str, Field(max_length=32000, min_length=1)]
    seconds: VideoSeconds


class ImageRefParam2(ContractModel):
    image_url: Annotated[Union[str, None], NotNull, Field(max_length=20971520)] = None
    file_id: Annotated[Union[str, None], NotNull] = None


VideoModel = TypeAliasType(
    "VideoModel",
    Union[
        str,
        Literal["sora-2", "sora-2-pro", "sora-2-2025-10-06", "sora-2-pro-2025-10-06", "sora-2-2025-12-08"],
    ],
)


VideoSize = TypeAliasType("VideoSize", Literal["720x1280", "1280x720", "1024x1792", "1792x1024"])


class CreateVideoJsonBody(ContractModel):
    model: Annotated[Union[VideoModel, None], NotNull] = None
    prompt: Annotated[str, Field(max_length=32000, min_length=1)]
    input_reference: Annotated[Union[ImageRefParam2, None], NotNull] = None
    seconds: Annotated[Union[VideoSeconds, None], NotNull] = None
    size: Annotated[Union[VideoSize, None], NotNull] = None


class CreateVideoMultipartBody(ContractModel):
    model: Annotated[Union[VideoModel, None], NotNull] = None
    prompt: Annotated[str, Field(max_length=32000, min_length=1)]
    input_reference: Annotated[Union[UploadedFile, ImageRefParam2, None], NotNull] = None
    seconds: Annotated[Union[VideoSeconds, None], NotNull] = None
    size: Annotated[Union[VideoSize, None], NotNull] = None


class CreateVideoRemixBody(ContractModel):
    prompt: Annotated[str, Field(max_length=32000, min_length=1)]


class DeletedVideoResource(ContractModel):
    object: Literal["video.deleted"]
    deleted: StrictBool
    id: str


class Error2(ContractModel):
    code: str
    message: str


class VideoCharacterResource(ContractModel):
    id: Union[str, None]
    name: Union[str, None]
    created_at: StrictInt


VideoContentVariant = TypeAliasType("VideoContentVariant", Literal["video", "thumbnail", "spritesheet"])


VideoStatus = TypeAliasType("VideoStatus", Literal["queued", "in_progress", "completed", "failed"])


class VideoResource(ContractModel):
    id: str
    object: Literal["video"]
    model: VideoModel
    status: VideoStatus
    progress: StrictInt
    created_at: StrictInt
    completed_at: Union[StrictInt, None]
    expires_at: Union[StrictInt, None]
    prompt: Union[str, None]
    size: VideoSize
    seconds: str
    remixed_from_video_id: Union[str, None]
    error: Union[Error2, None]


class VideoListResource(ContractModel):
    object: Literal["list"]
    data: list[VideoResource]
    first_id: Union[str, None]
    last_id: Union[str, None]
    has_more: StrictBool
