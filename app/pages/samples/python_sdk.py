"""A sample for Python with OpenAI's SDK."""

from __future__ import annotations

import re

from app.contract.json_types import JsonObject
from app.pages.samples import curated
from app.pages.samples.credentials import BASE_URL, VARIABLES
from app.pages.samples.literals import PYTHON, WIDTH
from app.pages.samples.sample_request import SampleRequest

_PARAMETER = re.compile(r"{(\w+)}")
_BINARY = "HttpxBinaryResponseContent"
# What is printed of an event of a stream.
_EVENTS = {
    "create_chat_completion": 'print(event.choices[0].delta.content or "", end="")',
    "create_completion": 'print(event.choices[0].text, end="")',
    "create_response": 'if event.type == "response.output_text.delta":\n        print(event.delta, end="")',
}


def sample(request: SampleRequest, *, with_key: bool, stream: bool = False) -> str:
    """The program as text, without a newline at the end."""
    plain_id = request.operation.id.removeprefix("beta_")
    method = curated.SDK_METHODS.get(plain_id)
    lines = [*_client(request, typed=method is not None, with_key=with_key), ""]
    for first in request.prerequisites:
        call = _call(first.sdk, _ids(request, first.path), first.body or {})
        lines.append(f"{first.variable} = {call}{'.data[0]' if first.first_of_list else ''}")
    call = _typed(request, method, stream=stream) if method else _generic(request, stream=stream)
    if stream:
        event = _EVENTS.get(plain_id, "print(event)")
        lines += [f"for event in {call}:", f"    {event}"]
    elif request.is_binary:
        lines += [f"answer = {call}", 'answer.write_to_file("answer.bin")']
    else:
        lines += [f"answer = {call}", "print(answer)"]
    return "\n".join(lines)


def _client(request: SampleRequest, *, typed: bool, with_key: bool) -> list[str]:
    security = request.operation.security
    # The SDK's own methods of administration read a key of their own; calls by path send the usual one.
    argument = "admin_api_key" if typed and security == "admin_api_key" else "api_key"
    variable = VARIABLES[security]
    value = f'os.environ["{variable}"]' if with_key else '"anything"'
    names = f"{_BINARY}, OpenAI" if request.is_binary and not typed else "OpenAI"
    imports = ["import os", ""] if with_key else []
    call = _joined("OpenAI", [f'base_url="{BASE_URL}"', f"{argument}={value}"], long=with_key)
    return [*imports, f"from openai import {names}", "", f"client = {call}"]


def _typed(request: SampleRequest, method: str, *, stream: bool) -> str:
    operation = request.operation
    ids = _ids(request, operation.path)
    # The last id is an argument by position, those before it have their names.
    names = _PARAMETER.findall(operation.path)
    ids = [*ids[-1:], *(f"{name}={value}" for name, value in zip(names[:-1], ids[:-1], strict=True))]
    if operation.beta:
        method = method.replace("client.", "client.beta.", 1)
    body: JsonObject = {**(request.body or request.form), **({"stream": True} if stream else {})}
    files = [f'{name}=open("{file}", "rb")' for name, file in request.files.items()]
    return _call(method, [*ids, *files], body)


def _generic(request: SampleRequest, *, stream: bool) -> str:
    operation = request.operation
    path = request.url_path(operation.path, lambda variable: variable) + request.suffix
    arguments = [f'"{path}"', f"cast_to={_BINARY if request.is_binary else 'object'}"]
    if request.is_form:
        arguments += [f"body={PYTHON.literal(request.form, 4, 6)}"] if request.form else []
        files = ", ".join(f'("{name}", open("{file}", "rb"))' for name, file in request.files.items())
        arguments.append(f"files=[{files}]")
        arguments.append('options={"headers": {"Content-Type": "multipart/form-data"}}')
    elif request.body is not None:
        body = {**request.body, "stream": True} if stream else request.body
        arguments.append(f"body={PYTHON.literal(body, 4, 6)}")
    return _joined(f"client.{operation.method.lower()}", arguments)


def _ids(request: SampleRequest, path: str) -> list[str]:
    values = {**{name: f"{variable}.id" for name, variable in request.ids.items()}}
    values |= {name: f'"{value}"' for name, value in request.examples.items()}
    return [values[name] for name in _PARAMETER.findall(path)]


def _call(method: str, arguments: list[str], body: JsonObject) -> str:
    return _joined(
        method,
        [*arguments, *(f"{name}={PYTHON.literal(value, 4, len(name) + 2)}" for name, value in body.items())],
    )


def _joined(method: str, arguments: list[str], *, long: bool = False) -> str:
    """A call, on a line of its own for each argument if it is long."""
    flat = f"{method}({', '.join(arguments)})"
    if not long and len(flat) + len("conversation = ") <= WIDTH and "\n" not in flat:
        return flat
    return f"{method}(\n" + "".join(f"    {argument},\n" for argument in arguments) + ")"
