"""Events that differ in a text only are passed on as bytes, once one of them was understood (`app.relay.shape`).

An event is `head` + text + `tail`, where the text is the inside of a JSON string. Whatever it is, the event means the
same but for the text, so that what was found out about the first holds for all; the proof is that the texts, quoted
and parsed as one list, are as many strings. A look-alike of JSON inside a text has its quotes escaped, and stays text.
"""

from __future__ import annotations

import orjson

from app.relay.accumulator import Text


class Template:
    """How one kind of event looks as the upstream sends it (`head`, `tail`), and as the client gets it."""

    __slots__ = (
        "_between",
        "_count",
        "_first",
        "_last",
        "_least",
        "_middle",
        "_own_middle",
        "_text",
        "_theirs",
        "_which",
        "head",
        "last",
        "tail",
    )

    def __init__(self, theirs: list[bytes], ours: list[bytes], which: int, text: Text) -> None:
        self.head, *middle, tail = theirs
        self._first, *own_middle, self._last = ours
        self._middle = middle[0] if middle else None
        self._own_middle = own_middle[0] if own_middle else b""
        self._between = self._last + self._first
        self._count = len(theirs) - 1
        self._which = which
        self._text = text
        self.tail = tail + b"\n"
        self.last = self.tail + b"\n"
        self._theirs = self.last + self.head
        self._least = len(self.head) + len(self.tail)

    def fits(self, event: bytes) -> bool:
        """Whether an event has this head and this tail."""
        return event.startswith(self.head) and event.endswith(self.tail) and len(event) >= self._least

    def run(self, events: list[bytes], at: int) -> list[bytes]:
        """What stands between head and tail of the event at that place, which fits, and of those of its kind that follow."""
        run = events[at:]
        # An answer's last events are mostly of other kinds.
        while not self.fits(run[-1]):
            run.pop()
        begin, end = len(self.head), -len(self.tail)
        bodies = [event[begin:end] for event in run]
        # That all of them fit is proved at once: put together again they are what came.
        if self.head + self._theirs.join(bodies) + self.tail != b"\n".join(run):
            del bodies[next(place for place, event in enumerate(run) if not self.fits(event)) :]
        return bodies

    def read_one(self, data: bytes) -> bytes | None:
        """A packet that is one event of this kind: as the client gets it; None if it is not. `head` and `last` were seen."""
        body = data[len(self.head) : -len(self.last)]
        return None if b"\n" in body or len(data) <= self._least else self.read([body])

    def read(self, bodies: list[bytes]) -> bytes | None:
        """The events as the client gets them, given what stands between head and tail; None if one is no text."""
        pieces = bodies if self._middle is None else self._parted(bodies)
        texts = _strings(pieces)
        if texts is None:
            return None
        if self._middle is None:
            self._text.add("".join(texts))
        else:
            self._text.add("".join(texts[self._which :: self._count]))
            bodies = [
                pieces[place] + self._own_middle + pieces[place + 1] for place in range(0, len(pieces), 2)
            ]
        return self._first + self._between.join(bodies) + self._last

    def said(self, bodies: list[bytes]) -> list[str] | None:
        """The text of each; None if one is no text."""
        texts = _strings(bodies if self._middle is None else self._parted(bodies))
        return None if texts is None else texts[self._which :: self._count]

    def _parted(self, bodies: list[bytes]) -> list[bytes]:
        """The strings of events that have two; empty if one has not."""
        pieces: list[bytes] = []
        for body in bodies:
            pair = body.split(self._middle)
            if len(pair) != 2:
                return []
            pieces += pair
        return pieces


def _strings(pieces: list[bytes]) -> list[str] | None:
    """What stands inside of quotes in JSON, read; None if one of the pieces is no such, or there is none."""
    joined = b'","'.join(pieces)
    # A backslash at the end would take the quote that follows for its own.
    if b"\\" in joined and any(piece.endswith(b"\\") for piece in pieces):
        return None
    try:
        texts: list[str] = orjson.loads(b'["' + joined + b'"]')
    except orjson.JSONDecodeError:
        return None
    # Each piece is one string or, with a quote in it, more values than one.
    return texts if len(texts) == len(pieces) else None
