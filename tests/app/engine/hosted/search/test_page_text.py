"""Pages become text, whatever they contain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.hosted.search.page_text import page_text, plain_text
from tests.support.properties import property_settings

_PAGE = """<!DOCTYPE html><html><head><title>A &amp; B
 page</title><style>p { color: red }</style><script>if (a < b) { alert("</p>") }</script></head>
<body><!-- <p>not this --> <h1>Head</h1><p>One <b>bold</b>   word &lt;tag&gt; &#8364;5.<br>Next</p>
<ul><li>first<li>second</ul><noscript>enable</noscript><svg><text>no</text></svg>1 < 2</body></html>"""


def test_page_text_blocks_are_lines() -> None:
    title, text = page_text(_PAGE, 10_000)
    assert title == "A & B page"
    assert text.split("\n") == ["Head", "One bold word <tag> €5.", "Next", "first", "second", "1 < 2"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>open", "open"),
        ("a<!-- never ends", "a"),
        ("a<script>never ends", "a"),
        ("a<p never ends", "a"),
        ("a<SCRIPT>x</Script>b", "a\nb"),
        ("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";"),
        ("a\0b", "ab"),
        ("İ<SCRIPT>x</script>b", "İ\nb"),
        ("<title>t</title><title>second</title>x", "secondx"),
    ],
)
def test_page_text_odd_page_is_read_to_its_end(source: str, text: str) -> None:
    assert page_text(source, 10_000)[1] == text


@pytest.mark.parametrize(
    "part", ["<", "<!--", "<a", "<!", "<script>", "</", "&", "&#", "\n ", "<p>", "<p <", "-->"]
)
def test_page_text_repeated_part_is_read_in_one_pass(part: str) -> None:
    """Where each part was searched for its end again, these would take hours."""
    page_text(part * 400_000, 2_000_000)


@property_settings
@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "<!--", "-->", "<script>", "</script", "<p>", "</p>", "x", " ", "\n", "&amp;"]
        )
    )
)
def test_page_text_any_markup_has_neither_tags_nor_errors(parts: list[str]) -> None:
    _, text = page_text("".join(parts), 50)
    assert len(text) <= 50
    assert "<p>" not in text


@property_settings
@given(st.text())
def test_plain_text_is_one_line(source: str) -> None:
    assert "\n" not in plain_text(source)
