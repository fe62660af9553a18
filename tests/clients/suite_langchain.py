"""LangChain's standard tests of a chat model, for ChatOpenAI over chats and over responses."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any

import pytest
from langchain_openai import ChatOpenAI
from langchain_tests.integration_tests import ChatModelIntegrationTests, chat_models

# An image of one pixel, an empty page, silent audio: the model ignores their content.
_FILES = {
    ".png": bytes.fromhex(
        "89504e470d0a1a0a0000000d494844520000000100000001010000000037"
        "6ef9240000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
    ),
    ".pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n",
    ".wav": b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\0\0\0",
}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaces downloads from the internet by a local file of the same kind."""

    def get(url: str, **_: Any) -> Any:
        return SimpleNamespace(content=_FILES[url[url.rindex(".") :]])

    monkeypatch.setattr(chat_models, "httpx", SimpleNamespace(get=get))


class TestChats(ChatModelIntegrationTests):
    """Over `/chat/completions`."""

    @property
    def chat_model_class(self) -> Any:
        """See LangChain."""
        return ChatOpenAI

    @property
    def chat_model_params(self) -> dict[str, Any]:
        """See LangChain."""
        return {
            "model": "builtin",
            "base_url": os.environ["BASE_URL"],
            "stream_usage": True,
            "max_retries": 0,
        }

    @property
    def model_override_value(self) -> str:
        """See LangChain."""
        return "builtin-fast"

    supports_json_mode = True
    supports_image_inputs = True
    supports_image_urls = True
    supports_pdf_inputs = True
    supports_audio_inputs = True
    supports_anthropic_inputs = True

    @property
    def supported_usage_metadata_details(self) -> Any:
        """See LangChain."""
        details = ["reasoning_output", "cache_read_input"]
        return {"invoke": details, "stream": details}

    def invoke_with_reasoning_output(self, *, stream: bool = False) -> Any:
        """See LangChain; a count of zero must be reported, too."""
        model = ChatOpenAI(**self.chat_model_params)
        if not stream:
            return model.invoke("Hello")
        first, *rest = model.stream("Hello")
        for chunk in rest:
            first += chunk
        return first

    def invoke_with_cache_read_input(self, *, stream: bool = False) -> Any:
        """See LangChain."""
        return self.invoke_with_reasoning_output(stream=stream)


class TestResponses(TestChats):
    """Over `/responses`."""

    @property
    def chat_model_params(self) -> dict[str, Any]:
        """See LangChain."""
        return {**super().chat_model_params, "use_responses_api": True}

    # The contract has no audio input for responses.
    supports_audio_inputs = False


class TestChain(TestResponses):
    """Over `/responses`, each turn with the previous response's id instead of the earlier messages."""

    @property
    def chat_model_params(self) -> dict[str, Any]:
        """See LangChain."""
        return {**super().chat_model_params, "use_previous_response_id": True}
