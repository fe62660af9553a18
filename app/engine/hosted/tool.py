"""What a hosted tool implements: what the model is shown, and how one of its calls is run.

A tool knows neither the upstream nor the stream. It emits `ItemAdded`, `ItemEvent` and `ItemDone`; the loop
gives items their ids and places, numbers the events, and makes the calls durable.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.translation.hosted_functions import HostedFunction as HostedFunction


@dataclass(frozen=True, slots=True)
class HostedCall:
    """The model's call of a hosted function."""

    call_id: str
    name: str
    """The function's name, without its namespace."""
    arguments: str
    """As the model wrote them: JSON if it obeyed."""
    namespace: str | None = None
    approval_request_id: str | None = None
    """Of a call that the caller has approved in this request."""


@dataclass(frozen=True, slots=True)
class ItemAdded:
    """The item begins: `response.output_item.added`. The item is without an id."""

    item: JsonObject


@dataclass(frozen=True, slots=True)
class ItemEvent:
    """An event of the item that began last, such as `response.web_search_call.searching`.

    `fields` lack `item_id`, `output_index` and `sequence_number`, which the loop adds.
    """

    type: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemDone:
    """The item is whole: `response.output_item.done`. The item is without an id.

    `text` is the call's result for the model; it says so where the call failed, too. `state` is what
    `restore` gets if this process is killed later: JSON, without secrets.
    """

    item: JsonObject
    text: str = ""
    state: Any = None


ToolEvent: TypeAlias = ItemAdded | ItemEvent | ItemDone


@dataclass(slots=True)
class OutputRoom:
    """How many bytes of output the calls of one response may still bring, all together."""

    left: int = 8 * 1024 * 1024

    def take(self, text: str) -> None:
        """The text is an output, which was cut to what is left."""
        self.left = max(0, self.left - len(text.encode()))


@dataclass(frozen=True, slots=True)
class ToolContext:
    """What a tool needs of the turn that it runs in."""

    call: Call
    """The caller's: `call.caller.project`, `call.request_id` for logs."""
    items: Sequence[Mapping[str, Any]]
    """The history and the input, oldest first: earlier listings, approvals, images."""
    deadline: float
    """By the event loop's clock: no call of a tool takes longer. The loop cancels one that does."""
    room: OutputRoom = field(default_factory=OutputRoom)


class HostedTool(Protocol):
    """One declared tool of one request, for all rounds of its response.

    Its coroutines are cancelled when the client leaves, the response is cancelled, or time is up.
    """

    kind: str
    """The type of the tool's calls without `_call`, for counts and steps: `web_search`, `mcp`, ..."""

    def functions(self) -> Sequence[HostedFunction]:
        """The functions that the model is shown; asked for before each round, after `prepare`."""

    def prepare(self, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """Runs before the model is asked, such as the listing of a server's tools; mostly no events.

        Raises APIError, after the item's `ItemDone`, to end the response as failed.
        """

    def approved_calls(self, context: ToolContext) -> Sequence[HostedCall]:
        """The calls that the caller's input approves, which run before the model is asked."""

    def needs_approval(self, call: HostedCall) -> JsonObject | None:
        """The item that asks the caller to approve the call, without an id; None if it may run."""

    def run(self, call: HostedCall, context: ToolContext) -> AsyncGenerator[ToolEvent, None]:
        """Runs the call: `ItemAdded` first, `ItemDone` last.

        A call that fails ends with an `ItemDone`, whose text the model reads. It does not raise.
        """

    def repeatable(self, call: HostedCall) -> bool:
        """Whether the call may run twice, where a killed process leaves its outcome unknown."""

    def restore(self, item: JsonObject, state: Any) -> None:
        """Takes in a call of this response that a killed process ran; see `ItemDone`."""

    async def close(self) -> None:
        """Ends what the tool holds, such as a session: its response has ended, or its client has left."""


class ToolProvider(Protocol):
    """Makes the tools of one declared type, such as `mcp`; one for the whole server."""

    def tool(self, declared: Mapping[str, Any], path: str, fields: Mapping[str, Any]) -> HostedTool:
        """The tool of an entry of `tools`. `path` is its place, such as `tools[1]`; `fields` the request's.

        Raises BadRequest that names the field for what cannot be run.
        """
