"""The request to a chat upstream uses the dialect that UPSTREAMS_FILE sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_upstream import COMPLETION, fake_upstream, fixed_response
from tests.support.stack import stack

_OWN = (
    'developer_role = "developer"\nmax_tokens_field = "max_tokens"\nreasoning_field = "reasoning_content"\n'
)
_REASONING = {
    "type": "reasoning",
    "id": "rs_1",
    "summary": [],
    "content": [{"type": "reasoning_text", "text": "Hm."}],
}
_INPUT = [_REASONING, {"role": "assistant", "content": "Hi"}, {"role": "user", "content": "And now?"}]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", {"roles": ["system", "assistant", "user"], "most": "max_completion_tokens", "reasoning": None}),
        (_OWN, {"roles": ["developer", "assistant", "user"], "most": "max_tokens", "reasoning": "Hm."}),
    ],
)
async def test_upstream_query_uses_the_dialect_of_its_upstream(
    tmp_path: Path, lines: str, expected: dict[str, Any]
) -> None:
    body = {"model": "m", "instructions": "Be brief.", "max_output_tokens": 20, "input": _INPUT}
    async with fake_upstream(fixed_response("200 OK", COMPLETION)) as fake:
        file = tmp_path / "upstreams.toml"
        file.write_text(f'[[upstream]]\nname = "one"\nurl = "{fake.url}"\n{lines}')
        async with stack(f"sqlite:///{tmp_path}/test.db", upstreams_file=str(file)) as s:
            answered = await s.client.post("/responses", json=body)
        assert answered.status_code == 200
        body = json.loads(fake.requests[-1].body)
    assert [message["role"] for message in body["messages"]] == expected["roles"]
    assert body["messages"][1].get("reasoning_content") == expected["reasoning"]
    assert [name for name in body if name.startswith("max_")] == [expected["most"]]
