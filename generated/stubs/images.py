"""Images: 3 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, EventStream, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ImagesStub:
    """Images: subclass it and override what you implement."""

    async def create_image_edit(
        self, call: Call[Any], *, body: models.CreateImageEditRequest | models.EditImageBodyJsonParam
    ) -> models.ImagesResponse | EventStream[models.ImageEditStreamEvent] | Relay:
        """POST /images/edits: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["create_image_edit"])

    async def create_image(
        self, call: Call[Any], *, body: models.CreateImageRequest
    ) -> models.ImagesResponse | EventStream[models.ImageGenStreamEvent] | Relay:
        """POST /images/generations: 200 application/json, 200 text/event-stream."""
        not_implemented(BY_ID["create_image"])

    async def create_image_variation(
        self, call: Call[Any], *, body: models.CreateImageVariationRequest
    ) -> models.ImagesResponse | Relay:
        """POST /images/variations: 200 application/json."""
        not_implemented(BY_ID["create_image_variation"])
