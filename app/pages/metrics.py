"""`/metrics`: the load of this process, in Prometheus' text format.

The page is public, like `/healthz`: it has two numbers, and nothing about callers, models or keys.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.http.stream_gauge import StreamGauge

PATH = "/metrics"
OPEN_STREAMS = "llm_backend_open_streams"
TASKS = "llm_backend_tasks"


def route(gauge: StreamGauge) -> Route:
    """The page, which an autoscaler reads from each replica."""

    async def metrics(request: Request) -> Response:
        text = (
            f"# HELP {OPEN_STREAMS} Responses that are being streamed.\n"
            f"# TYPE {OPEN_STREAMS} gauge\n"
            f"{OPEN_STREAMS} {gauge.open_streams}\n"
            f"# HELP {TASKS} Tasks of the event loop: a few of the server's own, and one per request.\n"
            f"# TYPE {TASKS} gauge\n"
            f"{TASKS} {len(asyncio.all_tasks())}\n"
        )
        return Response(text, media_type="text/plain; version=0.0.4")

    return Route(PATH, metrics)
