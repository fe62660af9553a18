"""What a body may cost, for generated bodies of every operation: counted in errors, nodes and bytes."""

from __future__ import annotations

import copy
import random
import tracemalloc
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson
import pytest
from starlette.types import Message

from app.contract import examples, openapi_document
from app.errors import BadRequest
from app.http.limits import Limits
from app.http.request import bodies, contract_models, strict_json
from app.http.request.lean_validation import error_without_instance
from app.http.request.slow_bodies import SlowBodies
from app.http.request.validation import failure_of
from app.http.request.validation_worker import Checked, ValidationWorker
from generated.operations import OPERATIONS
from generated.runtime import Operation

_JSON = "application/json"
_HEADERS = {"content-type": _JSON}
_COUNT = 1000
# A body has about ten fields, and an error names one of them or a variant of a union.
_MOST_ERRORS = 40
_MEMORY_BYTES = 32 * 1024 * 1024
_MEMORY_PER_BYTE = 8
_PLACES = 12
_SEED = 20_261_130


class _Case(NamedTuple):
    operation: Operation
    model: str
    example: dict[str, Any]


def _cases() -> list[_Case]:
    """Every operation whose JSON body is an object, with a full example of it."""
    found: list[_Case] = []
    for operation in OPERATIONS:
        for body in operation.bodies:
            if body.media_type == _JSON and body.model is not None:
                path = operation.path + ("?beta=true" if operation.beta else "")
                declared = openapi_document.document()["paths"][path][operation.method.lower()]
                schema = declared["requestBody"]["content"][_JSON]["schema"]
                example = examples.instance(schema, openapi_document.resolve, full=True)
                if isinstance(example, dict):
                    found.append(_Case(operation, body.model, example))
    return found


def _nested(around: Any, levels: int) -> Any:
    value: Any = 0
    for _ in range(levels):
        value = around(value)
    return value


def _tree(levels: int) -> dict[str, Any]:
    """Of types that may contain themselves."""
    if levels == 0:
        return {}
    return {"type": "and", "filters": [_tree(levels - 1)], "content": [_tree(levels - 1)]}


_HOSTILE: dict[str, Any] = {
    "objects": [{}] * _COUNT,
    "lists": [[]] * _COUNT,
    "numbers": [0] * _COUNT,
    "texts": ["x"] * _COUNT,
    "nulls": [None] * _COUNT,
    "messages": [{"role": "user", "content": [{}] * 3}] * (_COUNT // 4),
    "items": [{"type": "message"}] * (_COUNT // 2),
    "keys": {f"k{index}": {} for index in range(_COUNT)},
    "deep lists": _nested(lambda value: [value], 150),
    "deep objects": _nested(lambda value: {"type": "and", "filters": [value]}, 90),
    "a tree": _tree(8),
    "a long text": "x" * 10_000,
    "a long key": {"k" * 10_000: [{}] * 100},
}


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        if isinstance(child, dict | list):
            yield from _places(child, (*path, key))


def _with(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    changed = copy.deepcopy(value)
    node = changed
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = new
    return changed


def _chosen(case: _Case, chance: random.Random) -> list[tuple[str | int, ...]]:
    """Every field of the body, and some places within them."""
    places = list(_places(case.example))
    inner = [place for place in places if len(place) > 1]
    return [place for place in places if len(place) == 1] + chance.sample(inner, min(_PLACES, len(inner)))


def test_bodies_of_every_operation_have_few_errors() -> None:
    chance, bodies_seen, faulty = random.Random(_SEED), 0, 0
    for case in _cases():
        for place in _chosen(case, chance):
            for kind, hostile in _HOSTILE.items():
                value = _with(case.example, place, hostile)
                bodies_seen += 1
                error = error_without_instance(contract_models.validator(case.model), value)
                if error is not None:
                    faulty += 1
                    assert error.error_count() <= _MOST_ERRORS, (case.operation.id, place, kind)
                    found = failure_of(error, value).error
                    assert len(str(found.body())) < 4_500, (case.operation.id, place, kind)
    # The cases prove something only if many bodies are faulty.
    assert bodies_seen > 8_000
    assert faulty > bodies_seen / 2


def test_bodies_of_every_operation_take_a_bounded_multiple_of_their_bytes() -> None:
    chance = random.Random(_SEED)
    tracemalloc.start()
    try:
        for case in _cases():
            contract_models.warm(case.model)
            place = chance.choice(_chosen(case, chance))
            for kind, hostile in _HOSTILE.items():
                body = orjson.dumps(_with(case.example, place, hostile))
                tracemalloc.reset_peak()
                before = tracemalloc.get_traced_memory()[0]
                # Indented, it takes the longer way through the decoder.
                contract_models.failure(case.model, strict_json.decode(body.replace(b"{", b"{ ")))
                used = tracemalloc.get_traced_memory()[1] - before
                assert used <= _MEMORY_PER_BYTE * len(body) + _MEMORY_BYTES // 32, (case, place, kind)
    finally:
        tracemalloc.stop()


class _CountingWorker(ValidationWorker):
    """Finds every body valid, and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.checked = 0

    async def check(self, model: str | None, data: bytes, nodes: int = 0) -> Checked:
        self.checked += 1
        return Checked(None, None, {})


async def _read_long(operation: Operation, body: bytes, limits: Limits) -> int:
    """How many bodies a worker gets to see."""
    worker = _CountingWorker()

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    read = await bodies.read(operation, receive, _HEADERS, limits)
    assert read.is_slow
    await SlowBodies(limits, worker).validate(read, operation, needs_model=False)
    return worker.checked


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.operation.id)
async def test_long_body_over_the_bound_of_nodes_is_400_before_it_is_parsed(case: _Case) -> None:
    limits = Limits(nodes=1000, nodes_by_operation={"create_embedding": 2000})
    bound = limits.nodes_by_operation.get(case.operation.id, limits.nodes)
    space = b" " * bodies.LONG_BYTES
    # `{`, `:` and `[` are nodes, and so is each comma.
    most = b'{"x":[' + b"0," * (bound - 3) + b"0]}"
    assert await _read_long(case.operation, space + most, limits) == 1
    with pytest.raises(BadRequest, match=f"more than {bound} values and keys") as caught:
        await _read_long(case.operation, space + most.replace(b"[0", b"[0,0"), limits)
    assert caught.value.code == "too_many_values"
