"""Long events of a chat's stream: with markers for their long texts, before they are parsed."""

from __future__ import annotations

import re

from app.contract.json_text import node_counts
from app.contract.long_arrays import LongArrays
from app.contract.long_texts import LongTexts
from app.contract.shortening import LONG_BODY, MAX_NODES, shorten_at_once
from app.relay.chunk_decoder import InvalidEvent

_DATA = b"data: "
# Half of a surrogate pair at the end of a text, or at its start.
_CUT_CHARACTER = re.compile(rb'\\u[dD][89abAB][0-9a-fA-F]{2}"|"\\u[dD][c-fC-F]')


class LongEvents:
    """Shortens events of one stream; `texts` get the long ones, `arrays` are the lists that may be long.

    Without `texts` they stay as they are. Raises InvalidEvent for one of which too much is left.
    """

    def __init__(self, texts: LongTexts | None, arrays: LongArrays) -> None:
        self._texts = texts
        self._arrays = arrays

    def shortened(self, event: bytes) -> bytes:
        """A long event. One whose text continues in another one is parsed whole, to be joined with it."""
        if not event.startswith(_DATA) or _CUT_CHARACTER.search(event) is not None:
            return event
        data = event[len(_DATA) : -1]
        shortened = self.shortened_data(data)
        return event if shortened is data else _DATA + shortened + b"\n"

    def shortened_data(self, data: bytes) -> bytes:
        """The JSON of an event, or the one body that came instead of a stream."""
        if len(data) <= LONG_BODY or self._texts is None:
            return data
        shortened = shorten_at_once(data, self._texts, self._arrays)
        if len(shortened) > LONG_BODY and any(nodes > MAX_NODES for nodes in node_counts(shortened)):
            raise InvalidEvent(
                f"it sent JSON of more than {MAX_NODES} values and keys", "upstream_answer_too_long"
            )
        return shortened
