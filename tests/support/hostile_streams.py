"""Streams as no single upstream would send them: each trap that clients have been seen to fall into, mixed by hypothesis."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.support.streams import UPSTREAM_ID, USAGE

# Texts that look like what the relay looks for.
LOOKALIKES = (
    '"',
    "\\",
    '\\"',
    "\n\n",
    "\r\n",
    "null",
    "[DONE]",
    "data: [DONE]\n\n",
    f'"id":"{UPSTREAM_ID}"',
    UPSTREAM_ID,
    '"choices":[]',
    '"}}],"x":[{"',
    '"},"logprobs":null,"finish_reason":"stop"}]}\n\ndata: {',
    '","',
    '","a","',
    '"content":null',
    '"usage":{"prompt_tokens":1}',
    '"error"',
    "<~1~>",
    "assistant",
    "é漢🙂\u2028",
    "\ud7ff\ue000\x00\x1f",
)
TEXT = st.one_of(
    st.sampled_from(LOOKALIKES), st.text(max_size=6).filter(lambda text: text.isascii() or _sound(text))
)
_FINISHES = ("stop", "length", "tool_calls", "content_filter")


@dataclass(slots=True)
class HostileStream:
    """A stream, and what it says."""

    data: bytes
    choices: int
    texts: list[str]
    finishes: list[str]
    usage: dict[str, int] | None
    arguments: list[str] = field(default_factory=list)


@st.composite
def hostile_streams(draw: st.DrawFn, *, most_choices: int = 3) -> HostileStream:
    """A stream in which each choice finishes."""
    count = draw(st.integers(1, most_choices))
    said = draw(
        st.lists(
            st.tuples(st.integers(0, count - 1), TEXT, st.sampled_from((False, False, True))), max_size=16
        )
    )
    return _Writer(draw(st.randoms(use_true_random=False)), count).write(said)


@st.composite
def split_into_packets(draw: st.DrawFn, data: bytes) -> list[bytes]:
    """The same bytes, in packets, that may end anywhere or with an event."""
    ends = [place.end() for place in re.finditer(rb"\n\n", data)]
    places = st.sampled_from(ends) if draw(st.booleans()) and ends else st.integers(0, len(data))
    edges = [0, *sorted(set(draw(st.lists(places, max_size=12)))), len(data)]
    return [data[start:end] for start, end in pairwise(edges) if end > start]


def _sound(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Writer:
    """Writes one stream; every choice of how is drawn from `random`."""

    def __init__(self, random: Random, count: int) -> None:
        self._random = random
        self._count = count
        self._lines: list[str] = []
        self._habits = {
            name: random.random() for name in ("order", "space", "ascii", "extra", "odd", "usage")
        }
        if random.random() < 0.6:
            # Most servers write all their events alike.
            self._habits |= {name: float(random.random() < 0.5) for name in ("space", "ascii", "extra")}
            self._habits |= {"order": 0.0, "usage": 0.0, "odd": random.choice((0.0, 0.1))}
        self._ending = random.choice(["\n", "\n", "\r\n", "\r", "mixed"])
        self._usage: dict[str, int] | None = None

    def write(self, said: list[tuple[int, str, bool]]) -> HostileStream:
        texts, arguments = [""] * self._count, [""] * self._count
        for index, text, calls in said:
            self._oddities()
            if calls:
                function = {"arguments": text}
                if not arguments[index]:
                    function = {"name": "look", **function}
                arguments[index] += text
                self._event(
                    index, {"tool_calls": [{"index": 0, "id": f"call_{index}", "function": function}]}
                )
            else:
                texts[index] += text
                self._event(index, {"content": text})
        finishes = [self._random.choice(_FINISHES) for _ in range(self._count)]
        for index in self._random.sample(range(self._count), self._count):
            self._oddities()
            delta: dict[str, Any] = {}
            if self._often("odd"):
                delta = {"content": "the end"}
                texts[index] += "the end"
            self._event(index, delta, finishes[index])
            if self._often("odd"):
                self._event(index, {"content": "too late"}, self._random.choice([None, "stop"]))
        if self._often("usage"):
            self._usage = USAGE
            self._dump({**self._head(), "choices": [], "usage": USAGE})
        self._end()
        return HostileStream(self._bytes(), self._count, texts, finishes, self._usage, arguments)

    def _often(self, habit: str) -> bool:
        return self._random.random() < self._habits[habit]

    def _oddities(self) -> None:
        if not self._often("odd"):
            return
        odd = self._random.randrange(6)
        index = self._random.randrange(self._count)
        if odd == 0:
            self._lines += [": still there", ""]
        elif odd == 1:
            self._dump({**self._head(), "choices": []})
        elif odd == 2:
            self._event(index, {"content": None, "role": "assistant"})
        elif odd == 3:
            self._dump({**self._head(), "choices": None, "prompt_filter_results": [{"error": None}]})
        elif odd == 4:
            self._lines += ["", ""]
        else:
            self._event(index, {"role": "assistant", "content": "", "refusal": None})

    def _event(self, index: int, delta: dict[str, Any], finish: str | None = None) -> None:
        choice: dict[str, Any] = {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}
        if finish is None and self._often("odd"):
            # Left out, or empty: neither is a finish.
            choice = {**choice, "finish_reason": ""} if self._random.random() < 0.5 else {**choice}
            if choice["finish_reason"] is None:
                del choice["finish_reason"]
        value: dict[str, Any] = {**self._head(), "choices": [self._shuffled(choice)]}
        if self._often("extra"):
            value["obfuscation"] = self._random.choice(("x", "xyz", '"', "\\", "é"))
        if self._often("extra"):
            value["usage"] = None
        elif self._often("usage"):
            self._usage = {**USAGE, "completion_tokens": len(self._lines)}
            value["usage"] = self._usage
        self._dump(self._shuffled(value))

    def _head(self) -> dict[str, Any]:
        return {"id": UPSTREAM_ID, "object": "chat.completion.chunk", "created": 1700000000, "model": "m-1"}

    def _shuffled(self, value: dict[str, Any]) -> dict[str, Any]:
        names = list(value)
        if self._often("order"):
            self._random.shuffle(names)
        return {name: value[name] for name in names}

    def _dump(self, value: dict[str, Any]) -> None:
        separators = (",", ":") if self._often("space") else (", ", ": ")
        ascii_only = self._often("ascii")
        indent = 1 if self._random.random() < 0.1 * self._habits["odd"] else None
        text = json.dumps(value, separators=separators, ensure_ascii=ascii_only, indent=indent)
        if self._random.random() < 0.1 * self._habits["odd"]:
            self._lines += ["event: message", "id: 7", "retry: 10"]
        colon = "data:" if self._often("order") else "data: "
        self._lines += [*(colon + line for line in text.split("\n")), ""]

    def _end(self) -> None:
        kind = self._random.randrange(4)
        if kind:
            self._lines += ["data: [DONE]", ""]
        if kind == 1:
            self._dump({**self._head(), "choices": [{"index": 0, "delta": {"content": "after"}}]})
        if kind == 2:
            self._lines += ["data: no JSON", ""]
        if kind == 3 or not kind:
            # The last event without its blank line.
            self._lines.pop()

    def _bytes(self) -> bytes:
        mark = b"\xef\xbb\xbf" if self._random.random() < 0.1 else b""
        endings = ["\n", "\r\n"] if self._ending == "mixed" else [self._ending]
        return mark + "".join(line + self._random.choice(endings) for line in self._lines).encode()
