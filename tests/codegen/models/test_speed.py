"""The cost of validation, as a ratio within one run, and imports on first use."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import orjson

from app.contract import examples, openapi_document
from app.http.request import contract_models

_ROUNDS, _CALLS = 9, 300


def _body() -> dict[str, Any]:
    """A `/responses` body of 20 items: messages, tool calls and their outputs."""
    call = {"type": "function_call", "call_id": "call_1", "name": "weather", "arguments": '{"city": "Paris"}'}
    output = {"type": "function_call_output", "call_id": "call_1", "output": "sunny"}
    message = {
        "type": "message",
        "role": "user",
        "content": [{"type": "input_text", "text": "How is the weather?"}],
    }
    plain = {"role": "assistant", "content": "It is sunny."}
    return {"model": "gpt-5", "input": [message, call, output, plain] * 5, "stream": True}


def _cost(call: Callable[[], object]) -> float:
    """The lowest CPU time of several rounds, in seconds per call."""
    best = float("inf")
    for _ in range(_ROUNDS):
        started = time.process_time()
        for _ in range(_CALLS):
            call()
        best = min(best, time.process_time() - started)
    return best / _CALLS


def test_validate_body_of_20_items_costs_at_most_20_times_its_parsing() -> None:
    raw = json.dumps(_body()).encode()
    parsed = orjson.loads(raw)
    contract_models.validate("CreateResponse", parsed)
    ratio = _cost(lambda: contract_models.validate("CreateResponse", parsed)) / _cost(
        lambda: orjson.loads(raw)
    )
    assert ratio <= 20, ratio


def test_facade_import_loads_no_model() -> None:
    script = (
        "import sys; from generated import models; "
        "loaded = lambda: [m for m in sys.modules if m.startswith('generated.models.') and '._' not in m]; "
        "assert loaded() == [], loaded(); models.Model; assert loaded()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_dump_unsent_fields_stay_unset() -> None:
    for name in ("CreateChatCompletionRequest", "CreateResponse", "CreateCompletionRequest"):
        value = examples.instance({"$ref": f"#/components/schemas/{name}"}, openapi_document.resolve)
        value["unknown"] = {"extra": [1, None]}
        model = contract_models.validate(name, value)
        assert json.loads(model.model_dump_json(by_alias=True, exclude_unset=True)) == value
