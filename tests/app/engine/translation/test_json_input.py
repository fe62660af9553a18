"""The input of a custom tool in the arguments of a function, cut anywhere."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.translation.json_input import CustomInputReader

_MANY = settings(max_examples=400, deadline=None, derandomize=True)


def _read(text: str, cuts: list[int]) -> str:
    reader = CustomInputReader()
    places = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(places)]
    return "".join([*map(reader.feed, pieces), reader.finish()])


@given(
    st.text(st.characters(codec="utf-8") | st.sampled_from('\\"/\n{}😀'), max_size=40),
    st.booleans(),
    st.sampled_from(("", " ", "\n\t")),
    st.lists(st.integers(0, 400), max_size=12),
)
@_MANY
def test_custom_input_any_text_cut_anywhere_is_the_input(
    text: str, ascii_only: bool, space: str, cuts: list[int]
) -> None:
    written = json.dumps(text, ensure_ascii=ascii_only)
    assert _read(f'{space}{{{space}"input"{space}:{space}{written}{space}}}{space}', cuts) == text


@given(st.text('{}"input:\\u d83', max_size=24), st.lists(st.integers(0, 40), max_size=12))
@_MANY
def test_custom_input_any_arguments_read_the_same_however_cut(text: str, cuts: list[int]) -> None:
    assert _read(text, cuts) == _read(text, [])


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("{}", ""),
        (" { } ", ""),
        ("", ""),
        ('"a patch"', '"a patch"'),
        ("*** Begin Patch\n", "*** Begin Patch\n"),
        ('{"patch":"a"}', '{"patch":"a"}'),
        ('{"input":5}', '{"input":5}'),
        ('{"input":{"a":"b"}}', '{"input":{"a":"b"}}'),
        ('{"inp', '{"inp'),
        ("{} and more", "{} and more"),
        ('{"input":"a","why":"b"}', "a"),
        ('{"input":"a"', "a"),
        ('{"input":"a\\', "a\\"),
        ('{"input":"a\\u00e', "a\\u00e"),
        ('{"input":"a\\q"}', "a\\q"),
        ('{"input":"a\nb"}', "a\nb"),
        ('{"input":"\\ud83d"}', "\ufffd"),
        ('{"input":"\\ude00\\ud83d\\u0041"}', "\ufffd\ufffdA"),
    ],
)
def test_custom_input_other_arguments_are_the_text_itself(arguments: str, text: str) -> None:
    assert _read(arguments, []) == text
    assert _read(arguments, list(range(len(arguments)))) == text
