"""What is outside the API and its pages: `/`, and paths that do not exist."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from app.errors import NotFound


def route(prefix: str) -> Route:
    """`/`: a browser is led to the reference; a program reads where the API is, relative to this URL."""
    places = {"api": prefix.strip("/"), "contract": "openapi.json", "reference": "docs"}

    async def home(request: Request) -> Response:
        vary = {"vary": "accept"}
        if "text/html" in request.headers.get("accept", ""):
            # Relative, but a proxy's own path may lack the slash at its end.
            root = request.scope.get("root_path")
            place = f"{root}/{places['reference']}" if root else places["reference"]
            return RedirectResponse(place, status_code=307, headers=vary)
        return JSONResponse({"name": "llm-backend", **places}, headers=vary)

    return Route("/", home)


def unknown_page(prefix: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    """The handler of other paths: a 404 in the contract's shape."""

    async def handle(request: Request, error: Exception) -> Response:
        fault = NotFound(f"This page does not exist; the API is served under {prefix}.", code="unknown_url")
        return Response(orjson.dumps(fault.body()), fault.status, media_type="application/json")

    return handle
