"""The text of an answer whose tokens are counted."""

from __future__ import annotations

from app.contract.long_texts import LongTexts
from app.tokens.tokenizer import MAX_COUNTED, TextStart


def counted_text(text: str, texts: LongTexts) -> str:
    """The text without markers; of a long one as much as is counted."""
    if not texts:
        return text
    start, times = texts.start_of(text, MAX_COUNTED)
    return TextStart.of(start, int(len(start) * times))
