"""Conversations and chains of responses equal a model in memory, for any sequence of calls."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import openai
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.support.fake_upstream import COMPLETION, fixed_response
from tests.support.stack import Stack, stack

T = TypeVar("T")
_ANSWER = "Hi"
"""The upstream's answer to every request."""
_WHICH = st.integers(0, 99)
_FEW = st.integers(1, 3)
_LABELS = st.dictionaries(st.sampled_from(("a", "b")), st.sampled_from(("1", "2")), max_size=2)
_ORDER = st.sampled_from(("asc", "desc"))
_SETTINGS = settings(
    max_examples=40,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass
class _Conversation:
    """The expected conversation: its items as (id, text), in order."""

    labels: dict[str, str]
    items: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class _Response:
    """The expected response: its input and the id of the previous one."""

    text: str
    previous: str | None
    is_there: bool = True


class _Machine(RuleBasedStateMachine):
    def __init__(self, loop: asyncio.AbstractEventLoop, stack: Stack) -> None:
        super().__init__()
        self._loop = loop
        self._stack = stack
        self._sdk = stack.sdk
        self._conversations: dict[str, _Conversation] = {}
        self._responses: dict[str, _Response] = {}
        self._deleted: list[str] = []
        self._count = 0

    def _do(self, work: Awaitable[T]) -> T:
        async def run() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(20)

    def _error_of(self, work: Awaitable[Any]) -> str:
        """Status and code of the error that the call raises."""
        try:
            result = self._do(work)
        except openai.APIStatusError as error:
            return f"{error.status_code} {error.code}"
        raise AssertionError(f"no error but {result}")

    def _texts(self, count: int = 1) -> list[str]:
        self._count += count
        return [str(number) for number in range(self._count - count, self._count)]

    def _conversation(self, which: int) -> tuple[str, _Conversation]:
        return list(self._conversations.items())[which % len(self._conversations)]

    def _response(self, which: int) -> tuple[str, _Response]:
        return list(self._responses.items())[which % len(self._responses)]

    def _chain(self, response_id: str) -> list[str] | None:
        """The texts of the chain; None if a response in it was deleted."""
        found: list[str] = []
        name: str | None = response_id
        while name is not None:
            one = self._responses[name]
            if not one.is_there:
                return None
            found = [one.text, _ANSWER, *found]
            name = one.previous
        return found

    def _sent_texts(self) -> list[str]:
        return [message["content"] for message in self._stack.upstream_bodies[-1]["messages"]]

    # Conversations.

    @rule(count=st.integers(0, 3), labels=_LABELS)
    def create_conversation(self, count: int, labels: dict[str, str]) -> None:
        """Creates a conversation with some items."""
        texts = self._texts(count)
        created = self._do(
            self._sdk.conversations.create(metadata=labels, items=[_user_message(text) for text in texts])
        )
        stored = self._do(_all(self._sdk.conversations.items.list(created.id, order="asc")))
        assert [_text(item) for item in stored] == texts
        self._conversations[created.id] = _Conversation(labels, [(item.id, _text(item)) for item in stored])

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, labels=_LABELS)
    def update_metadata(self, which: int, labels: dict[str, str]) -> None:
        """Replaces its metadata."""
        name, model = self._conversation(which)
        model.labels = labels
        assert self._do(self._sdk.conversations.update(name, metadata=labels)).metadata == labels

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, count=_FEW)
    def append_items(self, which: int, count: int) -> None:
        """Appends items."""
        name, model = self._conversation(which)
        texts = self._texts(count)
        added = self._do(
            self._sdk.conversations.items.create(name, items=[_user_message(text) for text in texts])
        )
        assert [_text(item) for item in added.data] == texts
        model.items += [(str(item.id), _text(item)) for item in added.data]

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, place=_WHICH)
    def delete_item(self, which: int, place: int) -> None:
        """Deletes an item, if there is one."""
        name, model = self._conversation(which)
        if model.items:
            item_id, text = model.items.pop(place % len(model.items))
            items = self._sdk.conversations.items
            assert _text(self._do(items.retrieve(item_id, conversation_id=name))) == text
            assert self._do(items.delete(item_id, conversation_id=name)).id == name
            assert self._error_of(items.retrieve(item_id, conversation_id=name)) == "404 not_found"

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, place=_WHICH, limit=_FEW, order=_ORDER)
    def page(self, which: int, place: int, limit: int, order: Any) -> None:
        """Reads the page after an item."""
        name, model = self._conversation(which)
        if model.items:
            items = model.items if order == "asc" else model.items[::-1]
            start = place % len(items)
            found = self._do(
                self._sdk.conversations.items.list(name, after=items[start][0], limit=limit, order=order)
            )
            assert [(item.id, _text(item)) for item in found.data] == items[start + 1 : start + 1 + limit]
            assert found.has_more == (len(items) > start + 1 + limit)

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH)
    def delete_conversation(self, which: int) -> None:
        """Deletes a conversation."""
        name, _ = self._conversation(which)
        assert self._do(self._sdk.conversations.delete(name)).deleted
        del self._conversations[name]
        assert self._error_of(self._sdk.conversations.retrieve(name)) == "404 not_found"
        assert self._error_of(self._sdk.conversations.items.list(name)) == "404 not_found"
        turn = self._sdk.responses.create(model="m", input="x", conversation=name)
        assert self._error_of(turn) == "404 not_found"

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, stores=st.booleans())
    def turn(self, which: int, stores: bool) -> None:
        """A turn sends all items upstream and appends its own, whether or not the response is stored."""
        name, model = self._conversation(which)
        (text,) = self._texts()
        created = self._do(self._sdk.responses.create(model="m", input=text, conversation=name, store=stores))
        assert self._sent_texts() == [*(earlier for _, earlier in model.items), text]
        answer_item, question_item = self._do(self._sdk.conversations.items.list(name, limit=2)).data
        assert (_text(question_item), _text(answer_item), answer_item.id) == (
            text,
            _ANSWER,
            created.output[0].id,
        )
        model.items += [(str(question_item.id), text), (str(answer_item.id), _ANSWER)]

    # Chains.

    @rule()
    def create_response(self) -> None:
        """Creates a response without history."""
        (text,) = self._texts()
        created = self._do(self._sdk.responses.create(model="m", input=text))
        assert self._sent_texts() == [text]
        self._responses[created.id] = _Response(text, None)

    @precondition(lambda self: self._responses)
    @rule(which=_WHICH, background=st.booleans())
    def continue_chain(self, which: int, background: bool) -> None:
        """Continues any response, as a chain or a branch; a 400 if a response before it was deleted."""
        name, _ = self._response(which)
        before = self._chain(name)
        (text,) = self._texts()
        create = self._sdk.responses.create(
            model="m", input=text, previous_response_id=name, background=background
        )
        if before is None:
            assert self._error_of(create) == "400 previous_response_not_found"
            return
        created = self._do(create)
        if background:
            self._do(_drained(self._sdk, created.id))
        assert self._sent_texts() == [*before, text]
        self._responses[created.id] = _Response(text, name)

    @precondition(lambda self: self._responses)
    @rule(which=_WHICH)
    def continue_unstored(self, which: int) -> None:
        """A response that is not stored cannot be continued."""
        name, _ = self._response(which)
        if self._chain(name) is not None:
            create = self._sdk.responses.create
            created = self._do(create(model="m", input="x", previous_response_id=name, store=False))
            assert self._error_of(self._sdk.responses.retrieve(created.id)) == "404 not_found"
            after = create(model="m", input="x", previous_response_id=created.id)
            assert self._error_of(after) == "400 previous_response_not_found"

    @precondition(lambda self: self._responses)
    @rule(which=_WHICH)
    def retrieve(self, which: int) -> None:
        """Reads a response; a 404 if it was deleted."""
        name, model = self._response(which)
        retrieve = self._sdk.responses.retrieve(name)
        if not model.is_there:
            assert self._error_of(retrieve) == "404 not_found"
            return
        found = self._do(retrieve)
        assert (found.output_text, found.previous_response_id) == (_ANSWER, model.previous)
        inputs = self._do(_all(self._sdk.responses.input_items.list(name)))
        assert [_text(item) for item in inputs] == [model.text]

    @precondition(lambda self: any(one.is_there for one in self._responses.values()))
    @rule(which=_WHICH)
    def delete_response(self, which: int) -> None:
        """Deletes a response; those before and after it stay."""
        there = [name for name, one in self._responses.items() if one.is_there]
        name = there[which % len(there)]
        self._do(self._sdk.responses.delete(name))
        self._responses[name].is_there = False

    @invariant()
    def all_conversations_equal_the_model(self) -> None:
        """After each step."""
        for name, model in self._conversations.items():
            assert self._do(self._sdk.conversations.retrieve(name)).metadata == model.labels
            stored = self._do(_all(self._sdk.conversations.items.list(name, order="asc", limit=5)))
            assert [(item.id, _text(item)) for item in stored] == model.items


def _user_message(text: str) -> Any:
    return {"role": "user", "content": text}


def _text(item: Any) -> str:
    return str(item.content[0].text)


async def _all(listed: Any) -> list[Any]:
    found: list[Any] = []
    async for item in listed:
        found.append(item)
        assert len(found) < 1000, "the pages do not end"
    return found


async def _drained(sdk: openai.AsyncOpenAI, response_id: str) -> None:
    """Returns once the response is finished."""
    async for _ in await sdk.responses.retrieve(response_id, stream=True):
        pass


def test_state_any_sequence_of_calls_equals_the_model(database: str) -> None:
    # The server runs in its own thread: the state machine is synchronous.
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    ended: asyncio.Future[None] = asyncio.run_coroutine_threadsafe(_future(), loop).result(60)
    started: concurrent.futures.Future[Stack] = concurrent.futures.Future()
    serving = asyncio.run_coroutine_threadsafe(_serve(database, started, ended), loop)
    try:
        served = started.result(60)

        class Machine(_Machine):
            def __init__(self) -> None:
                super().__init__(loop, served)

        run_state_machine_as_test(Machine, settings=_SETTINGS)
    finally:
        loop.call_soon_threadsafe(ended.set_result, None)
        serving.result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(60)
        loop.close()


async def _future() -> asyncio.Future[None]:
    return asyncio.get_running_loop().create_future()


async def _serve(url: str, started: concurrent.futures.Future[Stack], ended: asyncio.Future[None]) -> None:
    async with stack(url, fixed_response("200 OK", COMPLETION)) as served:
        started.set_result(served)
        await ended
