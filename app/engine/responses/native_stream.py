"""Events of an upstream with its own `/responses` -> events with this server's ids and state."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.responses.native_body import item_events
from app.engine.responses.native_output import DELTAS, NativeOutput
from app.engine.responses.native_values import (
    complete_event,
    complete_item,
    complete_response,
    response_error,
)
from app.engine.translation.item_ids import PREFIXES
from app.engine.translation.output_events import ForwardedDelta, ForwardedEvent, JsonEvent, OutputEvent

# The upstream's values do not count: it was sent `store: false` and no ids.
_SERVER_SIDE_FIELDS = (
    "id",
    "created_at",
    "previous_response_id",
    "conversation",
    "store",
    "background",
    "metadata",
)
_INITIAL_EVENTS = ("response.created", "response.queued", "response.in_progress")
_FAILED = "response.failed"
_TERMINAL_EVENTS = ("response.completed", "response.incomplete", _FAILED)
_EVENTS_WITH_RESPONSE = frozenset((*_INITIAL_EVENTS, *_TERMINAL_EVENTS))
ENCRYPTED_REASONING = "reasoning.encrypted_content"
"""The value of `include` that requests it."""


class NativeStream:
    """The counterpart of `ResponseStream`.

    Encrypted reasoning is always requested from the upstream, as the next turn needs it; `encrypted_visible`
    is whether the caller requested it too. `own_instructions` is whether the upstream's have more than the
    caller's, whose own are those of the response.
    """

    def __init__(
        self,
        response: JsonObject,
        *,
        now: Callable[[], float] = time.time,
        sequence_number: int = 0,
        encrypted_visible: bool = False,
        own_instructions: bool = False,
    ) -> None:
        self._response = response
        self._now = now
        self._next_number = sequence_number
        self._encrypted_visible = encrypted_visible
        self._own = (*_SERVER_SIDE_FIELDS, "instructions") if own_instructions else _SERVER_SIDE_FIELDS
        self._received = NativeOutput()
        self.texts = LongTexts()
        """The long texts of a body, for which the response and its items have markers."""
        self.provider_id: str | None = None
        """The upstream's id of the response."""
        self.final: JsonObject | None = None
        """The response as in its terminal event; None before that."""
        self.output: list[JsonObject] = []
        """The items as they are stored for the next turn, with encrypted reasoning."""

    def begin(self) -> list[OutputEvent]:
        """The first events, without waiting for the upstream's own, which `feed` drops."""
        if self._next_number:
            return [self._event("response.in_progress", {"response": self._response})]
        return [
            self._event(event_type, {"response": self._response})
            for event_type in ("response.created", "response.in_progress")
        ]

    def feed(self, event: Any) -> list[OutputEvent]:
        """The events for the client of one event of the upstream, which is changed."""
        if self.final is not None:
            return []
        event_type = event.get("type") if type(event) is dict else None
        if type(event_type) is not str:
            event_type = ""
        if event_type in DELTAS and "item" not in event:
            # Nearly all events.
            if "part" in event or type(event.get("logprobs")) is not list:
                complete_event(event)
            self._received.add_delta(event_type, event)
            if not self.texts.has_shortened:
                number = event["sequence_number"] = self._next_number
                self._next_number = number + 1
                return [ForwardedDelta(event_type, number, event)]
        else:
            if event_type == "error":
                return self.fail(str(event.get("message") or "The upstream failed."), event.get("code"))
            if event_type == "response.done":
                # The name of the last event elsewhere.
                event_type = _terminal_event(event.get("response"))
            if event_type in _EVENTS_WITH_RESPONSE:
                return self._feed_response_event(event_type, event.get("response"))
            if not event_type.startswith("response."):
                # No event of a response, such as a ping.
                if isinstance(event, dict) and event.get("choices"):
                    return self.fail("The upstream's answer is not a stream of a response.")
                return []
            self._complete(event_type, event)
        number = event["sequence_number"] = self._next_number
        self._next_number = number + 1
        return [ForwardedEvent(event_type, number, event, self.texts)]

    def feed_response(self, response: Any, *, with_items: bool) -> list[OutputEvent]:
        """The events of a response in one body, `with_items` for a client that reads deltas."""
        first = self.begin()
        if not isinstance(response, Mapping) or not isinstance(response.get("output"), list):
            return [*first, *self.fail("The upstream's answer is not a response.")]
        terminal = _terminal_event(response)
        # A failed response's items are not done: a client must not run half a call.
        for event in item_events(self._items(response)) if with_items and terminal != _FAILED else ():
            first += self.feed(event)
        return [*first, *self._feed_response_event(terminal, response)]

    def finish(self) -> list[OutputEvent]:
        """The upstream's answer has ended; without a terminal event the response is failed."""
        return (
            []
            if self.final is not None
            else self.fail("The upstream's answer broke off before it was finished.")
        )

    def fail(self, message: str, code: object = None) -> list[OutputEvent]:
        """Ends the response as failed."""
        if self.final is not None:
            return []
        self.final = self.partial("failed") | {"error": response_error({"code": code, "message": message})}
        return [self._event("response.failed", {"response": self.final})]

    def partial(self, status: str) -> JsonObject:
        """The response with the items received so far; open ones as incomplete."""
        self.output = self._received.items()
        visible = [self._visible_item(item) for item in self.output]
        return {**self._response, "status": status, "output": visible}

    def generated(self) -> JsonObject:
        """The response with all that the model has generated so far, for an estimate of its tokens."""
        return self.final or self.partial("incomplete")

    def _complete(self, event_type: str, event: JsonObject) -> None:
        """Adds what an event lacks, and stores its item."""
        complete_event(event)
        if not isinstance(event.get("item"), dict):
            return
        index = event.get("output_index")
        key = index if isinstance(index, int) else self._received.next_index
        is_done = event_type == "response.output_item.done"
        item = self._complete_item(event["item"], key, "completed" if is_done else "in_progress")
        if is_done:
            self._received.finish(key, item)
        elif event_type == "response.output_item.added":
            self._received.begin(key, item)
        event["item"] = self._visible_item(item)

    def _feed_response_event(self, event_type: str, response: Any) -> list[OutputEvent]:
        if not isinstance(response, Mapping):
            return self.fail("The upstream's answer is not a stream of a response.")
        if self.provider_id is None and isinstance(response.get("id"), str):
            self.provider_id = self.texts.whole(response["id"])
        if event_type in _INITIAL_EVENTS:
            return []
        self.output = self._items(response) or self._received.items()
        visible = [self._visible_item(item) for item in self.output]
        ours = {name: self._response[name] for name in self._own if name in self._response}
        # The event's type decides, as some upstreams send a response with another status in it.
        status = event_type.removeprefix("response.")
        theirs = complete_response(response, status, self._now())
        self.final = {**self._response, **theirs, **ours, "status": status, "output": visible}
        return [self._event(event_type, {"response": self.final})]

    def _items(self, response: Mapping[str, Any]) -> list[JsonObject]:
        items = [item for item in response.get("output") or () if isinstance(item, dict)]
        return [self._complete_item(item, index, "completed") for index, item in enumerate(items)]

    def _complete_item(self, item: JsonObject, index: int, status: str) -> JsonObject:
        number = str(self._response["id"]).rpartition("_")[2]
        item_id = f"{PREFIXES.get(str(item.get('type')), 'item_')}{number}{index:x}"
        return complete_item(item, item_id, status=status)

    def _visible_item(self, item: Any) -> Any:
        if self._encrypted_visible or not isinstance(item, Mapping) or item.get("type") != "reasoning":
            return item
        return {name: value for name, value in item.items() if name != "encrypted_content"}

    def _event(self, event_type: str, fields: JsonObject) -> OutputEvent:
        event = JsonEvent(event_type, self._next_number, fields, self.texts)
        self._next_number += 1
        return event


def _terminal_event(response: Any) -> str:
    """The type of the event that ends a response, by its status."""
    status = response.get("status") if isinstance(response, Mapping) else None
    event_type = f"response.{status}"
    return event_type if event_type in _TERMINAL_EVENTS else "response.completed"
