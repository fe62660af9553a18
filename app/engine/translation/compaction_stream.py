"""Chunks of a chat completion that is a summary -> events of a response whose one item is a compaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from typing_extensions import override

from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.translation.item_ids import Mint
from app.engine.translation.output_events import OutputEvent
from app.engine.translation.output_items import Seal
from app.engine.translation.response_stream import ResponseStream


class CompactionStream(ResponseStream):
    """The answer is read to its end before there is an item: half a summary is none.

    A summary that the model's limit of tokens cuts is one. Without a summary the response is failed.
    """

    def __init__(
        self,
        response: JsonObject,
        *,
        mint: Mint,
        now: Callable[[], float],
        seal: Seal,
        sequence_number: int = 0,
    ) -> None:
        super().__init__(response, mint=mint, now=now, sequence_number=sequence_number)
        self._seal_summary = seal
        self._draft = ResponseStream(response, mint=mint, now=now)
        """The answer as an ordinary one, whose events are dropped."""

    @property
    @override
    def texts(self) -> LongTexts:
        return self._draft.texts

    @override
    def feed(self, chunk: JsonObject) -> list[OutputEvent]:
        self._draft.feed(chunk)
        return []

    @property
    @override
    def accepts_texts(self) -> bool:
        return self._draft.accepts_texts

    @override
    def feed_texts(self, texts: Sequence[str]) -> list[OutputEvent]:
        self._draft.feed_texts(texts)
        return []

    @override
    def finish(self) -> list[OutputEvent]:
        self._draft.finish()
        return self._conclude()

    @override
    def fail(self, message: str, code: object = None) -> list[OutputEvent]:
        self._draft.fail(message, code)
        return self._conclude()

    @override
    def partial(self, status: Literal["cancelled", "incomplete", "failed"]) -> JsonObject:
        return {**self._draft.partial(status), "output": []}

    @override
    def generated(self) -> JsonObject:
        return self._draft.generated()

    def _conclude(self) -> list[OutputEvent]:
        draft = self._draft.final
        if self.final is not None or draft is None:
            return []
        self.provider_id = self._draft.provider_id
        self._response = {**self._response, "usage": draft["usage"], "service_tier": draft["service_tier"]}
        if draft["status"] == "failed":
            return super().fail(draft["error"]["message"], draft["error"]["code"])
        summary = self._summary(draft)
        if summary is None:
            return super().fail("The model wrote no summary of the context.")
        self._writer.add_item({"type": "compaction", "encrypted_content": self._seal_summary(summary)})
        return self._end("completed", completed_at=int(self._now()))

    def _summary(self, draft: JsonObject) -> str | None:
        details = draft["incomplete_details"]
        if details is not None and details["reason"] == "content_filter":
            return None
        output = self.texts.whole(draft["output"])
        parts = (part for item in output if item["type"] == "message" for part in item["content"])
        text = "".join(part["text"] for part in parts if part["type"] == "output_text")
        return text if text.strip() else None
