"""The line in which questions wait: servers take turns, and within a server people do, so that nobody is starved."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

K = TypeVar("K")

_SMOOTHING = 0.2
"""How much the newest turn counts in the average of how long a turn takes."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in line. Outside every server each person stands for themselves."""

    person: int
    server: int | None = None

    @property
    def group(self) -> tuple[str, int]:
        """Whose turn is taken."""
        return ("person", self.person) if self.server is None else ("server", self.server)


class Line:
    """Round robin over servers, and over the people of each (fair queueing; Nagle, RFC 970).

    A newcomer of a quiet server waits for one turn of each other server, however many questions a noisy one has.
    """

    @dataclass(eq=False, slots=True)
    class Turn:
        """One question's place: `come` is set when it is its turn."""

        who: Who
        come: asyncio.Event = field(default_factory=asyncio.Event)
        began: float | None = None

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._running = 0
        # Insertion order is the order of turns: whoever had one goes to the end.
        self._groups: dict[tuple[str, int], dict[int, deque[Line.Turn]]] = {}
        self._people: Counter[int] = Counter()
        self._servers: Counter[tuple[str, int]] = Counter()
        self._seconds: float | None = None

    @property
    def everyone(self) -> int:
        """How many questions there are, waiting or having their turn."""
        return self._people.total()

    def of_person(self, who: Who) -> int:
        """How many of them are this person's."""
        return self._people[who.person]

    def of_server(self, who: Who) -> int:
        """How many of them come from there."""
        return self._servers[who.group]

    @contextmanager
    def joined(self, who: Who) -> Iterator[Turn]:
        """A place in line, given up at the end of the block, whether the turn has come or not."""
        turn = Line.Turn(who)
        self._people[who.person] += 1
        self._servers[who.group] += 1
        self._groups.setdefault(who.group, {}).setdefault(who.person, deque()).append(turn)
        self._next()
        try:
            yield turn
        finally:
            self._leave(turn)

    def prospect(self, turn: Turn) -> tuple[int, float | None]:
        """The turn's place, from 1, and about how many seconds it will take; None before any turn has ended."""
        place = self._place(turn)
        return place, None if self._seconds is None else place * self._seconds / self._at_once

    def _place(self, turn: Turn) -> int:
        """How many turns until this one, with those who are there now: each group before it has one a round."""
        people = self._groups[turn.who.group]
        before = people[turn.who.person].index(turn)
        order = list(people)
        own = before + 1
        for place, (person, turns) in enumerate(people.items()):
            if person != turn.who.person:
                own += min(len(turns), before + (place < order.index(turn.who.person)))
        groups = list(self._groups)
        ahead = own
        for place, (group, members) in enumerate(self._groups.items()):
            if group != turn.who.group:
                waiting = sum(map(len, members.values()))
                ahead += min(waiting, own - 1 + (place < groups.index(turn.who.group)))
        return ahead

    def _next(self) -> None:
        while self._running < self._at_once and self._groups:
            group, people = next(iter(self._groups.items()))
            person, turns = next(iter(people.items()))
            turn = turns.popleft()
            del self._groups[group], people[person]
            if turns:
                people[person] = turns
            if people:
                self._groups[group] = people
            self._running += 1
            turn.began = time.monotonic()
            turn.come.set()

    def _leave(self, turn: Turn) -> None:
        who = turn.who
        if turn.began is not None:
            self._running -= 1
            took = time.monotonic() - turn.began
            self._seconds = took if self._seconds is None else (1 - _SMOOTHING) * self._seconds + _SMOOTHING * took
        else:
            self._withdraw(turn)
        _count_down(self._people, who.person)
        _count_down(self._servers, who.group)
        self._next()

    def _withdraw(self, turn: Turn) -> None:
        people = self._groups[turn.who.group]
        people[turn.who.person].remove(turn)
        if not people[turn.who.person]:
            del people[turn.who.person]
        if not people:
            del self._groups[turn.who.group]


def _count_down(counter: Counter[K], key: K) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]
