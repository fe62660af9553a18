"""Models: what the upstreams list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson
from typing_extensions import override

from app.errors import UpstreamUnreachable
from app.relay.answer import relay
from app.upstream.client import UpstreamRequest
from app.upstream.upstreams import Upstream, Upstreams
from generated.runtime import Call, Relay
from generated.stubs.models import ModelsStub

if TYPE_CHECKING:
    from generated import models


class ModelsOperations(ModelsStub):
    """Lists and retrieves models; deleting one is the upstream's matter and stays refused."""

    def __init__(self, upstreams: Upstreams) -> None:
        self._upstreams = upstreams

    @override
    async def list_models(self, call: Call) -> models.ListModelsResponse | Relay:
        from generated import models

        upstream = self._upstreams.for_model(None)
        found = await _get(upstream, "/models")
        if isinstance(found, Relay):
            return found
        entries = found.get("data") if isinstance(found, Mapping) else found
        known = [_model(entry) for entry in entries or [] if isinstance(entry, Mapping) and "id" in entry]
        return models.ListModelsResponse(object="list", data=known)

    @override
    async def retrieve_model(self, call: Call, *, model: str) -> models.Model | Relay:
        upstream = self._upstreams.for_model(model)
        found = await _get(upstream, "/models/" + quote(model, safe=""))
        return found if isinstance(found, Relay) else _model(found)


async def _get(upstream: Upstream, path: str) -> Any:
    """The upstream's JSON, or its error as it is to be passed on."""
    request = UpstreamRequest("GET", path, "", [("accept", "application/json")], None)
    response = await upstream.client.send(request)
    if response.status != 200:
        return await relay(upstream, response)
    body = b"".join([chunk async for chunk in response.chunks])
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise UpstreamUnreachable(f"The upstream {upstream.name} answered {path} with no JSON.") from None


def _model(entry: Mapping[str, Any]) -> models.Model:
    """Compatible servers leave fields out; what the contract requires is filled with what is known: nothing."""
    from generated import models

    created, owner = entry.get("created"), entry.get("owned_by")
    known = {"created": created if isinstance(created, int) else 0, "owned_by": str(owner or "unknown")}
    return models.Model.model_validate({**entry, **known, "id": str(entry["id"]), "object": "model"})
