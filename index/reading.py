"""Answers without a language model: the sentences that answer, the answer inside them, or none."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.dates import expressions
from index.documents import Span
from index.names import mentions, names
from index.passages import Passage
from index.questions import Asked, Kind
from index.reranking import Reranker
from index.searching import Hit
from index.verifying import Claim, Quote
from index.words import Word, words

PASSAGES = 5
"""The best passages are read sentence by sentence."""

WORDS_ALONE = 8.0
"""Without the reranker a sentence with all words of the question is just enough; each missing one costs."""

MOST_SENTENCES = 3

ENOUGH = 4.1
"""A sentence answers from this score on: the reranker's logit for it alone and half the one for its passage.

On 219 XQuAD questions over all 240 paragraphs, each asked with and without its own paragraph in the index, the sum
tells the two apart with an AUROC of .965 and, here, a balanced accuracy of .91; the sentence's logit alone, .90."""

PASSAGE_WEIGHT = 0.5

WORDS_ALONE = 8.0
"""Without the reranker a sentence with all words of the question is just enough; each missing one costs."""

MOST_SENTENCES = 3

ENOUGH = 2.5
"""A sentence answers above this reranker score if it holds all telling words of the question. On the seed article's 21
questions the best sentences of answerable ones scored 5.5 and more, of unanswerable ones 5.0 and less."""

UNCOVERED = 3.0
"""What a sentence must score more if none of the question's telling words stands in it, and in proportion."""

SHORTEST_SENTENCE = 3
"""Words; less is a label."""

BESIDE = 1.0
"""A further sentence is shown if it scores no more than this below the best."""

_NUMBER_WORDS = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
    million millions billion billions trillion dozen dozens half third quarter both single couple pair none no several
    """.split()
)
_COUNT = (
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|ninety|hundred|several|many|some|few|half an?)"
)
_DURATION = re.compile(
    r"\b(?:for |about |around |nearly |almost |over |more than |at least |up to )*"
    rf"(?:{_COUNT}(?:[- ](?:and a half|to \w+|or \w+))?[- ]"
    r"(?:second|minute|hour|day|night|week|month|year|decade|centur(?:y|ie)|season|term)s?"
    r"|(?:from|between) .{1,30}?\b(?:to|until|till|and) [^.,;]{1,30}|(?:until|till) [^.,;]{1,40})\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"\bage[ds]?\b(?: of| at)?\W*\d{{1,3}}|\b{_COUNT}(?:[- ]\w+)?[- ]years?\b(?:[- ](?:old|of age))?"
    r"|, \d{1,3},|\bborn\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that might answer, and how well the reranker thinks it does."""

    passage: Passage
    span: Span
    score: float

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.passage.quote(self.span)


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
        found = [
            (hit, span) for hit in hits for span in hit.passage.sentences if _could_answer(hit.passage.quote(span))
        ]
        scores = self._scores(asked, [hit.passage.quote(span) for hit, span in found])
        candidates = [
            Candidate(hit.passage, span, score + PASSAGE_WEIGHT * (hit.relevance or 0.0))
            for (hit, span), score in zip(found, scores, strict=True)
        ]
        return sorted(candidates, key=lambda candidate: -candidate.score)

    def _scores(self, asked: Asked, sentences: Sequence[str]) -> list[float]:
        if self._reranker:
            return self._reranker.scores(asked.text, sentences)
        wanted = {word.term for word in asked.telling}
        shares = [len(wanted & {word.term for word in words(text)}) / max(1, len(wanted)) for text in sentences]
        return [WORDS_ALONE * (share - 1) + ENOUGH for share in shares]


def is_enough(asked: Asked, candidate: Candidate) -> bool:
    """Whether a sentence is evidence: judged to answer, about the asked names, and of the asked kind."""
    return (
        candidate.score >= ENOUGH
        and not missing_names(asked, candidate.passage)
        and bool(asked.kind not in _TELLTALE or answers_in(asked, candidate.text))
    )


def missing_names(asked: Asked, passage: Passage) -> list[str]:
    """The question's names that neither a passage nor what is known of it mentions."""
    source = passage.source
    about = "\n".join(filter(None, (passage.text, passage.heading, source.title, source.publisher, source.date)))
    return [asked.text[name[0].span.start : name[-1].span.end] for name in asked.names if not mentions(about, name)]


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


_TELLTALE = frozenset({Kind.TIME, Kind.NUMBER, Kind.DURATION, Kind.AGE})
"""Kinds that leave a trace in any sentence that answers them; a person may be "an attorney", a place "in committee"."""

_FINDERS: dict[Kind, Callable[[str], Iterable[Span]]] = {
    Kind.TIME: expressions,
    Kind.PERSON: _people,
    Kind.PLACE: _people,
    Kind.NUMBER: _numbers,
    Kind.DURATION: lambda sentence: [Span(*match.span()) for match in _DURATION.finditer(sentence)],
    Kind.AGE: lambda sentence: [Span(*match.span()) for match in _AGE.finditer(sentence)],
}


def _telling(text: str) -> list[Word]:
    return [word for word in words(text) if not word.is_function_word]


def _could_answer(sentence: str) -> bool:
    return len(sentence.split()) >= SHORTEST_SENTENCE and not sentence.rstrip().endswith("?")


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
    missing = missing_names(asked, best.passage)
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
