"""One turn: a request for a response, its history, and the response before it has output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.access.callers import Call
from app.contract.json_types import JsonObject
from app.engine.hosted.hosted_tools import HostedTools
from app.engine.responses.conversation_lock import ConversationLock
from app.engine.responses.response_options import ResponseOptions
from app.engine.responses.turn_context import TurnContext
from app.engine.responses.upstream_query import UpstreamQuery
from app.engine.sealed_tokens import TokenSealer


@dataclass(slots=True)
class ResponseTurn:
    """`inputs` are the items of the request, `snapshot` the response without output.

    `lock` is on the turn's conversation; a job has none, as it holds the conversation until it is finished.
    """

    call: Call
    options: ResponseOptions
    context: TurnContext
    inputs: Sequence[JsonObject]
    snapshot: JsonObject
    lock: ConversationLock | None = None
    tools: HostedTools | None = None
    """The tools that this server runs, if the request has some and a chat upstream is asked first."""

    @property
    def has_preparation(self) -> bool:
        """Whether tools do something before the model is asked: then the response begins before that."""
        return self.tools is not None and self.tools.need_preparation

    @property
    def id(self) -> str:
        """The response's id."""
        return str(self.snapshot["id"])

    def query(self, *, streams: bool, sealer: TokenSealer) -> UpstreamQuery:
        """The request to an upstream."""
        context = self.context
        return UpstreamQuery(
            self.call,
            self.call.body_fields,
            context.history,
            context.references,
            context.pinned,
            streams,
            sealer,
            texts=context.texts,
            hosted={} if self.tools is None else self.tools.functions(),
        )

    async def release(self) -> None:
        """Releases the conversation, if the turn holds one."""
        if self.lock is not None:
            await self.lock.release()
