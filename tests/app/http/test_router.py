"""Routes of the contract's operations: plain and beta."""

from __future__ import annotations

import pytest

from app.errors import MethodNotAllowed
from app.http.router import Router
from generated.operations import OPERATIONS

_ROUTER = Router(OPERATIONS)


@pytest.mark.parametrize(
    ("query", "beta_header", "beta"),
    [
        (b"", "", False),
        (b"beta=true", "", True),
        (b"stream=true&beta=true", "", True),
        (b"beta=false", "", False),
        (b"not_beta=true", "", False),
        (b"", "responses_multi_agent=v1", True),
        (b"", "assistants=v2, responses_multi_agent=v1", True),
        (b"", "assistants=v2", False),
    ],
)
@pytest.mark.parametrize(
    ("method", "path", "operation"),
    [("POST", "/responses", "create_response"), ("GET", "/responses/resp_1", "get_response")],
)
def test_router_beta_operation_matches_its_query_or_header_only(
    method: str, path: str, operation: str, query: bytes, beta_header: str, beta: bool
) -> None:
    match = _ROUTER.match(method, path, query, beta_header)
    assert match.operation.id == ("beta_" if beta else "") + operation


def test_router_beta_query_without_beta_operation_matches_plain() -> None:
    assert _ROUTER.match("GET", "/models", b"beta=true").operation.id == "list_models"


def test_router_other_method_raises_405_with_the_methods_of_the_path() -> None:
    with pytest.raises(MethodNotAllowed) as raised:
        _ROUTER.match("PUT", "/responses/resp_1", b"")
    assert raised.value.headers == {"allow": "DELETE, GET"}
