"""Events of an upstream that has `/responses` itself -> ours: our ids and our state, its items as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.contract.json_types import JsonObject
from app.engine.translation.contract_values import error_codes
from app.engine.translation.events import OutputEvent, Passed, Whole

# Ours, whatever the upstream says of them: it was asked for a response that it does not keep.
_SERVER_SIDE_FIELDS = (
    "id",
    "created_at",
    "previous_response_id",
    "conversation",
    "store",
    "background",
    "metadata",
)
_FIRST = ("response.created", "response.queued", "response.in_progress")
_LAST = ("response.completed", "response.incomplete", "response.failed")
_WITH_RESPONSE = frozenset((*_FIRST, *_LAST))
ENCRYPTED = "reasoning.encrypted_content"


class NativeStream:
    """See `ResponseStream`, whose shape it has. `shows_encrypted` is whether the caller asked for encrypted reasoning,
    without which the next turn could not go on and which is always asked of the upstream."""

    def __init__(
        self, response: JsonObject, *, sequence_number: int = 0, shows_encrypted: bool = False
    ) -> None:
        self._response = response
        self._number = sequence_number
        self._shows_encrypted = shows_encrypted
        self._output: dict[int, JsonObject] = {}
        self._shown: set[str] = set()
        self.provider_id: str | None = None
        """The upstream's id of the response."""
        self.final: JsonObject | None = None
        """The response as its terminal event shows it."""
        self.output: list[JsonObject] = []
        """Its items as the next turn needs them, encrypted reasoning included."""

    def begin(self) -> list[OutputEvent]:
        """The first events, at once: the upstream's own of that kind are left out."""
        if self._number:
            return [self._event("response.in_progress", {"response": self._response})]
        return [self._event(kind, {"response": self._response}) for kind in (_FIRST[0], _FIRST[2])]

    def feed(self, told: Any) -> list[OutputEvent]:
        """What one event of the upstream is for the client."""
        if self.final is not None:
            return []
        kind = told.get("type") if isinstance(told, dict) else None
        if not isinstance(kind, str):
            return self.fail("The upstream's answer is not a stream of a response.")
        if kind == "error":
            return self.fail(str(told.get("message") or "The upstream failed."), told.get("code"))
        if kind in _WITH_RESPONSE:
            return self._whole(kind, told.get("response"))
        if kind == "response.output_item.done" and isinstance(told.get("item"), Mapping):
            place = told.get("output_index")
            self._output[place if isinstance(place, int) else len(self._output)] = dict(told["item"])
        if "item" in told:
            told["item"] = self._visible(told["item"])
        number = told["sequence_number"] = self._number
        self._number = number + 1
        return [Passed(kind, number, told)]

    def feed_whole(self, answer: Any) -> list[OutputEvent]:
        """A response that came at once."""
        first = self.begin()
        if not isinstance(answer, Mapping) or not isinstance(answer.get("output"), list):
            return [*first, *self.fail("The upstream's answer is not a response.")]
        status = answer.get("status")
        kind = f"response.{status}" if f"response.{status}" in _LAST else _LAST[0]
        return [*first, *self._whole(kind, answer)]

    def finish(self) -> list[OutputEvent]:
        """The upstream's answer has ended; without its terminal event it broke off."""
        return (
            []
            if self.final is not None
            else self.fail("The upstream's answer broke off before it was finished.")
        )

    def fail(self, message: str, code: object = None) -> list[OutputEvent]:
        """The answer cannot go on."""
        if self.final is not None:
            return []
        known = code if isinstance(code, str) and code in error_codes() else "server_error"
        self.final = self.partial("failed") | {"error": {"code": known, "message": message}}
        return [self._event("response.failed", {"response": self.final})]

    def partial(self, status: str) -> JsonObject:
        """The response as far as it came."""
        self.output = [self._output[index] for index in sorted(self._output)]
        return {**self._response, "status": status, "output": [self._visible(item) for item in self.output]}

    def _whole(self, kind: str, response: Any) -> list[OutputEvent]:
        if not isinstance(response, Mapping):
            return self.fail("The upstream's answer is not a stream of a response.")
        if self.provider_id is None and isinstance(response.get("id"), str):
            self.provider_id = response["id"]
        if kind in _FIRST:
            return []
        output = [item for item in response.get("output") or () if isinstance(item, dict)]
        self.output = output or [self._output[index] for index in sorted(self._output)]
        visible = [self._visible(item) for item in self.output]
        ours = {name: self._response[name] for name in _SERVER_SIDE_FIELDS if name in self._response}
        # The event says how it ended, whether or not the response in it does.
        status = kind.removeprefix("response.")
        self.final = {**self._response, **response, **ours, "status": status, "output": visible}
        return [self._event(kind, {"response": self.final})]

    def _visible(self, item: Any) -> Any:
        if self._shows_encrypted or not isinstance(item, Mapping) or item.get("type") != "reasoning":
            return item
        return {name: value for name, value in item.items() if name != "encrypted_content"}

    def _event(self, kind: str, fields: JsonObject) -> OutputEvent:
        event = Whole(kind, self._number, fields)
        self._number += 1
        return event
