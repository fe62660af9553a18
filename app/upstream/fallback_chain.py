"""Asks the upstreams of one call, one after the other, until one of them answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import TypeAlias

from app.errors import BadRequest, UpstreamTimeout, UpstreamUnreachable
from app.upstream.client import AnswerTooLong, ConnectTimeout, NotConnected, UpstreamRequest, UpstreamResponse
from app.upstream.cooldowns import Cooldowns
from app.upstream.fallback_rule import FallbackRule
from app.upstream.redirect import redirect_error
from app.upstream.trail import Trail
from app.upstream.upstream import Route

_log = logging.getLogger(__name__)

Prepare: TypeAlias = Callable[[Route], UpstreamRequest]
"""Builds the request for a route; raises BadRequest for what its upstream lacks."""


async def ask(
    routes: tuple[Route, ...],
    rule: FallbackRule,
    prepare: Prepare,
    cooldowns: Cooldowns,
    trail: Trail | None,
) -> tuple[Route, UpstreamResponse]:
    """The first answer, with its route; `trail` is None where only one upstream can be asked.

    The next route is tried if nothing can have been processed, that is if no connection was established, or
    if the operator lists the answer's status. Every other answer or error is the caller's.
    """
    following = iter(routes)
    route = next(following)
    request = prepare(route)
    left = rule.max_attempts
    earlier = ""
    while True:
        upstream, calls = route.upstream, request.calls
        left -= 1
        if trail is not None:
            trail.ask(upstream)
        if calls is not None:
            calls.begin(upstream.name)
        try:
            response = await upstream.client.send(request)
        except (NotConnected, ConnectTimeout) as error:
            cooldowns.start(upstream, rule.cooldown)
            if trail is not None:
                trail.fail("no connection")
            error.message += earlier
            more = _next(following, prepare, trail) if left and trail is not None else None
            if more is None:
                raise
            status, reason = error.status, error.message
        except (UpstreamUnreachable, UpstreamTimeout) as error:
            # The upstream may have processed the request.
            if rule.is_configured and not isinstance(error, AnswerTooLong):
                cooldowns.start(upstream, rule.cooldown)
            if trail is not None:
                trail.fail("no answer")
            error.message += earlier
            raise
        else:
            status = response.status
            if cooldowns:
                cooldowns.end(route)
            if 300 <= status < 400:
                await response.chunks.aclose()
                if trail is not None:
                    trail.fail(str(status))
                raise redirect_error(upstream.name, status)
            statuses = upstream.retry_statuses if rule.retry_statuses is None else rule.retry_statuses
            more = None
            if status in statuses:
                if rule.is_configured:
                    cooldowns.start(route, rule.cooldown)
                more = _next(following, prepare, trail) if left and trail is not None else None
            if more is None:
                if trail is not None:
                    trail.answer()
                return route, response
            if trail is not None:
                trail.fail(str(status))
            await response.chunks.aclose()
            reason = f"The upstream {upstream.name} answered {status}."
        if calls is not None:
            calls.retry(status, reason)
        route, request = more
        if trail is not None:
            trail.log_next(route.upstream, reason)
        earlier = f" Before that: {reason}"


async def ask_by_deadline(
    routes: tuple[Route, ...],
    rule: FallbackRule,
    prepare: Prepare,
    cooldowns: Cooldowns,
    trail: Trail,
) -> tuple[Route, UpstreamResponse]:
    """`ask` within the rule's deadline, after which nothing is tried. Raises UpstreamTimeout."""
    try:
        async with asyncio.timeout(rule.deadline) as timeout:
            return await ask(routes, rule, prepare, cooldowns, trail)
    except TimeoutError:
        if not timeout.expired():
            raise
        if trail.is_first and trail.asked is not None:
            # It had all the time; one that is asked later may be healthy.
            cooldowns.start(trail.asked, rule.cooldown)
        raise UpstreamTimeout(
            f"No upstream answered within {rule.deadline:g} s, the deadline of this model's route. "
            f"Tried: {trail.fail('deadline')}."
        ) from None


def _next(following: Iterator[Route], prepare: Prepare, trail: Trail) -> tuple[Route, UpstreamRequest] | None:
    """The next route and its request. An upstream that lacks what the request needs is passed over.

    The headers name what the next one does not get, in the place of what the one before did not.
    """
    reports = trail.take_reports()
    for route in following:
        try:
            return route, prepare(route)
        except BadRequest as error:
            _log.info("the upstream %s is passed over: %s", route.upstream.name, error.message)
            trail.take_reports()
    trail.restore_reports(reports)
    return None
