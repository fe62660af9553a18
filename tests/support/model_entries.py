"""Entries of `GET /models` as servers send them, shortened, each with where its shape is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry, and the capabilities that it has."""

    source: str
    entry: dict[str, Any]
    expected: dict[str, Any]


ENTRIES: dict[str, KnownEntry] = {
    "OpenAI": KnownEntry(
        "platform.openai.com/docs/api-reference/models",
        {"created": 1686935002, "owned_by": "openai"},
        {},
    ),
    "vLLM, SGLang": KnownEntry(
        "vllm-project/vllm, vllm/entrypoints/openai/protocol.py, ModelCard",
        {"owned_by": "vllm", "root": "Qwen/Qwen3-30B", "parent": None, "max_model_len": 131072},
        {"context_window": 131072},
    ),
    "vLLM's adapters": KnownEntry(
        "vllm-project/vllm, vllm/entrypoints/openai/protocol.py, ModelCard",
        {"owned_by": "vllm", "root": "lora", "parent": "Qwen/Qwen3-30B", "max_model_len": None},
        {},
    ),
    "llama.cpp": KnownEntry(
        "ggml-org/llama.cpp, tools/server/README.md, GET /v1/models",
        {"owned_by": "llamacpp", "meta": {"vocab_type": 2, "n_vocab": 128256, "n_ctx_train": 131072}},
        {"context_window": 131072},
    ),
    "llama.cpp with its own window": KnownEntry(
        "ggml-org/llama.cpp, tools/server",
        {"owned_by": "llamacpp", "meta": {"n_ctx": 8192, "n_ctx_train": 131072, "size": 4912898304}},
        {"context_window": 8192},
    ),
    "Ollama": KnownEntry(
        "ollama/ollama, docs/api/openai-compatibility.mdx, /v1/models",
        {"created": 1739000000, "owned_by": "library"},
        {},
    ),
    "OpenRouter": KnownEntry(
        "openrouter.ai/docs/models",
        {
            "canonical_slug": "openai/gpt-4o",
            "context_length": 128000,
            "architecture": {
                "input_modalities": ["text", "image", "file"],
                "output_modalities": ["text"],
                "tokenizer": "GPT",
            },
            "top_provider": {
                "context_length": 64000,
                "max_completion_tokens": 16384,
                "is_moderated": True,
            },
            "supported_parameters": ["max_tokens", "tools", "tool_choice", "structured_outputs"],
        },
        {
            "context_window": 64000,
            "max_output_tokens": 16384,
            "input_modalities": ["text", "image", "file"],
            "output_modalities": ["text"],
            "features": ["tools", "structured_outputs"],
        },
    ),
    "providers of OpenRouter": KnownEntry(
        "docs.wandb.ai/api-reference/inference/inference-router-openrouter-models",
        {
            "input_modalities": ["text"],
            "output_modalities": ["text"],
            "context_length": 262144,
            "max_output_length": 65536,
            "supported_features": ["tools", "json_mode", "reasoning"],
        },
        {
            "context_window": 262144,
            "max_output_tokens": 65536,
            "input_modalities": ["text"],
            "output_modalities": ["text"],
            "features": ["tools", "reasoning"],
        },
    ),
    "Groq": KnownEntry(
        "console.groq.com/docs/api-reference#models-list",
        {"owned_by": "Meta", "active": True, "context_window": 131072, "max_completion_tokens": 8192},
        {"context_window": 131072, "max_output_tokens": 8192},
    ),
    "Mistral": KnownEntry(
        "docs.mistral.ai/api/endpoint/models",
        {
            "owned_by": "mistralai",
            "capabilities": {"completion_chat": True, "function_calling": True, "vision": True},
            "max_context_length": 32768,
            "aliases": [],
        },
        {"context_window": 32768, "input_modalities": ["text", "image"], "features": ["tools"]},
    ),
    "Together": KnownEntry(
        "docs.together.ai/reference/models-1",
        {"type": "chat", "organization": "Meta", "context_length": 131072},
        {"context_window": 131072},
    ),
    "Fireworks": KnownEntry(
        "docs.fireworks.ai/api-reference/list-models",
        {
            "supports_chat": True,
            "supports_image_input": True,
            "supports_tools": False,
            "context_length": 99,
        },
        {"context_window": 99, "input_modalities": ["text", "image"]},
    ),
    "Moonshot": KnownEntry(
        "platform.moonshot.ai/docs/api/list-models",
        {
            "owned_by": "moonshot",
            "context_length": 262144,
            "supports_image_in": True,
            "supports_video_in": True,
            "supports_reasoning": True,
        },
        {
            "context_window": 262144,
            "input_modalities": ["text", "image", "video"],
            "features": ["reasoning"],
        },
    ),
    "SambaNova": KnownEntry(
        "docs.sambanova.ai/cloud/api-reference/endpoints/model-list",
        {"owned_by": "no-reply@sambanova.ai", "context_length": 16384, "max_completion_tokens": 4096},
        {"context_window": 16384, "max_output_tokens": 4096},
    ),
    "DeepInfra": KnownEntry(
        "docs.deepinfra.com, GET /v1/openai/models",
        {"owned_by": "deepinfra", "metadata": {"context_length": 163840, "max_tokens": 16384, "tags": []}},
        {"context_window": 163840, "max_output_tokens": 16384},
    ),
    "Anthropic": KnownEntry(
        "docs.claude.com/en/api/models-list",
        {"type": "model", "display_name": "Claude", "max_input_tokens": 200000, "max_tokens": 64000},
        {"context_window": 200000, "max_output_tokens": 64000},
    ),
    "Gemini": KnownEntry(
        "ai.google.dev/gemini-api/docs/openai#list-models",
        {"owned_by": "google", "display_name": "Gemini"},
        {},
    ),
    "DeepSeek": KnownEntry(
        "api-docs.deepseek.com/api/list-models",
        {"owned_by": "deepseek"},
        {},
    ),
}
"""By the server's name."""
