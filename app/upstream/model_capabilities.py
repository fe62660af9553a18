"""What a model can do, by the entry that its upstream lists: servers have many names for the same facts.

Only numbers and words of a fixed set are taken, so that a capability is bounded and repeats no other text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

CAPABILITIES_FIELD = "x_llm_backend"
"""The member of a model's entry that has its capabilities."""

# The first that is there counts: what is served comes before what a model could take at most.
_CONTEXT_WINDOW = (
    "max_model_len",
    "meta.n_ctx",
    "top_provider.context_length",
    "context_length",
    "context_window",
    "max_context_length",
    "metadata.context_length",
    "meta.n_ctx_train",
    "max_input_tokens",
)
_MAX_OUTPUT = (
    "top_provider.max_completion_tokens",
    "max_completion_tokens",
    "max_output_tokens",
    "max_output_length",
    "metadata.max_tokens",
)
_INPUT = ("architecture.input_modalities", "input_modalities")
_OUTPUT = ("architecture.output_modalities", "output_modalities")
_MODALITIES = ("text", "image", "audio", "video", "file", "embeddings")
_IMAGES = ("supports_image_in", "supports_image_input", "capabilities.vision")
_VIDEOS = ("supports_video_in",)
# Feature -> the flags of an entry, and the word in its lists of parameters or features.
_FEATURES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "tools": (("supports_tools", "capabilities.function_calling"), "tools"),
    "reasoning": (("supports_reasoning", "capabilities.reasoning"), "reasoning"),
    "structured_outputs": ((), "structured_outputs"),
}
_LISTS = ("supported_parameters", "supported_features")
_MAX_NUMBER = 2**53 - 1
_MAX_ITEMS = 200


def capabilities(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What the entry has of: `context_window` and `max_output_tokens` in tokens, modalities, features."""
    found: dict[str, Any] = {
        "context_window": _number(entry, _CONTEXT_WINDOW),
        "max_output_tokens": _max_output(entry),
        "input_modalities": _input_modalities(entry),
        "output_modalities": _modalities(entry, _OUTPUT),
        "features": _features(entry),
    }
    return {name: value for name, value in found.items() if value}


def _max_output(entry: Mapping[str, Any]) -> int | None:
    # A `max_tokens` alone is the context window of some servers.
    both = "max_input_tokens" in entry
    return _number(entry, (*_MAX_OUTPUT, "max_tokens") if both else _MAX_OUTPUT)


def _input_modalities(entry: Mapping[str, Any]) -> list[str]:
    listed = _modalities(entry, _INPUT)
    flagged = [
        modality
        for modality, paths in (("image", _IMAGES), ("video", _VIDEOS))
        if any(_at(entry, path) is True for path in paths)
    ]
    return listed or (["text", *flagged] if flagged else [])


def _modalities(entry: Mapping[str, Any], paths: Iterable[str]) -> list[str]:
    for path in paths:
        words = _words(_at(entry, path))
        listed = [modality for modality in _MODALITIES if modality in words]
        if listed:
            return listed
    return []


def _features(entry: Mapping[str, Any]) -> list[str]:
    words = {word for path in _LISTS for word in _words(_at(entry, path))}
    return [
        feature
        for feature, (flags, word) in _FEATURES.items()
        if word in words or any(_at(entry, flag) is True for flag in flags)
    ]


def _number(entry: Mapping[str, Any], paths: Iterable[str]) -> int | None:
    for path in paths:
        value = _at(entry, path)
        # Zero stands for an unknown limit.
        if type(value) is int and 0 < value <= _MAX_NUMBER:
            return value
    return None


def _words(value: Any) -> set[str]:
    listed = value[:_MAX_ITEMS] if isinstance(value, list) else ()
    return {word.lower() for word in listed if isinstance(word, str)}


def _at(entry: Mapping[str, Any], path: str) -> Any:
    value: Any = entry
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
