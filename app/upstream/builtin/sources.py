"""Values that a text offers for the fields of a schema, by plain rules and without understanding."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject

_MOST_BRACES = 32
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?![\w]|\.\d)")
_QUOTED = re.compile(
    r"\"([^\"\n]+)\"|(?<!\w)'([^'\n]+)'(?!\w)|“([^”\n]+)”|\u2018([^\u2019\n]+)\u2019|«([^»\n]+)»|「([^」\n]+)」|`([^`\n]+)`"
)
_ARGUMENT = re.compile(r"\s*(?:(\w+)\s*[=:]\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^,]+))\s*(?:,|$)")
_SHAPES = {
    "date": r"\b\d{4}-\d\d-\d\d\b",
    "date-time": r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)",
    "time": r"\b\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?",
    "email": r"[\w.+-]+@[\w-]+\.[\w.-]*\w",
    "uri": r"https?://[^\s\"'<>)]*[^\s\"'<>).,;!?]",
    "uuid": r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b",
}
_IDENTIFIERS = frozenset(["code", "id", "no", "number"])
_BEFORE_PLACES = frozenset(["at", "for", "from", "in", "near", "to"])
_PLACES = frozenset(
    ["city", "country", "destination", "location", "origin", "place", "region", "town", "where"]
)


@dataclass(slots=True)
class Source:
    """A text, and what of it was taken; nothing is given twice but what stands under a name.

    `whole` is what the first field takes that can hold any text, with `spoken` before all else that is not named;
    `given` are values by their name.
    """

    text: str
    whole: str | None = None
    spoken: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    _numbers: list[str] = field(init=False)
    _quoted: list[str] = field(init=False)
    _objects: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = [match[0] for match in _NUMBER.finditer(_QUOTED.sub(" ", self.text))]
        self._quoted = [next(filter(None, match)) for match in _QUOTED.findall(self.text)]
        self._objects = _objects(self.text)

    def object(self, keys: frozenset[str]) -> JsonObject | None:
        """An object written as JSON that has such keys only."""
        fitting = (each for each in self._objects if isinstance(each, dict) and each and each.keys() <= keys)
        return next(fitting, None)

    def shown(self) -> JsonObject | None:
        """The first object that is written as JSON."""
        return next((each for each in self._objects if isinstance(each, dict) and each), None)

    def under(self, name: str) -> str | None:
        """What the text has as `name: value`, `name=value` or `name is value`."""
        if not name or name in self.given:
            return self.given.get(name)
        spelt = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", name)))
        value = r"(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s,;)}\"']+))"
        match = re.search(rf"(?<!\w)[\"']?{spelt}[\"']?\s*(?:[:=]\s*|\bis\s+){value}", self.text, re.I)
        if match is None:
            return None
        bare = match[3]
        return bare.rstrip(".?!") if bare is not None else match[1] if match[1] is not None else match[2]

    def identifier(self, name: str) -> str | None:
        """For a field like `order_id`: what follows `order` and has a digit, as in `order #A-17`."""
        parts = re.split(r"[\s_-]+", name)
        if parts[-1].lower() not in _IDENTIFIERS or len(parts) < 2:
            return None
        thing = r"[\s_-]+".join(map(re.escape, parts[:-1]))
        match = re.search(
            rf"(?<!\w){thing}\s*(?:id|number|no\.?|code)?\s*[:#]?\s*([\w-]*\d[\w-]*)", self.text, re.I
        )
        return match[1] if match else None

    def word(self, choices: list[str]) -> str | None:
        """The choice that the text has first."""
        places = {
            choice: match.start()
            for choice in choices
            if choice and (match := re.search(rf"(?<!\w){re.escape(choice)}(?!\w)", self.text, re.I))
        }
        return min(places, key=lambda choice: places[choice]) if places else None

    def number(self, name: str) -> str | None:
        """The number that follows a name, or else the next one."""
        match = (
            re.search(rf"(?<!\w){re.escape(name)}\s+({_NUMBER.pattern})", self.text, re.I) if name else None
        )
        if match is not None and match[1] in self._numbers:
            self._numbers.remove(match[1])
            return match[1]
        return self._numbers.pop(0) if self._numbers else None

    def numbers(self) -> list[str]:
        """All numbers that are left."""
        taken, self._numbers = self._numbers, []
        return taken

    def quoted(self) -> str | None:
        """The next text in quotation marks."""
        return self._quoted.pop(0) if self._quoted else None

    def all_quoted(self) -> list[str]:
        """All that are left."""
        taken, self._quoted = self._quoted, []
        return taken

    def shaped(self, form: str) -> str | None:
        """A text of a JSON Schema `format`."""
        match = re.search(_SHAPES[form], self.text) if form in _SHAPES else None
        return match[0] if match else None

    def place(self, name: str) -> str | None:
        """For a field that is named like a place: what follows `in`, `at`, `near` and the like, above all in capitals."""
        if not _PLACES & set(re.split(r"[\W_]+", name.lower())):
            return None
        words = self.text.split()
        for index, word in enumerate(words):
            if word.lower() in _BEFORE_PLACES:
                place = _capitalised(words[index + 1 :])
                if place:
                    return place
        follows = re.search(r"\bin (\w[\w'-]*)", self.text)
        return follows[1] if follows else None


def of_call(inside: str, names: list[str], whole: str) -> Source:
    """Of what stands in the brackets of `name(3, unit="C")`: values by their names, or to the fields in order."""
    given: dict[str, str] = {}
    free = iter(names)
    for match in _ARGUMENT.finditer(inside):
        if match[0].strip():
            name = match[1] or next(free, "")
            given[name] = next(value for value in match.groups()[1:] if value is not None).strip()
    return Source(inside, whole if not given else None, given=given)


def _capitalised(words: list[str]) -> str:
    """The words up to the first in small letters, or to the end of the sentence."""
    kept: list[str] = []
    for word in words:
        if not word[0].isupper():
            break
        kept.append(word)
        if word[-1] in ".?!;:":
            break
    return " ".join(kept).rstrip(".,?!;:")


def _objects(text: str) -> list[JsonObject]:
    """The objects that stand in a text as JSON; among many braces, only the first are looked at."""
    found: list[JsonObject] = []
    end = 0
    for match in [*re.finditer(r"\{", text)][:_MOST_BRACES]:
        if match.start() >= end:
            try:
                value, end = _DECODER.raw_decode(text, match.start())
            except (ValueError, RecursionError):
                continue
            found.append(value)
    return found


def _refused(constant: str) -> float:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refused)
