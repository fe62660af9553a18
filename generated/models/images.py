"""Models of the contract: images. Written by codegen."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import ConfigDict, Field, StrictBool, StrictInt
from typing_extensions import TypeAliasType

from ..runtime import UploadedFile
from ._base import ContractModel, NotNull, NotTogether
from .input_content import InputFidelity

CreateImageEditRequestImage = TypeAliasType(
    "CreateImageEditRequestImage", Annotated[list[UploadedFile], Field(max_length=16)]
)


PartialImagesPartialImages = TypeAliasType(
    "PartialImagesPartialImages", Annotated[StrictInt, Field(ge=0, le=3)]
)


PartialImages = TypeAliasType("PartialImages", Union[PartialImagesPartialImages, None])


class CreateImageEditRequest(ContractModel):
    image: Union[UploadedFile, CreateImageEditRequestImage]
    prompt: str
    mask: Annotated[Union[UploadedFile, None], NotNull] = None
    background: Union[Literal["transparent", "opaque", "auto"], None] = "auto"
    model: Union[
        str,
        Literal[
            "gpt-image-1.5",
            "gpt-image-2",
            "gpt-image-2-2026-04-21",
            "dall-e-2",
            "gpt-image-1",
            "gpt-image-1-mini",
            "chatgpt-image-latest",
        ],
        None,
    ] = "gpt-image-1.5"
    n: Annotated[Union[StrictInt, None], Field(ge=1, le=10)] = 1
    size: Union[str, Literal["256x256", "512x512", "1024x1024", "1536x1024", "1024x1536", "auto"], None] = (
        "1024x1024"
    )
    response_format: Union[Literal["url", "b64_json"], None] = None
    output_format: Union[Literal["png", "jpeg", "webp"], None] = "png"
    output_compression: Union[StrictInt, None] = 100
    user: Annotated[Union[str, None], NotNull] = None
    input_fidelity: Union[InputFidelity, None] = None
    stream: Union[StrictBool, None] = False
    partial_images: Union[PartialImages, None] = None
    quality: Union[Literal["standard", "low", "medium", "high", "auto"], None] = "auto"


class CreateImageRequest(ContractModel):
    prompt: str
    model: Union[
        str,
        Literal[
            "gpt-image-1.5",
            "gpt-image-2",
            "gpt-image-2-2026-04-21",
            "dall-e-2",
            "dall-e-3",
            "gpt-image-1",
            "gpt-image-1-mini",
        ],
        None,
    ] = "dall-e-2"
    n: Annotated[Union[StrictInt, None], Field(ge=1, le=10)] = 1
    quality: Union[Literal["standard", "hd", "low", "medium", "high", "auto"], None] = "auto"
    response_format: Union[Literal["url", "b64_json"], None] = "url"
    output_format: Union[Literal["png", "jpeg", "webp"], None] = "png"
    output_compression: Union[StrictInt, None] = 100
    stream: Union[StrictBool, None] = False
    partial_images: Union[PartialImages, None] = None
    size: Union[
        str,
        Literal[
            "auto", "1024x1024", "1536x1024", "1024x1536", "256x256", "512x512", "1792x1024", "1024x1792"
        ],
        None,
    ] = "auto"
    moderation: Union[Literal["low", "auto"], None] = "auto"
    background: Union[Literal["transparent", "opaque", "auto"], None] = "auto"
    style: Union[Literal["vivid", "natural"], None] = "vivid"
    user: Annotated[Union[str, None], NotNull] = None


class CreateImageVariationRequest(ContractModel):
    image: UploadedFile
    model: Union[str, Literal["dall-e-2"], None] = "dall-e-2"
    n: Annotated[Union[StrictInt, None], Field(ge=1, le=10)] = 1
    response_format: Union[Literal["url", "b64_json"], None] = "url"
    size: Union[Literal["256x256", "512x512", "1024x1024"], None] = "1024x1024"
    user: Annotated[Union[str, None], NotNull] = None


EditImageBodyJsonParamN = TypeAliasType("EditImageBodyJsonParamN", Annotated[StrictInt, Field(ge=1, le=10)])


EditImageBodyJsonParamOutputCompression = TypeAliasType(
    "EditImageBodyJsonParamOutputCompression", Annotated[StrictInt, Field(ge=0, le=100)]
)


class ImageRefParamImageRefParam(ContractModel):
    model_config = ConfigDict(extra="forbid")
    image_url: Annotated[str, Field(max_length=20971520)]
    file_id: Annotated[Union[str, None], NotNull] = None


class ImageRefParamImageRefParam1(ContractModel):
    model_config = ConfigDict(extra="forbid")
    image_url: Annotated[Union[str, None], NotNull, Field(max_length=20971520)] = None
    file_id: str


ImageRefParam = TypeAliasType(
    "ImageRefParam",
    Annotated[
        Union[ImageRefParamImageRefParam, ImageRefParamImageRefParam1], NotTogether("image_url", "file_id")
    ],
)


class EditImageBodyJsonParam(ContractModel):
    model: Union[
        str,
        Literal[
            "gpt-image-1.5",
            "gpt-image-2",
            "gpt-image-2-2026-04-21",
            "gpt-image-1",
            "gpt-image-1-mini",
            "chatgpt-image-latest",
        ],
        None,
    ] = "gpt-image-1.5"
    images: Annotated[list[ImageRefParam], Field(max_length=16, min_length=1)]
    mask: Annotated[Union[ImageRefParam, None], NotNull] = None
    prompt: Annotated[str, Field(max_length=32000, min_length=1)]
    n: Union[EditImageBodyJsonParamN, None] = 1
    quality: Union[Literal["low", "medium", "high", "auto"], None] = "auto"
    input_fidelity: Union[Literal["high", "low"], None] = None
    size: Union[Literal["auto", "1024x1024", "1536x1024", "1024x1536"], None] = "auto"
    user: Annotated[Union[str, None], NotNull] = None
    output_format: Union[Literal["png", "jpeg", "webp"], None] = "png"
    output_compression: Union[EditImageBodyJsonParamOutputCompression, None] = None
    moderation: Union[Literal["low", "auto"], None] = "auto"
    background: Union[Literal["transparent", "opaque", "auto"], None] = "auto"
    stream: Union[StrictBool, None] = False
    partial_images: Union[PartialImages, None] = None


class Image(ContractModel):
    b64_json: Annotated[Union[str, None], NotNull] = None
    url: Annotated[Union[str, None], NotNull] = None
    revised_prompt: Annotated[Union[str, None], NotNull] = None


class ImagesUsageInputTokensDetails(ContractModel):
    text_tokens: StrictInt
    image_tokens: StrictInt


class ImagesUsage(ContractModel):
    total_tokens: StrictInt
    input_tokens: StrictInt
    output_tokens: StrictInt
    input_tokens_details: ImagesUsageInputTokensDetails


class ImageEditCompletedEvent(ContractModel):
    type: Literal["image_edit.completed"]
    b64_json: str
    created_at: StrictInt
    size: Literal["1024x1024", "1024x1536", "1536x1024", "auto"]
    quality: Literal["low", "medium", "high", "auto"]
    background: Literal["transparent", "opaque", "auto"]
    output_format: Literal["png", "webp", "jpeg"]
    usage: ImagesUsage


class ImageEditPartialImageEvent(ContractModel):
    type: Literal["image_edit.partial_image"]
    b64_json: str
    created_at: StrictInt
    size: Literal["1024x1024", "1024x1536", "1536x1024", "auto"]
    quality: Literal["low", "medium", "high", "auto"]
    background: Literal["transparent", "opaque", "auto"]
    output_format: Literal["png", "webp", "jpeg"]
    partial_image_index: StrictInt


ImageEditStreamEvent = TypeAliasType(
    "ImageEditStreamEvent",
    Annotated[Union[ImageEditPartialImageEvent, ImageEditCompletedEvent], Field(discriminator="type")],
)


class ImageGenCompletedEvent(ContractModel):
    type: Literal["image_generation.completed"]
    b64_json: str
    created_at: StrictInt
    size: Literal["1024x1024", "1024x1536", "1536x1024", "auto"]
    quality: Literal["low", "medium", "high", "auto"]
    background: Literal["transparent", "opaque", "auto"]
    output_format: Literal["png", "webp", "jpeg"]
    usage: ImagesUsage


class ImageGenInputUsageDetails(ContractModel):
    text_tokens: StrictInt
    image_tokens: StrictInt


class ImageGenOutputTokensDetails(ContractModel):
    image_tokens: StrictInt
    text_tokens: StrictInt


class ImageGenPartialImageEvent(ContractModel):
    type: Literal["image_generation.partial_image"]
    b64_json: str
    created_at: StrictInt
    size: Literal["1024x1024", "1024x1536", "1536x1024", "auto"]
    quality: Literal["low", "medium", "high", "auto"]
    background: Literal["transparent", "opaque", "auto"]
    output_format: Literal["png", "webp", "jpeg"]
    partial_image_index: StrictInt


ImageGenStreamEvent = TypeAliasType(
    "ImageGenStreamEvent",
    Annotated[Union[ImageGenPartialImageEvent, ImageGenCompletedEvent], Field(discriminator="type")],
)


class ImageGenUsage(ContractModel):
    input_tokens: StrictInt
    total_tokens: StrictInt
    output_tokens: StrictInt
    output_tokens_details: Annotated[Union[ImageGenOutputTokensDetails, None], NotNull] = None
    input_tokens_details: ImageGenInputUsageDetails


class ImagesResponse(ContractModel):
    created: StrictInt
    data: Annotated[Union[list[Image], None], NotNull] = None
    background: Annotated[Union[Literal["transparent", "opaque"], None], NotNull] = None
    output_format: Annotated[Union[Literal["png", "webp", "jpeg"], None], NotNull] = None
    size: Annotated[Union[Literal["1024x1024", "1024x1536", "1536x1024"], None], NotNull] = None
    quality: Annotated[Union[Literal["low", "medium", "high"], None], NotNull] = None
    usage: Annotated[Union[ImageGenUsage, None], NotNull] = None
