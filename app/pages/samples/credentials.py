"""The key in a sample: none is needed with `AUTH=open`, otherwise the environment has it."""

from __future__ import annotations

from generated.runtime import Security

BASE_URL = "@BASE_URL@"
"""In a sample: the API's base URL. The page, which knows how a browser reached it, replaces it."""

VARIABLES: dict[Security, str] = {"api_key": "OPENAI_API_KEY", "admin_api_key": "OPENAI_ADMIN_KEY"}
"""The environment variables that OpenAI's own SDKs read."""
