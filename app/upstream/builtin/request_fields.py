"""The fields of a request whose types nothing in front of the built-in model has settled."""

from __future__ import annotations

from app.contract.json_types import JsonObject
from app.errors import BadRequest


def settle(request: JsonObject) -> None:
    """Makes `n` and `seed` integers. Raises BadRequest for a value of another type.

    The contract allows a `seed` with a fraction, and declares neither these nor `stop` for responses.
    """
    for name in ("n", "seed"):
        value = request.get(name)
        if isinstance(value, float) and (name == "seed" or value.is_integer()):
            request[name] = int(value)
        elif not isinstance(value, int | None):
            raise _wrong(name, "an integer")
    stop = request.get("stop")
    sequences = stop if isinstance(stop, list) else [stop or ""]
    if not all(isinstance(sequence, str) for sequence in sequences):
        raise _wrong("stop", "a string or an array of strings")


def _wrong(name: str, expected: str) -> BadRequest:
    return BadRequest(f"'{name}' must be {expected}.", param=name, code="invalid_type")
