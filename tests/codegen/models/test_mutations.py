"""The models, compared with a JSON Schema validator on thousands of mutated instances."""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import jsonschema_rs
from pydantic import ValidationError

from app.contract import examples, openapi_document
from app.http.request import contract_models
from app.http.request.validation import ValidationFailure, failure_of
from generated import models
from generated.operations import OPERATIONS
from tests.support.contract_validation import with_components

_SEED = 20_260_821
_PER_SCHEMA = 14
_LEAST = 8_000
_LEAST_OF_BODIES = 300
_SCALARS: tuple[Any, ...] = ("text", 7, 1.5, True)

# Component -> why its model and its schema disagree about a mutation.
_UNTYPED = (
    "has `properties` or `items` without `type`, so that any string passes; the model requires the type"
)
_KNOWN: dict[str, str] = {
    "ListModelsResponse": _UNTYPED,
    "RealtimeServerEventTranscriptionSessionUpdated": _UNTYPED,
    "RealtimeSessionCreateRequest": _UNTYPED,
    "Upload": _UNTYPED,
}


# One schema at a time: all their validators together need 15 GiB.
@lru_cache(1)
def _oracle(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(with_components({"$ref": f"#/components/schemas/{name}"}))


def _model_accepts(name: str, value: Any) -> bool:
    try:
        contract_models.validate(name, value)
    except ValidationError:
        return False
    return True


def _failure_by_model(name: str, value: Any) -> ValidationFailure | None:
    try:
        contract_models.validate(name, value)
    except ValidationError as error:
        return failure_of(error, value)
    return None


def _content(failure: ValidationFailure | None) -> Any:
    return None if failure is None else (failure.error.body(), failure.only_unknown)


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every path within a value."""
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in members:
        yield (*path, key)
        yield from _places(child, (*path, key))


def _mutate(value: Any, path: tuple[str | int, ...], kind: str, chance: random.Random) -> Any:
    changed = copy.deepcopy(value)
    node = changed
    for part in path[:-1]:
        node = node[part]
    old = node[path[-1]]
    if kind == "delete":
        del node[path[-1]]
    elif kind == "null":
        node[path[-1]] = None
    elif kind == "type":
        node[path[-1]] = chance.choice([s for s in _SCALARS if type(s) is not type(old)])
    elif kind == "structure":
        node[path[-1]] = chance.choice([[old], {"value": old}, [], {}])
    elif kind == "bound":
        node[path[-1]] = _beyond(old, chance)
    return changed


def _beyond(old: Any, chance: random.Random) -> Any:
    if isinstance(old, str):
        return chance.choice(["", old + "é" * 600, "unknown_" + old])
    if isinstance(old, list):
        return chance.choice([[], old * 300])
    return chance.choice([-1, 0, 10**9, -1.5, 0.5])


def _has_files(name: str) -> bool:
    """Whether it contains files: a string in the schema, an uploaded file in the model."""
    waiting, seen = [{"$ref": f"#/components/schemas/{name}"}], set()
    while waiting:
        node: Any = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if node.get("format") == "binary":
                return True
            waiting += [child for key, child in node.items() if key != "discriminator"]
            reference = node.get("$ref")
            if isinstance(reference, str) and reference not in seen:
                seen.add(reference)
                waiting.append(openapi_document.resolve({"$ref": reference}))
    return False


def _cases() -> Iterator[tuple[str, Any]]:
    kinds = ("delete", "null", "type", "structure", "bound")
    for name in sorted(openapi_document.document()["components"]["schemas"]):
        if not hasattr(models, name) or _has_files(name):
            continue
        valid = examples.instance(
            {"$ref": f"#/components/schemas/{name}"}, openapi_document.resolve, full=True
        )
        yield name, valid
        # Of its own: a new component changes no other one's mutations.
        chance = random.Random(f"{_SEED} {name}")
        places = list(_places(valid))
        for _ in range(_PER_SCHEMA if places else 0):
            yield name, _mutate(valid, chance.choice(places), chance.choice(kinds), chance)


def test_models_mutated_instances_are_valid_as_by_their_schemas() -> None:
    disagreements: dict[str, list[str]] = defaultdict(list)
    accepted = refused = 0
    for name, value in _cases():
        valid = _oracle(name).is_valid(value)
        accepted, refused = accepted + valid, refused + (not valid)
        if _model_accepts(name, value) != valid:
            reason = "" if valid else str(next(_oracle(name).iter_errors(value)))[:300]
            disagreements[name].append(
                f"{'valid' if valid else 'invalid'} by the schema: {reason} {value!r:.300}"
            )
    # The mutations prove something only if both results are frequent.
    assert accepted + refused >= _LEAST
    assert min(accepted, refused) >= _LEAST // 4
    unexpected = {name: found for name, found in disagreements.items() if name not in _KNOWN}
    assert not unexpected, (
        f"{sum(map(len, unexpected.values()))} in {len(unexpected)}: {list(unexpected.items())[:25]}"
    )
    assert not _KNOWN.keys() - disagreements.keys(), "listed, and no longer found"
    assert sum(map(len, disagreements.values())) <= 20


def test_lean_validation_mutated_instances_have_the_failures_of_their_models() -> None:
    bodies_of_requests = {body.model for operation in OPERATIONS for body in operation.bodies}
    counts = {True: 0, False: 0}
    for name, value in _cases():
        model = contract_models.validator(name)
        if name not in bodies_of_requests or not isinstance(model, type):
            continue
        found = contract_models.failure(name, value)
        assert _content(found) == _content(_failure_by_model(name, value)), (name, value)
        counts[found is None] += 1
    assert min(counts.values()) >= _LEAST_OF_BODIES
