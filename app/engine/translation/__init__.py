"""`/responses` over an upstream that only has chat completions. Pure functions, without I/O.

A request goes out, top down:
- `chat_request`: a response's request -> a chat completion's request; support by field in `request_table`
- `message_builder`: input items and history -> chat messages; support in `item_table`
- `content_translator`: the parts of a message's content
- `chat_tools`: tools and the choice among them; support in `tool_table`
- `references`: items and files that a request names by id
- `item_notes`: items of tools that the client runs, as texts
- `system_messages`: system and developer messages that become one
- `truncation`: `truncation: auto`, without the oldest turns
- `dialect`: field names in which chat upstreams differ

A completion comes back, in clean chunks (`app.relay.reader`), top down:
- `response_stream`: chunks -> events of a response
- `output_writer`: numbers the events, opens and closes items and parts
- `open_calls`: the calls that fragments of `tool_calls` belong to
- `output_items`: messages, reasoning and calls under construction; `output_events`: events and their bytes
- `response_object`: the Response object and its usage; `logprobs`: token probabilities
- `contract_values`: which values of an upstream are valid

Both ways: `stored_items` (items as stored and listed), `support` (translated or refused, and the 400),
`contract_coverage` (every support table and the part of the contract that it covers).
"""
