"""Bodies that are valid in another form than the operation's, for handlers that take one."""

from __future__ import annotations

import dataclasses

import orjson

from app.aio.content import MemoryContent
from app.contract.handler import Handler
from app.http.request.bodies import LONG_BYTES, Body
from app.http.request.slow_bodies import SlowBodies
from generated.runtime import Operation


async def other_body(
    body: Body, handler: Handler, operation: Operation, slow_bodies: SlowBodies
) -> tuple[Body, Handler]:
    """The body in its other form, validated, with what handles it; the same two if there is no such form."""
    content = body.content
    if handler.other_body is None or not isinstance(content, MemoryContent):
        return body, handler
    fields = body.fields
    if fields is None:
        # A long one, of which the values are counted.
        try:
            fields = orjson.loads(content.data)
        except orjson.JSONDecodeError:
            return body, handler
    other = handler.other_body(fields) if isinstance(fields, dict) else None
    if other is None:
        return body, handler
    data = content
    if other.fields is not fields:
        data = MemoryContent(orjson.dumps(other.fields), content.content_type)
    decoded = None if data.length > LONG_BYTES else other.fields
    found = Body(data, decoded, decoded, None, other.model, is_slow=True)
    await slow_bodies.validate(found, operation, needs_model=False)
    return found, dataclasses.replace(handler, run=other.run, other_body=None)
