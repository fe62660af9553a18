"""What a chat upstream calls things, where upstreams differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """The defaults are what the most upstreams take: chat templates of open models often know no `developer`, and
    OpenAI reads `system` as that."""

    developer_role: str = "system"
    """The role of `instructions` and of developer messages."""
    max_tokens_field: str = "max_completion_tokens"
    """Older servers know `max_tokens` only."""
    reasoning_field: str | None = None
    """The field of assistant messages in which the upstream takes its earlier reasoning back, such as
    `reasoning_content`; None: it takes none, and reasoning items are only stored."""
