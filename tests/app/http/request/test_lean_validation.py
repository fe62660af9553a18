"""Lean validation agrees with the model, on each shape that generated models have."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from app.http.request.lean_validation import error_without_instance


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True)
    kind: Literal["strict"]
    schema_: Annotated[dict[str, int] | None, Field(alias="schema")] = None


class _Loose(BaseModel):
    model_config = ConfigDict(extra="allow")
    kind: Literal["loose"]
    inner: _Loose | None = None
    few: Annotated[list[str], Field(max_length=2)] = []


class _Few(RootModel[Annotated[list[_Strict], Field(max_length=2)]]):
    pass


class _Body(BaseModel):
    model_config = ConfigDict(extra="allow")
    first: Annotated[_Strict | _Loose, Field(discriminator="kind")]
    second: _Loose | None = None
    same: _Loose | None = None
    root: _Few | None = None


_STRICT: dict[str, Any] = {"kind": "strict"}
_LOOSE: dict[str, Any] = {"kind": "loose"}


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"first": _STRICT}, True),
        ({"first": _LOOSE, "second": _LOOSE, "same": None, "unknown": 1}, True),
        ({}, False),
        ([], False),
        ({"first": None}, False),
        ({"first": {}}, False),
        ({"first": {"kind": "neither"}}, False),
        ({"first": {**_STRICT, "unknown": 1}}, False),
        ({"first": {**_LOOSE, "unknown": 1}}, True),
        ({"first": {**_STRICT, "schema": {"a": 1}}}, True),
        ({"first": {**_STRICT, "schema": None}}, True),
        ({"first": {**_STRICT, "schema": {"a": "text"}}}, False),
        ({"first": {**_STRICT, "schema_": {"a": 1}}}, True),
        ({"first": {**_STRICT, "schema_": 7}}, False),
        ({"first": {**_LOOSE, "inner": {**_LOOSE, "inner": _LOOSE}}}, True),
        ({"first": {**_LOOSE, "inner": {**_LOOSE, "inner": _STRICT}}}, False),
        ({"first": {**_LOOSE, "few": ["a", "b"]}}, True),
        ({"first": {**_LOOSE, "few": ["a", "b", "c"]}}, False),
        ({"first": {**_LOOSE, "few": None}}, False),
        ({"first": _LOOSE, "root": [_STRICT]}, True),
        ({"first": _LOOSE, "root": [_STRICT] * 3}, False),
        ({"first": _LOOSE, "root": [{**_STRICT, "unknown": 1}]}, False),
    ],
)
def test_error_without_instance_agrees_with_model(value: Any, valid: bool) -> None:
    try:
        _Body.model_validate(value)
        valid_by_model = True
    except ValidationError:
        valid_by_model = False
    assert (valid_by_model, error_without_instance(_Body, value) is None) == (valid, valid)
