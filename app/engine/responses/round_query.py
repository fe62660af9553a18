"""The query of each round of a response with hosted tools, and which calls of its answer are run."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from app.contract.json_types import JsonObject
from app.engine.hosted.hosted_tools import HostedTools
from app.engine.hosted.tool import HostedCall
from app.engine.responses.hosted_runs import RunCall
from app.engine.responses.upstream_query import UpstreamQuery
from app.engine.translation.hosted_functions import Round
from app.engine.translation.output_calls import OutputToolCall

_Call = TypeVar("_Call")


@dataclass(frozen=True, slots=True)
class LoopLimits:
    """The bounds of one response, whatever its request says."""

    calls: int = 64
    """Of all hosted tools together."""
    seconds: float = 900.0
    """From the first call to the model to the end."""


class RoundQuery:
    """`current` is the query that was sent last."""

    def __init__(self, query: UpstreamQuery, tools: HostedTools, limits: LoopLimits) -> None:
        most = query.fields.get("max_tool_calls")
        self._most_calls = limits.calls if most is None else min(most, limits.calls)
        self._tools = tools
        self._first = query
        self.current = query
        if self._most_calls <= 0:
            self.current = dataclasses.replace(query, hosted=tools.no_functions())

    def within(self, calls: Sequence[_Call], count: int) -> Sequence[_Call]:
        """The first of these calls, as many as may run after `count` others."""
        return calls[: max(0, self._most_calls - count)]

    def runnable(
        self, calls: Sequence[OutputToolCall], upstream: str, count: int, *, client_calls: int
    ) -> list[RunCall]:
        """The calls of an answer that are run; others are ignored.

        `count` is how many have run before, `client_calls` how many the client has to run.
        """
        if self._first.fields.get("parallel_tool_calls") is False:
            # A call of the client is the one.
            calls = [] if client_calls else calls[:1]
        names = self.current.tools[upstream].names
        runs: list[RunCall] = []
        for call in self.within(calls, count):
            tool = names.tool(call.name)
            assert tool is not None  # noqa: S101 - only calls of known names are hosted
            arguments = call.whole_text()
            runs.append(RunCall(HostedCall(call.call_id, tool.name, arguments, tool.namespace), call.extras))
        return runs

    def next(self, rounds: Sequence[Round], count: int, upstream: str, output_tokens: int) -> bool:
        """Makes the query of the next round the current one; False if nothing more may be generated.

        `output_tokens` have been generated so far.
        """
        fields: JsonObject = {}
        most = self._first.fields.get("max_output_tokens")
        if most is not None:
            fields["max_output_tokens"] = most - output_tokens
            if most <= output_tokens:
                return False
        choice: Any = self._first.fields.get("tool_choice")
        if rounds and choice is not None and choice != "none":
            # A call that was required has been made.
            fields["tool_choice"] = _unforced(choice)
        may_call = count < self._most_calls
        self.current = dataclasses.replace(
            self.current,
            fields={**self._first.fields, **fields},
            hosted=self._tools.functions() if may_call else self._tools.no_functions(),
            rounds=tuple(rounds),
            chat_only=True,
            # Only this one can read what it has signed.
            pinned=upstream if rounds else self._first.pinned,
        )
        return True


def _unforced(choice: Any) -> Any:
    if isinstance(choice, dict) and choice.get("type") == "allowed_tools":
        return {**choice, "mode": "auto"}
    return "auto"
