"""Models: what the upstreams list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson
from typing_extensions import override

from app.errors import NotFound, UpstreamUnreachable
from app.upstream.client import UpstreamRequest, UpstreamResponse
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
        listed = await _get(upstream, "/models")
        entries = listed.get("data") if isinstance(listed, Mapping) else listed
        found = [_model(entry) for entry in entries or [] if isinstance(entry, Mapping) and "id" in entry]
        return models.ListModelsResponse(object="list", data=found)

    @override
    async def retrieve_model(self, call: Call, *, model: str) -> models.Model | Relay:
        upstream = self._upstreams.for_model(model)
        return _model(await _get(upstream, "/models/" + quote(model, safe="")))


async def _get(upstream: Upstream, path: str) -> Any:
    response = await upstream.client.send(
        UpstreamRequest("GET", path, "", [("accept", "application/json")], None)
    )
    body = b"".join([chunk async for chunk in response.chunks])
    if response.status == 404:
        raise NotFound("There is no such model.", param="model", code="model_not_found")
    if response.status != 200:
        raise _failed(upstream, response)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise _failed(upstream, response) from None


def _failed(upstream: Upstream, response: UpstreamResponse) -> UpstreamUnreachable:
    return UpstreamUnreachable(
        f"The upstream {upstream.name} gave no list of models: it answered {response.status}."
    )


def _model(entry: Mapping[str, Any]) -> models.Model:
    """Compatible servers leave fields out; what the contract requires is filled with what is known: nothing."""
    from generated import models

    created, owner = entry.get("created"), entry.get("owned_by")
    known = {"created": created if isinstance(created, int) else 0, "owned_by": str(owner or "unknown")}
    return models.Model.model_validate({**entry, **known, "id": str(entry["id"]), "object": "model"})
