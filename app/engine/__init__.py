"""What several operations share, between them and relay, usage, upstream and storage.

- `chats`: chat and text completions, from the request to the committed record
- `responses/`: responses, their history, background jobs; see its list of modules
- `translation/`: `/responses` over an upstream that only has chat completions; see its list of modules
- `metered_relay`: a forwarded call's answer, with its usage recorded
- `upstream_request`: a call -> the request to an upstream; `response_body`: bodies of answers
- `list_page`: pages of lists in the contract's shapes
"""
