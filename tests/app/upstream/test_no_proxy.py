"""NO_PROXY in the forms that curl, Go and Python know."""

from __future__ import annotations

import pytest

from app.upstream.no_proxy import bypasses


@pytest.mark.parametrize(
    ("host", "patterns", "expected"),
    [
        ("api.openai.com", "", False),
        ("api.openai.com", "*", True),
        ("api.openai.com", "api.openai.com", True),
        ("API.OpenAI.com.", "api.openai.com", True),
        ("api.openai.com", "API.OPENAI.COM.", True),
        ("api.openai.com", "openai.com", True),
        ("api.openai.com", ".openai.com", True),
        ("api.openai.com", "*.openai.com", True),
        ("openai.com", ".openai.com", True),
        ("notopenai.com", "openai.com, .openai.com", False),
        ("api.openai.com", "com.evil, other.example api.openai.com", True),
        ("api.openai.com", "api.openai.com:443", True),
        ("api.openai.com", "api.openai.com:8443", False),
        ("api.openai.com", ".openai.com:443", True),
        ("10.1.2.3", "10.0.0.0/8", True),
        ("11.1.2.3", "10.0.0.0/8", False),
        ("10.1.2.3", "10.1.2.3", True),
        ("10.1.2.3", "10.1.2.3:443", True),
        ("10.1.2.3", "2.3", False),
        ("fd00::7", "fd00::/16", True),
        ("fd00::7", "fd00:0::7", True),
        ("fd00::7", "[fd00::7]:443", True),
        ("fd00::7", "[fd00::7]:80", False),
        ("fd00::7", "10.0.0.0/8", False),
        ("name.example", "10.0.0.0/8, 10.0.0.0/99, ::/x, :, :443, .", False),
        # This machine needs no pattern.
        ("127.0.0.1", "", True),
        ("127.8.8.8", "", True),
        ("::1", "", True),
        ("localhost", "", True),
        ("models.localhost", "", True),
        ("localhost.example", "", False),
    ],
)
def test_bypasses_pattern_matches_as_other_programs_do(host: str, patterns: str, expected: bool) -> None:
    assert bypasses(host, 443, patterns) is expected
