"""Field names in which chat upstreams differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """The defaults suit most upstreams.

    Chat templates of open models often have no role `developer`, and OpenAI reads `system` as `developer`.
    """

    developer_role: str = "system"
    """The role of `instructions` and of developer messages."""
    max_tokens_field: str = "max_completion_tokens"
    """Older servers only have `max_tokens`."""
    system_messages: str = "leading"
    """Which system and developer messages become one."""
    tool_images: str = "user_message"
    """Which message has the images and files of a tool's output: a user's behind it, or the tool's."""
    reasoning_field: str | None = None
    """The field of assistant messages in which the upstream accepts its earlier reasoning, such as
    `reasoning_content`; with None, reasoning items are only stored."""
    custom_tools: str = "function"
    """Whether the upstream has tools of the type `custom` (`native`), or gets a `function` for each."""
    native_tools: frozenset[str] = frozenset()
    """Kinds of hosted tools that the upstream runs itself, and gets unchanged."""
