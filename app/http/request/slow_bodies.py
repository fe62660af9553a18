"""Validates the bodies that take long, without holding the loop."""

from __future__ import annotations

import asyncio

import orjson

from app.aio.content import MemoryContent
from app.http.limits import Limits
from app.http.request import contract_models
from app.http.request.bodies import Body, validate_body
from app.http.request.json_counter import count_nodes
from app.http.request.validation_worker import ValidationWorker
from generated.runtime import Operation


class SlowBodies:
    """A body whose model is not built is validated once a thread has built it, a long one in a process."""

    def __init__(self, limits: Limits, worker: ValidationWorker | None = None) -> None:
        self._limits = limits
        self._worker = worker or ValidationWorker()

    async def validate(self, body: Body, operation: Operation, *, needs_model: bool) -> None:
        """Sets what `validate_body` sets, and the `fields` of a long body.

        Raises BadRequest for a long one with more nodes than the operation may have.
        """
        content, name = body.content, body.pending_model
        is_decoded = body.fields is not None or body.model is not None
        if is_decoded or not isinstance(content, MemoryContent):
            await asyncio.to_thread(contract_models.warm, str(name))
            validate_body(body, needs_model=needs_model)
            return
        data, limits = content.data, self._limits
        body.pending_model = None
        nodes = await count_nodes(data, limits.nodes_by_operation.get(operation.id, limits.nodes))
        body.failure, changed, ends = await self._worker.check(name, data, nodes)
        if changed is not None:
            data, content = changed, MemoryContent(changed, content.content_type)
        content.ends, body.content = ends, content
        if body.failure is not None and not body.failure.only_unknown:
            return
        value = orjson.loads(data)
        body.fields = value if isinstance(value, dict) else None
        if name is None:
            body.model = value
        elif needs_model and body.failure is None:
            body.model = contract_models.validate(name, value)

    async def aclose(self) -> None:
        """Ends the process."""
        await self._worker.close()
