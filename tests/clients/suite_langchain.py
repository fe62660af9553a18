"""LangChain's standard tests of a chat model: ChatOpenAI over chats and over responses."""

from __future__ import annotations

import os
from typing import Any

from langchain_openai import ChatOpenAI
from langchain_tests.integration_tests import ChatModelIntegrationTests


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
    def supports_image_inputs(self) -> bool:
        """It mentions pictures, and looks at none."""
        return False


class TestResponses(TestChats):
    """Over `/responses`."""

    @property
    def chat_model_params(self) -> dict[str, Any]:
        """See LangChain."""
        return {**super().chat_model_params, "use_responses_api": True}
