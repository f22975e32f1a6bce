"""An answer that was given: to whom, where, what was said, and what became since of the passages that it quotes."""

from dataclasses import dataclass
from enum import StrEnum

from index import Answer, Span, Unanswered

Outcome = Answer | Unanswered


class State(StrEnum):
    """What became of a passage since it was cited."""

    CURRENT = "current"
    CHANGED = "changed"
    ROLLED_BACK = "rolled back"
    REMOVED = "removed"
    ERASED = "erased"
    LIMITED = "limited"

    @property
    def is_gone(self) -> bool:
        """Whether it may not be read here any more, by anybody or by all who could."""
        return self in (State.REMOVED, State.ERASED, State.LIMITED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: a passage by its id, and the quoted span of its document (empty: nothing in particular)."""

    passage: str
    quoted: Span
    state: State = State.CURRENT


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it is entered: to whom, where, and what was said. A search has places but no outcome.

    `conversation` names what it is a turn of; `language` is that of the card.
    """

    person: int
    server: int | None
    channel: int | None
    conversation: str
    private: bool
    language: str
    outcome: Outcome | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as it stands in the ledger; `channel` and `message` say where its card is."""

    answer: str
    given: Given
    message: int | None

    def state(self, passage: str) -> State:
        """What became of a passage that it cites."""
        return next(place.state for place in self.given.places if place.passage == passage)
