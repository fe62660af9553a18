"""What it says: an echo of what it was told, which never pretends to be more."""

from __future__ import annotations

from collections import Counter

from app.upstream.builtin.conversation import Conversation

# Another choice, or another seed, says it another way.
_OPENINGS = (
    "This is the built-in model, an echo without a mind. You said:",
    "The built-in model, which only echoes, has heard:",
    "No mind is at work here, this is the built-in model. Your words were:",
    "Once more from the built-in model, an echo and no more:",
)
_AFTER_TOOLS = (
    "This is the built-in model, which repeats what it is given:",
    "The built-in model, which only echoes, was told:",
    "No mind is at work here, this is the built-in model. It was given:",
    "Once more from the built-in model, an echo and no more:",
)
_BEFORE_PROMPT = ("[built-in echo]", "[built-in model]", "[an echo]", "[no mind here]")
_PARTS = {
    "image_url": ("an image", "images", "see"),
    "input_audio": ("a recording", "recordings", "hear"),
    "file": ("a file", "files", "read"),
}
_LONGEST = 16_000


def reply(conversation: Conversation, variant: int) -> str:
    """The answer to a conversation: what tools answered since, or else an echo."""
    way = variant % len(_OPENINGS)
    if conversation.results:
        told = "; ".join(f"{result.tool} answered: {short(result.text)}" for result in conversation.results)
        return f"{_AFTER_TOOLS[way]} {told}"
    return (
        f"{_OPENINGS[way]} {short(conversation.asked).strip() or 'nothing.'}{seen(conversation.attachments)}"
    )


def completion(prompt: str, variant: int) -> str:
    """How it goes on after a prompt; short before the prompt, for the default is 16 tokens."""
    return f" {_BEFORE_PROMPT[variant % len(_BEFORE_PROMPT)]} {short(prompt).strip()}"


def short(text: str) -> str:
    """The text, or the beginning of a very long one."""
    return (
        text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … and {len(text) - _LONGEST:,} characters more"
    )


def seen(attachments: Counter[str]) -> str:
    """What else came, and that it was not looked at."""
    told = []
    for kind, count in sorted(attachments.items()):
        one, many, verb = _PARTS.get(
            kind, (f"a part of the type {kind[:40]}", f"parts of the type {kind[:40]}", "use")
        )
        told.append(f" With it came {one if count == 1 else f'{count} {many}'}, which it cannot {verb}.")
    return "".join(told)
