"""From an upstream's answer to the client's answer.

A streamed chat passes these modules from top to bottom:

- `chat_relay`: the life of one stream: relay, commit the record, send the end, or abandon when the client
  leaves.
- `stream_parser`: packets in, client events out; the last finish chunk is held back here.
- `frames`: packets into whole server-sent events; JSON of one event.
- `chunk_decoder`: one event into a chunk, or the reason why it is none.
- `client_chunks`: the rules for one chunk (our id, `content: null`, text beside a finish, usage) and the end
  of a stream.
- `stream_templates`: which events of a stream pass as bytes, without parsing.
- `template`, `shape`: how such events are recognised, and what one stream learns for the next.
- `accumulator`: deltas into the completion that is recorded.

The other answers:

- `non_stream`: a chat or text completion that is one JSON body.
- `passthrough`: any other answer: allowed headers, bytes as they come.
- `upstream_failure`: an upstream's error as the client's; `upstream_errors` and `error_text` find its message
  and code, whatever its shape.
- `outcome`: what the recorder gets of a completion.

Where to look: text that is missing or doubled in a stream is `client_chunks.ClientChunks.split_finish` or
`template.Template.convert`; an end that comes too early or not at all is `stream_parser.StreamParser._finish`
or `require_finish`; a record that differs from what the client saw is `accumulator`.
"""
