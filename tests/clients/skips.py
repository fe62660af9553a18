"""The skips that clients' own tests may have, with their reasons; any other skip fails the session."""

from __future__ import annotations

import pytest

from tests.support.skips import SkipPolicy

# A skip's reason is the client's text; the comments explain why it is right.
_ALLOWED = {
    # In the contract a tool's message in a chat has text only, and a response is translated to it.
    "test_image_tool_message": "Model does not support image tool message.",
    "test_pdf_tool_message": "Model does not support PDF tool message.",
    # It measures how fast LangChain replays a recording; this server is not a recording.
    "test_stream_time": "VCR not set up.",
}
_BY_RESPONSES = {
    # The contract has no audio input for responses.
    "test_audio_inputs": "Model does not support audio inputs."
}
_TESTS = {
    "TestChats": _ALLOWED,
    "TestResponses": _ALLOWED | _BY_RESPONSES,
    "TestChain": _ALLOWED | _BY_RESPONSES,
}


def pytest_configure(config: pytest.Config) -> None:
    """See pytest."""
    allowed = {
        f"suite_langchain.py::{name}::{test}": reason
        for name, reasons in _TESTS.items()
        for test, reason in reasons.items()
    }
    config.pluginmanager.register(SkipPolicy(allowed, strict=True))
