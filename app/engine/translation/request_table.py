"""Support for the fields of a request; see `item_table` and `tool_table` for items and tools."""

from __future__ import annotations

from app.engine.translation.support import SupportTable, refused, stored, translated

_SAME = "under the same name"
_STATE = "state is this server's"

FIELDS: SupportTable = {
    "background": stored("the job is this server's"),
    "context_management": stored(
        "a context that passes `compact_threshold` (absent: 100,000 tokens) is summarised by a chat before"
    ),
    "conversation": stored(f"{_STATE}; its items come as history"),
    "include": translated("value by value"),
    "input": translated("item by item, to `messages`"),
    "instructions": translated("the first message"),
    "max_output_tokens": translated("`max_completion_tokens`"),
    "max_tool_calls": stored("this server counts the calls of hosted tools that it runs"),
    "metadata": stored(_STATE),
    "model": translated(_SAME),
    "moderation": refused("an upstream that does not know it would answer unmoderated"),
    "multi_agent": refused("one model answers", exceptions=({"enabled": False},)),
    "parallel_tool_calls": translated(f"{_SAME}, where there are tools"),
    "previous_response_id": stored(f"{_STATE}; the chain's items come as history"),
    "prompt": refused("prompt templates are stored at OpenAI"),
    "prompt_cache_key": translated(_SAME),
    "prompt_cache_options": translated(_SAME),
    "prompt_cache_retention": translated(_SAME),
    "reasoning": translated("field by field"),
    "safety_identifier": translated(_SAME),
    "service_tier": translated(_SAME, exceptions=("ultrafast",)),
    "store": stored(_STATE),
    "stream": translated("`stream` with `stream_options.include_usage`"),
    "stream_options": stored("field by field"),
    "temperature": translated(_SAME),
    "text": translated("field by field"),
    "tool_choice": translated("choice by choice, where there are tools"),
    "tools": translated("tool by tool"),
    "top_logprobs": translated("with `logprobs`"),
    "top_p": translated(_SAME),
    "truncation": stored(
        "`auto`: a request that is too long for the upstream is sent again without its oldest turns"
    ),
    "user": translated(_SAME),
}

REASONING: SupportTable = {
    "context": stored(
        "the history is sent whole; with `current_turn`, without the reasoning of earlier turns"
    ),
    "effort": translated("`reasoning_effort`"),
    "generate_summary": stored("the upstream's reasoning, if it sends any, is the item's `content`"),
    "mode": refused("there is one mode", exceptions=("standard",)),
    "summary": stored("the upstream's reasoning, if it sends any, is the item's `content`"),
}

TEXT: SupportTable = {
    "format": translated("`response_format`"),
    "verbosity": translated("`verbosity`"),
}

FORMATS: SupportTable = {
    "json_object": translated("the same type"),
    "json_schema": translated("its fields in `json_schema`"),
    "text": translated("the same type"),
}

JSON_SCHEMA: SupportTable = {
    "type": translated("the format"),
    "name": translated(_SAME),
    "description": translated(_SAME),
    "schema": translated(_SAME),
    "strict": translated(_SAME),
}

PLAIN_FORMAT: SupportTable = {"type": translated("the format")}

STREAM_OPTIONS: SupportTable = {
    "include_obfuscation": stored("`true`: the deltas of a stream have an `obfuscation`"),
}

INCLUDE: SupportTable = {
    "code_interpreter_call.outputs": stored("no such call can occur"),
    "computer_call_output.output.image_url": stored("no such item can occur"),
    "file_search_call.results": stored("no such call can occur"),
    "message.input_image.image_url": stored("for lists of items"),
    "message.output_text.logprobs": translated("`logprobs`"),
    "reasoning.encrypted_content": stored(
        "the upstream's reasoning, sealed by this server: only this upstream's model gets it back"
    ),
    "web_search_call.action.sources": stored("of searches that this server runs"),
    "web_search_call.results": stored("of searches that this server runs"),
}

CHAT_ONLY: SupportTable = {
    "audio": refused("a response holds no audio"),
    "frequency_penalty": translated("passed on, though only chat completions declare it"),
    "function_call": refused("use `tool_choice`"),
    "functions": refused("use `tools`"),
    "logit_bias": translated("passed on, though only chat completions declare it"),
    "logprobs": refused("use `include` with `message.output_text.logprobs`"),
    "max_completion_tokens": refused("use `max_output_tokens`"),
    "max_tokens": refused("use `max_output_tokens`"),
    "messages": refused("use `input`"),
    "modalities": refused("a response holds text", exceptions=(["text"],)),
    "n": refused("a response is one answer", exceptions=(1,)),
    "prediction": translated("passed on, though only chat completions declare it"),
    "presence_penalty": translated("passed on, though only chat completions declare it"),
    "reasoning_effort": refused("use `reasoning.effort`"),
    "response_format": refused("use `text.format`"),
    "seed": translated("passed on, though only chat completions declare it"),
    "stop": translated("passed on, though only chat completions declare it"),
    "verbosity": refused("use `text.verbosity`"),
    "web_search_options": refused("web search is a hosted tool"),
}
