"""The presets by name. docs/upstreams.md has the published document of each."""

from __future__ import annotations

from app.upstream.presets import provider_rules
from app.upstream.presets.adaptation import Adaptation, MessageRules
from app.upstream.presets.preset import Preset
from app.upstream.upstream_config import OPENAI

_PRESETS = (
    Preset(
        "openai",
        OPENAI,
        # The others are those of regions.
        ("api.openai.com", "*.api.openai.com"),
        {"responses": "native", "custom_tools": "native"},
    ),
    Preset(
        "azure",
        hosts=("*.openai.azure.com", "*.services.ai.azure.com", "*.cognitiveservices.azure.com"),
        options={"responses": "native", "custom_tools": "native"},
        key_header="api-key",
    ),
    Preset(
        "gemini",
        "https://generativelanguage.googleapis.com/v1beta/openai",
        ("generativelanguage.googleapis.com",),
        {"unknown_fields": "strip"},
        Adaptation(provider_rules.GEMINI),
    ),
    Preset("anthropic", "https://api.anthropic.com/v1", ("api.anthropic.com",)),
    Preset("llamacpp", "http://127.0.0.1:8080/v1"),
    Preset(
        "ollama",
        "http://127.0.0.1:11434/v1",
        ("ollama.com",),
        {"max_tokens_field": "max_tokens", "reasoning_field": "reasoning"},
        Adaptation(provider_rules.ONLY_MAX_TOKENS),
    ),
    Preset("vllm", "http://127.0.0.1:8000/v1"),
    Preset(
        "lmstudio",
        "http://127.0.0.1:1234/v1",
        options={"max_tokens_field": "max_tokens"},
        adaptation=Adaptation(provider_rules.ONLY_MAX_TOKENS, MessageRules(developer=False)),
    ),
    Preset(
        "openrouter",
        "https://openrouter.ai/api/v1",
        ("openrouter.ai",),
        {"reasoning_field": "reasoning"},
    ),
    Preset(
        "groq",
        "https://api.groq.com/openai/v1",
        ("api.groq.com",),
        {"unknown_fields": "strip"},
        Adaptation(provider_rules.GROQ, MessageRules(members=provider_rules.GROQ_MEMBERS)),
    ),
    Preset(
        "mistral",
        "https://api.mistral.ai/v1",
        ("api.mistral.ai",),
        {"max_tokens_field": "max_tokens", "unknown_fields": "strip"},
        Adaptation(
            provider_rules.MISTRAL,
            MessageRules(developer=False, members=provider_rules.MISTRAL_MEMBERS),
        ),
    ),
    Preset(
        "deepseek",
        "https://api.deepseek.com/v1",
        ("api.deepseek.com",),
        {"max_tokens_field": "max_tokens"},
        Adaptation(provider_rules.ONLY_MAX_TOKENS, MessageRules(developer=False)),
    ),
)

PRESETS = {preset.name: preset for preset in _PRESETS}
"""Name -> preset."""

NO_PRESET = "none"
"""In the place of a name: none, whatever the host is."""


def is_openai(url: str) -> bool:
    """Whether this is a host of OpenAI itself, reached over TLS."""
    return url.startswith("https://") and PRESETS["openai"].serves(url)


def preset_for(name: str | None, url: str) -> Preset | None:
    """The named preset; without a name, that of the URL's host."""
    if name is not None:
        return PRESETS.get(name)
    return next((preset for preset in _PRESETS if url and preset.serves(url)), None)
