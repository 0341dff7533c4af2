"""Calls for ten people that the postings of one process share, so that each is as full as it can be.

Who asks takes seats in calls, pays for them, and sits down. A call goes out when all who took a seat sit, and it is
full or no other posting is on its way to ask; at the latest when somebody has sat for `patience` seconds. So a single
posting never waits, and a seat that stays empty (its posting has no credits left) holds up nobody for long.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from inroad.errors import InroadError

_PATIENCE = 0.2


class Question(Hashable, Protocol):
    """What is asked of one person; `spelt` is the name by which an answer may be known to be theirs."""

    @property
    def spelt(self) -> str:
        """The name, spelt so that equal ones are equal."""
        ...


Asked = TypeVar("Asked", bound=Question)
Said = TypeVar("Said")


class Tens(Generic[Asked, Said]):
    """The calls that are filling; one for all postings of a process, safe among threads."""

    def __init__(
        self, ask: Callable[[Sequence[Asked]], Mapping[Asked, Said]], most: int, patience: float = _PATIENCE
    ) -> None:
        """Take what asks one question of each of at most so many people, and answers all of them."""
        self._ask = ask
        self._most = most
        self._patience = patience
        self._changed = threading.Condition()
        self._coming: set[Turn[Asked, Said]] = set()
        self._filling: list[_Call[Asked, Said]] = []

    def turn(self) -> Turn[Asked, Said]:
        """Return a way to ask for one round of a posting."""
        return Turn(self)

    def come(self, turn: Turn[Asked, Said]) -> None:
        """Let others wait for a posting that will ask."""
        with self._changed:
            self._coming.add(turn)

    def leave(self, turn: Turn[Asked, Said]) -> None:
        """Let nobody wait any more for a posting."""
        with self._changed:
            self._coming.discard(turn)
            self._changed.notify_all()

    def seats(self, turn: Turn[Asked, Said], questions: Iterable[Asked]) -> list[Seats[Asked, Said]]:
        """Return seats in the first calls with room; nobody waits any more for who has them.

        Two people of one name do not sit in a call together, unless it is their own posting that asks for both: it
        knows how to tell them apart.
        """
        taken: dict[_Call[Asked, Said], list[Asked]] = {}
        with self._changed:
            for question in questions:
                call = self._call_with_room(turn, question)
                call.seats.append((turn, question))
                taken.setdefault(call, []).append(question)
            self._coming.discard(turn)
            self._changed.notify_all()
        return [Seats(self, call, part) for call, part in taken.items()]

    def ask(self, call: _Call[Asked, Said], questions: Sequence[Asked]) -> dict[Asked, Said]:
        """Sit down in a call, and return what its answer says of these; an error is everybody's who sits in it."""
        with self._changed:
            if call.is_out:
                call = self._own_call(questions)
            call.sitting += questions
            self._changed.notify_all()
            self._changed.wait_for(lambda: call.is_out or self._may_go(call), self._patience)
            is_first = not call.is_out
            if is_first:
                call.is_out = True
                self._filling = [other for other in self._filling if other is not call]
        if is_first:
            self._answer(call)
        answer = call.answer.result()
        return {question: answer[question] for question in questions}

    def _answer(self, call: _Call[Asked, Said]) -> None:
        try:
            call.answer.set_result(self._ask(call.sitting))
        except InroadError as error:
            call.answer.set_exception(error)
        finally:
            call.answer.cancel()  # does nothing to one that is set; else the others would wait for ever

    def _may_go(self, call: _Call[Asked, Said]) -> bool:
        is_filling = call in self._filling and len(call.seats) < self._most and bool(self._coming)
        return len(call.sitting) == len(call.seats) and not is_filling

    def _call_with_room(self, turn: Turn[Asked, Said], question: Asked) -> _Call[Asked, Said]:
        for call in self._filling:
            if len(call.seats) < self._most and not call.has_namesake(turn, question):
                return call
        self._filling.append(_Call())
        return self._filling[-1]

    def _own_call(self, questions: Sequence[Asked]) -> _Call[Asked, Said]:
        """A call for who came too late: the one of their seats has gone out."""
        own: _Call[Asked, Said] = _Call()
        own.seats = [(None, question) for question in questions]
        return own


class Turn(Generic[Asked, Said]):
    """One posting's round; between `expected` and its `seats` other postings wait for it."""

    def __init__(self, tens: Tens[Asked, Said]) -> None:
        self._tens = tens

    @contextmanager
    def expected(self) -> Iterator[None]:
        """Let others wait for this posting within the block, as long as it has not asked."""
        self._tens.come(self)
        try:
            yield
        finally:
            self._tens.leave(self)

    def seats(self, questions: Iterable[Asked]) -> list[Seats[Asked, Said]]:
        """Return seats in as few calls as have room for all questions."""
        return self._tens.seats(self, questions)


@dataclass(frozen=True)
class Seats(Generic[Asked, Said]):
    """One posting's seats in one call, a question each; to be paid for before `ask`."""

    tens: Tens[Asked, Said]
    call: _Call[Asked, Said]
    questions: Sequence[Asked]

    def ask(self) -> dict[Asked, Said]:
        """Wait for the others, ask with them, and return what the answer says of these questions.

        Raises whatever the call does, for each of those who share it.
        """
        return self.tens.ask(self.call, self.questions)


class _Call(Generic[Asked, Said]):
    """One call: who took a seat (and whose), who sits, and what came of it."""

    def __init__(self) -> None:
        self.seats: list[tuple[Turn[Asked, Said] | None, Asked]] = []
        self.sitting: list[Asked] = []
        self.is_out = False
        self.answer: Future[Mapping[Asked, Said]] = Future()

    def has_namesake(self, turn: Turn[Asked, Said], question: Asked) -> bool:
        """Say whether another posting asks for somebody of the same name."""
        return any(other is not turn and sitting.spelt == question.spelt for other, sitting in self.seats)
