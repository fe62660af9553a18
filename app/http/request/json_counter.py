"""Counts the values of a JSON text and measures its depth, chunk by chunk, before a parser sees it."""

from __future__ import annotations

from app.aio.ticks import yield_to_loop
from app.contract.json_text import JsonStructure
from app.errors import BadRequest
from app.http.request.strict_json import MAX_DEPTH, too_deep

_CHUNK_BYTES = 64 * 1024


class JsonCounter:
    """Counts nodes: commas, colons and opening brackets outside of strings, so each value and each key.

    A node takes 60 to 100 bytes once it is parsed. The text is not validated: of invalid JSON the result is
    some number.
    """

    def __init__(self, max_nodes: int, what: str) -> None:
        self._max_nodes = max_nodes
        self._what = what
        self._structure = JsonStructure()
        self.nodes = 0

    def feed(self, chunk: bytes) -> None:
        """Counts the next chunk. Raises BadRequest beyond the bound of nodes, or of the depth."""
        structure = self._structure.feed(chunk)
        self.nodes += len(structure) - structure.count(b"]") - structure.count(b"}")
        if self.nodes > self._max_nodes:
            raise BadRequest(
                f"{self._what} has more than {self._max_nodes} values and keys; send fewer.",
                code="too_many_values",
            )
        if self._structure.highest > MAX_DEPTH:
            raise too_deep()


def require_few_nodes(data: bytes, max_nodes: int) -> None:
    """Counts the JSON of a form's field at once. Raises BadRequest beyond the bound."""
    JsonCounter(max_nodes, "The JSON in a field of the form").feed(data)


async def count_nodes(data: bytes, max_nodes: int) -> int:
    """The nodes of a long body, counted in chunks; yields to the loop after each. Raises BadRequest beyond
    the bound.
    """
    counter = JsonCounter(
        max_nodes, "The JSON body (settings MAX_BODY_NODES and MAX_BODY_NODES_BY_OPERATION)"
    )
    for start in range(0, len(data), _CHUNK_BYTES):
        counter.feed(data[start : start + _CHUNK_BYTES])
        await yield_to_loop()
    return counter.nodes
