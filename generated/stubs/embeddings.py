"""Embeddings: 1 operation of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class EmbeddingsStub:
    """Embeddings: subclass it and override what you implement."""

    async def create_embedding(
        self, call: Call[Any], *, body: models.CreateEmbeddingRequest
    ) -> models.CreateEmbeddingResponse | Relay:
        """POST /embeddings: 200 application/json."""
        not_implemented(BY_ID["create_embedding"])
