"""What a provider's API accepts of a body, and the edits that follow for one request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from app.contract.json_types import JsonObject

# This server makes the events that it asks for, also if the upstream sends its usage unasked.
_SERVED_HERE = frozenset(("stream_options",))
_DEPLOYED_PATHS = frozenset(
    (
        "/chat/completions",
        "/completions",
        "/embeddings",
        "/audio/speech",
        "/audio/transcriptions",
        "/audio/translations",
        "/images/generations",
        "/images/edits",
    )
)


@dataclass(frozen=True, slots=True)
class FieldRules:
    """The top-level fields of one operation's body."""

    accepted: frozenset[str] | None = None
    """Every field that the provider accepts; None if its document does not end the list."""
    refused: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The contract's name -> the provider's."""
    extras: frozenset[str] = frozenset()
    """Fields that the provider has and the contract does not, if `accepted` does not list them."""

    def has(self, name: str) -> bool:
        """Whether the provider documents this field."""
        return name in self.extras or (self.accepted is not None and name in self.accepted)

    def refuses(self, name: str, *, in_contract: bool) -> bool:
        """Whether it is known to refuse this field. The policy for unknown fields decides on all others."""
        if name in self.refused:
            return True
        return in_contract and self.accepted is not None and name not in self.accepted


@dataclass(frozen=True, slots=True)
class MessageRules:
    """The messages of a chat."""

    developer: bool = True
    """Whether there is a role `developer`; otherwise such messages get the role `system`."""
    members: Mapping[str, frozenset[str]] | None = None
    """Role -> every member that its messages may have; their nulls are refused, too."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What has to change in a body. `left_out` are the places of what the caller sent and is not sent on."""

    changes: JsonObject = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """The rules for one upstream."""

    fields: Mapping[str, FieldRules] = field(default_factory=dict)
    """Operation id -> rules."""
    messages: MessageRules | None = None
    deployments: bool = False
    """Whether the path of a call has its model, as Azure's dated API versions want it."""

    def path(self, model: str | None, path: str) -> str:
        """The path of a call below the base URL."""
        if not self.deployments or model is None or path not in _DEPLOYED_PATHS:
            return path
        return f"/deployments/{quote(model, safe='')}{path}"

    def has(self, operation_id: str, name: str) -> bool:
        """Whether the provider documents this field of the operation's body."""
        rules = self.fields.get(operation_id)
        return rules is not None and rules.has(name)

    def edits(self, operation_id: str, body: Mapping[str, Any], unknown: Collection[str]) -> Edits:
        """The edits of a body. `unknown` are its fields that the contract does not have."""
        edits = Edits()
        rules = self.fields.get(operation_id)
        if rules is not None:
            for name, value in body.items():
                target = rules.renamed.get(name)
                if value is None:
                    # It counts as not sent, and not every provider accepts it.
                    edits.removed.add(name)
                elif target is not None and body.get(target) is None:
                    edits.changes[target] = value
                    edits.removed.add(name)
                elif target is not None or rules.refuses(name, in_contract=name not in unknown):
                    edits.removed.add(name)
                    if name not in _SERVED_HERE:
                        edits.left_out.append(name)
        edits.removed.difference_update(edits.changes)
        if self.messages is not None and isinstance(body.get("messages"), list):
            self._edit_messages(self.messages, body["messages"], edits)
        return edits

    def _edit_messages(self, rules: MessageRules, messages: list[Any], edits: Edits) -> None:
        adapted = []
        for index, message in enumerate(messages):
            edited = message
            if isinstance(message, dict):
                if message.get("role") == "developer" and not rules.developer:
                    edited = {**message, "role": "system"}
                members = rules.members.get(edited.get("role", "")) if rules.members is not None else None
                if members is not None:
                    sendable = {
                        name: value
                        for name, value in edited.items()
                        if name == "content" or (name in members and value is not None)
                    }
                    if len(sendable) < len(edited):
                        lost = [name for name in edited.keys() - sendable if edited[name] is not None]
                        edits.left_out.extend(f"messages[{index}].{name}" for name in sorted(lost))
                        edited = sendable
            adapted.append(edited)
        if any(new is not old for new, old in zip(adapted, messages, strict=True)):
            edits.changes["messages"] = adapted
