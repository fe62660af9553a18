"""The reported fault: behind unknown values, with the index that the caller sent, and within bounds."""

from __future__ import annotations

from typing import Any

import pytest

from app.http.request import contract_models
from app.http.request.first_fault import first_fault
from app.http.request.lean_validation import error_without_instance

_VALID = {"role": "user", "content": "a"}
_UNKNOWN = {"role": "new", "content": "a"}
_PART = {"type": "new"}


def _found(messages: Any, **fields: Any) -> tuple[str | None, bool] | None:
    model = contract_models.validator("CreateChatCompletionRequest")
    failure = first_fault(model, {"model": "m", "messages": messages} | fields)
    return None if failure is None else (failure.error.param, failure.only_unknown)


@pytest.mark.parametrize(
    ("messages", "fields", "found"),
    [
        ([_VALID] * 3, {}, None),
        ([_VALID, _UNKNOWN], {}, ("messages[1].role", True)),
        ([_UNKNOWN, _UNKNOWN, _VALID], {}, ("messages[0].role", True)),
        ([_UNKNOWN, _VALID, 7], {}, ("messages[2]", False)),
        ([_UNKNOWN, _VALID, _UNKNOWN, {"role": "user", "content": 7}], {}, ("messages[3].content", False)),
        ([_UNKNOWN, {"role": "user", "content": [_PART]}, 7], {}, ("messages[2]", False)),
        ([_UNKNOWN], {"service_tier": "new"}, ("messages[0].role", True)),
        ([_UNKNOWN, _VALID], {"n": "7"}, ("messages[0].role", False)),
        ([_UNKNOWN, _VALID], {"tools": [_VALID, 7]}, ("messages[0].role", False)),
        ([_UNKNOWN] * 15 + [7], {}, ("messages[15]", False)),
        # Left to the upstream.
        ([_UNKNOWN] * 25 + [7], {}, ("messages[0].role", True)),
    ],
)
def test_first_fault_is_behind_unknown_values(
    messages: Any, fields: dict[str, Any], found: tuple[str | None, bool] | None
) -> None:
    assert _found(messages, **fields) == found


def test_first_fault_validates_a_bounded_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    times = 0

    def counted(*arguments: Any) -> Any:
        nonlocal times
        times += 1
        return error_without_instance(*arguments)

    monkeypatch.setattr("app.http.request.first_fault.error_without_instance", counted)
    assert _found([_UNKNOWN] * 10_000) == ("messages[0].role", True)
    assert times == 20
