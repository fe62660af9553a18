"""The texts of the built-in model: an echo of the conversation that says what it is."""

from __future__ import annotations

from collections import Counter

from app.tokens.tokenizer import length_of
from app.upstream.builtin.current_turn import CurrentTurn

# Each choice and each seed uses the next one.
_OPENINGS = (
    "This is the built-in model, an echo without a mind. You said:",
    "The built-in model, which only echoes, received:",
    "This is the built-in model, which understands nothing. Your text was:",
    "The built-in model, an echo and no more, repeats:",
)
_AFTER_TOOLS = (
    "This is the built-in model, which repeats its input:",
    "The built-in model, which only echoes, received:",
    "This is the built-in model, which understands nothing. Its input was:",
    "The built-in model, an echo and no more, repeats:",
)
_BEFORE_PROMPT = ("[built-in echo]", "[built-in model]", "[an echo]", "[only an echo]")
_PARTS = {
    "image_url": ("an image", "images", "see"),
    "input_audio": ("a recording", "recordings", "hear"),
    "file": ("a file", "files", "read"),
}
_MAX_ECHO = 16_000


def reply(turn: CurrentTurn, variant: int) -> str:
    """The answer to a turn: the tool results, or an echo of the user's text."""
    wording = variant % len(_OPENINGS)
    if turn.results:
        results = "; ".join(f"{result.tool} answered: {short(result.text)}" for result in turn.results)
        return f"{_AFTER_TOOLS[wording]} {results}"
    echo = short(turn.user_text).strip() or "nothing."
    return f"{_OPENINGS[wording]} {echo}{attachment_notes(turn.attachments)}"


def completion(prompt: str, variant: int) -> str:
    """The continuation of a prompt. Its opening is short, as the default limit is 16 tokens."""
    return f" {_BEFORE_PROMPT[variant % len(_BEFORE_PROMPT)]} {short(prompt).strip()}"


def short(text: str) -> str:
    """The text, or the start of a very long one."""
    length = length_of(text)
    return text if length <= _MAX_ECHO else f"{text[:_MAX_ECHO]} … and {length - _MAX_ECHO:,} characters more"


def attachment_notes(attachments: Counter[str]) -> str:
    """A sentence for each kind of attachment: that it was received and not used."""
    notes = []
    for kind, count in sorted(attachments.items()):
        one, many, verb = _PARTS.get(
            kind, (f"a part of the type {kind[:40]}", f"parts of the type {kind[:40]}", "use")
        )
        notes.append(f" With it came {one if count == 1 else f'{count} {many}'}, which it cannot {verb}.")
    return "".join(notes)
