"""A stream reader with the observed behaviour of chatbot-ui, which is strict about what it parses.

It splits lines at the first line ending that it receives. Of each event it reads `choices[0]`: the delta's
text, up to the first finish reason. An event that it cannot parse ends the answer there. Without a finish
reason it waits forever.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

State: TypeAlias = Literal["finished", "cut", "hangs"]


@dataclass(frozen=True, slots=True)
class DisplayedAnswer:
    """What the user sees: the text, and whether the answer is finished, cut off, or still appears busy."""

    text: str
    state: State


def display(pieces: Iterable[bytes]) -> DisplayedAnswer:
    """The display after a stream arrives in these pieces and then ends."""
    reader = _Reader()
    decoder = codecs.getincrementaldecoder("utf-8")()
    for piece in pieces:
        reader.feed(decoder.decode(piece))
    # It does not notice the end of the connection; an answer without any text stays busy.
    state: State = reader.state or "hangs"
    return DisplayedAnswer(reader.text, "hangs" if state == "cut" and not reader.text else state)


def display_error(status: int, body: bytes) -> str:
    """The text that is displayed for an error response."""
    assert status >= 400
    try:
        return str(json.loads(body)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return "something went wrong"


class _Reader:
    def __init__(self) -> None:
        self.text = ""
        self.state: State | None = None
        self._line_end = ""
        self._pending = ""
        self._data: list[str] = []

    def feed(self, text: str) -> None:
        self._pending += text
        if not self._line_end and "\n" in self._pending:
            before = self._pending[: self._pending.index("\n")]
            self._line_end = "\r\n" if before.endswith("\r") else "\n"
        if not self._line_end:
            return
        *lines, self._pending = self._pending.split(self._line_end)
        for line in lines:
            self._line(line)

    def _line(self, line: str) -> None:
        if line.startswith("data:"):
            self._data.append(line.removeprefix("data:").removeprefix(" "))
        elif not line and self._data:
            data, self._data = "\n".join(self._data), []
            if self.state is None:
                self._event(data)

    def _event(self, data: str) -> None:
        try:
            choice: Any = json.loads(data)["choices"][0]
            if choice.get("finish_reason") is not None:
                self.state = "finished"
                return
            delta = choice["delta"]
        except (ValueError, KeyError, IndexError, TypeError):
            self.state = "cut"
            return
        if "content" in delta:
            content = delta["content"]
            self.text += "null" if content is None else content
