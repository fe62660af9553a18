"""The history of a turn: the chain of responses or the conversation that it continues; its references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from app.contract.json_types import JsonObject
from app.contract.long_texts import LongTexts
from app.engine.responses.long_history import history_item
from app.engine.responses.response_options import ResponseOptions
from app.engine.translation.references import ResolvedReferences, item_ids
from app.engine.translation.stored_items import history_items
from app.errors import BadRequest, Conflict, NotFound
from app.storage.conversation_repository import ConversationRepository
from app.storage.response_repository import UNFINISHED, ResponseRepository

_MAX_HISTORY_ITEMS = 10_000


@dataclass(frozen=True, slots=True)
class TurnContext:
    """`history` has the oldest item first; `pinned` names the upstream that produced it.

    `lock_owner` holds the lock on the conversation, if the turn has one. `texts` are the long texts of the
    history, which has their markers.
    """

    history: Sequence[JsonObject] = ()
    references: ResolvedReferences = field(default_factory=ResolvedReferences)
    pinned: str | None = None
    lock_owner: str | None = None
    texts: LongTexts = field(default_factory=LongTexts)


def load_context(
    session: Session, project: str, options: ResponseOptions, given: object, lock_owner: str, lock_ms: int
) -> TurnContext:
    """Loads the history and resolves the references of the input `given`.

    Locks a conversation for `lock_owner` for so many milliseconds. Raises BadRequest or NotFound if the
    history does not exist, BadRequest if another turn holds the conversation.
    """
    texts = LongTexts()
    if options.conversation is not None:
        history = _lock_conversation(session, project, options.conversation, lock_owner, lock_ms, texts)
        return TurnContext(history, resolve_references(given, history, texts), None, lock_owner, texts)
    if options.previous is None:
        return context_without_history(given)
    history, upstream = _chain(session, project, options.previous, texts)
    return TurnContext(history, resolve_references(given, history, texts), upstream, texts=texts)


def context_without_history(given: object) -> TurnContext:
    """The context of a turn that continues nothing."""
    return TurnContext(references=resolve_references(given, ()))


def unlocked_context(
    session: Session,
    project: str,
    options: ResponseOptions,
    given: object,
    texts: LongTexts | None = None,
) -> TurnContext:
    """The context, without a lock on the conversation, with markers of `texts`. Raises as `load_context`."""
    history = read_history(session, project, options, texts)
    pinned = pinned_upstream(session, project, options)
    references = resolve_references(given, history, texts)
    return TurnContext(history, references, pinned, texts=LongTexts() if texts is None else texts)


def read_history(
    session: Session, project: str, options: ResponseOptions, texts: LongTexts | None = None
) -> list[JsonObject]:
    """The history, without a lock on the conversation, with markers of `texts`. Raises as `load_context`."""
    if options.conversation is not None:
        if ConversationRepository(session, project).get(options.conversation) is None:
            raise _conversation_not_found(options.conversation)
        return _conversation_history(session, project, options.conversation, texts)
    return _chain(session, project, options.previous, texts)[0] if options.previous is not None else []


def pinned_upstream(session: Session, project: str, options: ResponseOptions) -> str | None:
    """The upstream that produced the previous response, if the turn has one."""
    last = (
        ResponseRepository(session, project).state(options.previous) if options.previous is not None else None
    )
    return (last.upstream or None) if last is not None else None


def resolve_references(
    given: object, history: Sequence[JsonObject], texts: LongTexts | None = None
) -> ResolvedReferences:
    """The items of the history that the input `given` names by id, without markers of `texts`.

    Raises BadRequest for an id that it names twice, as OpenAI does: a short input would be of any length.
    """
    wanted: set[str] = set()
    for name in item_ids(given) if isinstance(given, list) else ():
        if name in wanted:
            message = f"Duplicate item found with id {name[:100]}. Remove duplicate items from your input."
            raise BadRequest(message, param="input", code="invalid_value")
        wanted.add(name)
    found = {item["id"]: item for item in history if item.get("id") in wanted}
    if texts:
        found = {name: texts.whole(item) for name, item in found.items()}
    return ResolvedReferences(items=found)


def conversation_locked(conversation_id: str, param: str = "conversation") -> BadRequest:
    """Another turn holds the conversation. OpenAI's status and code, which its SDKs do not retry."""
    return BadRequest(
        f"Conversation '{conversation_id[:100]}' has a turn in progress; send the next turn after it.",
        param=param,
        code="conversation_locked",
    )


def conversation_lost(conversation_id: str) -> Conflict:
    """Another turn acquired the conversation, or it was deleted, while the model generated.

    The header keeps OpenAI's SDKs, which retry a 409, from paying the model again.
    """
    return Conflict(
        f"Conversation '{conversation_id[:100]}' was acquired by another turn or deleted before this turn's "
        "end: nothing of this response is stored. Read the conversation, then send the turn again.",
        param="conversation",
        code="conversation_lost",
        headers={"x-should-retry": "false"},
    )


def _chain(
    session: Session, project: str, previous: str, texts: LongTexts | None
) -> tuple[list[JsonObject], str | None]:
    responses = ResponseRepository(session, project)
    last = responses.state(previous)
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
            f"A response before '{previous[:100]}' was deleted, or the chain is too long.",
            param="previous_response_id",
            code="previous_response_not_found",
        )
    return history_items([history_item(data, texts) for data in chain.items]), last.upstream or None


def _lock_conversation(
    session: Session, project: str, conversation_id: str, lock_owner: str, lock_ms: int, texts: LongTexts
) -> list[JsonObject]:
    conversations = ConversationRepository(session, project)
    if not conversations.lock(conversation_id, lock_owner, lock_ms):
        if conversations.get(conversation_id) is None:
            raise _conversation_not_found(conversation_id)
        raise conversation_locked(conversation_id)
    return _conversation_history(session, project, conversation_id, texts)


def _conversation_history(
    session: Session, project: str, conversation_id: str, texts: LongTexts | None
) -> list[JsonObject]:
    items = ConversationRepository(session, project).items(conversation_id).first(_MAX_HISTORY_ITEMS + 1)
    if len(items) > _MAX_HISTORY_ITEMS:
        raise BadRequest(
            f"Conversation '{conversation_id[:100]}' has more than {_MAX_HISTORY_ITEMS} items, "
            "the limit of a turn: delete some, or start another one.",
            param="conversation",
            code="conversation_too_long",
        )
    return history_items([history_item(data, texts) for data in items])


def _conversation_not_found(conversation_id: str) -> NotFound:
    return NotFound(f"Conversation with id '{conversation_id[:100]}' not found.", param="conversation")
