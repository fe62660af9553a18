"""Reads the tables of `aliases` in UPSTREAMS_FILE. Defaults are validated by the contract, like requests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from app.upstream.alias_options import AliasOptions
from app.upstream.request_body import body_model, contract_fields
from app.upstream.upstream_fields import InvalidEntry

_MEMBERS = ("model", "defaults", "system_prompt", "system_prompt_file")
_OPERATIONS = ("create_chat_completion", "create_completion", "create_embedding", "create_response")
RESPONSE_TWINS = (
    "get_input_token_counts",
    "beta_get_input_token_counts",
    "compact_conversation",
    "beta_compact_conversation",
)
"""Operations with the parameters of a response."""
_PROMPTS = ("messages", "instructions")
# The server acts on them before it knows the route, or they belong to one call.
_OF_EACH_CALL = (
    "model", "input", "prompt", "stream", "stream_options", "store", "metadata", "n", "include", "background",
    "conversation", "previous_response_id",
)  # fmt: skip
_MAX_PROMPT_LENGTH = 100_000


def alias_options(aliases: Mapping[str, Any], folder: Path) -> dict[str, AliasOptions]:
    """The options of the aliases that have some; files are relative to `folder`. Raises InvalidEntry."""
    read = {alias: _options(alias, table, folder) for alias, table in aliases.items() if type(table) is dict}
    return {alias: options for alias, options in read.items() if options is not None}


def _options(alias: str, table: Mapping[str, Any], folder: Path) -> AliasOptions | None:
    unknown = sorted(table.keys() - set(_MEMBERS))
    if unknown:
        raise InvalidEntry(
            f"has the unknown member '{unknown[0]}' in the alias '{alias}'; known are {', '.join(_MEMBERS)}."
        )
    values = table.get("defaults", {})
    if not isinstance(values, dict):
        raise InvalidEntry(
            f"must have a table for 'defaults' in the alias '{alias}', such as {{ temperature = 0.2 }}."
        )
    defaults = _defaults(alias, values)
    prompt = _system_prompt(alias, table, folder)
    return AliasOptions(defaults, prompt) if defaults or prompt is not None else None


def _defaults(alias: str, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Operation id -> its defaults. A value may be valid for some operations only (`logprobs`)."""
    defaults: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        _require_allowed(alias, name, value)
        knowing = [operation for operation in _OPERATIONS if name in (contract_fields(operation) or ())]
        if not knowing:
            raise InvalidEntry(
                f"has the default '{name}' in the alias '{alias}', a parameter that neither chats, text "
                "completions, embeddings nor responses have."
            )
        faults = {operation: _fault(operation, name, value) for operation in knowing}
        if all(faults.values()):
            raise InvalidEntry(
                f"has an invalid default '{name}' in the alias '{alias}': {faults[knowing[0]]}."
            )
        for operation, fault in faults.items():
            if fault is None:
                defaults.setdefault(operation, {})[name] = value
    chat = defaults.get("create_chat_completion", {})
    if "max_completion_tokens" in chat:
        # The other one is for text completions: chats call it deprecated.
        chat.pop("max_tokens", None)
    for operation in RESPONSE_TWINS:
        known = contract_fields(operation) or ()
        shared = {k: v for k, v in defaults.get("create_response", {}).items() if k in known}
        if shared:
            defaults[operation] = shared
    return defaults


def _require_allowed(alias: str, name: str, value: Any) -> None:
    if name in _PROMPTS:
        raise InvalidEntry(f"has the default '{name}' in the alias '{alias}'; use 'system_prompt' instead.")
    if name in _OF_EACH_CALL:
        raise InvalidEntry(
            f"has the default '{name}' in the alias '{alias}', which each caller sets; remove it."
        )
    try:
        is_json = orjson.loads(orjson.dumps(value)) == value
    except TypeError:
        is_json = False
    if not is_json:
        raise InvalidEntry(f"has a default '{name}' in the alias '{alias}' that JSON cannot express.")


def _fault(operation_id: str, name: str, value: Any) -> str | None:
    """Why the operation would refuse the value of this field; None if it would accept it."""
    model = body_model(operation_id)
    if model is None:
        return "the contract has no schema for it"
    try:
        model.model_validate({name: value})
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False, include_input=False):
            # The others are about required fields, which each caller sends.
            if error["loc"][0] == name:
                place = ".".join(str(part) for part in error["loc"])
                return f"{place}: {error['msg'][:300]}" if place != name else error["msg"][:300]
    return None


def _system_prompt(alias: str, table: Mapping[str, Any], folder: Path) -> str | None:
    if "system_prompt" in table and "system_prompt_file" in table:
        raise InvalidEntry(
            f"has both system_prompt and system_prompt_file in the alias '{alias}'; remove one."
        )
    if "system_prompt_file" in table:
        name = table["system_prompt_file"]
        if not isinstance(name, str) or not name:
            raise InvalidEntry(f"must have a path for 'system_prompt_file' in the alias '{alias}'.")
        path = folder / name
        try:
            with path.open(encoding="utf-8") as file:
                prompt = file.read(_MAX_PROMPT_LENGTH + 1).strip()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not a text"
            raise InvalidEntry(
                f"takes the system prompt of the alias '{alias}' from the file {path}, which cannot be read: "
                f"{reason}."
            ) from None
    elif "system_prompt" in table:
        prompt = table["system_prompt"]
    else:
        return None
    if not isinstance(prompt, str) or not prompt.strip() or len(prompt) > _MAX_PROMPT_LENGTH:
        raise InvalidEntry(
            f"must have a text of at most {_MAX_PROMPT_LENGTH} characters as the system prompt of the alias "
            f"'{alias}'."
        )
    return prompt
