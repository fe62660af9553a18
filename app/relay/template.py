"""Converts events as bytes that differ from a parsed one in a text only.

`app.relay.shape` learns what they look like. An event is `head` + text + `tail`, where the text is the inside
of a JSON string. Whatever the text is, the rest of the event means the same, so that what was parsed once
holds for all. The proof is that the texts, quoted and parsed as one list, are as many strings as events. A
look-alike of JSON inside a text has its quotes escaped, and stays text.
"""

from __future__ import annotations

import orjson

from app.relay.accumulator import GrowingText


class Template:
    """One kind of event as the upstream sends it, and as the client gets it.

    `received` and `sent` are its bytes, split at the texts that vary: one, or two if the event has padding
    too. `text_place` says which of them is appended to `text`. `last` is the tail with the blank line.
    With `is_of_call` the text is a tool call's: the reader drops an empty one.
    """

    __slots__ = (
        "_is_of_call",
        "_min_length",
        "_received_between",
        "_received_middle",
        "_sent_between",
        "_sent_head",
        "_sent_middle",
        "_sent_tail",
        "_strings_per_event",
        "_text",
        "_text_place",
        "head",
        "last",
        "tail",
    )

    def __init__(
        self,
        received: list[bytes],
        sent: list[bytes],
        text_place: int,
        text: GrowingText,
        *,
        is_of_call: bool,
    ) -> None:
        self.head, *middle, tail = received
        self._sent_head, *sent_middle, self._sent_tail = sent
        self._received_middle = middle[0] if middle else None
        self._sent_middle = sent_middle[0] if sent_middle else b""
        self._sent_between = self._sent_tail + self._sent_head
        self._strings_per_event = len(received) - 1
        self._text_place = text_place
        self._text = text
        self._is_of_call = is_of_call
        self.tail = tail + b"\n"
        self.last = self.tail + b"\n"
        self._received_between = self.last + self.head
        self._min_length = len(self.head) + len(self.tail)

    def matches(self, event: bytes) -> bool:
        """Whether an event has this head and this tail."""
        return event.startswith(self.head) and event.endswith(self.tail) and len(event) >= self._min_length

    def run(self, events: list[bytes], start: int) -> list[bytes]:
        """The bodies, between head and tail, of the matching events from `start` on."""
        run = events[start:]
        # The last events of an answer mostly are of other kinds.
        while not self.matches(run[-1]):
            run.pop()
        begin, end = len(self.head), -len(self.tail)
        bodies = [event[begin:end] for event in run]
        # Proves for all at once that they match: joined again they are the input.
        if self.head + self._received_between.join(bodies) + self.tail != b"\n".join(run):
            del bodies[next(place for place, event in enumerate(run) if not self.matches(event)) :]
        return bodies

    def convert_packet(self, packet: bytes) -> bytes | None:
        """The client's event for a packet with this `head` and `last`.

        None if it is not one event of this kind.
        """
        body = packet[len(self.head) : -len(self.last)]
        return None if b"\n" in body or len(packet) <= self._min_length else self.convert([body])

    def may_begin(self, event: bytes) -> bool:
        """Whether a matching event may be the first that passes by it, without one that was read before.

        An empty text is no output yet, and the reader holds back empty arguments that a call begins with.
        """
        texts = self.texts([event[len(self.head) : -len(self.tail)]])
        if not texts or not texts[0]:
            return False
        return not (self._is_of_call and texts[0] == "{}" and not any(self._text))

    def convert(self, bodies: list[bytes]) -> bytes | None:
        """The client's events for these bodies; None if one is not a text that the reader passes on."""
        quoted = bodies if self._received_middle is None else self._split(bodies)
        texts = _strings(quoted)
        if texts is None:
            return None
        if self._received_middle is not None:
            texts = texts[self._text_place :: self._strings_per_event]
        if self._is_of_call and "" in texts:
            return None
        self._text.add("".join(texts))
        if self._received_middle is not None:
            bodies = [
                quoted[place] + self._sent_middle + quoted[place + 1] for place in range(0, len(quoted), 2)
            ]
        return self._sent_head + self._sent_between.join(bodies) + self._sent_tail

    def texts(self, bodies: list[bytes]) -> list[str] | None:
        """The text of each body; None if one is not a text."""
        texts = _strings(bodies if self._received_middle is None else self._split(bodies))
        return None if texts is None else texts[self._text_place :: self._strings_per_event]

    def _split(self, bodies: list[bytes]) -> list[bytes]:
        """The two strings of each body; empty if a body has not two."""
        strings: list[bytes] = []
        for body in bodies:
            pair = body.split(self._received_middle)
            if len(pair) != 2:
                return []
            strings += pair
        return strings


def _strings(quoted: list[bytes]) -> list[str] | None:
    """The insides of JSON strings, decoded; None if one is not the inside of a string, or there is none."""
    joined = b'","'.join(quoted)
    # A backslash at the end would escape the quote that follows.
    if b"\\" in joined and any(inside.endswith(b"\\") for inside in quoted):
        return None
    try:
        texts: list[str] = orjson.loads(b'["' + joined + b'"]')
    except orjson.JSONDecodeError:
        return None
    # A part with a bare quote in it would be several values.
    return texts if len(texts) == len(quoted) else None
