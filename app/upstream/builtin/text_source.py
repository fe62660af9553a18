"""Values in a text for the fields of a schema, found by simple rules."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.contract.json_types import JsonObject

_MAX_BRACES = 32
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?![\w]|\.\d)")
_QUOTED = re.compile(
    r"\"([^\"\n]+)\"|(?<!\w)'([^'\n]+)'(?!\w)|“([^”\n]+)”|"
    r"\u2018([^\u2019\n]+)\u2019|«([^»\n]+)»|「([^」\n]+)」|`([^`\n]+)`"
)
_ARGUMENT = re.compile(r"\s*(?:(\w+)\s*[=:]\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^,]+))\s*(?:,|$)")
_FORMATS = {
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
class TextSource:
    """A text and the values that are still unused. Each value is returned once, except those found by name.

    `full_text` is for the first field that can hold any text; with `prefer_content`, fields like `answer` get
    it before any unnamed value. `given` are values by field name.
    """

    text: str
    full_text: str | None = None
    prefer_content: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    _numbers: list[str] = field(init=False)
    _quoted: list[str] = field(init=False)
    _objects: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = [match[0] for match in _NUMBER.finditer(_QUOTED.sub(" ", self.text))]
        self._quoted = [next(filter(None, match)) for match in _QUOTED.findall(self.text)]
        self._objects = _objects(self.text)

    def object(self, keys: frozenset[str]) -> JsonObject | None:
        """A JSON object in the text that has only these keys."""
        matching = (each for each in self._objects if isinstance(each, dict) and each and each.keys() <= keys)
        return next(matching, None)

    def first_object(self) -> JsonObject | None:
        """The first JSON object in the text."""
        return next((each for each in self._objects if isinstance(each, dict) and each), None)

    def value_named(self, name: str) -> str | None:
        """The value in `name: value`, `name=value` or `name is value`."""
        if not name or name in self.given:
            return self.given.get(name)
        spelling = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", name)))
        value = r"(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s,;)}\"']+))"
        match = re.search(rf"(?<!\w)[\"']?{spelling}[\"']?\s*(?:[:=]\s*|\bis\s+){value}", self.text, re.I)
        if match is None:
            return None
        bare = match[3]
        return bare.rstrip(".?!") if bare is not None else match[1] if match[1] is not None else match[2]

    def identifier(self, name: str) -> str | None:
        """For a field like `order_id`: a value with a digit after `order`, as in `order #A-17`."""
        parts = re.split(r"[\s_-]+", name)
        if parts[-1].lower() not in _IDENTIFIERS or len(parts) < 2:
            return None
        thing = r"[\s_-]+".join(map(re.escape, parts[:-1]))
        match = re.search(
            rf"(?<!\w){thing}\s*(?:id|number|no\.?|code)?\s*[:#]?\s*([\w-]*\d[\w-]*)", self.text, re.I
        )
        return match[1] if match else None

    def choice(self, choices: list[str]) -> str | None:
        """The choice that comes first in the text."""
        places = {
            choice: match.start()
            for choice in choices
            if choice and (match := re.search(rf"(?<!\w){re.escape(choice)}(?!\w)", self.text, re.I))
        }
        return min(places, key=lambda choice: places[choice]) if places else None

    def number(self, name: str) -> str | None:
        """The number after a name, otherwise the next unused one."""
        match = (
            re.search(rf"(?<!\w){re.escape(name)}\s+({_NUMBER.pattern})", self.text, re.I) if name else None
        )
        if match is not None and match[1] in self._numbers:
            self._numbers.remove(match[1])
            return match[1]
        return self._numbers.pop(0) if self._numbers else None

    def numbers(self) -> list[str]:
        """All unused numbers."""
        unused, self._numbers = self._numbers, []
        return unused

    def quoted(self) -> str | None:
        """The next unused text in quotation marks."""
        return self._quoted.pop(0) if self._quoted else None

    def all_quoted(self) -> list[str]:
        """All unused texts in quotation marks."""
        unused, self._quoted = self._quoted, []
        return unused

    def formatted(self, format_: str) -> str | None:
        """A value of a JSON Schema `format`."""
        match = re.search(_FORMATS[format_], self.text) if format_ in _FORMATS else None
        return match[0] if match else None

    def place(self, name: str) -> str | None:
        """For a field that is named like a place: the words after `in`, `at` or `near`, capitalised first."""
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


def from_arguments(arguments: str, names: list[str], full_text: str) -> TextSource:
    """The source for a call like `name(3, unit="C")`: values by name, the others in the order of `names`."""
    given: dict[str, str] = {}
    unnamed = iter(names)
    for match in _ARGUMENT.finditer(arguments):
        if match[0].strip():
            name = match[1] or next(unnamed, "")
            given[name] = next(value for value in match.groups()[1:] if value is not None).strip()
    return TextSource(arguments, full_text if not given else None, given=given)


def _capitalised(words: list[str]) -> str:
    """The words up to the first in lower case, or to the end of the sentence."""
    capitalised: list[str] = []
    for word in words:
        if not word[0].isupper():
            break
        capitalised.append(word)
        if word[-1] in ".?!;:":
            break
    return " ".join(capitalised).rstrip(".,?!;:")


def _objects(text: str) -> list[JsonObject]:
    """The JSON objects in a text; only the first braces are tried."""
    found: list[JsonObject] = []
    end = 0
    for match in [*re.finditer(r"\{", text)][:_MAX_BRACES]:
        if match.start() >= end:
            try:
                value, end = _DECODER.raw_decode(text, match.start())
            except (ValueError, RecursionError):
                continue
            found.append(value)
    return found


def _reject_constant(constant: str) -> float:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_reject_constant)
