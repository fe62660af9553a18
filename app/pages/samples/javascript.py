"""A sample for JavaScript with fetch: Node 18 or newer, without a package."""

from __future__ import annotations

from app.contract.json_types import JsonObject
from app.pages.samples.credentials import BASE_URL, VARIABLES
from app.pages.samples.literals import JAVASCRIPT
from app.pages.samples.sample_request import SampleRequest

_STREAM = """const decoder = new TextDecoder();
for await (const chunk of answer.body) {
  process.stdout.write(decoder.decode(chunk, { stream: true }));
}"""


def sample(request: SampleRequest, *, with_key: bool, stream: bool = False) -> str:
    """The module as text, without a newline at the end."""
    sends_json = request.body is not None or any(first.body for first in request.prerequisites)
    headers = {}
    if with_key:
        headers["Authorization"] = f"`Bearer ${{process.env.{VARIABLES[request.operation.security]}}}`"
    if sends_json:
        headers['"Content-Type"'] = '"application/json"'
    lines = ['import { readFile } from "node:fs/promises";', ""] if request.files else []
    lines.append(f'const base = "{BASE_URL}";')
    if headers:
        lines.append(
            f"const headers = {{ {', '.join(f'{name}: {value}' for name, value in headers.items())} }};"
        )
    lines.append("")
    for first in request.prerequisites:
        call = _fetch(request, first.path, "", first.method, first.body, bool(headers))
        pick = (
            "async (found) => (await found.json()).data[0]"
            if first.first_of_list
            else "(created) => created.json()"
        )
        lines.append(f"const {first.variable} = await {call}.then({pick});")
    if request.is_form:
        lines.append("const form = new FormData();")
        lines += [
            f"form.append({JAVASCRIPT.literal(n)}, {JAVASCRIPT.literal(t)});" for n, t in request.form.items()
        ]
        lines += [
            f'form.append("{name}", new Blob([await readFile("{file}")]), "{file}");'
            for name, file in request.files.items()
        ]
    body = {**request.body, "stream": True} if stream and request.body else request.body
    operation = request.operation
    call = _fetch(
        request, operation.path, request.suffix, operation.method, body, bool(headers), form=request.is_form
    )
    lines.append(f"const answer = await {call};")
    if stream:
        lines.append(_STREAM)
    elif request.is_binary:
        lines.append("console.log(answer.status, await answer.arrayBuffer());")
    elif _is_empty(request):
        lines.append("console.log(answer.status);")
    else:
        lines.append("console.log(answer.status, await answer.json());")
    return "\n".join(lines)


def _is_empty(request: SampleRequest) -> bool:
    return all(answer.kind == "empty" for answer in request.operation.responses if answer.status == 200)


def _fetch(
    request: SampleRequest,
    path: str,
    suffix: str,
    method: str,
    body: JsonObject | None,
    headers: bool,
    *,
    form: bool = False,
) -> str:
    url = "`${base}" + request.url_path(path, lambda variable: f"${{{variable}.id}}") + suffix + "`"
    options = [f'method: "{method}"'] if method != "GET" else []
    options += ["headers"] if headers else []
    if form:
        options.append("body: form")
    if body is None:
        return f"fetch({url}, {{ {', '.join(options)} }})" if options else f"fetch({url})"
    options.append(f"body: JSON.stringify({JAVASCRIPT.literal(body, 2, 24)})")
    lines = "".join(f"  {option},\n" for option in options)
    return f"fetch({url}, {{\n{lines}}})"
