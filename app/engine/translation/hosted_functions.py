"""Functions that stand for hosted tools, and the rounds of a response in which the model called them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from app.contract.json_types import JsonObject


class HostedFunction(NamedTuple):
    """A function that the model may call for a hosted tool.

    Its flat name in the chat is `<namespace>__<name>`, or `name` without a namespace; a call has both.
    """

    name: str
    description: str
    parameters: JsonObject
    """A JSON schema."""
    namespace: str | None = None
    strict: bool | None = None
    may_be_called: bool = True
    """Whether the model may call it. A call of another one is known to be the tool's, and is ignored."""


HostedFunctions: TypeAlias = Mapping[str, Sequence[HostedFunction]]
"""Place of a tool in the request, such as `tools[1]` -> its functions, of which none is shown any more once
the tool is used up.
"""


@dataclass(frozen=True, slots=True)
class AnsweredCall:
    """A call of a hosted function, and what the model gets for it."""

    call_id: str
    name: str
    namespace: str | None
    arguments: str
    text: str
    extras: Mapping[str, Any] = field(default_factory=dict)
    """See `call_extras`."""


@dataclass(frozen=True, slots=True)
class Round:
    """One answer of the model with calls of hosted functions.

    `items` are its reasoning and messages, as a response has them.
    """

    items: Sequence[JsonObject]
    calls: Sequence[AnsweredCall]
