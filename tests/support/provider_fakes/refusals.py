"""What providers refuse, and how: each function returns a status and a body, or None.

The texts are those of the providers, as docs/upstreams.md and public reports have them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias

from generated import models

Refusal: TypeAlias = tuple[int, Any]
Check: TypeAlias = Callable[[str, Mapping[str, Any]], Refusal | None]

_CONTRACT = frozenset(models.CreateChatCompletionRequest.model_fields)
_MISTRAL_CHAT = frozenset(
    (
        "model", "messages", "temperature", "top_p", "max_tokens", "stream", "stop", "random_seed",
        "metadata", "response_format", "tools", "tool_choice", "presence_penalty", "frequency_penalty", "n",
        "logprobs", "prediction", "parallel_tool_calls", "prompt_mode", "safe_prompt", "reasoning_effort",
        "top_k", "service_tier", "prompt_cache_key", "top_logprobs",
    )
)  # fmt: skip
_MISTRAL_EMBEDDING = frozenset(
    ("model", "input", "metadata", "output_dimension", "output_dtype", "encoding_format")
)
_MISTRAL_MESSAGES = {
    "system": {"role", "content"},
    "user": {"role", "content"},
    "assistant": {"role", "content", "tool_calls", "prefix"},
    "tool": {"role", "content", "name", "tool_call_id"},
}
_GROQ_UNSUPPORTED = ("store", "logit_bias", "logprobs", "top_logprobs", "metadata", "stream_options")
_GROQ_OWN = frozenset(("include_reasoning", "reasoning_format", "search_settings"))
_GEMINI_UNSUPPORTED = ("store", "metadata", "frequency_penalty", "seed")


def accept_all(path: str, body: Mapping[str, Any]) -> Refusal | None:
    """Of servers that ignore what they do not know."""
    del path, body
    return None


def openai(path: str, body: Mapping[str, Any]) -> Refusal | None:
    """OpenAI and Azure refuse fields that they do not have."""
    unknown = _first(body.keys() - _CONTRACT) if path.endswith("/chat/completions") else None
    return None if unknown is None else _invalid(f"Unrecognized request argument supplied: {unknown}")


def gemini(path: str, body: Mapping[str, Any]) -> Refusal | None:
    """The messages of protocol buffers: a name that is not in them is an error."""
    if not path.endswith("/chat/completions"):
        return None
    known = _CONTRACT.difference(_GEMINI_UNSUPPORTED) | {"extra_body"}
    unknown = sorted(body.keys() - known)
    if not unknown:
        return None
    texts = [f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.' for name in unknown]
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": []}]
    return 400, [
        {
            "error": {
                "code": 400,
                "message": "\n".join(texts),
                "status": "INVALID_ARGUMENT",
                "details": details,
            }
        }
    ]


def groq(path: str, body: Mapping[str, Any]) -> Refusal | None:
    """Fields and members of messages that Groq does not have."""
    if not path.endswith("/chat/completions"):
        return None
    known = _CONTRACT.difference(_GROQ_UNSUPPORTED) | _GROQ_OWN
    unknown = _first(body.keys() - known)
    if unknown is not None:
        return _invalid(f"property '{unknown}' is unsupported")
    for index, message in enumerate(body["messages"]):
        allowed = {"role", "content", "tool_calls", "tool_call_id", "reasoning"}
        unknown = _first(message.keys() - allowed)
        if unknown is not None:
            place = f"'messages.{index}'"
            cause = f"({place} : property '{unknown}' is unsupported)"
            return _invalid(
                f"{place} : for 'role:{message['role']}' the following must be satisfied[{cause}]"
            )
    return None


def mistral(path: str, body: Mapping[str, Any]) -> Refusal | None:
    """pydantic's `extra_forbidden` at every level."""
    chat = path.endswith("/chat/completions")
    unknown = _first(body.keys() - (_MISTRAL_CHAT if chat else _MISTRAL_EMBEDDING))
    if unknown is not None:
        return _extra(["body", unknown], body[unknown])
    for index, message in enumerate(body["messages"] if chat else ()):
        members = _MISTRAL_MESSAGES.get(message["role"])
        if members is None:
            text = (
                f"Input tag '{message['role']}' found using 'role' does not match any of the expected tags: "
                "'system', 'user', 'assistant', 'tool'"
            )
            return 422, {
                "object": "error",
                "message": {"detail": [{"loc": ["body", "messages", index], "msg": text}]},
                "type": "invalid_request_error",
                "param": None,
                "code": None,
            }
        unknown = _first(message.keys() - members)
        if unknown is not None:
            return _extra(["body", "messages", index, message["role"], unknown], message[unknown])
    return None


def deepseek(path: str, body: Mapping[str, Any]) -> Refusal | None:
    """serde's error for a role; a maximum by the newer name is ignored, so that it counts as refused."""
    del path
    for index, message in enumerate(body.get("messages", ())):
        if message["role"] == "developer":
            return 422, _invalid(
                "Failed to deserialize the JSON body into the target type: "
                f"messages[{index}].role: unknown variant `developer`, expected one of `system`, `user`, "
                "`assistant`, `tool` at line 1 column 85"
            )[1]
    return _only_max_tokens(body)


def lmstudio(path: str, body: Mapping[str, Any]) -> Refusal | None:
    """LM Studio's errors are texts."""
    del path
    for message in body.get("messages", ()):
        if message["role"] == "developer":
            text = (
                "'messages' array must only contain objects with a 'role' field that is in "
                "[user, assistant, system, tool]. Got 'developer'"
            )
            return 400, {"error": text}
    return _only_max_tokens(body)


def ollama(path: str, body: Mapping[str, Any]) -> Refusal | None:
    """Go's decoder ignores what it does not know; a maximum by the newer name would be lost."""
    del path
    return _only_max_tokens(body)


def _only_max_tokens(body: Mapping[str, Any]) -> Refusal | None:
    if "max_completion_tokens" in body:
        return _invalid("max_completion_tokens would be ignored")
    return None


def _first(names: Collection[str]) -> str | None:
    return min(names, default=None)


def _invalid(message: str) -> Refusal:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return 400, {"error": error}


def _extra(place: list[Any], value: Any) -> Refusal:
    detail = {
        "type": "extra_forbidden",
        "loc": place,
        "msg": "Extra inputs are not permitted",
        "input": value,
    }
    return 422, {
        "object": "error",
        "message": {"detail": [detail]},
        "type": "invalid_request_error",
        "param": None,
        "code": None,
    }
