"""Answers without a language model: the sentences that answer, the answer inside them, or none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.dates import expressions
from index.documents import Span
from index.passages import Passage
from index.questions import Asked, Kind, names
from index.reranking import Reranker
from index.searching import Hit
from index.verifying import Claim, Quote
from index.words import Word, words

PASSAGES = 5
"""The best passages are read sentence by sentence."""

WORDS_ALONE = 8.0
"""Without the reranker a sentence with all words of the question is just enough; each missing one costs."""

MOST_SENTENCES = 3

ENOUGH = 2.5
"""A sentence answers above this reranker score if it holds all telling words of the question. On the seed article's 21
questions the best sentences of answerable ones scored 5.5 and more, of unanswerable ones 5.0 and less."""

UNCOVERED = 3.0
"""What a sentence must score more if none of the question's telling words stands in it, and in proportion."""

BESIDE = 2.0
"""A further sentence is shown if it scores no more than this below the best."""

CONTEXT = 2
"""Sentences before the answering one in which a name may stand that it only refers to (he, the company, the visit)."""

_NUMBER_WORDS = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion
    billions trillion dozen dozens half third quarter both single couple pair none no several
    """.split()
)
_DURATION = re.compile(
    r"\b(?:for |about |around |nearly |almost |over |more than |at least |up to )*"
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|several|many|half an?)"
    r"(?:[- ](?:and a half|to \d+|or \w+))?[- ](?:second|minute|hour|day|night|week|month|year|decade|centur(?:y|ie)|season|term)s?\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:aged? (?:of )?\d{1,3}|\d{1,3}[- ]years?[- ]old|\d{1,3} years of age|[\w-]+ years? old|, \d{1,3},)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that might answer, and how well the reranker thinks it does."""

    passage: Passage
    span: Span
    text: str
    before: str
    score: float


@dataclass(frozen=True, slots=True)
class Read:
    """What reading found: claims to verify, best first; or none, and why, in one sentence."""

    claims: tuple[Claim, ...]
    reason: str = ""


class Reader:
    """Reads the best passages sentence by sentence."""

    def __init__(self, reranker: Reranker | None) -> None:
        """Without a reranker the share of the question's words in a sentence takes its place."""
        self._reranker = reranker

    def read(self, asked: Asked, hits: Sequence[Hit]) -> Read:
        """The sentences that answer, each quoted whole with the answer in it highlighted."""
        candidates = self._candidates(asked, hits[:PASSAGES])
        if not candidates:
            return Read((), "The documents hold nothing about this.")
        answering = [candidate for candidate in candidates if is_enough(asked, candidate)]
        if not answering:
            return Read((), _why_not(asked, candidates[0]))
        best = answering[0]
        chosen = [one for one in _distinct(answering) if best.score - one.score <= BESIDE][:MOST_SENTENCES]
        return Read(tuple(_claim(asked, candidate) for candidate in chosen))

    def _candidates(self, asked: Asked, hits: Iterable[Hit]) -> list[Candidate]:
        """Every sentence that is not itself a question, best first."""
        found = [(hit.passage, number) for hit in hits for number in range(len(hit.passage.sentences))]
        found = [(passage, number) for passage, number in found if _could_answer(_sentence(passage, number))]
        scores = self._scores(asked, [_sentence(passage, number) for passage, number in found])
        candidates = [
            Candidate(
                passage=passage,
                span=passage.sentences[number],
                text=_sentence(passage, number),
                before=" ".join(_sentence(passage, earlier) for earlier in range(max(0, number - CONTEXT), number)),
                score=score,
            )
            for (passage, number), score in zip(found, scores, strict=True)
        ]
        return sorted(candidates, key=lambda candidate: -candidate.score)

    def _scores(self, asked: Asked, sentences: Sequence[str]) -> list[float]:
        if self._reranker:
            return self._reranker.scores(asked.text, sentences)
        wanted = {word.term for word in asked.telling}
        shares = [len(wanted & {word.term for word in words(text)}) / max(1, len(wanted)) for text in sentences]
        return [WORDS_ALONE * (share - 1) + ENOUGH for share in shares]


def is_enough(asked: Asked, candidate: Candidate) -> bool:
    """Whether a sentence is evidence: about the asked names, of the asked kind, and judged to answer."""
    covered = coverage(asked, candidate.text)
    return (
        candidate.score >= ENOUGH + UNCOVERED * (1 - covered)
        and not missing_names(asked, candidate)
        and bool(asked.kind not in _FINDERS or answers_in(asked, candidate.text))
    )


def coverage(asked: Asked, sentence: str) -> float:
    """The share of the question's telling words, names aside, whose terms stand in a sentence."""
    named = {word for group in asked.names for word in group}
    wanted = {word.term for word in asked.telling if word not in named}
    return len(wanted & {word.term for word in words(sentence)}) / len(wanted) if wanted else 1.0


def missing_names(asked: Asked, candidate: Candidate) -> list[str]:
    """The question's names that neither the sentence nor what leads to it mentions. Part of a name is enough."""
    source = candidate.passage.source
    context = f"{candidate.text} {candidate.before} {candidate.passage.heading} {source.title} {source.date or ''}"
    there = {word.term for word in words(context)}
    return [
        asked.text[group[0].span.start : group[-1].span.end]
        for group in asked.names
        if not any(_same_name(word.term, term) for word in group for term in there)
    ]


def answers_in(asked: Asked, sentence: str) -> list[Span]:
    """Where in a sentence something of the asked kind stands that the question does not say itself."""
    find = _FINDERS.get(asked.kind)
    if find is None:
        return []
    known = {word.term for word in asked.telling}
    return [span for span in find(sentence) if any(word.term not in known for word in _telling(span.of(sentence)))]


def _people(sentence: str) -> Iterator[Span]:
    for group in names(sentence, tuple(words(sentence))):
        if not group[0].text[0].isdigit():
            yield Span(group[0].span.start, group[-1].span.end)


def _numbers(sentence: str) -> Iterator[Span]:
    for word in words(sentence):
        if word.text[0].isdigit() or word.text.lower() in _NUMBER_WORDS:
            yield word.span


_FINDERS = {
    Kind.TIME: expressions,
    Kind.PERSON: _people,
    Kind.PLACE: _people,
    Kind.NUMBER: _numbers,
    Kind.DURATION: lambda sentence: [Span(*match.span()) for match in _DURATION.finditer(sentence)],
    Kind.AGE: lambda sentence: [Span(*match.span()) for match in _AGE.finditer(sentence)],
}


def _telling(text: str) -> list[Word]:
    return [word for word in words(text) if not word.is_function_word]


def _same_name(asked: str, there: str) -> bool:
    """Equal terms, or one the beginning of the other: Russia and Russian, Korea and Korean."""
    shorter, longer = sorted((asked, there), key=len)
    return asked == there or (len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3)


def _could_answer(sentence: str) -> bool:
    return len(sentence.split()) > 2 and not sentence.rstrip().endswith("?")


def _sentence(passage: Passage, number: int) -> str:
    return passage.quote(passage.sentences[number])


def _distinct(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Each text once: copies in other documents add nothing."""
    seen = set()
    for candidate in candidates:
        key = tuple(word.term for word in words(candidate.text))
        if key not in seen:
            seen.add(key)
            yield candidate


def _claim(asked: Asked, candidate: Candidate) -> Claim:
    """The sentence as it stands, one white space between its words, with the quote that it is."""
    text = " ".join(candidate.text.split())
    highlights = tuple(dict.fromkeys(span.of(text) for span in answers_in(asked, text)))
    return Claim(text, highlights, (Quote(candidate.passage, candidate.span),))


def _why_not(asked: Asked, best: Candidate) -> str:
    missing = missing_names(asked, best)
    if missing:
        return f"The nearest passages do not mention {', '.join(missing)} in this connection."
    return f"No sentence of the documents says {_WANTED[asked.kind]}."


_WANTED = {
    Kind.TIME: "when",
    Kind.PERSON: "who",
    Kind.PLACE: "where",
    Kind.NUMBER: "how many or how much",
    Kind.DURATION: "how long",
    Kind.AGE: "how old",
    Kind.OTHER: "this",
}
