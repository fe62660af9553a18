"""`/responses` over an upstream that only knows chat completions: pure functions, request and events both ways."""
