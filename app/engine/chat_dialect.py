"""The dialect of an upstream's chats."""

from __future__ import annotations

from app.engine.translation.dialect import Dialect
from app.upstream.upstream import Upstream


def dialect_of(upstream: Upstream) -> Dialect:
    """As its entry in UPSTREAMS_FILE says."""
    return Dialect(
        upstream.developer_role,
        upstream.max_tokens_field,
        upstream.system_messages,
        upstream.tool_images,
        upstream.reasoning_field,
        upstream.custom_tools,
        frozenset(kind for kind, how in upstream.tools.items() if how == "native"),
    )
