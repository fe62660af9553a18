"""What clients' own tests may leave out, and why; anything else that they skip fails the session."""

from __future__ import annotations

import pytest

from tests.support.skips import SkipPolicy

# A skip has its client's words; why it is right is said here.
_ALLOWED = {
    # A chat's message of a tool holds text only, in the contract and so in what a response becomes.
    "test_image_tool_message": "Model does not support image tool message.",
    "test_pdf_tool_message": "Model does not support PDF tool message.",
    # It measures how fast LangChain replays a recording of a model; here is no recording, but a model.
    "test_stream_time": "VCR not set up.",
}
_BY_RESPONSES = {
    # A response has no part for sounds.
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
