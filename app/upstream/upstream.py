"""One provider: how it is reached, which models it serves, and how calls to it are treated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal, TypeAlias

from app.upstream.client import Client

Responses: TypeAlias = Literal["native", "chat"]
DeveloperRole: TypeAlias = Literal["system", "developer"]
MaxTokensField: TypeAlias = Literal["max_completion_tokens", "max_tokens"]
ReasoningField: TypeAlias = Literal["reasoning_content", "reasoning"]
UnknownFields: TypeAlias = Literal["forward", "strip", "refuse"]


@dataclass(frozen=True, slots=True, eq=False)
class Upstream:
    """A provider: `name` for people, `secret` so that it can be kept out of what comes back."""

    name: str
    client: Client
    secret: str | None = field(default=None, repr=False)
    builtin: bool = False
    key_source: str = "UPSTREAM_API_KEY"
    """Where its key was set, for whoever must correct it."""
    models: tuple[str, ...] = ("*",)
    """Patterns of the ids it serves."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """A caller's id -> the id that it knows the model by."""
    responses: Responses = "chat"
    """Whether it has `/responses` itself, or is asked for chats in their place."""
    developer_role: DeveloperRole = "system"
    """What a chat in a response's place calls the role of instructions and of developer messages."""
    max_tokens_field: MaxTokensField = "max_completion_tokens"
    """What such a chat calls the most tokens of an answer."""
    reasoning_field: ReasoningField | None = None
    """In which field of its messages such a chat takes its earlier reasoning back; None: in none."""
    unknown_fields: UnknownFields = "forward"
    """What becomes of a body's fields that the contract does not have."""
    retry_statuses: frozenset[int] = frozenset()
    """Answers after which the next upstream of the model is tried."""

    def resolve_model(self, model: str) -> str | None:
        """The id by which it knows a model; None if it does not serve it."""
        alias = self.aliases.get(model)
        if alias is not None:
            return alias
        return model if self.matches(model) else None

    def matches(self, model: str) -> bool:
        """Whether one of its patterns has this id."""
        return any(fnmatchcase(model, pattern) for pattern in self.models)

    def explicit_models(self) -> tuple[str, ...]:
        """The ids that its operator names, its list aside: aliases, and patterns that are one id."""
        return (*self.aliases, *(pattern for pattern in self.models if not set("*?[") & set(pattern)))


@dataclass(frozen=True, slots=True)
class Route:
    """One way to serve a model; `model` is the id that the upstream knows it by, None where a call names none."""

    upstream: Upstream
    model: str | None
