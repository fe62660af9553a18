"""Models: 3 operations of the contract. Written by codegen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..operations import BY_ID
from ..runtime import Call, Relay, not_implemented

if TYPE_CHECKING:
    from .. import models


class ModelsStub:
    """Models: subclass it and override what you implement."""

    async def list_models(self, call: Call[Any]) -> models.ListModelsResponse | Relay:
        """GET /models: 200 application/json."""
        not_implemented(BY_ID["list_models"])

    async def retrieve_model(self, call: Call[Any], *, model: str) -> models.Model | Relay:
        """GET /models/{model}: 200 application/json."""
        not_implemented(BY_ID["retrieve_model"])

    async def delete_model(self, call: Call[Any], *, model: str) -> models.DeleteModelResponse | Relay:
        """DELETE /models/{model}: 200 application/json."""
        not_implemented(BY_ID["delete_model"])
