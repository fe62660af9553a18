"""The built-in model: an upstream inside the process, without network or weights.

- `builtin_client`: a request to its answer; `injected_faults`, `behaviour`: the faults and delays that were
  requested.
- `endpoints`: which module answers which path (`chat_endpoint`, `completion_endpoint`, ...).
- `generation`: texts and tool calls of a chat, from `echo_text`, `tool_selection` and `schema_instance`.
"""
