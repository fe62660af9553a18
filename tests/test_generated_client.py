"""openapi-python-client generates a client from our `/openapi.json`, and the client completes chats."""

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

# The generator skips operations with a header that is a list, and reports them: the `?beta=true` twins.
_SKIPPED = {f"{o.method} {o.path}?beta=true" for o in OPERATIONS if o.beta}
_TALK = """
import sys
from {package} import Client
from {package}.api.chat import create_chat_completion
from {package}.models import CreateChatCompletionRequest

client = Client(base_url=sys.argv[1])
messages = []
for text in ("Good morning", "And good night"):
    messages.append({{"role": "user", "content": text}})
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
        output, _ = await asyncio.wait_for(process.communicate(), 120)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0, output.decode()
    return output.decode()


async def test_generated_client_completes_two_chats(tmp_path: Path) -> None:
    async with running(create_app(settings())) as server:
        async with httpx.AsyncClient(trust_env=False) as client:
            document = tmp_path / "openapi.json"
            document.write_bytes((await client.get(f"{server.url}/openapi.json")).content)
        generator = Path(sys.executable).with_name("openapi-python-client")
        output = tmp_path / "generated_client"
        report = await _run(
            generator, "generate", "--path", document, "--output-path", output, "--meta", "none"
        )
        skipped = set(re.findall(r"parsing (\w+ /\S*) within \w+. Endpoint will not be generated", report))
        assert skipped == _SKIPPED
        endpoints = [p for p in (output / "api").rglob("*.py") if p.name != "__init__.py"]
        assert len(endpoints) == len(OPERATIONS) - len(_SKIPPED)

        talk = _TALK.format(package=output.name)
        answers = await _run(sys.executable, "-c", talk, f"{server.url}/v1", PYTHONPATH=str(tmp_path))
        first, second = answers.splitlines()
        assert first.endswith("You said: Good morning")
        assert second.endswith("And good night")
