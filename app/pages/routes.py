"""The API reference and the contract, all served from here: nothing is loaded from another host."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.contract import openapi_document
from app.pages.cached_response import cached_response
from app.pages.reference import Reference
from generated.operations import BY_ID

_FOLDER = Path(__file__).parent / "static"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {"content-security-policy": _POLICY, "referrer-policy": "no-referrer"}
_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_ASSETS = frozenset(path.name for path in _FOLDER.iterdir() if path.suffix in _MEDIA_TYPES)
_JSON = "application/json"


def routes(reference: Reference) -> list[Route]:
    """`/docs` with its assets and its data, and `/openapi.json`.

    `/docs/overview.json` has the server and all operations, `/docs/operations/{id}.json` one in detail.
    """

    async def openapi(request: Request) -> Response:
        root_path = request.scope.get("root_path", "")
        return cached_response(request, openapi_document.document_bytes(root_path), _JSON)

    async def page(request: Request) -> Response:
        return await _asset(request, "docs.html")

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            raise HTTPException(404)
        return await _asset(request, name)

    # Anyone may ask for each, and one takes up to 80 ms: all together are 4 MB.
    @cache
    def detail(name: str) -> bytes:
        return orjson.dumps(reference.operation(BY_ID[name]))

    async def overview(request: Request) -> Response:
        return cached_response(request, orjson.dumps(await asyncio.to_thread(reference.overview)), _JSON)

    async def operation(request: Request) -> Response:
        name = request.path_params["id"]
        if name not in BY_ID:
            raise HTTPException(404)
        return cached_response(request, await asyncio.to_thread(detail, name), _JSON)

    return [
        Route("/openapi.json", openapi),
        Route("/docs", page),
        Route("/docs/overview.json", overview),
        Route("/docs/operations/{id}.json", operation),
        Route("/docs/{name}", asset),
    ]


async def _asset(request: Request, name: str) -> Response:
    path = _FOLDER / name
    body = await asyncio.to_thread(path.read_bytes)
    return cached_response(request, body, _MEDIA_TYPES[path.suffix], _HEADERS)
