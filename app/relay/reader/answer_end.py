"""Which choices of an answer have finished, and whether the answer has."""

from __future__ import annotations

from collections.abc import Iterable

from app.contract.json_types import JsonObject
from app.relay.reader.chunk_normaliser import Chunk
from app.relay.reader.finish_reasons import CUT_SHORT, Finish, later_finish

_NOTHING_HELD: tuple[JsonObject, JsonObject] = ({}, {})


class AnswerEnd:
    """The finishes of an answer's choices, of which `expected` were requested.

    A finish is held back until the answer ends: some servers send text behind it, or several finishes. Such a
    text opens the choice again.
    """

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._open: set[int] = set()
        self._finishes: dict[int, Finish] = {}
        self._held: dict[int, tuple[JsonObject, JsonObject]] = {}
        self._has_failed = False
        self.has_output = False
        """Whether any choice has some."""
        self.done = False
        """Whether `[DONE]` arrived."""
        self.usage_is_last = False
        """Whether nothing but the usage arrived since the last output."""
        self.started: dict[int, None] = {}
        """The indices of the choices so far, in order."""

    def add(self, index: int, has_output: bool) -> None:
        """A chunk has the choice."""
        if index not in self.started:
            self.started[index] = None
            self._open.add(index)
        if has_output:
            self.has_output = True
            self.usage_is_last = False
            self._open.add(index)

    def finish(self, index: int, finish: Finish, members: JsonObject, choice: JsonObject) -> None:
        """The choice finishes, or does so again; the client gets it with these members."""
        self._open.discard(index)
        before = self._finishes.get(index)
        self._finishes[index] = finish if before is None else later_finish(before, finish)
        self._has_failed = self._has_failed or finish.failed
        self._held[index] = members, choice

    @property
    def all_finished(self) -> bool:
        """Whether each requested choice has finished and none was opened again."""
        return not self._open and len(self.started) >= self._expected

    @property
    def is_complete(self) -> bool:
        """Whether the answer is whole, whatever becomes of the connection."""
        return (self.all_finished and not self._has_failed) or self._ended_by_usage or self._ended_by_mark

    @property
    def is_ended(self) -> bool:
        """Whether an answer that ends here is whole: nothing may be open, unless the upstream gave an end.

        A choice that was requested and never began is not awaited: some servers ignore `n`.
        """
        all_named = bool(self.started) and self._finishes.keys() >= self.started.keys()
        return all_named or self._ended_by_usage or self._ended_by_mark

    @property
    def is_near(self) -> bool:
        """Whether a finish or the usage came already."""
        return self.usage_is_last or bool(self._finishes)

    @property
    def failures(self) -> list[str]:
        """The words of the unknown finishes."""
        return [finish.native or "" for finish in self._finishes.values() if finish.failed]

    @property
    def failed_without_output(self) -> bool:
        """Whether there is nothing but such a word."""
        return self._has_failed and not self.has_output

    @property
    def _ended_by_usage(self) -> bool:
        return self.usage_is_last and bool(self.started)

    @property
    def _ended_by_mark(self) -> bool:
        return self.done and bool(self.started)

    @property
    def finished(self) -> Iterable[int]:
        """The indices of the choices that have a finish, in its order."""
        return self._finishes.keys()

    def finish_at(self, index: int) -> Finish | None:
        """The finish of a choice; None if it got none."""
        return self._finishes.get(index)

    def conclude(self, index: int, reason: str) -> None:
        """Gives a choice without a finish this one: the answer ended without it."""
        self._finishes.setdefault(index, Finish(reason))

    def chunks(self, indices: Iterable[int], empty: JsonObject, *, cut_short: bool = False) -> list[Chunk]:
        """The finishes of these choices; those that came in one chunk stay together.

        `empty` are the members of a choice without content. With `cut_short` all are.
        """
        found: list[Chunk] = []
        for index in indices:
            members, choice = _NOTHING_HELD if cut_short else self._held.get(index, _NOTHING_HELD)
            finish = CUT_SHORT if cut_short else self._finishes.get(index, CUT_SHORT)
            if choice and finish.native is None:
                finished = {**choice, "finish_reason": finish.reason}
            else:
                finished = {"index": index, **empty, "logprobs": None, **choice, **finish_members(finish)}
            if found and found[-1].members is members:
                found[-1].choices.append(finished)
            else:
                found.append(Chunk(members, [finished]))
        return found


def finish_members(finish: Finish) -> JsonObject:
    """The members of a finished choice. The upstream's own word stands beside the contract's."""
    if finish.native is None:
        return {"finish_reason": finish.reason}
    return {"finish_reason": finish.reason, "native_finish_reason": finish.native}
