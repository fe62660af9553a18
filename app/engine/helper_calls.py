"""Recognises the calls that chat UIs make on their own: titles, tags, follow-up questions and the like.

Such a call has the text of a prompt template that its UI publishes; a template that an operator has changed
is not recognised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

Helper: TypeAlias = Literal[
    "autocomplete", "emoji", "follow_ups", "image_prompt", "search_queries", "tags", "title"
]

_PROMPTS: Mapping[str, Helper] = {
    # Open WebUI
    "### Task:\nGenerate a concise, 3-5 word title": "title",
    "### Task:\nGenerate 1-3 broad tags": "tags",
    "### Task:\nSuggest 3-5 relevant follow-up questions": "follow_ups",
    "### Task:\nAnalyze the chat history to determine the necessity of generating search": "search_queries",
    "### Task:\nGenerate a detailed prompt for am image generation task": "image_prompt",
    "### Task:\nYou are an autocompletion system": "autocomplete",
    "Your task is to reflect the speaker's likely facial expression": "emoji",
    # LibreChat
    "Provide a concise, 5-word-or-less title for the conversation": "title",
    "Analyze this conversation and provide:\n1. The detected language of the conversation": "title",
    # NextChat
    "Please generate a four to five word title summarizing our conversation": "title",
    # LobeChat
    "You are a professional conversation summarizer. Generate a concise title": "title",
}
_STARTS = tuple(_PROMPTS)
_TASKS: Mapping[str, Helper] = {
    # Open WebUI's `metadata.task`, where a pipeline forwards it.
    "title_generation": "title",
    "tags_generation": "tags",
    "follow_up_generation": "follow_ups",
    "query_generation": "search_queries",
    "image_prompt_generation": "image_prompt",
    "autocomplete_generation": "autocomplete",
    "emoji_generation": "emoji",
}


def helper_of(messages: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any] | None) -> Helper | None:
    """What a UI asks for with these messages of a chat's request; None for a chat."""
    if metadata and (task := _TASKS.get(str(metadata.get("task")))) is not None:
        return task
    if not messages:
        return None
    # The template is the last message, behind the conversation if that is sent; LobeChat's is the first.
    last, first = messages[-1], messages[0]
    found = _by_prompt(last.get("content"))
    if found is None and first is not last and first.get("role") == "system":
        return _by_prompt(first.get("content"))
    return found


def _by_prompt(content: Any) -> Helper | None:
    if isinstance(content, list):
        content = content[0].get("text") if content else None
    # All at once: nearly every chat begins with none of them.
    if not isinstance(content, str) or not content.startswith(_STARTS):
        return None
    return next(helper for start, helper in _PROMPTS.items() if content.startswith(start))
