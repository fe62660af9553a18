"""`POST /responses` with its state, over any upstream.

A native upstream has `/responses` itself. The answer while the caller waits, top down:
- `response_service`: starts a turn, answers it in one body or as a stream
- `response_turn`: one turn; `response_options`: its fields that control state
- `turn_context`: its history, and the lock on its conversation; `conversation_lock`: renews and releases that
- `context_compaction`: compacts the history before, if it is too long; `own_compactions`: what natives read
- `upstream_query`: the request to the upstream, native or chat; `upstream_answer`: sends it, reads the answer
- `upstream_events`: an upstream's server-sent events; `native_stream`: the events of a native upstream
- `turn_commit`: the transaction at the end of a turn; `response_rows`: its rows; `response_usage`: its tokens

A background response, in the order of its life:
- `background_jobs`: queues jobs, claims them (`run`: a response that stays queued), replays events, cancels
- `response_job`: one attempt at a job: runs the turn, renews the lease, ends it
- `job_store`: every transaction of an attempt

Beside responses: `token_count` and `compaction`, which share `expanded_request`.
Over chat completions: `app.engine.translation` (arguments of a tool call: its `tool_call_assembler`).
"""
