"""One tolerant reader of chat answers: what any upstream sends, as chunks that the contract allows.

`/chat/completions` and `/responses` both read through it. Top down:

- `chat_reader`: packets in, clean chunks out; a whole completion is read as a stream of one chunk.
- `chunk_normaliser`: the members of one chunk; `choice_normaliser`: one choice, in deltas or whole.
- `tool_calls`: fragments of calls, assembled by id and index, with an index and an id of their own.
- `content_parts`, `annotations`, `logprobs`, `usage_collector`: the other members.
- `answer_end`: which choices have finished, and whether the answer has; `finish_reasons`: the words for it.
- `packets`: when to stop reading; `sniffing`: whether a body is JSON or an event stream.
- `surrogates`: characters that were cut in two; `values`: numbers and texts of the wrong type.

What can be understood is kept in the contract's shape, what cannot is left out. Only an answer that cannot be
known ends with an error. A member that the contract does not have passes as it is.
"""
