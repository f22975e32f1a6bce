"""The seam between what Footnote knows and how it talks; the only place that crosses to threads."""

from collections.abc import Callable
from dataclasses import dataclass

from index.answering import Answer, Question, Unanswered
from index.audience import Audience
from index.documents import Listing
from index.passages import Passage
from index.reindexing import Changes, Progress
from index.searching import Hit
from index.settings import Settings


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A passage as a reader meets it: with the one before and the one after, where there are any."""

    passage: Passage
    before: Passage | None
    after: Passage | None
    ordinal: int
    of_passages: int
    indexed_at: str


class KnowledgeBase:
    """Everything that the bot and the terminal may ask of the index. Safe to call from many tasks at once."""

    def __init__(self, settings: Settings) -> None:
        """Own the data folder until `close`. Raises DataFolderInUse, DamagedCatalogue."""
        self._settings = settings

    async def answer(self, question: Question) -> Answer | Unanswered:
        """Answer from the documents of the question's audience. Raises InvalidQuestion."""
        raise NotImplementedError

    async def search(self, question: Question, top: int = 10) -> tuple[Hit, ...]:
        """The `top` passages nearest the question, best first. Raises InvalidQuestion."""
        raise NotImplementedError

    async def reindex(self, progress: Callable[[Progress], None] | None = None) -> Changes:
        """Bring the shared library up to the seeds folder. `progress` is called from a worker thread.

        Raises UnreadableFolder.
        """
        raise NotImplementedError

    async def documents(self, audience: Audience) -> tuple[Listing, ...]:
        """The documents that the audience may see, by title."""
        raise NotImplementedError

    async def text(self, document: str, audience: Audience) -> str:
        """The whole text of a document, as spans count it. Raises UnknownDocument."""
        raise NotImplementedError

    async def passage(self, passage: str, audience: Audience) -> Neighbourhood:
        """A passage by its id. Raises UnknownDocument, also when the document has changed since."""
        raise NotImplementedError

    async def close(self) -> None:
        """Finish what runs, and let the data folder go."""
        raise NotImplementedError
