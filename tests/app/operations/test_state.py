"""Conversations and chains of responses against a model in memory: whatever is done in whatever order, the same answers."""

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
_TOLD = "Hi"
"""What the upstream says to everything."""
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
    """What a conversation should be: items by id, in their order."""

    labels: dict[str, str]
    items: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class _Response:
    """What a response should be: what it was asked, and the one before it."""

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
        self._gone: list[str] = []
        self._count = 0

    def _do(self, work: Awaitable[T]) -> T:
        async def run() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(20)

    def _refused(self, work: Awaitable[Any]) -> str:
        """The code of the error that it ends with."""
        try:
            told = self._do(work)
        except openai.APIStatusError as error:
            return f"{error.status_code} {error.code}"
        raise AssertionError(f"no error but {told}")

    def _texts(self, count: int = 1) -> list[str]:
        self._count += count
        return [str(number) for number in range(self._count - count, self._count)]

    def _conversation(self, which: int) -> tuple[str, _Conversation]:
        return list(self._conversations.items())[which % len(self._conversations)]

    def _response(self, which: int) -> tuple[str, _Response]:
        return list(self._responses.items())[which % len(self._responses)]

    def _chain(self, response_id: str) -> list[str] | None:
        """What was said up to there; None where a part of it is gone."""
        found: list[str] = []
        name: str | None = response_id
        while name is not None:
            one = self._responses[name]
            if not one.is_there:
                return None
            found = [one.text, _TOLD, *found]
            name = one.previous
        return found

    def _asked(self) -> list[str]:
        return [message["content"] for message in self._stack.upstream_bodies[-1]["messages"]]

    # Conversations.

    @rule(count=st.integers(0, 3), labels=_LABELS)
    def make(self, count: int, labels: dict[str, str]) -> None:
        """A conversation with some items."""
        texts = self._texts(count)
        made = self._do(
            self._sdk.conversations.create(metadata=labels, items=[_said(text) for text in texts])
        )
        kept = self._do(_all(self._sdk.conversations.items.list(made.id, order="asc")))
        assert [_text(item) for item in kept] == texts
        self._conversations[made.id] = _Conversation(labels, [(item.id, _text(item)) for item in kept])

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, labels=_LABELS)
    def update_metadata(self, which: int, labels: dict[str, str]) -> None:
        """Its metadata is replaced."""
        name, model = self._conversation(which)
        model.labels = labels
        assert self._do(self._sdk.conversations.update(name, metadata=labels)).metadata == labels

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, count=_FEW)
    def add(self, which: int, count: int) -> None:
        """Some more items."""
        name, model = self._conversation(which)
        texts = self._texts(count)
        added = self._do(self._sdk.conversations.items.create(name, items=[_said(text) for text in texts]))
        assert [_text(item) for item in added.data] == texts
        model.items += [(str(item.id), _text(item)) for item in added.data]

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, place=_WHICH)
    def drop(self, which: int, place: int) -> None:
        """One item goes, if there is one."""
        name, model = self._conversation(which)
        if model.items:
            item_id, text = model.items.pop(place % len(model.items))
            items = self._sdk.conversations.items
            assert _text(self._do(items.retrieve(item_id, conversation_id=name))) == text
            assert self._do(items.delete(item_id, conversation_id=name)).id == name
            assert self._refused(items.retrieve(item_id, conversation_id=name)) == "404 not_found"

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, place=_WHICH, limit=_FEW, order=_ORDER)
    def page(self, which: int, place: int, limit: int, order: Any) -> None:
        """One page behind one item."""
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
    def end(self, which: int) -> None:
        """The whole of it goes."""
        name, _ = self._conversation(which)
        assert self._do(self._sdk.conversations.delete(name)).deleted
        del self._conversations[name]
        assert self._refused(self._sdk.conversations.retrieve(name)) == "404 not_found"
        assert self._refused(self._sdk.conversations.items.list(name)) == "404 not_found"
        turn = self._sdk.responses.create(model="m", input="x", conversation=name)
        assert self._refused(turn) == "404 not_found"

    @precondition(lambda self: self._conversations)
    @rule(which=_WHICH, stores=st.booleans())
    def turn(self, which: int, stores: bool) -> None:
        """A turn knows all items, and is kept in the conversation whether the response is or not."""
        name, model = self._conversation(which)
        (text,) = self._texts()
        made = self._do(self._sdk.responses.create(model="m", input=text, conversation=name, store=stores))
        assert self._asked() == [*(said for _, said in model.items), text]
        told, asked = self._do(self._sdk.conversations.items.list(name, limit=2)).data
        assert (_text(asked), _text(told), told.id) == (text, _TOLD, made.output[0].id)
        model.items += [(str(asked.id), text), (str(told.id), _TOLD)]

    # Chains.

    @rule()
    def begin(self) -> None:
        """A response without anything before it."""
        (text,) = self._texts()
        made = self._do(self._sdk.responses.create(model="m", input=text))
        assert self._asked() == [text]
        self._responses[made.id] = _Response(text, None)

    @precondition(lambda self: self._responses)
    @rule(which=_WHICH, background=st.booleans())
    def go_on(self, which: int, background: bool) -> None:
        """A response after any of them: a chain, or a branch of one; or a refusal where a part of it is gone."""
        name, _ = self._response(which)
        before = self._chain(name)
        (text,) = self._texts()
        create = self._sdk.responses.create(
            model="m", input=text, previous_response_id=name, background=background
        )
        if before is None:
            assert self._refused(create) == "400 previous_response_not_found"
            return
        made = self._do(create)
        if background:
            self._do(_drained(self._sdk, made.id))
        assert self._asked() == [*before, text]
        self._responses[made.id] = _Response(text, name)

    @precondition(lambda self: self._responses)
    @rule(which=_WHICH)
    def pass_by(self, which: int) -> None:
        """A response that is not kept is nothing to go on from."""
        name, _ = self._response(which)
        if self._chain(name) is not None:
            create = self._sdk.responses.create
            made = self._do(create(model="m", input="x", previous_response_id=name, store=False))
            assert self._refused(self._sdk.responses.retrieve(made.id)) == "404 not_found"
            after = create(model="m", input="x", previous_response_id=made.id)
            assert self._refused(after) == "400 previous_response_not_found"

    @precondition(lambda self: self._responses)
    @rule(which=_WHICH)
    def look(self, which: int) -> None:
        """A response is what it was, or is gone."""
        name, model = self._response(which)
        retrieve = self._sdk.responses.retrieve(name)
        if not model.is_there:
            assert self._refused(retrieve) == "404 not_found"
            return
        found = self._do(retrieve)
        assert (found.output_text, found.previous_response_id) == (_TOLD, model.previous)
        asked = self._do(_all(self._sdk.responses.input_items.list(name)))
        assert [_text(item) for item in asked] == [model.text]

    @precondition(lambda self: any(one.is_there for one in self._responses.values()))
    @rule(which=_WHICH)
    def forget(self, which: int) -> None:
        """A response goes; those before and after it stay."""
        there = [name for name, one in self._responses.items() if one.is_there]
        name = there[which % len(there)]
        self._do(self._sdk.responses.delete(name))
        self._responses[name].is_there = False

    @invariant()
    def all_conversations_are_what_they_should_be(self) -> None:
        """After each step."""
        for name, model in self._conversations.items():
            assert self._do(self._sdk.conversations.retrieve(name)).metadata == model.labels
            kept = self._do(_all(self._sdk.conversations.items.list(name, order="asc", limit=5)))
            assert [(item.id, _text(item)) for item in kept] == model.items


def _said(text: str) -> Any:
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
    """Returns once the response has ended."""
    async for _ in await sdk.responses.retrieve(response_id, stream=True):
        pass


def test_whatever_is_done_the_answers_are_a_models(database: str) -> None:
    # The server runs on while the machine thinks.
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
