"""One provider: its client, the models that it serves, and how calls to it are treated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal, TypeAlias

from app.masking import KnownSecrets, mask_keys
from app.upstream.alias_options import AliasOptions
from app.upstream.client import Client
from app.upstream.network import DIRECTLY, Network
from app.upstream.presets.adaptation import Adaptation

ResponsesMode: TypeAlias = Literal["native", "chat"]
DeveloperRole: TypeAlias = Literal["system", "developer"]
MaxTokensField: TypeAlias = Literal["max_completion_tokens", "max_tokens"]
ReasoningField: TypeAlias = Literal["reasoning_content", "reasoning"]
SystemMessages: TypeAlias = Literal["separate", "leading", "first"]
CustomTools: TypeAlias = Literal["function", "native"]
ToolImages: TypeAlias = Literal["user_message", "tool_message"]
UnknownFields: TypeAlias = Literal["forward", "strip", "refuse"]

# Passwords that are words, which a model may write: in bodies they are masked beside their user only.
_WORD = re.compile(r".{1,7}|[a-z]+|[A-Z][a-z]*")


@dataclass(frozen=True, slots=True, eq=False)
class Upstream:
    """A provider. `name` appears in errors and logs; `secret` is its key, empty if that is no secret."""

    name: str
    client: Client
    secret: str | None = field(default=None, repr=False)
    builtin: bool = False
    key_source: str = "UPSTREAM_API_KEY"
    """Where its key is configured, for error texts."""
    models: tuple[str, ...] = ("*",)
    """Patterns of the model ids that it serves."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """A caller's model id -> the upstream's."""
    alias_options: Mapping[str, AliasOptions] = field(default_factory=dict)
    """A caller's model id -> what is added to its calls, if there is something."""
    responses: ResponsesMode = "chat"
    """Whether it has `/responses` itself; otherwise responses are translated to chats."""
    developer_role: DeveloperRole = "system"
    """The role of instructions and developer messages in such a chat."""
    max_tokens_field: MaxTokensField = "max_completion_tokens"
    """The field for the most tokens of an answer in such a chat."""
    system_messages: SystemMessages = "leading"
    """Which system and developer messages become one: in such a chat, and with `first` in every chat."""
    tool_images: ToolImages = "user_message"
    """Which message of such a chat has the images and files of a tool's output."""
    reasoning_field: ReasoningField | None = None
    """The field for earlier reasoning in the messages of such a chat; None if there is none."""
    custom_tools: CustomTools = "function"
    """What a custom tool is in such a chat: a function with one text, or a tool of that type."""
    tools: Mapping[str, str] = field(default_factory=dict)
    """Hosted tools in such a chat: `native` for one that goes up unchanged, by the kind; for
    `image_generation` also the model that generates."""
    unknown_fields: UnknownFields = "forward"
    """What is done with fields of a body that the contract does not have."""
    retry_statuses: frozenset[int] = frozenset()
    """Statuses after which the next upstream of the model is tried."""

    network: Network = DIRECTLY
    """How it is reached."""
    preset: str = ""
    """The preset that its defaults are from, for logs."""
    adaptation: Adaptation | None = None
    """What its provider refuses of requests; None if nothing has to be changed."""
    secrets: KnownSecrets = field(init=False, repr=False)
    """What is masked in its answers: its key, and its proxy's password."""

    def __post_init__(self) -> None:
        proxy = self.network.proxy.secrets if self.network.proxy is not None else ()
        words = [secret for secret in proxy if _WORD.fullmatch(secret)]
        known = [secret for secret in (self.secret, *proxy) if secret and secret not in words]
        object.__setattr__(self, "secrets", KnownSecrets(known, words))

    def resolve_model(self, model: str) -> str | None:
        """The upstream's id of a model; None if it does not serve the model."""
        alias = self.aliases.get(model)
        if alias is not None:
            return alias
        return model if self.matches(model) else None

    def matches(self, model: str) -> bool:
        """Whether one of its patterns matches this id."""
        return any(fnmatchcase(model, pattern) for pattern in self.models)

    def masked(self, text: str) -> str:
        """The text of an error or a header without its secrets, and without what looks like a key."""
        return mask_keys(self.secrets.mask_text(text))

    def names(self, model: str) -> bool:
        """Whether it serves this id by an alias, or by a pattern that is not the one for all ids."""
        return model in self.aliases or any(
            pattern != "*" and fnmatchcase(model, pattern) for pattern in self.models
        )

    def explicit_models(self) -> tuple[str, ...]:
        """The ids that the configuration names: aliases, and patterns without wildcards."""
        return (*self.aliases, *(pattern for pattern in self.models if not set("*?[") & set(pattern)))


@dataclass(frozen=True, slots=True)
class Route:
    """One way to serve a model. `model` is the upstream's id; None if the call names none."""

    upstream: Upstream
    model: str | None
    alias: AliasOptions | None = None
    """What is added to the call; None for nothing, as for nearly all."""
