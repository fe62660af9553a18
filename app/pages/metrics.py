"""`/metrics`: the load of all workers of this server, in Prometheus' text format.

The page is public, like `/healthz`: it has counts, and nothing about callers, models or keys. Any worker
answers for all. The gauges of the others are at most a second old.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.aio.worker_numbers import Column, Worker

PATH = "/metrics"
OPEN_STREAMS = "llm_backend_open_streams"
TASKS = "llm_backend_tasks"
RESPONSES = "llm_backend_responses_total"
WORKERS = "llm_backend_workers"
OPEN_CONNECTIONS = "llm_backend_open_connections"
RESTARTS = "llm_backend_worker_restarts_total"

_CLASSES = {
    "1xx": Column.RESPONSES_1XX,
    "2xx": Column.RESPONSES_2XX,
    "3xx": Column.RESPONSES_3XX,
    "4xx": Column.RESPONSES_4XX,
    "5xx": Column.RESPONSES_5XX,
}


def route(worker: Worker) -> Route:
    """The page, which an autoscaler reads from each replica."""
    table = worker.table

    def total(column: Column) -> int:
        return sum(table.column(column))

    def lines() -> Iterator[str]:
        yield from _head(OPEN_STREAMS, "gauge", "Responses that are being streamed.")
        yield f"{OPEN_STREAMS} {total(Column.OPEN_STREAMS)}"
        about = "Tasks of the event loops: a few of the server's own, and one per request."
        yield from _head(TASKS, "gauge", about)
        yield f"{TASKS} {total(Column.TASKS)}"
        yield from _head(RESPONSES, "counter", "Responses of the API, by class of status.")
        for name, column in _CLASSES.items():
            yield f'{RESPONSES}{{code="{name}"}} {total(column)}'
        yield from _head(WORKERS, "gauge", "Processes that serve.")
        # This one serves: it answers.
        yield f"{WORKERS} {max(1, total(Column.READY))}"
        yield from _head(OPEN_CONNECTIONS, "gauge", "Connections of clients, by worker.")
        for number, count in enumerate(table.column(Column.OPEN_CONNECTIONS)):
            yield f'{OPEN_CONNECTIONS}{{worker="{number}"}} {count}'
        yield from _head(RESTARTS, "counter", "Workers that ended and were started again.")
        yield f"{RESTARTS} {total(Column.RESTARTS)}"

    async def metrics(request: Request) -> Response:
        worker.set(Column.TASKS, len(asyncio.all_tasks()))
        return Response("\n".join([*lines(), ""]), media_type="text/plain; version=0.0.4")

    return Route(PATH, metrics)


def _head(name: str, kind: Literal["gauge", "counter"], about: str) -> tuple[str, str]:
    return f"# HELP {name} {about}", f"# TYPE {name} {kind}"
