"""The API reference and its assets, all served from here: nothing is loaded from another host."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.contract import openapi_document

_FOLDER = Path(__file__).parent
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"
_ASSETS = {"docs.html": "text/html", "docs.css": "text/css", "docs.js": "text/javascript"}


def routes(answers: Mapping[str, str]) -> list[Route]:
    """`/docs` with its assets, `/docs/answers.json` (operation id -> what answers it), `/openapi.json`."""

    async def openapi(request: Request) -> Response:
        return Response(openapi_document.document_bytes(), media_type="application/json")

    async def answers_json(request: Request) -> Response:
        return JSONResponse(dict(answers))

    async def page(request: Request) -> Response:
        return _asset("docs.html")

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            raise HTTPException(404)
        return _asset(name)

    return [
        Route("/openapi.json", openapi),
        Route("/docs", page),
        Route("/docs/answers.json", answers_json),
        Route("/docs/{name}", asset),
    ]


def _asset(name: str) -> Response:
    headers = {
        "content-security-policy": _POLICY,
        "x-content-type-options": "nosniff",
        "cache-control": "no-cache",
    }
    return Response(
        (_FOLDER / name).read_bytes(), media_type=f"{_ASSETS[name]}; charset=utf-8", headers=headers
    )
