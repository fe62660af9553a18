"""A scripted day: clients that send requests in a loop, record completed responses and check them later."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2 as httpx
import openai

from tests.support.chat_load import LoadUpstream

_TERMINAL = ("response.completed", "response.incomplete", "response.failed")
_BEFORE_OUTPUT = ("response.created", "response.queued", "response.in_progress", "response.failed")


@dataclass(slots=True)
class Day:
    """State that all clients share."""

    upstream: LoadUpstream
    choose: random.Random
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def question(self) -> str:
        """A question that is unique in this day."""
        return f"question {next(self.numbers)}"


@dataclass(frozen=True, slots=True)
class CompletedTurn:
    """A turn that a client received to its end."""

    id: str
    question: str
    answer: str


class Client:
    """Sends requests until its server is killed; `completed` are the turns received so far."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.completed: list[CompletedTurn] = []

    @property
    def completed_count(self) -> int:
        """The number of responses received to their end."""
        return len(self.completed)

    async def run(self, sdk: openai.AsyncOpenAI) -> str:
        """Takes turns until the server is killed: this class's name if a turn was interrupted, else an empty
        text.
        """
        while True:
            try:
                await self.turn(sdk)
            except (openai.APIConnectionError, httpx.TransportError) as error:
                never_connected = isinstance(error.__cause__, httpx.ConnectError)
                return "" if never_connected else type(self).__name__
            except openai.BadRequestError as error:
                if error.code != "conversation_locked":
                    raise
                # A crash leaves a lease, which has to expire.
                await asyncio.sleep(0.1)

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        """Sends one request and records its completed response."""
        raise AssertionError

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        """Fails if the server's data differs from what was received."""
        raise AssertionError

    async def respond(self, sdk: openai.AsyncOpenAI, **fields: Any) -> CompletedTurn:
        """One response, streamed or not. A streamed one is complete with its last event, before the stream's
        end.
        """
        question = self.day.question()
        body: Any = {"model": "m", "input": question, **fields}
        if self.day.choose.random() < 0.3:
            response = await sdk.responses.create(**body)
            assert response.status == "completed"
            self.completed.append(CompletedTurn(response.id, question, response.output_text))
            return self.completed[-1]
        stream: Any = await sdk.responses.create(**body, stream=True)
        async for event in stream:
            assert event.type != "response.failed"
            if event.type == "response.completed":
                self.completed.append(CompletedTurn(event.response.id, question, event.response.output_text))
        assert self.completed[-1].question == question
        return self.completed[-1]

    async def retrieve_unchanged(self, sdk: openai.AsyncOpenAI, turn: CompletedTurn) -> Any:
        """The stored response of a turn, which must equal what the client received."""
        stored = await sdk.responses.retrieve(turn.id)
        assert (stored.status, stored.output_text) == ("completed", turn.answer)
        assert turn.answer in self.day.upstream.sent_texts(turn.question)
        return stored


class Chats(Client):
    """Stateless chats."""

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        question, answer = self.day.question(), ""
        messages: Any = [{"role": "user", "content": question}]
        stream: Any = await sdk.chat.completions.create(model="m", messages=messages, stream=True)
        async for chunk in stream:
            for choice in chunk.choices:
                answer += choice.delta.content or ""
                if choice.finish_reason is not None:
                    self.completed.append(CompletedTurn(chunk.id, question, answer))
        assert self.completed[-1].question == question

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        for turn in self.completed:
            stored = await sdk.chat.completions.retrieve(turn.id)
            assert stored.choices[0].message.content == turn.answer


class Chain(Client):
    """Responses that each continue the last completed one; interrupted ones are not part of the chain."""

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        previous = {"previous_response_id": self.completed[-1].id} if self.completed else {}
        await self.respond(sdk, **previous)

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        before: list[str] = []
        previous = None
        for turn in self.completed:
            stored = await self.retrieve_unchanged(sdk, turn)
            assert stored.previous_response_id == previous
            assert self.day.upstream.received_messages(turn.question) == [[*before, turn.question]]
            before += [turn.question, turn.answer]
            previous = turn.id


class Conversation(Client):
    """Turns of one conversation, which may also contain turns that were stored but not received."""

    id = ""

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        if not self.id:
            self.id = (await sdk.conversations.create()).id
        await self.respond(sdk, conversation=self.id)

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        for turn in self.completed:
            await self.retrieve_unchanged(sdk, turn)
        await self.check_items(sdk, [(turn.question, turn.answer) for turn in self.completed])

    async def check_items(self, sdk: openai.AsyncOpenAI, received: Sequence[tuple[str, str]]) -> None:
        """The conversation must contain the received pairs in order, and its next turn must send all its
        pairs.
        """
        stored = await self.stored_pairs(sdk)
        assert [pair for pair in stored if pair in received] == received
        for question, answer in stored:
            assert answer in self.day.upstream.sent_texts(question)
        turn = await self.respond(sdk, conversation=self.id)
        before = [text for pair in stored for text in pair]
        assert self.day.upstream.received_messages(turn.question) == [[*before, turn.question]]

    async def stored_pairs(self, sdk: openai.AsyncOpenAI) -> list[tuple[str, str]]:
        """The conversation's (question, answer) pairs, each of which must be unique."""
        items: list[Any] = [
            item async for item in sdk.conversations.items.list(self.id, order="asc", limit=100)
        ]
        roles = [item.role for item in items]
        assert roles == ["user", "assistant"] * (len(items) // 2)
        texts = [item.content[0].text for item in items]
        pairs = list(zip(texts[::2], texts[1::2], strict=True))
        assert len(set(texts)) == len(texts)
        return pairs


class Background(Conversation):
    """Background responses, each read to its end over crashes before the next; every third is cancelled."""

    def __init__(self, day: Day, *, in_conversation: bool) -> None:
        super().__init__(day)
        self._in_conversation = in_conversation
        self.questions: dict[str, str] = {}
        """Response id -> question."""
        self.events: dict[str, dict[int, Any]] = {}
        """Response id -> sequence number -> received event."""
        self.final_status: dict[str, str] = {}
        """Response id -> status of a response that has ended."""

    @property
    def completed_count(self) -> int:
        """The number of responses that have ended in any way."""
        return len(self.final_status)

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        running = [name for name in self.questions if name not in self.final_status]
        if running:
            return await self._read(sdk, running[0])
        body: Any = {"model": "m", "input": self.day.question(), "background": True}
        if self._in_conversation:
            if not self.id:
                self.id = (await sdk.conversations.create()).id
            body["conversation"] = self.id
        response = await sdk.responses.create(**body)
        self.questions[response.id] = body["input"]
        self.events[response.id] = {}
        if len(self.questions) % 3 == 0:
            await asyncio.sleep(self.day.choose.random() / 5)
            cancelled = await sdk.responses.cancel(response.id)
            if cancelled.status == "cancelled":
                self.final_status[response.id] = "cancelled"
        return None

    async def _read(self, sdk: openai.AsyncOpenAI, name: str) -> None:
        received = self.events[name]
        after: Any = {"starting_after": max(received)} if received else {}
        stream: Any = await sdk.responses.retrieve(name, stream=True, **after)
        async for event in stream:
            assert event.sequence_number == len(received)
            received[event.sequence_number] = event.to_dict()
            if event.type in _TERMINAL:
                self.final_status[name] = event.response.status
        if name not in self.final_status:
            # It was cancelled without the client's knowledge: a cancelled response has no terminal event.
            stored = await sdk.responses.retrieve(name)
            assert stored.status == "cancelled"
            self.final_status[name] = "cancelled"

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        completed = []
        for name, question in self.questions.items():
            if name not in self.final_status:
                await self._read(sdk, name)
            stored = await sdk.responses.retrieve(name)
            assert stored.status == self.final_status[name]
            stream: Any = await sdk.responses.retrieve(name, stream=True)
            events = [event.to_dict() async for event in stream]
            assert [event["sequence_number"] for event in events] == list(range(len(events)))
            assert {number: events[number] for number in self.events[name]} == self.events[name]
            text = "".join(
                event["delta"] for event in events if event["type"] == "response.output_text.delta"
            )
            if stored.status == "completed":
                assert stored.output_text == text
                assert text in self.day.upstream.sent_texts(question)
                completed.append((question, text))
            elif stored.status == "failed":
                assert stored.error is not None
                assert stored.error.code == "server_error"
                # It had sent output; without output it would have been started again.
                assert any(event["type"] not in _BEFORE_OUTPUT for event in events)
                assert any(sent.startswith(text) for sent in self.day.upstream.sent_texts(question))
        if self._in_conversation:
            own = self.questions.values()
            stored_questions = [question for question, _ in await self.stored_pairs(sdk)]
            assert [question for question in stored_questions if question in own] == [
                question for question, _ in completed
            ]
            await self.check_items(sdk, completed)
