"""A scripted day: clients that ask again and again, each of whom writes down what it was told, and what must hold of it later."""

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
    """What all clients share."""

    upstream: LoadUpstream
    choose: random.Random
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    def question(self) -> str:
        """One that nobody asked before."""
        return f"question {next(self.numbers)}"


@dataclass(frozen=True, slots=True)
class CompletedTurn:
    """A turn whose end a client saw."""

    id: str
    question: str
    answer: str


class Client:
    """Asks until it is cut off."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.told: list[CompletedTurn] = []

    @property
    def ended(self) -> int:
        """How many answers it saw the end of."""
        return len(self.told)

    async def live(self, sdk: openai.AsyncOpenAI) -> str:
        """Until the server is gone: what it did when an answer was broken off, empty where it was between two of them."""
        while True:
            try:
                await self.turn(sdk)
            except (openai.APIConnectionError, httpx.TransportError) as error:
                refused_at_once = isinstance(error.__cause__, httpx.ConnectError)
                return "" if refused_at_once else type(self).__name__
            except openai.BadRequestError as refused:
                if refused.code != "conversation_locked":
                    raise
                # The lease that a crash left is waited for.
                await asyncio.sleep(0.1)

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        """Asks once, and writes down what it is told."""
        raise AssertionError

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        """Whether everything is as it was told."""
        raise AssertionError

    async def respond(self, sdk: openai.AsyncOpenAI, **given: Any) -> CompletedTurn:
        """One response, streamed or whole; it is told with its last event, not only with the stream's end."""
        asked = self.day.question()
        body: Any = {"model": "m", "input": asked, **given}
        if self.day.choose.random() < 0.3:
            made = await sdk.responses.create(**body)
            assert made.status == "completed"
            self.told.append(CompletedTurn(made.id, asked, made.output_text))
            return self.told[-1]
        stream: Any = await sdk.responses.create(**body, stream=True)
        async for event in stream:
            assert event.type != "response.failed"
            if event.type == "response.completed":
                self.told.append(CompletedTurn(event.response.id, asked, event.response.output_text))
        assert self.told[-1].question == asked
        return self.told[-1]

    async def same(self, sdk: openai.AsyncOpenAI, told: CompletedTurn) -> Any:
        """The response that was told, unchanged."""
        found = await sdk.responses.retrieve(told.id)
        assert (found.status, found.output_text) == ("completed", told.answer)
        assert told.answer in self.day.upstream.sent_texts(told.question)
        return found


class Chats(Client):
    """Chats without state of their own."""

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        asked, said = self.day.question(), ""
        messages: Any = [{"role": "user", "content": asked}]
        stream: Any = await sdk.chat.completions.create(model="m", messages=messages, stream=True)
        async for chunk in stream:
            for choice in chunk.choices:
                said += choice.delta.content or ""
                if choice.finish_reason is not None:
                    self.told.append(CompletedTurn(chunk.id, asked, said))
        assert self.told[-1].question == asked

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        for told in self.told:
            found = await sdk.chat.completions.retrieve(told.id)
            assert found.choices[0].message.content == told.answer


class Chain(Client):
    """Responses of which each goes on with the last whose end was seen, whatever was broken off between."""

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        previous = {"previous_response_id": self.told[-1].id} if self.told else {}
        await self.respond(sdk, **previous)

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        before: list[str] = []
        previous = None
        for told in self.told:
            found = await self.same(sdk, told)
            assert found.previous_response_id == previous
            assert self.day.upstream.received_messages(told.question) == [[*before, told.question]]
            before += [told.question, told.answer]
            previous = told.id


class Conversation(Client):
    """Turns of one conversation, which also has those that were kept but whose end nobody saw."""

    id = ""

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        if not self.id:
            self.id = (await sdk.conversations.create()).id
        await self.respond(sdk, conversation=self.id)

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        for told in self.told:
            await self.same(sdk, told)
        await self.holds(sdk, [(told.question, told.answer) for told in self.told])

    async def holds(self, sdk: openai.AsyncOpenAI, mine: Sequence[tuple[str, str]]) -> None:
        """Those pairs in their order, between them what was kept and not told, and whatever comes next knows of all."""
        kept = await self.kept(sdk)
        assert [pair for pair in kept if pair in mine] == mine
        for asked, said in kept:
            assert said in self.day.upstream.sent_texts(asked)
        told = await self.respond(sdk, conversation=self.id)
        before = [text for pair in kept for text in pair]
        assert self.day.upstream.received_messages(told.question) == [[*before, told.question]]

    async def kept(self, sdk: openai.AsyncOpenAI) -> list[tuple[str, str]]:
        """What is in it: questions, each with its answer, none twice."""
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
    """Responses in the background, each read to its end, over crashes, before the next is asked for; every third is cancelled."""

    def __init__(self, day: Day, *, in_conversation: bool) -> None:
        super().__init__(day)
        self._in_conversation = in_conversation
        self.accepted: dict[str, str] = {}
        self.seen: dict[str, dict[int, Any]] = {}
        self.ends: dict[str, str] = {}

    @property
    def ended(self) -> int:
        """See Client."""
        return len(self.ends)

    async def turn(self, sdk: openai.AsyncOpenAI) -> None:
        open_ = [name for name in self.accepted if name not in self.ends]
        if open_:
            return await self._read(sdk, open_[0])
        body: Any = {"model": "m", "input": self.day.question(), "background": True}
        if self._in_conversation:
            if not self.id:
                self.id = (await sdk.conversations.create()).id
            body["conversation"] = self.id
        made = await sdk.responses.create(**body)
        self.accepted[made.id] = body["input"]
        self.seen[made.id] = {}
        if len(self.accepted) % 3 == 0:
            await asyncio.sleep(self.day.choose.random() / 5)
            ended = await sdk.responses.cancel(made.id)
            if ended.status == "cancelled":
                self.ends[made.id] = "cancelled"
        return None

    async def _read(self, sdk: openai.AsyncOpenAI, name: str) -> None:
        seen = self.seen[name]
        after: Any = {"starting_after": max(seen)} if seen else {}
        stream: Any = await sdk.responses.retrieve(name, stream=True, **after)
        async for event in stream:
            assert event.sequence_number == len(seen)
            seen[event.sequence_number] = event.to_dict()
            if event.type in _TERMINAL:
                self.ends[name] = event.response.status
        if name not in self.ends:
            # Cancelled, while nobody was told so: it has no last event.
            found = await sdk.responses.retrieve(name)
            assert found.status == "cancelled"
            self.ends[name] = "cancelled"

    async def check(self, sdk: openai.AsyncOpenAI) -> None:
        completed = []
        for name, asked in self.accepted.items():
            if name not in self.ends:
                await self._read(sdk, name)
            found = await sdk.responses.retrieve(name)
            assert found.status == self.ends[name]
            stream: Any = await sdk.responses.retrieve(name, stream=True)
            events = [event.to_dict() async for event in stream]
            assert [event["sequence_number"] for event in events] == list(range(len(events)))
            assert {number: events[number] for number in self.seen[name]} == self.seen[name]
            said = "".join(
                event["delta"] for event in events if event["type"] == "response.output_text.delta"
            )
            if found.status == "completed":
                assert found.output_text == said
                assert said in self.day.upstream.sent_texts(asked)
                completed.append((asked, said))
            elif found.status == "failed":
                assert found.error is not None
                assert found.error.code == "server_error"
                # It had said something, of one attempt; otherwise it would have been made again.
                assert any(event["type"] not in _BEFORE_OUTPUT for event in events)
                assert any(text.startswith(said) for text in self.day.upstream.sent_texts(asked))
        if self._in_conversation:
            questions = [asked for asked, _ in await self.kept(sdk)]
            assert [asked for asked in questions if asked in self.accepted.values()] == [
                asked for asked, _ in completed
            ]
            await self.holds(sdk, completed)
