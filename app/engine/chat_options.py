"""What the server acts on of a request for a completion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.errors import BadRequest
from app.relay.accumulator import CompletionKind


class ChatOptions(NamedTuple):
    """The fields of a request that the server acts on; `stores` is the effective value of `store`."""

    kind: CompletionKind
    model: str
    streams: bool
    choices: int
    include_usage: bool
    stores: bool

    @classmethod
    def of(
        cls, fields: Mapping[str, Any], kind: CompletionKind, *, store_by_default: bool, max_choices: int
    ) -> ChatOptions:
        """Reads a valid body. The contract's default of `store` is false, this server's is a setting.

        Raises BadRequest for more choices than `max_choices`.
        """
        store = fields.get("store")
        prompts = _prompt_count(fields.get("prompt")) if kind == "text" else 1
        choices = (fields.get("n") or 1) * prompts
        if choices > max_choices:
            param = "n" if prompts == 1 else "prompt"
            raise BadRequest(
                f"'{param}' asks for {choices} choices, n for each prompt; at most {max_choices} are "
                "allowed (setting MAX_CHOICES).",
                param=param,
                code="too_many_choices",
            )
        options = fields.get("stream_options")
        return cls(
            kind,
            fields["model"],
            bool(fields.get("stream")),
            choices,
            bool(options and options.get("include_usage")),
            kind == "chat" and (store_by_default if store is None else store),
        )


def _prompt_count(prompt: Any) -> int:
    """How many prompts a `/completions` request has: each has its own choices."""
    is_batch = isinstance(prompt, list) and bool(prompt) and isinstance(prompt[0], str | list)
    return len(prompt) if is_batch else 1
