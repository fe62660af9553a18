"""Parameters of the contract's operations, in each form of query that clients send."""

from __future__ import annotations

import contextlib
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadRequest
from app.http.request.parameters import decode
from generated.operations import BY_ID
from tests.support.properties import CHARACTERS, property_settings

_COSTS = BY_ID["usage_costs"]
_CHATS = BY_ID["list_chat_completions"]


def _decoded(operation: Any, query: str, **headers: str) -> dict[str, Any]:
    values, failure = decode(operation, {}, query.encode(), headers)
    if failure is not None:
        raise failure.error
    return values


@property_settings
@given(st.lists(st.text(CHARACTERS), min_size=1, max_size=4))
def test_decode_array_in_each_bracket_notation(values: list[str]) -> None:
    for names in ("project_ids", "project_ids[]", "project_ids%5B%5D", "project_ids[{}]"):
        query = "&".join(f"{names.format(i)}={quote(value, safe='')}" for i, value in enumerate(values))
        found = _decoded(_COSTS, "start_time=5&" + query)
        # A list of empty values is none.
        assert found == {"start_time": 5} | ({"project_ids": values} if any(values) else {})


@pytest.mark.parametrize("value", ["5", "true", "null", "a b", "é"])
def test_decode_object_members_have_types_of_contract(value: str) -> None:
    assert _decoded(_CHATS, f"metadata[k]={quote(value)}") == {"metadata": {"k": value}}


def test_decode_range_object_with_array() -> None:
    found = _decoded(BY_ID["list_audit_logs"], "effective_at[gt]=5&effective_at[lte]=9&project_ids[]=a")
    assert found == {"effective_at": {"gt": 5, "lte": 9}, "project_ids": ["a"]}


def test_decode_plus_is_space_and_unknown_names_are_ignored() -> None:
    assert _decoded(_CHATS, "after=a+b%2B&beta=1&&unknown=x&limit=3") == {"after": "a b+", "limit": 3}


@pytest.mark.parametrize(
    ("operation", "query", "param"),
    [
        (_COSTS, "", "start_time"),
        (_COSTS, "start_time=x", "start_time"),
        (_COSTS, "start_time=%D9%A3", "start_time"),
        (_COSTS, "start_time=1&start_time=2", "start_time"),
        (_COSTS, "start_time[]=1", "start_time"),
        (_COSTS, "start_time=1&limit=1e3", "limit"),
        (_COSTS, "start_time=%ff", "start_time"),
        (_COSTS, "start_time=%00", "start_time"),
        (_COSTS, "start_time=1&project_ids[%C2%B2]=a", "project_ids"),
        (_COSTS, "start_time=1&project_ids[" + "9" * 5000 + "]=a", "project_ids"),
        (_COSTS, "start_time=1&project_ids" + "[a]" * 5000 + "=a", "project_ids"),
        (_COSTS, "start_time=1&project_ids=a&project_ids[]=b", "project_ids"),
        (_CHATS, "metadata=a", "metadata"),
        (_CHATS, "metadata[a][b]=c", "metadata.a"),
        (_CHATS, "order=sideways", "order"),
    ],
)
def test_decode_invalid_parameter_is_named(operation: Any, query: str, param: str) -> None:
    with pytest.raises(BadRequest) as caught:
        _decoded(operation, query)
    assert caught.value.param == param
    assert param in caught.value.message


@property_settings
@given(st.lists(st.tuples(st.text("aproject_ids[]0²%=&", max_size=20), st.text(max_size=5)), max_size=5))
def test_decode_arbitrary_query_is_values_or_400(pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"project_ids{name}={quote(value)}" for name, value in pairs)
    with contextlib.suppress(BadRequest):
        decode(_COSTS, {}, query.encode(), {})


def test_decode_header_array_is_split_at_commas() -> None:
    operation = BY_ID["beta_get_response"]
    header = next(p for p in operation.parameters if p.location == "header")
    assert header.style == "array"
    sent = {header.name: "responses_multi_agent=v1, responses_multi_agent=v1"}
    values, _ = decode(operation, {"response_id": "resp_1"}, b"", sent)
    assert values[header.argument] == ["responses_multi_agent=v1"] * 2
