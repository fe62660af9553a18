"""Runs the tests on asyncio's loop and on uvloop, which `serve` uses."""

from __future__ import annotations

from tests.support.loops import pytest_asyncio_loop_factories as pytest_asyncio_loop_factories
