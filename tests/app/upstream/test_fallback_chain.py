"""Fallback as a state machine: calls to scripted upstreams, with a clock that jumps.

Whatever the upstreams do, no answer is doubled, each call to one has its usage row, and nothing is tried
after an answer began, after the deadline or after the client left.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from app.access.callers import Call
from app.aio.closing import Closing
from app.errors import APIError, BadRequest, UpstreamTimeout, UpstreamUnreachable
from app.upstream.client import ConnectTimeout, NotConnected, UpstreamRequest, UpstreamResponse
from app.upstream.fallback_rule import NO_RULE, Choice, FallbackRule
from app.upstream.upstream import Route, Upstream
from app.upstream.upstreams import Upstreams
from tests.support.calls import chat_call
from tests.support.properties import property_settings
from tests.support.virtual_time import VirtualTimeLoop

_NAMES = "abcd"
_LISTED = (429, 503)
_OWN = frozenset((502,))
"""The statuses of the upstreams themselves, which hold where the rule has none."""


@dataclass(frozen=True, slots=True)
class _Behaviour:
    """What an upstream does after `delay` seconds: an answer, or an error before one."""

    kind: Literal["answer", "refuses", "slow to connect", "cut", "timeout"]
    status: int = 200
    delay: float = 0.0


@dataclass(slots=True)
class _Usage:
    """The rows of one call, as `UsageEntry` writes them: the open one ends, or another call follows it."""

    rows: list[str] = field(default_factory=list)
    is_open: bool = False

    def begin(self, upstream: str) -> None:
        assert not self.is_open
        self.rows.append(upstream)
        self.is_open = True

    def sent(self) -> None:
        """Nothing is written yet."""

    def retry(self, http_status: int, reason: str) -> None:
        assert self.is_open
        assert self.rows[-1] in reason
        self.is_open = False


@dataclass(slots=True)
class _Record:
    """What the upstreams did: the calls to them with their times, and their answers that are open."""

    sent: list[tuple[str, float]] = field(default_factory=list)
    open_answers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Fake:
    """A client whose next behaviour the machine sets."""

    name: str
    record: _Record = field(default_factory=_Record)
    behaviour: _Behaviour = _Behaviour("answer")

    async def send(self, request: UpstreamRequest) -> UpstreamResponse:
        now = asyncio.get_running_loop().time()
        self.record.sent.append((self.name, now))
        behaviour = self.behaviour
        await asyncio.sleep(behaviour.delay)
        match behaviour.kind:
            case "refuses":
                raise NotConnected(f"{self.name} refuses.")
            case "slow to connect":
                raise ConnectTimeout(f"{self.name} is slow.")
            case "cut":
                raise UpstreamUnreachable(f"{self.name} breaks off.")
            case "timeout":
                raise UpstreamTimeout(f"{self.name} is silent.")
        self.record.open_answers.add(self.name)
        return UpstreamResponse(behaviour.status, [], Closing(_body(self.name), self._close))

    async def _close(self) -> None:
        self.record.open_answers.discard(self.name)

    async def close(self) -> None:
        """It has no connection."""


async def _body(name: str) -> AsyncGenerator[bytes, None]:
    yield name.encode()


_BEHAVIOURS = st.builds(
    _Behaviour,
    st.sampled_from(("answer", "answer", "answer", "refuses", "slow to connect", "cut", "timeout")),
    st.sampled_from((200, 200, 400, 429, 500, 502, 503)),
    st.sampled_from((0.0, 0.0, 0.5, 3.0, 9.0)),
)
_TIERS = st.lists(st.sampled_from(_NAMES), min_size=1, unique=True).flatmap(
    lambda names: st.lists(st.booleans(), min_size=len(names), max_size=len(names)).map(
        lambda breaks: _tiers(names, breaks)
    )
)
_RULES = st.builds(
    FallbackRule,
    tiers=_TIERS,
    retry_statuses=st.sampled_from((None, frozenset[int](), frozenset(_LISTED))),
    deadline=st.sampled_from((None, 2.0, 10.0)),
    cooldown=st.sampled_from((0.0, 5.0, 20.0)),
    max_attempts=st.integers(1, 4),
)


def _tiers(names: list[str], breaks: list[bool]) -> tuple[tuple[Choice, ...], ...]:
    """The names in order, with a new tier at each break."""
    tiers: list[tuple[Choice, ...]] = []
    for number, (name, is_new) in enumerate(zip(names, breaks, strict=True)):
        choice = Choice(name, 1.0 + number)
        tiers[-1:] = [(*tiers[-1], choice)] if tiers and not is_new else [*tiers[-1:], (choice,)]
    return tuple(tiers)


@dataclass(frozen=True, slots=True)
class _Case:
    """A call: `first` and `bound` as of a chain, `chosen` by the header, left after `leaves` seconds."""

    model: str
    first: str | None
    bound: bool
    chosen: str | None
    lacking: frozenset[str]
    """Upstreams that lack what the request needs."""
    leaves: float | None


_CASES = st.builds(
    _Case,
    model=st.sampled_from(("m", "m", "m", "other")),
    first=st.sampled_from((None, None, None, *_NAMES)),
    bound=st.booleans(),
    chosen=st.sampled_from((None, None, None, None, "a", "d")),
    lacking=st.frozensets(st.sampled_from(_NAMES), max_size=1),
    leaves=st.sampled_from((None, None, None, 0.25, 2.5)),
)


class FallbackMachine(RuleBasedStateMachine):
    """One server: its upstreams, a rule for the model `m`, and none for any other."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = VirtualTimeLoop()
        self.record = _Record()
        self.cooling: dict[tuple[str, str | None], float] = {}

    @initialize(configured=_RULES, seed=st.integers(0, 9))
    def start(self, configured: FallbackRule, seed: int) -> None:
        self.configured = replace(configured, models=("m",))
        self.fakes = {name: _Fake(name, self.record) for name in _NAMES}
        upstreams = [Upstream(name, fake, retry_statuses=_OWN) for name, fake in self.fakes.items()]
        chance = random.Random(seed)  # noqa: S311 - a fixed seed
        self.upstreams = Upstreams(*upstreams, rules=[self.configured], chance=chance)

    @rule(seconds=st.sampled_from((1.0, 6.0, 30.0)))
    def wait(self, seconds: float) -> None:
        self.loop.run_until_complete(asyncio.sleep(seconds))

    @rule(case=_CASES, behaviours=st.lists(_BEHAVIOURS, min_size=len(_NAMES), max_size=len(_NAMES)))
    def call(self, case: _Case, behaviours: list[_Behaviour]) -> None:
        for fake, behaviour in zip(self.fakes.values(), behaviours, strict=True):
            fake.behaviour = behaviour
        headers = {} if case.chosen is None else {"x_llm_backend_upstream": case.chosen}
        call, usage, started = chat_call(case.model, **headers), _Usage(), self.loop.time()
        self.record.sent.clear()
        result = self.loop.run_until_complete(self._result(case, call, usage))
        asked = [name for name, _ in self.record.sent]
        # No usage row is lost: each call to an upstream has its own, and the last one is left to the caller.
        assert usage.rows == asked
        assert usage.is_open == bool(asked)
        if not asked:
            assert isinstance(result, BadRequest)
            return
        unasked = self._check_order(case, asked, started)
        failed = self._check_attempts(case, asked, result, started)
        if failed and isinstance(result, tuple | UpstreamUnreachable | UpstreamTimeout):
            assert not unasked or len(asked) == self._rule(case).max_attempts, "others are left"
        self._check_result(call, asked, result)
        deadline = self._rule(case).deadline
        assert deadline is None or self.loop.time() - started <= deadline + 1e-6

    async def _result(self, case: _Case, call: Call, usage: _Usage) -> Any:
        def prepare(route: Route) -> UpstreamRequest:
            if route.upstream.name in case.lacking:
                raise BadRequest("It lacks this.")
            return UpstreamRequest("POST", "/chat/completions", "", [], None, usage)

        async def send() -> Any:
            try:
                return await self.upstreams.send(
                    call, case.model, prepare, first=case.first, bound=case.bound
                )
            except APIError as error:
                return error

        sending = asyncio.create_task(send())
        await asyncio.wait((sending,), timeout=case.leaves)
        sending.cancel()
        return (await asyncio.gather(sending, return_exceptions=True))[0]

    def _rule(self, case: _Case) -> FallbackRule:
        return self.configured if case.model == "m" and case.chosen is None else NO_RULE

    def _check_order(self, case: _Case, asked: list[str], started: float) -> set[str]:
        """Checks the order by tiers and cooldowns; the upstreams that may be asked after the last one."""
        tiers = [{choice.name for choice in tier} for tier in self._rule(case).tiers]
        tiers = tiers or [{name} for name in _NAMES]
        if case.chosen is not None:
            tiers = [{case.chosen}]
        elif case.first is not None and any(case.first in tier for tier in tiers):
            others = [] if case.bound and self._rule(case) is self.configured else tiers
            tiers = [{case.first}, *(tier - {case.first} for tier in others)]
        place = {
            name: (self._is_cooling(name, case.model, started), number)
            for number, tier in enumerate(tiers)
            for name in tier
        }
        assert len(set(asked)) == len(asked) <= self._rule(case).max_attempts
        places = [place[name] for name in asked]
        assert places == sorted(places), "the order is that of the tiers, with what cools last"
        unasked = place.keys() - {*asked}
        assert {name for name in unasked if place[name] < places[-1]} <= case.lacking, "passed over"
        return unasked - case.lacking

    def _is_cooling(self, name: str, model: str, now: float) -> bool:
        return max(self.cooling.get((name, key), 0.0) for key in (None, model)) > now

    def _check_attempts(self, case: _Case, asked: list[str], result: Any, started: float) -> bool:
        """Checks each attempt and notes the failures; whether the last one may be followed by another."""
        rule = self._rule(case)
        is_configured = rule is self.configured
        statuses = _OWN if rule.retry_statuses is None else rule.retry_statuses
        self.tried: list[str] = []
        may_follow = True
        for number, name in enumerate(asked):
            assert may_follow, "nothing follows an answer or a request that may have been processed"
            behaviour, is_last = self.fakes[name].behaviour, number == len(asked) - 1
            ended = self.record.sent[number][1] + behaviour.delay
            if is_last and isinstance(result, asyncio.CancelledError):
                assert case.leaves is not None
                assert started + case.leaves <= ended
                return False
            if is_last and isinstance(result, UpstreamTimeout) and "deadline" in result.message:
                assert rule.deadline is not None
                assert started + rule.deadline <= ended
                if number == 0:
                    self.cooling[name, None] = started + rule.deadline + rule.cooldown
                self.tried.append(f"{name} (deadline)")
                return False
            if behaviour.kind == "answer":
                self.cooling.pop((name, None), None)
                self.cooling.pop((name, case.model), None)
                may_follow = behaviour.status in statuses
                if may_follow and is_configured:
                    self.cooling[name, case.model] = ended + rule.cooldown
                self.tried.append(name if is_last else f"{name} ({behaviour.status})")
            else:
                may_follow = behaviour.kind in ("refuses", "slow to connect")
                if may_follow or is_configured:
                    self.cooling[name, None] = ended + rule.cooldown
                self.tried.append(f"{name} ({'no connection' if may_follow else 'no answer'})")
        return may_follow

    def _check_result(self, call: Call, asked: list[str], result: Any) -> None:
        headers = call.response_headers
        if isinstance(result, tuple):
            route, response = result
            # One answer goes to the caller, the last one; those before it are closed.
            assert self.record.open_answers == {asked[-1]} == {route.upstream.name}
            assert response.status == self.fakes[asked[-1]].behaviour.status
            assert headers["x-llm-backend-upstream"] == asked[-1]
            assert headers.get("x-llm-backend-tried") == (", ".join(self.tried) if len(asked) > 1 else None)
            self.loop.run_until_complete(response.chunks.aclose())
        elif not isinstance(result, asyncio.CancelledError):
            assert isinstance(result, UpstreamUnreachable | UpstreamTimeout), result
            assert "x-llm-backend-upstream" not in headers
            assert headers["x-llm-backend-tried"] == ", ".join(self.tried)
            assert all(name in result.message for name in asked)
        assert self.record.open_answers == set()

    def teardown(self) -> None:
        self.loop.close()


class _Slow(_Fake):
    """Takes its time to close an answer."""

    async def _close(self) -> None:
        await asyncio.sleep(30)


def _plain(route: Route) -> UpstreamRequest:
    return UpstreamRequest("POST", "/chat/completions", "", [], None)


def _hurried(*fakes: _Fake) -> Upstreams:
    """The upstreams in this order, with a deadline of a moment."""
    tiers = tuple((Choice(fake.name),) for fake in fakes)
    hurry = FallbackRule(tiers=tiers, retry_statuses=frozenset(_LISTED), deadline=0.01)
    return Upstreams(*(Upstream(fake.name, fake) for fake in fakes), rules=[hurry])


async def test_deadline_while_a_refusal_is_closed_names_it_once() -> None:
    call, slow = chat_call(), _Slow("a", behaviour=_Behaviour("answer", 503))
    with pytest.raises(UpstreamTimeout, match=r"Tried: a \(503\)\."):
        await _hurried(slow, _Fake("b")).send(call, "m", _plain)
    assert call.response_headers == {"x-llm-backend-tried": "a (503)"}


async def test_deadline_counts_as_a_failure_of_the_first_upstream_only() -> None:
    """One that is asked after another had less time: it is not asked last by the next call."""
    refuses, silent = _Behaviour("answer", 503), _Behaviour("answer", delay=30)
    upstreams = _hurried(_Fake("a", behaviour=refuses), _Fake("b", behaviour=silent), _Fake("c"))
    for expected in ("a (503), b (deadline)", "b (deadline)"):
        call = chat_call()
        with pytest.raises(UpstreamTimeout):
            await upstreams.send(call, "m", _plain)
        assert call.response_headers["x-llm-backend-tried"] == expected
    route, response = await upstreams.send(chat_call(), "m", _plain)
    await response.chunks.aclose()
    assert route.upstream.name == "c"


FallbackMachine.TestCase.settings = settings(property_settings, max_examples=60, stateful_step_count=25)
TestFallback = FallbackMachine.TestCase
