"""What came before a turn: the chain of responses or the conversation that it goes on, and what it names by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson
from sqlmodel import Session

from app.contract.json_types import JsonObject
from app.engine.responses.response_options import ResponseOptions
from app.engine.translation.items import carried
from app.engine.translation.references import ResolvedReferences, item_ids
from app.errors import BadRequest, NotFound
from app.storage.conversation_repository import ConversationRepository
from app.storage.response_repository import UNFINISHED, ResponseRepository

_MOST_ITEMS = 10_000


@dataclass(frozen=True, slots=True)
class Context:
    """`history` oldest first; `pinned` names the upstream that made it; `owner` holds the conversation's lease."""

    history: Sequence[JsonObject] = ()
    known: ResolvedReferences = field(default_factory=ResolvedReferences)
    pinned: str | None = None
    owner: str | None = None


def load(
    session: Session, project: str, options: ResponseOptions, said: object, owner: str, until: int
) -> Context:
    """Raises BadRequest or NotFound where what came before is not there, BadRequest where another turn has the conversation.

    `owner` holds a conversation from here on, until that Unix millisecond.
    """
    if options.conversation is not None:
        before = _conversation(session, project, options.conversation, owner, until)
        return Context(before, known(said, before), None, owner)
    if options.previous is None:
        return load_nothing(said)
    before, maker = _chain(session, project, options.previous)
    return Context(before, known(said, before), maker)


def history(session: Session, project: str, options: ResponseOptions) -> list[JsonObject]:
    """What came before, only read."""
    if options.conversation is not None:
        if ConversationRepository(session, project).get(options.conversation) is None:
            raise _no_conversation(options.conversation)
        return _said(session, project, options.conversation)
    return _chain(session, project, options.previous)[0] if options.previous is not None else []


def pinned(session: Session, project: str, options: ResponseOptions) -> str | None:
    """The upstream that made what came before, where that is a chain."""
    last = (
        ResponseRepository(session, project).get(options.previous) if options.previous is not None else None
    )
    return (last.upstream or None) if last is not None else None


def load_nothing(said: object) -> Context:
    """Where nothing came before."""
    return Context(known=known(said, ()))


def _chain(session: Session, project: str, previous: str) -> tuple[list[JsonObject], str | None]:
    responses = ResponseRepository(session, project)
    last = responses.get(previous)
    if last is None:
        raise BadRequest(
            f"Previous response with id '{previous[:100]}' not found.",
            param="previous_response_id",
            code="previous_response_not_found",
        )
    if last.status in UNFINISHED:
        raise BadRequest(
            f"Previous response '{previous[:100]}' is still {last.status}: wait for its end.",
            param="previous_response_id",
            code="previous_response_not_finished",
        )
    chain = responses.chain(previous)
    if not chain.complete:
        raise BadRequest(
            f"A response before '{previous[:100]}' was deleted, or the chain is too long to go on.",
            param="previous_response_id",
            code="previous_response_not_found",
        )
    return carried([orjson.loads(item.payload) for item in chain.items]), last.upstream or None


def _conversation(
    session: Session, project: str, conversation_id: str, owner: str, until: int
) -> list[JsonObject]:
    conversations = ConversationRepository(session, project)
    if not conversations.lock(conversation_id, owner, until):
        if conversations.get(conversation_id) is None:
            raise _no_conversation(conversation_id)
        raise locked(conversation_id)
    return _said(session, project, conversation_id)


def _said(session: Session, project: str, conversation_id: str) -> list[JsonObject]:
    items = ConversationRepository(session, project).items(conversation_id).page(limit=_MOST_ITEMS)
    if len(items) > _MOST_ITEMS:
        raise BadRequest(
            f"Conversation '{conversation_id[:100]}' has more than {_MOST_ITEMS} items, which no turn can carry on: "
            "delete some, or begin another one.",
            param="conversation",
            code="conversation_too_long",
        )
    return carried([orjson.loads(item.payload) for item in items])


def _no_conversation(conversation_id: str) -> NotFound:
    return NotFound(f"Conversation with id '{conversation_id[:100]}' not found.", param="conversation")


def locked(conversation_id: str, param: str = "conversation") -> BadRequest:
    """Another turn is under way in the conversation: OpenAI's status and code for it, which its SDKs do not try again."""
    return BadRequest(
        f"Conversation '{conversation_id[:100]}' is being answered; send the next turn when that has ended.",
        param=param,
        code="conversation_locked",
    )


def known(said: object, before: Sequence[JsonObject]) -> ResolvedReferences:
    """What the input names by id: items of what came before."""
    wanted = set(item_ids(said)) if isinstance(said, list) else set()
    return ResolvedReferences(items={item["id"]: item for item in before if item.get("id") in wanted})
