"""The generated models that validate bodies, by name."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from app.http.request import null_members
from app.http.request.first_fault import first_fault
from app.http.request.lean_validation import Model, error_without_instance
from app.http.request.validation import ValidationFailure
from generated import models

_warm: set[str] = set()
BUILDING = threading.Lock()
"""Held while a model is built: pydantic does not build one model in two threads."""


@cache
def validator(name: str) -> Model:
    """The validator for the generated model of that name."""
    found = getattr(models, name)
    return found if isinstance(found, type) else TypeAdapter(found)


def validate(name: str, value: Any) -> Any:
    """The model's instance for the value. Raises pydantic's ValidationError."""
    found = validator(name)
    return found.model_validate(value) if isinstance(found, type) else found.validate_python(value)


def failure(name: str, value: Any) -> ValidationFailure | None:
    """Why the model would reject the value; None if it would accept it. Builds no instance."""
    return first_fault(validator(name), value)


def failure_without_nulls(name: str, value: Any) -> tuple[ValidationFailure | None, bool]:
    """The failure of a decoded body, and whether nulls of optional members were removed from it first."""
    found = failure(name, value)
    if found is None or not null_members.remove(validator(name), value):
        return found, False
    return failure(name, value), True


def failure_without_empty_texts(name: str, value: Any) -> ValidationFailure | None:
    """The failure of a decoded form. Of a rejected one, empty texts of optional fields are removed first.

    A form has no null: clients send an empty text for it.
    """
    found, model = failure(name, value), validator(name)
    if found is None or not isinstance(value, dict) or not isinstance(model, type):
        return found
    required = {field.alias or key for key, field in model.model_fields.items() if field.is_required()}
    empty = [key for key, text in value.items() if text in ("", [""]) and key not in required]
    for member in empty:
        del value[member]
    return failure(name, value) if empty else found


def warm(name: str) -> None:
    """Builds a model and its lean validator, which takes up to half a second. For a thread."""
    with BUILDING:
        error_without_instance(validator(name), {})
        _warm.add(name)


def is_warm(name: str | None) -> bool:
    """Whether the model was built, or there is none."""
    return name is None or name in _warm
