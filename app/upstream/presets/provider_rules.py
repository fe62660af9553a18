"""The fields that providers accept or refuse, as their published documents list them.

docs/upstreams.md names each document and its date.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.upstream.presets.adaptation import FieldRules

_CHAT = "create_chat_completion"
_EMBEDDING = "create_embedding"

ONLY_MAX_TOKENS: Mapping[str, FieldRules] = {
    _CHAT: FieldRules(renamed={"max_completion_tokens": "max_tokens"}),
}

GEMINI: Mapping[str, FieldRules] = {
    _CHAT: FieldRules(
        refused=frozenset(("frequency_penalty", "metadata", "seed", "store")),
        extras=frozenset(("extra_body",)),
    ),
}

GROQ: Mapping[str, FieldRules] = {
    _CHAT: FieldRules(
        # `stream_options`, `logit_bias`, `logprobs`, `top_logprobs`, `store` and `metadata` are not in it.
        accepted=frozenset(
            (
                "citation_options",
                "compound_custom",
                "disable_tool_validation",
                "documents",
                "exclude_domains",
                "frequency_penalty",
                "function_call",
                "functions",
                "include_domains",
                "include_reasoning",
                "max_completion_tokens",
                "max_tokens",
                "messages",
                "model",
                "n",
                "parallel_tool_calls",
                "presence_penalty",
                "reasoning_effort",
                "reasoning_format",
                "response_format",
                "search_settings",
                "seed",
                "service_tier",
                "stop",
                "stream",
                "temperature",
                "tool_choice",
                "tools",
                "top_p",
                "user",
            )
        )
    ),
}
GROQ_MEMBERS: Mapping[str, frozenset[str]] = {
    "system": frozenset(("role", "content")),
    "developer": frozenset(("role", "content")),
    "user": frozenset(("role", "content")),
    "assistant": frozenset(("role", "content", "function_call", "reasoning", "tool_calls")),
    "tool": frozenset(("role", "content", "tool_call_id")),
}
"""`name` is a member in the schema, and refused by the text of the document."""

_MISTRAL_CHAT = frozenset(
    (
        "frequency_penalty",
        "guardrails",
        "logprobs",
        "max_tokens",
        "messages",
        "metadata",
        "min_tokens",
        "model",
        "n",
        "parallel_tool_calls",
        "prediction",
        "presence_penalty",
        "prompt_cache_key",
        "prompt_logprobs",
        "prompt_mode",
        "random_seed",
        "reasoning_effort",
        "repetition_penalty",
        "response_format",
        "safe_prompt",
        "service_tier",
        "stop",
        "stream",
        "temperature",
        "tool_choice",
        "tools",
        "top_k",
        "top_logprobs",
        "top_p",
        "top_prompt_logprobs",
    )
)
MISTRAL: Mapping[str, FieldRules] = {
    _CHAT: FieldRules(
        accepted=_MISTRAL_CHAT,
        renamed={"max_completion_tokens": "max_tokens", "seed": "random_seed"},
    ),
    _EMBEDDING: FieldRules(
        accepted=frozenset(
            ("encoding_format", "input", "metadata", "model", "output_dimension", "output_dtype")
        ),
        renamed={"dimensions": "output_dimension"},
    ),
}
MISTRAL_MEMBERS: Mapping[str, frozenset[str]] = {
    "system": frozenset(("role", "content")),
    "user": frozenset(("role", "content")),
    "assistant": frozenset(("role", "content", "prefix", "tool_calls")),
    "tool": frozenset(("role", "content", "name", "tool_call_id")),
}
