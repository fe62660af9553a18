"""The calls that chat UIs make on their own are marked, and lists can leave them out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stack import Stack, stack

_OPEN_WEBUI = "\n### Guidelines:\n- …\n### Chat History:\n<chat_history>\nUSER: Hi\n</chat_history>"
_PROMPTS = {
    "title": "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.",
    "tags": "### Task:\nGenerate 1-3 broad tags categorizing the main themes",
    "follow_ups": "### Task:\nSuggest 3-5 relevant follow-up questions or prompts",
    "search_queries": (
        "### Task:\nAnalyze the chat history to determine the necessity of generating search queries, in the"
    ),
    "image_prompt": "### Task:\nGenerate a detailed prompt for am image generation task based on",
    "autocomplete": "### Task:\nYou are an autocompletion system. Continue the text",
    "emoji": "Your task is to reflect the speaker's likely facial expression through a fitting emoji",
}
_TITLES = (
    "Provide a concise, 5-word-or-less title for the conversation, using title case",
    "Analyze this conversation and provide:\n1. The detected language of the conversation\n2. A",
    "Please generate a four to five word title summarizing our conversation without any",
)
_CHATS = (
    "Hello",
    "What does '### Task:\nGenerate a concise, 3-5 word title' mean?",
    "### Task:\nWrite a poem",
    "",
)


def _user(content: Any) -> list[dict[str, Any]]:
    return [{"role": "user", "content": content}]


async def _store(s: Stack, messages: list[dict[str, Any]], **fields: Any) -> str:
    body = {"model": "builtin", "messages": messages, **fields}
    answer = await s.client.post("/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


async def _listed(s: Stack, **query: str) -> list[str]:
    answer = await s.client.get("/chat/completions", params={"limit": "100", **query})
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["data"]]


async def test_helper_calls_are_marked_with_what_they_ask_for(database: str) -> None:
    history = [
        {"role": "system", "content": "Be brief."},
        *_user("Hi"),
        {"role": "assistant", "content": "Hi."},
    ]
    lobe = (
        "You are a professional conversation summarizer. Generate a concise title that captures the essence"
    )
    async with stack(database) as s:
        expected: dict[str, str | None] = {}
        for helper, prompt in _PROMPTS.items():
            expected[await _store(s, _user(prompt + _OPEN_WEBUI))] = helper
            expected[await _store(s, _user([{"type": "text", "text": prompt}]))] = helper
            expected[await _store(s, [*history, *_user(prompt)])] = helper
        for prompt in _TITLES:
            expected[await _store(s, _user(prompt))] = "title"
        expected[await _store(s, [{"role": "system", "content": lobe}, *_user("Hi")])] = "title"
        expected[await _store(s, _user("Hi"), metadata={"task": "tags_generation"})] = "tags"
        for prompt in _CHATS:
            expected[await _store(s, _user(prompt))] = None
        # The prompt of an earlier turn does not matter, nor metadata of another meaning.
        expected[await _store(s, [*_user(_TITLES[0]), *_user("And now?")])] = None
        expected[await _store(s, _user("Hi"), metadata={"task": "homework"})] = None
        rows = s.rows("chat_completions")
    assert {row["id"]: row["helper"] for row in rows} == expected


async def test_streamed_helper_call_is_marked(database: str) -> None:
    async with stack(database) as s:
        body = {"model": "builtin", "stream": True, "messages": _user(_PROMPTS["title"])}
        assert (await s.client.post("/chat/completions", json=body)).status_code == 200
        assert [row["helper"] for row in s.rows("chat_completions")] == ["title"]


async def test_list_has_all_unless_the_query_selects(database: str) -> None:
    async with stack(database) as s:
        chat = await _store(s, _user("Hello"), metadata={"team": "a"})
        helper = await _store(s, _user(_PROMPTS["title"]), metadata={"team": "a"})
        other = await _store(s, _user("Hello"))
        assert await _listed(s) == [chat, helper, other]
        assert await _listed(s, helper="false") == [chat, other]
        assert await _listed(s, helper="true") == [helper]
        assert await _listed(s, helper="false", order="desc") == [other, chat]
        assert await _listed(s, **{"helper": "false", "metadata[team]": "a"}) == [chat]
        assert await _listed(s, **{"helper": "true", "metadata[team]": "a", "model": "builtin"}) == [helper]
        assert await _listed(s, helper="false", after=chat) == [other]
        # The mark is no part of the contract's objects.
        stored = (await s.client.get(f"/chat/completions/{helper}")).json()
        assert stored["metadata"] == {"team": "a"}
        assert "helper" not in stored


async def test_list_setting_hides_helper_calls_unless_they_are_asked_for(database: str) -> None:
    async with stack(database, list_helper_calls="false") as s:
        chat = await _store(s, _user("Hello"))
        helper = await _store(s, _user(_PROMPTS["tags"]))
        assert await _listed(s) == [chat]
        assert await _listed(s, helper="true") == [helper]
        assert (await s.client.get(f"/chat/completions/{helper}")).status_code == 200


@pytest.mark.parametrize("value", ["", "maybe", "1"])
async def test_list_invalid_helper_filter_is_named(database: str, value: str) -> None:
    async with stack(database) as s:
        answer = await s.client.get("/chat/completions", params={"helper": value})
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == "helper"
