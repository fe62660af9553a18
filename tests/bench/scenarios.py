"""The requests of each scenario and their number."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

EVENTS = 100


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of load: `requests` a round, `concurrency` of them at a time."""

    name: str
    about: str
    kind: str
    body: str
    requests: int
    concurrency: int
    path: str = "/v1/chat/completions"

    def arguments(self, requests: int | None = None, concurrency: int | None = None) -> list[str]:
        """The load generator's arguments."""
        options = {
            "kind": self.kind,
            "path": self.path,
            "body": self.body,
            "requests": requests or self.requests,
            "concurrency": concurrency or self.concurrency,
            "events": EVENTS,
        }
        return [part for name, value in options.items() for part in (f"--{name}", str(value))]


def chat_body(**fields: Any) -> str:
    """A chat's body as a chat UI sends it."""
    messages = [
        {
            "role": "system",
            "content": "You are a helpful assistant. Follow the user's instructions carefully.",
        },
        {
            "role": "user",
            "content": "What does a gateway between a chat and a model do, and what does it cost?",
        },
    ]
    body = {"model": "bench", "messages": messages, "max_tokens": EVENTS, "temperature": 1}
    return json.dumps({**body, **fields}, separators=(",", ":"))


def response_body(model: str, **fields: Any) -> str:
    """A response's body with the same question."""
    chat = json.loads(chat_body())
    instructions, question = (message["content"] for message in chat["messages"])
    body = {"model": model, "instructions": instructions, "input": question, "max_output_tokens": EVENTS}
    return json.dumps({**body, "temperature": 1, "stream": True, **fields}, separators=(",", ":"))


NATIVE_MODEL = "bench-native"
"""The model of the upstream that supports `/responses`."""
PACED_MODEL = "bench-20ms"
"""A model of the upstream for chats, with 20 ms between two events."""

CHAT = Scenario("chat", "an answer of 617 bytes", "chat", chat_body(stream=False), 4000, 16)
STREAM = Scenario(
    "stream",
    f"{EVENTS} events of about 200 bytes without pauses, a finish, a usage event, [DONE]",
    "stream",
    chat_body(stream=True),
    1000,
    16,
)
PACED = Scenario(
    "paced", "the same stream with 5 ms between two events", "stream", chat_body(stream=True, seed=5), 96, 16
)
SPREAD = replace(
    PACED,
    name="spread",
    about="the same, where the events of different streams do not come in the same millisecond",
    body=chat_body(stream=True, seed=5, user="spread"),
)
CROWD = Scenario(
    "crowd",
    "1,000 such streams at once with 200 ms between two events",
    "stream",
    chat_body(stream=True, seed=200),
    1000,
    1000,
)
RESPONSE = Scenario(
    "response",
    f"a streamed response with {EVENTS} text deltas, translated to an upstream's chat",
    "response",
    response_body("bench"),
    600,
    16,
    "/v1/responses",
)
NATIVE = Scenario(
    "native",
    "the same response from an upstream that supports responses",
    "response",
    response_body(NATIVE_MODEL),
    600,
    16,
    "/v1/responses",
)
PACED_RESPONSE = Scenario(
    "streamed",
    "32 streamed responses at once with 20 ms between two events",
    "response",
    response_body(PACED_MODEL),
    32,
    32,
    "/v1/responses",
)
BACKGROUND = replace(
    PACED_RESPONSE,
    name="background",
    about="the same responses in the background, without readers",
    kind="status",
    body=response_body(PACED_MODEL, background=True, stream=False),
)
FOLLOWED = replace(
    PACED_RESPONSE,
    name="background, one reader",
    about="the same responses in the background, with one reader each",
    body=response_body(PACED_MODEL, background=True),
)
ALONE = {"chat": 400, "stream": 150}
"""The number of requests per round that are sent one at a time, to measure the latency."""
