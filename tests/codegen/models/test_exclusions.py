"""Members that exclude each other: the generated model rejects what the contract's schema rejects."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from pydantic import ValidationError

from app.http.request.lean_validation import error_without_instance
from generated import models
from tests.support.contract_validation import with_components

_URL: dict[str, Any] = {"image_url": "https://example.com/cat.png"}
_FILE: dict[str, Any] = {"file_id": "file_1"}


@pytest.mark.parametrize(
    ("reference", "valid"),
    [
        (_URL, True),
        (_FILE, True),
        ({**_URL, **_FILE}, False),
        ({}, False),
        ({**_URL, "file_id": None}, False),
    ],
    ids=["url", "file", "both", "neither", "null beside"],
)
def test_image_reference_is_valid_as_by_its_schema(reference: dict[str, Any], valid: bool) -> None:
    body = {"prompt": "a cat", "images": [reference]}
    oracle = jsonschema_rs.validator_for(
        with_components({"$ref": "#/components/schemas/EditImageBodyJsonParam"})
    )
    assert oracle.is_valid(body) is valid
    error = error_without_instance(models.EditImageBodyJsonParam, body)
    assert (error is None) is valid
    if valid:
        models.EditImageBodyJsonParam.model_validate(body)
    else:
        with pytest.raises(ValidationError):
            models.EditImageBodyJsonParam.model_validate(body)


def test_image_reference_with_both_members_is_an_error_that_names_them() -> None:
    body = {"prompt": "a cat", "images": [{**_URL, **_FILE}]}
    error = error_without_instance(models.EditImageBodyJsonParam, body)
    assert error is not None
    assert [(e["loc"], e["msg"]) for e in error.errors()] == [
        (("images", 0), "'image_url', 'file_id' exclude each other")
    ]
