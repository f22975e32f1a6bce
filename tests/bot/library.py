"""A small working knowledge base: it answers with the sentence that shares most words with the question."""

import asyncio
import re
from dataclasses import dataclass

from index import (
    SHARED,
    Access,
    Answer,
    Audience,
    Changes,
    Checked,
    CheckedClaim,
    Citation,
    Failure,
    Fate,
    Hit,
    InvalidQuestion,
    KnowledgeBase,
    Listing,
    Nearest,
    Neighbourhood,
    Order,
    Passage,
    Picture,
    Progress,
    Question,
    Refusal,
    Sentence,
    Source,
    Span,
    Unanswered,
    UnknownDocument,
    Upload,
    Verdict,
)

INDEXED_AT = "2026-01-02T03:04:05+00:00"
KIM = "Mr Kim traveled to Russia in September for a summit with Russian President Vladimir Putin."
_LONGEST_QUESTION = 2000
_EVERYTHING = Order(SHARED)


EVERYBODY = Access()


@dataclass(frozen=True, slots=True)
class Book:
    """A document whose passages are single sentences, one a line."""

    document: str
    title: str
    sentences: tuple[str, ...]
    publisher: str | None = "Guernsey Press"
    date: str | None = "2024-04-13"
    url: str | None = None
    version: str = "c0ffee"
    access: Access = EVERYBODY

    @property
    def indexed_at(self) -> str:
        return INDEXED_AT if self.version == "c0ffee" else "2026-02-02T03:04:05+00:00"

    @property
    def library(self) -> str:
        return self.document.partition("/")[0]

    @property
    def source(self) -> Source:
        return Source(self.document, self.title, self.publisher, self.date, self.url)

    @property
    def listing(self) -> Listing:
        path = self.document.partition("/")[2]
        return Listing(self.source, path, len(self.sentences), len(self.text), self.indexed_at)

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)

    def passage(self, ordinal: int) -> Passage | None:
        if not 0 <= ordinal < len(self.sentences):
            return None
        sentence = self.sentences[ordinal]
        start = sum(len(each) + 1 for each in self.sentences[:ordinal])
        span = Span(start, start + len(sentence))
        return Passage(f"{self.document}/{self.version}/{ordinal}", self.source, span, sentence, (span,))

    def passages(self) -> list[Passage]:
        return [passage for n in range(len(self.sentences)) if (passage := self.passage(n))]


SEED = Book(
    f"{SHARED}/kim.txt",
    "Chinese and North Korean officials meet in highest-level meeting in years",
    (
        "Zhao Leji, chairman of China’s National People’s Congress, arrived in North Korea on Thursday.",
        KIM,
        "The US accuses North Korea of supplying conventional weapons for Russia’s war in Ukraine.",
    ),
    date=None,
)


class Library(KnowledgeBase):
    """State that tests set: `books`, `gate` (answers wait for it), `broken` (raised instead of answering),
    `long` (whether answers have many sentences), `files` and `pictures` by document, and
    the `end` of what is not as it was."""

    def __init__(self, *books: Book) -> None:
        self.books = list(books or (SEED,))
        self.gate = asyncio.Event()
        self.gate.set()
        self.broken: Exception | None = None
        self.questions: list[Question] = []
        self.reindexed = 0
        self.orders: list[Order] = []
        self.long = False
        self.files: dict[str, Upload] = {}
        self.end = Fate.CHANGED
        self.pictures: dict[str, Picture] = {}
        self.refused: tuple[Refusal, ...] = ()
        self.progress: tuple[Progress, ...] = (Progress(1, 1, 3),)

    async def answer(self, question: Question) -> Answer | Unanswered:
        self.questions.append(question)
        await self._open(question)
        hits = self._nearest(question)
        if not hits or hits[0].score < 2:
            nearest = tuple(Nearest(h.passage.source, h.passage.id, h.passage.text, h.passage.span) for h in hits[:3])
            return Unanswered(question.text, "reading", "No sentence in the sources answers this.", nearest, (), 1.0)
        passage = hits[0].passage
        citation = Citation(1, passage.source, passage.id, passage.text, passage.span.start, passage.span.end)
        highlights = ("in September",) if "in September" in passage.text else ()
        sentences = (Sentence(passage.text, highlights, (citation,)),) * (20 if self.long else 1)
        notes = ("The source gives no year.",) if highlights else ()
        return Answer(question.text, "reading", sentences, (passage.source,), notes, INDEXED_AT, 1.0)

    async def check(self, text: str, audience: Audience) -> Checked:
        """Each line is a claim: supported if it stands in a book, contradicted if all but its last word do."""
        question = Question(text, audience)
        self.questions.append(question)
        await self._open(question)
        passages = [passage for book in self._seen_by(audience) for passage in book.passages()]
        claims = tuple(_checked(line, passages) for line in text.splitlines() if line.endswith("."))
        sources = tuple(
            {c.source: 0 for claim in claims for s in (*claim.support, *claim.against) for c in s.citations}
        )
        return Checked(claims[:6], max(0, len(claims) - 6), sources, INDEXED_AT if sources else "", 1.0)

    async def search(self, question: Question, top: int = 10) -> tuple[Hit, ...]:
        await self._open(question)
        return tuple(self._nearest(question)[:top])

    async def reindex(self, order: Order = _EVERYTHING) -> Changes:
        self.reindexed += 1
        self.orders.append(order)
        for step in self.progress:
            await asyncio.to_thread(order.progress, step)
        await self.gate.wait()
        if self.broken:
            raise self.broken
        paths = tuple(book.document for book in self.books)
        return Changes(paths, (), (), (), self.refused, len(paths), 3, 3, 12.0)

    async def documents(self, audience: Audience) -> tuple[Listing, ...]:
        return tuple(book.listing for book in self._seen_by(audience))

    async def contents(self, library: str) -> tuple[Listing, ...]:
        return tuple(book.listing for book in self.books if book.library == library)

    async def limits(self, library: str) -> dict[str, Access]:
        return {book.document.partition("/")[2]: book.access for book in self.books if book.library == library}

    async def text(self, document: str, audience: Audience) -> str:
        for book in self._seen_by(audience):
            if book.document == document:
                return book.text
        raise UnknownDocument("There is no such document.")

    async def fate(self, document: str) -> Fate:
        assert document.partition("/")[2]
        return self.end

    async def has_file(self, document: str, audience: Audience) -> bool:
        return document in self.files and document in {book.document for book in self._seen_by(audience)}

    async def file(self, document: str, audience: Audience) -> Upload:
        await self.text(document, audience)
        if document not in self.files:
            raise UnknownDocument("The file of this document is no longer there.")
        return self.files[document]

    async def page_picture(self, passage: str, quote: Span, audience: Audience) -> Picture | None:
        near = await self.passage(passage, audience)
        assert quote.end <= near.passage.span.end
        await self.gate.wait()
        return self.pictures.get(near.passage.source.document)

    async def passage(self, passage: str, audience: Audience) -> Neighbourhood:
        for book in self._seen_by(audience):
            for ordinal, each in enumerate(book.passages()):
                if each.id == passage:
                    around = book.passage(ordinal - 1), book.passage(ordinal + 1)
                    return Neighbourhood(each, *around, ordinal, len(book.sentences), INDEXED_AT)
        raise UnknownDocument("There is no such passage.")

    async def elsewhere(self, passage: str, audience: Audience) -> Passage | None:
        document, content, ordinal = passage.rsplit("/", 2)
        others = [book for book in self._seen_by(audience) if book.version == content and book.document != document]
        return others[0].passage(int(ordinal)) if others else None

    async def close(self) -> None:
        self.gate.set()

    async def _open(self, question: Question) -> None:
        await self.gate.wait()
        if self.broken:
            raise self.broken
        if len(question.text) > _LONGEST_QUESTION:
            raise InvalidQuestion("That question is too long to read; 2,000 characters are enough.")

    def _seen_by(self, audience: Audience) -> list[Book]:
        return [book for book in self.books if audience.may_see(book.library, [book.access])]

    def _nearest(self, question: Question) -> list[Hit]:
        asked = _words(question.text)
        books = [b for b in self._seen_by(question.audience) if question.document in (None, b.document)]
        passages = [passage for book in books for passage in book.passages()]
        hits = [Hit(passage, float(len(asked & _words(passage.text)))) for passage in passages]
        return sorted((hit for hit in hits if hit.score), key=lambda hit: -hit.score)


def _checked(claim: str, passages: list[Passage]) -> CheckedClaim:
    same = [passage for passage in passages if claim == passage.text]
    akin = [passage for passage in passages if claim.rsplit(" ", 1)[0] in passage.text]
    if same:
        return CheckedClaim(claim, None, Verdict.SUPPORTED, (_quoted(same[0]),))
    if akin:
        return CheckedClaim(claim, None, Verdict.CONTRADICTED, (), (_quoted(akin[0]),))
    return CheckedClaim(claim, None, Verdict.NOT_IN_SOURCES)


def _quoted(passage: Passage) -> Sentence:
    span = passage.span
    return Sentence(passage.text, (), (Citation(1, passage.source, passage.id, passage.text, span.start, span.end),))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.casefold())) - {"when", "did", "the", "and", "what", "who"}


class Broken(Failure):
    """A failure with a sentence of its own."""
