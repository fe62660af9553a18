"""From an upstream's answer to the client's answer.

A streamed chat passes these modules from top to bottom:

- `chat_relay`: the life of one stream: relay, commit the record, send the end, or abandon when the client
  leaves.
- `stream_parser`: packets in, client events out.
- `reader`: whatever an upstream sends, as clean chunks; the finishes are held back there.
- `frames`: packets into whole server-sent events; JSON of one event.
- `chunk_decoder`: one event into its chunks, or the reason why it is none.
- `client_chunks`: the client's chunks (our id, required members, usage) and the end of a stream.
- `stream_templates`: which events of a stream pass as bytes, without parsing.
- `template`, `shape`: how such events are recognised, and what one stream learns for the next.
- `accumulator`: deltas into the completion that is recorded.
- `json_paths`: values at a path.

The other answers:

- `non_stream`: a chat or text completion that was not asked for as a stream.
- `passthrough`: any other answer: allowed headers, bytes as they come.
- `upstream_failure`: an upstream's error as the client's; `upstream_errors` and `error_text` find its message
  and code, whatever its shape.
- `outcome`: what the recorder gets of a completion; `counted_text` is what tokens are counted of.

Where to look: text that is missing or doubled in a stream is `reader.choice_normaliser` or
`template.Template.convert`; an end that comes too early or not at all is `reader.answer_end`; a record that
differs from what the client saw is `accumulator`.
"""
