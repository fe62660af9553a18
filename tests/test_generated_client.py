"""An ordinary generator, openapi-python-client, makes a client of our `/openapi.json`, and that client holds a chat."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

import httpx

from app.main import create_app
from generated.operations import OPERATIONS
from tests.support.server import running, settings

# The generator knows no header that is a list, and the `?beta=true` twins have one. It leaves these out and says so.
_LEFT_OUT = {f"{o.method} {o.path}?beta=true" for o in OPERATIONS if o.beta}
_TALK = """
import sys
from {package} import Client
from {package}.api.chat import create_chat_completion
from {package}.models import CreateChatCompletionRequest

client = Client(base_url=sys.argv[1])
messages = []
for said in ("Good morning", "And good night"):
    messages.append({{"role": "user", "content": said}})
    body = CreateChatCompletionRequest.from_dict({{"model": "builtin", "messages": messages}})
    answer = create_chat_completion.sync(client=client, body=body)
    messages.append({{"role": "assistant", "content": answer.choices[0].message.content}})
    print(answer.choices[0].message.content)
"""


async def _run(*command: str | Path, **environment: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *command,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        told, _ = await asyncio.wait_for(process.communicate(), 120)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, told.decode()
    return told.decode()


async def test_a_generated_client_holds_a_chat(tmp_path: Path) -> None:
    async with running(create_app(settings())) as server:
        async with httpx.AsyncClient(trust_env=False) as client:
            document = tmp_path / "openapi.json"
            document.write_bytes((await client.get(f"{server.url}/openapi.json")).content)
        generator = Path(sys.executable).with_name("openapi-python-client")
        output = tmp_path / "generated_client"
        told = await _run(
            generator, "generate", "--path", document, "--output-path", output, "--meta", "none"
        )
        left_out = set(re.findall(r"parsing (\w+ /\S*) within \w+. Endpoint will not be generated", told))
        assert left_out == _LEFT_OUT
        endpoints = [p for p in (output / "api").rglob("*.py") if p.name != "__init__.py"]
        assert len(endpoints) == len(OPERATIONS) - len(_LEFT_OUT)

        talk = _TALK.format(package=output.name)
        answers = await _run(sys.executable, "-c", talk, f"{server.url}/v1", PYTHONPATH=str(tmp_path))
        first, second = answers.splitlines()
        assert first.endswith("You said: Good morning")
        assert second.endswith("And good night")
