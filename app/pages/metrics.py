"""`/metrics`: how busy this process is, in Prometheus' text format.

Anyone who reaches the server may read it, as with `/healthz`: it holds two numbers, and nothing of callers, models or keys.
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


def route(load: StreamGauge) -> Route:
    """The page; what scales the replicas reads it of each one."""

    async def metrics(request: Request) -> Response:
        text = (
            f"# HELP {OPEN_STREAMS} Answers that are going out in pieces now.\n"
            f"# TYPE {OPEN_STREAMS} gauge\n"
            f"{OPEN_STREAMS} {load.open_streams}\n"
            f"# HELP {TASKS} Tasks of the event loop: a few of the server's own, and one for each request.\n"
            f"# TYPE {TASKS} gauge\n"
            f"{TASKS} {len(asyncio.all_tasks())}\n"
        )
        return Response(text, media_type="text/plain; version=0.0.4")

    return Route(PATH, metrics)
