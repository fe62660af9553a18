"""A sample for a POSIX shell with curl."""

from __future__ import annotations

import shlex

from app.contract.json_types import JsonObject
from app.pages.samples.credentials import BASE_URL, VARIABLES
from app.pages.samples.literals import JSON
from app.pages.samples.sample_request import SampleRequest

_JSON_HEADER = '-H "Content-Type: application/json"'
_FIRST_ID = """grep -o '"id": *"[^"]*"' | head -n 1 | cut -d '"' -f 4"""


def sample(request: SampleRequest, *, with_key: bool, stream: bool = False) -> str:
    """The commands as text, without a newline at the end."""
    key = [f'-H "Authorization: Bearer ${VARIABLES[request.operation.security]}"'] if with_key else []
    lines = []
    for first in request.prerequisites:
        parts = [f"curl -s {_url(request, first.path)}", *key, *_json(first.body)]
        lines.append(f"{first.variable}=$({_joined(parts)} |\n  {_FIRST_ID})")
    operation = request.operation
    flags = ["-N"] if stream else []
    if operation.method != ("GET" if request.body is None and not request.is_form else "POST"):
        flags.append(f"-X {operation.method}")
    parts = [" ".join(["curl", *flags, _url(request, operation.path, request.suffix)])]
    parts += [*key, *_json({**request.body, "stream": True} if stream and request.body else request.body)]
    parts += [f"-F {shlex.quote(f'{name}={text}')}" for name, text in request.form.items()]
    parts += [f"-F {name}=@{file}" for name, file in request.files.items()]
    if request.is_binary:
        parts.append("-o answer.bin")
    return "\n".join([*lines, _joined(parts)])


def _url(request: SampleRequest, path: str, suffix: str = "") -> str:
    url = BASE_URL + request.url_path(path, lambda variable: f"${variable}") + suffix
    return f'"{url}"' if "$" in url or "?" in url else url


def _json(body: JsonObject | None) -> list[str]:
    if body is None:
        return []
    text = JSON.literal(body, 2, 5).replace("'", "'\\''")
    return [_JSON_HEADER, f"-d '{text}'"]


def _joined(parts: list[str]) -> str:
    return " \\\n  ".join(parts)
