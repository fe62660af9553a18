"""The names of a request's tools in its chat: a flat one for each, and back.

They follow from the request alone: nothing is stored, and another replica answers the next turn.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from app.contract.json_types import JsonObject

ToolKind: TypeAlias = Literal[
    "function", "custom", "tool_search", "shell", "local_shell", "apply_patch", "hosted"
]

_MAX_LENGTH = 64
_HASH_LENGTH = 8
_OTHER_CHARACTERS = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class ToolName:
    """A tool as a response names it. A tool without a name of its own, such as `shell`, has its type's."""

    kind: ToolKind
    name: str
    namespace: str | None = None

    @property
    def identity(self) -> tuple[str, str, str]:
        """Equal for two tools of which the later replaces the earlier."""
        kind = "" if self.kind in ("function", "custom") else self.kind
        return kind, self.namespace or "", self.name


class ToolNames:
    """Flat name -> tool, for the tools that a request declares or whose calls are in its history."""

    def __init__(self) -> None:
        self._flat: dict[tuple[str, str, str], str] = {}
        self._tools: dict[str, ToolName] = {}
        self._hosted: dict[str, str] = {}
        """Namespaces of hosted tools, by the beginnings of their flat names."""

    def declare(self, tool: ToolName) -> str:
        """The flat name of a tool that the model may call."""
        flat = self.flat(tool)
        self._tools[flat] = tool
        return flat

    def declare_hosted(self, namespace: str) -> None:
        """Says that names in this namespace are of a hosted tool, whichever of its functions are shown."""
        self._hosted.setdefault(_flat_text(f"{namespace}__"), namespace)

    def flat(self, tool: ToolName) -> str:
        """The flat name of a tool, which may have been declared before."""
        known = self._flat.get(tool.identity)
        if known is not None:
            return known
        flat = self._new_name(tool)
        self._flat[tool.identity] = flat
        self._tools[flat] = tool
        return flat

    def tool(self, flat: str) -> ToolName | None:
        """The tool of a flat name; None if the model made the name up.

        In the namespace of a hosted tool this server answers such a call, too.
        """
        found = self._tools.get(flat)
        if found is None and self._hosted:
            starts = [start for start in self._hosted if flat.startswith(start)]
            if starts:
                longest = max(starts, key=len)
                return ToolName("hosted", flat[len(longest) :], self._hosted[longest])
        return found

    def _new_name(self, tool: ToolName) -> str:
        name = f"{tool.namespace}__{tool.name}" if tool.namespace else tool.name
        flat = _flat_text(name)
        text = "\0".join(tool.identity)
        while len(flat) > _MAX_LENGTH or flat in self._tools:
            text = hashlib.sha256(text.encode()).hexdigest()
            flat = f"{flat[: _MAX_LENGTH - _HASH_LENGTH - 1]}_{text[:_HASH_LENGTH]}"
        return flat


def _flat_text(name: str) -> str:
    return _OTHER_CHARACTERS.sub("_", name)


@dataclass(frozen=True, slots=True)
class AnswerTools:
    """What the reader of an answer needs of the request's tools."""

    names: ToolNames = field(default_factory=ToolNames)
    found: tuple[JsonObject, ...] = ()
    """The items of a tool search that this server made, without ids."""
