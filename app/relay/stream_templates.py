"""Which events of one stream pass as bytes: those that differ only in a text from a parsed one."""

from __future__ import annotations

from app.contract.json_types import JsonObject
from app.relay.accumulator import CompletionAccumulator, CompletionKind, JsonPath
from app.relay.client_chunks import ClientChunks
from app.relay.json_paths import value_at
from app.relay.reader.chunk_normaliser import Chunk
from app.relay.shape import Shapes, StreamIdentity, TextPath, learn
from app.relay.template import Template

_MAX_TEMPLATES = 8
# Limits the attempts for an upstream whose events always differ: one for each choice, and these.
_EXTRA_ATTEMPTS = 3


class StreamTemplates:
    """The templates of one stream.

    `shapes` were learned from earlier streams of the same model and upstream.
    """

    def __init__(
        self,
        completion_id: str,
        kind: CompletionKind,
        choices: int,
        accumulator: CompletionAccumulator,
        client_chunks: ClientChunks,
        shapes: Shapes,
    ) -> None:
        self._id = completion_id
        self._kind: CompletionKind = kind
        self._accumulator = accumulator
        self._client_chunks = client_chunks
        self._shapes = shapes
        self._max_attempts = choices + _EXTRA_ATTEMPTS
        self.active: list[Template] = []
        """In the order in which they were learned."""
        self.attempts = 0
        """How often learning was tried since an event last passed as bytes."""

    def matching(self, event: bytes) -> Template | None:
        """A template that was learned from this stream and matches the event."""
        for template in self.active:
            if template.matches(event):
                return template
        return None

    def recall(
        self, event: bytes, provider_id: str | None, *, plain_calls: bool
    ) -> tuple[Template, int] | None:
        """A template of this stream out of an earlier stream's shape, and the index of the choice with its
        text; for the first event that has a text.

        Without `plain_calls`, a fragment that looks like an earlier stream's may belong to another call.
        """
        if self.active or self.attempts:
            return None
        identity = self._identity(provider_id)
        if not identity.replaceable:
            return None
        for shape in self._shapes:
            path = shape.text_path
            if not plain_calls and "tool_calls" in path.received:
                continue
            text = self._accumulator.text_at(path.choice, path.accumulated)
            template = None if text is None else shape.template(identity, text)
            if template is not None and template.matches(event) and template.may_begin(event):
                # A parsed event records its other members; this one is not parsed.
                self._accumulator.add_members(shape.event)
                self._accumulator.add_choice(shape.text_path.choice, shape.event["choices"][0])
                self.active.append(template)
                self._shapes.store(shape)
                return template, path.choice
        return None

    def learn(self, event: bytes, chunk: Chunk, provider_id: str | None, *, reusable: bool) -> None:
        """Adds a template of a parsed event if exactly one text of it varies from event to event.

        Other streams may use it if it is `reusable`.
        """
        if self.attempts >= self._max_attempts or chunk.received is None:
            return
        choice = chunk.choices[0]
        text_path = _text_path(choice, self._kind)
        if text_path is None or choice.get("logprobs") or _has_usage(chunk.received):
            return
        text = self._accumulator.text_at(text_path.choice, text_path.accumulated)
        if text is None:
            return
        self.attempts += 1
        clean: JsonObject = {**chunk.members, "choices": [choice]}
        learned = learn(
            event, chunk.received, text_path, self._identity(provider_id), clean, self._client_chunks.encode
        )
        if learned is None:
            return
        shape, for_others = learned
        self.active = [*self.active[-_MAX_TEMPLATES + 1 :], shape.template(self._identity(provider_id), text)]
        if reusable and for_others:
            self._shapes.store(shape)

    def clear(self) -> None:
        """Forgets what was learned: events that look the same may mean something else from here on."""
        self.active.clear()

    def _identity(self, provider_id: str | None) -> StreamIdentity:
        return StreamIdentity(provider_id, self._accumulator.chunk_defaults.get("created"), self._id)


def _has_usage(value: JsonObject) -> bool:
    """Whether a chunk has a usage, beside or in its choice: each is read, even if it equals the last one."""
    choice = ("choices", 0)
    holders: tuple[JsonPath, ...] = ((), choice, (*choice, "delta"), (*choice, "message"))
    return any(value_at(value, (*holder, "usage")) for holder in holders)


def _text_path(choice: JsonObject, kind: CompletionKind) -> TextPath | None:
    """The one text that the choice adds; None if it adds more than that or nothing."""
    index = choice["index"]
    if kind == "text":
        return TextPath(index, ("text",), ("text",)) if choice["text"] else None
    added = {name: value for name, value in choice["delta"].items() if value and name != "role"}
    if len(added) != 1:
        return None
    name, value = next(iter(added.items()))
    if isinstance(value, str):
        return TextPath(index, ("delta", name), ("delta", name))
    if name != "tool_calls" or not isinstance(value, list) or len(value) != 1:
        return None
    call = value[0]
    for holder, text in (("function", "arguments"), ("custom", "input")):
        inner = call.get(holder) or {}
        if inner.get(text):
            if inner.get("name"):
                return None
            number = call["index"]
            return TextPath(index, ("delta", name, 0, holder, text), ("delta", name, number, holder, text))
    return None
