"""Marks of search results in a text, however the text is cut."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.engine.translation.citations import CitationReader

_SOURCES = {number: {"url": f"https://{number}.example/", "title": f"Page {number}"} for number in (1, 2, 10)}
_PIECES = ["[1]", "[2]", "[10]", "[3]", "[", "]", "1", " ", ". ", "\n", "é", "😀", "word", "[1", "[[1]]"]
_TEXTS = st.lists(st.sampled_from(_PIECES)).map("".join)


def _read(parts: list[str]) -> tuple[str, list[Any]]:
    reader = CitationReader(_SOURCES.get)
    pieces = [piece for part in parts for piece in reader.feed(part)] + list(reader.end())
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    sent, annotations = 0, []
    for piece in pieces:
        if isinstance(piece, str):
            sent += len(piece)
        else:
            # An annotation comes when the text that it is about has been sent, and at once.
            assert piece["end_index"] == sent
            annotations.append(piece)
    return text, annotations


@given(_TEXTS, st.lists(st.integers(0, 60)))
def test_citation_reader_any_cuts_give_the_same_text_and_annotations(text: str, cuts: list[int]) -> None:
    places = [0, *sorted(cut for cut in cuts if cut <= len(text)), len(text)]
    assert _read([text[start:end] for start, end in pairwise(places)]) == _read([text])


@given(_TEXTS)
def test_citation_reader_text_lacks_exactly_the_marks_of_results(text: str) -> None:
    sent, annotations = _read([text])
    assert len(annotations) == sum(text.count(f"[{number}]") for number in _SOURCES)
    removed = len(text) - len(sent)
    marks = sum(len(f"[{number}]") * text.count(f"[{number}]") for number in _SOURCES)
    assert marks <= removed <= marks + len(annotations)
    for annotation in annotations:
        assert 0 <= annotation["start_index"] <= annotation["end_index"] <= len(sent)


def test_citation_reader_annotation_covers_its_sentence_in_code_points() -> None:
    text, (first, second) = _read(["One 😀 thing. Two 😀s [1", "]. Three[2] and [7]."])
    assert text == "One 😀 thing. Two 😀s. Three and [7]."
    assert text[first["start_index"] : first["end_index"]] == "Two 😀s"
    assert text[second["start_index"] : second["end_index"]] == "Three"
    assert (first["type"], first["url"], first["title"]) == ("url_citation", "https://1.example/", "Page 1")


def test_citation_reader_mark_without_a_result_stays() -> None:
    assert _read(["See [3] and [12345] and [x]."]) == ("See [3] and [12345] and [x].", [])
