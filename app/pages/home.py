"""`/`, outside of the API and its pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route


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
