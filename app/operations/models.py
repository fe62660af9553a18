"""Models: the merged lists of all upstreams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson
from typing_extensions import override

from app.access.callers import Call
from app.contract.headers import header_safe
from app.engine.forwarded_ids import require_plain_ids
from app.engine.services import Services
from app.errors import NotFound, UpstreamUnreachable
from app.relay.passthrough import relay
from app.upstream.client import UpstreamRequest
from app.upstream.model_capabilities import CAPABILITIES_FIELD, capabilities
from app.upstream.model_list import Health
from app.upstream.upstream import Route
from generated.runtime import Relay
from generated.stubs.models import ModelsStub

if TYPE_CHECKING:
    from generated import models

_MISSING = "x-llm-backend-models-missing"


class ModelsOperations(ModelsStub):
    """Lists and retrieves models; deleting a fine-tuned model is refused."""

    def __init__(self, services: Services) -> None:
        self._upstreams = services.upstreams

    @override
    async def list_models(self, call: Call) -> models.ListModelsResponse:
        from generated import models

        merged = await self._upstreams.models()
        if merged.missing:
            if not merged.entries:
                raise _unlisted(merged.missing)
            call.response_headers[_MISSING] = header_safe(
                ", ".join(health.upstream.name for health in merged.missing)
            )
        return models.ListModelsResponse(
            object="list",
            data=[
                _model(entry)
                for model, entry in merged.entries.items()
                if self._upstreams.permits(call, model)
            ],
        )

    @override
    async def retrieve_model(self, call: Call, *, model: str) -> models.Model | Relay:
        if not self._upstreams.permits(call, model):
            raise NotFound(
                f"The model '{model[:200]}' does not exist or you do not have access to it.",
                param="model",
                code="model_not_found",
            )
        listed = (await self._upstreams.models()).entries.get(model)
        if listed is not None:
            return _model(listed)

        require_plain_ids({"model": model})

        def prepare(route: Route) -> UpstreamRequest:
            path = "/models/" + quote(str(route.model), safe="")
            return UpstreamRequest("GET", path, "", [("accept", "application/json")], None)

        # An upstream may serve a model that it does not list.
        route, response = await self._upstreams.send(call, model, prepare)
        if response.status != 200:
            return await relay(route.upstream, response)
        body = b"".join([chunk async for chunk in response.chunks])
        try:
            fields = orjson.loads(route.upstream.secrets.mask_body(body))
        except orjson.JSONDecodeError:
            fields = None
        if not isinstance(fields, Mapping):
            raise UpstreamUnreachable(
                f"The upstream {route.upstream.name} answered GET /models/{route.model} without JSON object."
            )
        return _model({**fields, "id": model})


def _unlisted(missing: tuple[Health, ...]) -> UpstreamUnreachable:
    """No upstream listed any model: the reasons of all."""
    reasons = " ".join(health.reason for health in missing)
    refused = all(health.key_refused for health in missing)
    return UpstreamUnreachable(reasons, code="upstream_key_refused" if refused else None)


def _model(entry: Mapping[str, Any]) -> models.Model:
    """The contract's `Model`; fields that compatible servers leave out get neutral values.

    The upstream's own members are passed on. What they say of the model's capabilities is repeated in one
    member of this server, under the same names for all upstreams.
    """
    from generated import models

    created, owner = entry.get("created"), entry.get("owned_by")
    required = {"created": created if isinstance(created, int) else 0, "owned_by": str(owner or "unknown")}
    fields = {**entry, **required, "id": str(entry["id"]), "object": "model"}
    # An upstream that is this program has such a member, too.
    fields.pop(CAPABILITIES_FIELD, None)
    found = capabilities(entry)
    if found:
        fields[CAPABILITIES_FIELD] = found
    return models.Model.model_validate(fields)
