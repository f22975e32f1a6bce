"""`Candidate`: a sentence that might answer, judged by the span reader and by its words, or by its words alone."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.documents import Span
from index.passages import Passage
from index.questions import Asked, Kind
from index.reading.choosing import is_free
from index.reading.defining import defined
from index.reading.evidence import Evidence, Wanted
from index.reading.listing import bare, is_fact, is_row, siblings
from index.reading.opposites import other_side
from index.reading.permitting import ruled
from index.reading.succession import neighbour
from index.reading.surroundings import sentence_before, surroundings
from index.reading.times import told_times
from index.reading.verbalizing import Answer, read_cells
from index.searching import Hit
from index.span_reader import Found, Place, SpanReader
from index.words import terms, words

SENTENCE_WEIGHT = 0.4
"""Of the span reader's logit for the sentence alone, beside that for its passage. With .1 of the reranker's instead, of
our 908 questions 736 were treated rightly and 41 answered falsely, of 782 by two testers 372 and 67; so 746 and 38, and
378 and 66.

What follows, up to `ENOUGH`, was fitted together, by grid, on 1,939 questions: our own 385, 501 on 28 texts by
writers who had not seen the code, and XQuAD's, 400 with and 653 without their paragraph or with a name exchanged.
Before and after, right of the answerable and answered of the others: XQuAD .848 and .853, .110 and .078; the texts .70
and .74, .28 and .23; our own .84 and .88, .33 and .30.
"""

WORDS_WEIGHT = 3.0
EXPECTED = 0.3
"""Of the share of the question's words that stand in a sentence or around it, less the share to be expected."""

FURTHER_DOWN = 0.3
"""What a sentence loses for every passage that was found before its own."""

SHARE_WEIGHT = 0.5
LEAST_SHARE = 0.001
"""Of the logarithm of how likely, to the span reader, the answer stands in this sentence of its passage."""

LIKELY = 0.05
"""From this share on a sentence is judged beside the likeliest of its passage; items and rows beside that are as likely
as this at least, for the reader tells them badly apart."""

VERBALIZED = 1.0
"""What a row loses that is read cell by cell, as sentences: those read better than they are. Of 301 questions by a
tester, many on tables, 144 were answered rightly and 20 falsely before, 151 and 21 with it, and 152 and 24 at 0."""

MARGIN = 1.0
"""So much less likely a cell is marked all the same, in which the answer stood when its whole passage was read."""

DEFINED = 3.0
"""What a sentence gains that says outright what is asked in a way that the models hardly see: a description before a
name ("Russian President Vladimir Putin"), who took over from whom, that one pays nothing, whom it was lent to for who
borrowed it."""

RULED = 2.0
"""What a sentence gains that gives the rule which a question asks for: the models look for a part of it that answers,
and it has none. Right of our 908 questions: 735 before, 741 with it, and as many answered falsely."""

ENOUGH = -0.25
"""A sentence answers from this score on."""

WORDS_ALONE = 4.0
HALF = 0.5
"""Without the models a sentence answers if its passage has half of the question's words, weighed by how rare they are
in what was found; the sentence with most of them comes first. XQuAD in English: 66 % rightly, 13 % falsely; in Hindi
48 and 12 %, Arabic 26 and 3 %, Thai 76 and 34 %, Chinese 55 and 8 %."""

SHORTEST_SENTENCE = 3
"""Words; less is a label."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that might answer; `answer` is the part of it that does, where that is known."""

    passage: Passage
    span: Span
    score: float
    answer: Span | None = None
    why_not: str = ""

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.passage.quote(self.span)

    @property
    def inside(self) -> Span | None:
        """Where in its text the answer stands."""
        return Span(self.answer.start - self.span.start, self.answer.end - self.span.start) if self.answer else None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What the span reader thinks of a sentence: the logit for that it answers, and where in it the answer stands.

    `rank` is how many passages were found before its own.
    """

    passage: Passage
    rank: int
    span: Span
    logit: float
    answer: Span | None


def by_model(wanted: Wanted, hits: Sequence[Hit], span_reader: SpanReader) -> list[Candidate]:
    """The likeliest sentence of each passage, those that speak of the asked time, and rows of the asked words."""
    share = _shares(wanted.terms, hits)
    found = list(_read(wanted, [hit.passage for hit in hits], span_reader))
    alone = span_reader.read(wanted.asked.text, [_alone(one.passage, one.span) for one in found])
    candidates = [
        _scored(wanted, one, read.answerable if read else 0.0, share) for one, read in zip(found, alone, strict=True)
    ]
    return list(_settled(wanted, candidates))


def _read(wanted: Wanted, passages: Sequence[Passage], span_reader: SpanReader) -> Iterator[_Sentence]:
    """The sentences that are worth judging, and the rows that were read cell by cell."""
    asked = wanted.asked
    tables = read_cells(asked, passages, span_reader)
    for rank, (passage, found) in enumerate(zip(passages, span_reader.read(asked.text, passages), strict=True)):
        if found is None:
            continue
        rows = tables.get(passage.id, {})
        for place in _worth_judging(wanted, passage, found):
            is_likeliest = place.sentence == found.places[0].sentence
            answer = place.answer if is_likeliest or asked.kind is not Kind.TIME else None
            logit = found.answerable + SHARE_WEIGHT * math.log(max(place.share, LEAST_SHARE))
            one = _Sentence(passage, rank, place.sentence, logit, answer)
            yield _by_cells(one, rows.pop(place.sentence, ()))
        for row, cells in rows.items():
            yield _by_cells(_Sentence(passage, rank, row, -math.inf, cells[0].span), cells)


def _by_cells(one: _Sentence, cells: Sequence[Answer]) -> _Sentence:
    """A row as it is, or as the best of its cells reads, if that is better."""
    if not cells:
        return one
    best, answer = cells[0], one.answer
    seen = next((cell for cell in cells if answer and cell.span.meets(answer)), None)
    if seen and seen.answerable > best.answerable - MARGIN:
        answer = seen.span if seen.is_whole else answer
    elif best.answerable > 0:
        answer = best.span
    return replace(one, logit=max(one.logit, best.answerable - VERBALIZED), answer=answer)


def _alone(passage: Passage, span: Span) -> Passage:
    """A passage of one sentence."""
    return replace(passage, span=span, text=passage.quote(span), sentences=(span,))


def _scored(wanted: Wanted, one: _Sentence, alone: float, share: Callable[[str], float]) -> Candidate:
    """A sentence with all that is thought of it; `alone` is how well it answers without its passage, a logit."""
    text, around = one.passage.quote(one.span), surroundings(one.passage, one.span)
    before = sentence_before(one.passage, one.span)
    evidence = wanted.judged(one.passage, one.span)
    total = (
        one.logit
        - FURTHER_DOWN * one.rank
        + DEFINED * _is_said_outright(wanted.asked, text, before)
        + RULED * ruled(wanted.asked, text, around)
        + SENTENCE_WEIGHT * alone
        + _of_words(share(around), evidence)
        + evidence.score
    )
    span = bare(one.passage, one.span)
    who = neighbour(wanted.asked, text, before)
    answer = Span(one.span.start + who.start, one.span.start + who.end) if who else one.answer
    answer = answer if answer and answer.start >= span.start else None
    return Candidate(one.passage, span, total, answer, evidence.why_not)


def _settled(wanted: Wanted, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """One sentence of each passage, the best; and all rows, all that name a time, and all that say who it is."""
    best: dict[str, Candidate] = {}
    for one in sorted(candidates, key=lambda candidate: -candidate.score):
        is_best = best.setdefault(one.passage.id, one) is one
        is_of_time = wanted.asked.kind is Kind.TIME or (bool(wanted.times) and wanted.is_of_time(one.text))
        if is_best or is_of_time or is_row(one.text) or defined(wanted.asked, one.text):
            yield one


def with_answer(asked: Asked, candidate: Candidate, span_reader: SpanReader) -> Candidate:
    """The candidate with the answer in it, looked for in its sentence alone where that is not known."""
    if candidate.answer is not None or (asked.kind is Kind.TIME and not is_row(candidate.text)):
        return candidate
    (found,) = span_reader.read(asked.text, [_alone(candidate.passage, candidate.span)])
    return replace(candidate, answer=found.places[0].answer) if found else candidate


def _worth_judging(wanted: Wanted, passage: Passage, found: Found) -> Iterator[Place]:
    """The likeliest sentence, and others that are likely; items or rows beside it with more of the question's words.

    For a question about a time also those that name it; for "when", those that name any; for "who is", those that
    say it.
    """
    best = found.places[0].sentence
    others = siblings(passage, best)
    least = _shared(wanted.asked, passage.quote(best))
    for place in found.places:
        text = passage.quote(place.sentence)
        is_fuller = place.sentence in others and (
            _shared(wanted.asked, text) > least or (bool(wanted.moments) and wanted.is_of_time(text))
        )
        share = max(place.share, LIKELY) if is_fuller else place.share
        if _could_answer(text) and (
            place.sentence == best
            or share >= LIKELY
            or _is_said_outright(wanted.asked, text, sentence_before(passage, place.sentence))
            or ruled(wanted.asked, text, surroundings(passage, place.sentence))
            or ((wanted.times or wanted.moments) and wanted.is_of_time(text))
            or (wanted.asked.kind is Kind.TIME and _tells_when(wanted.asked, text))
        ):
            yield replace(place, share=share)


def _is_said_outright(asked: Asked, text: str, before: str) -> bool:
    """Who or what it is, who came before or after, that it costs nothing, or all of the deed from its other side."""
    is_other_side = other_side(asked.text, text) is not None and _shared(asked, text) >= len(asked.terms) - 1
    return is_other_side or is_free(asked, text) or bool(defined(asked, text) or neighbour(asked, text, before))


def _shared(asked: Asked, text: str) -> int:
    """How many telling words of a question a text has."""
    return len(asked.terms.intersection(terms(text)))


def _tells_when(asked: Asked, text: str) -> bool:
    """Whether a sentence names a time, and has a telling word of the question that is no part of a name."""
    return bool(told_times(text, asked.text)) and not {word.term for word in asked.event}.isdisjoint(terms(text))


def _of_words(share: float, evidence: Evidence) -> float:
    """What a share of the question's words adds; nothing where something speaks against the sentence."""
    added = WORDS_WEIGHT * (share - EXPECTED)
    return added if evidence.score >= 0 else min(0.0, added)


def by_words(wanted: Wanted, hits: Sequence[Hit], least: float = HALF) -> list[Candidate]:
    """Every sentence, by the question's words that stand in it; the rarer a word is in the passages found, the more.

    `least` is the share of them that its passage must have.
    """
    share = _shares(wanted.terms, hits)
    found = [(hit.passage, span) for hit in hits for span in hit.passage.sentences]
    return [
        Candidate(
            passage,
            bare(passage, span),
            ENOUGH
            + WORDS_ALONE * (share(text) - (share(passage.text) < least))
            + WORDS_ALONE * (evidence := wanted.judged(passage, span)).score,
            None,
            evidence.why_not,
        )
        for passage, span in found
        if _could_answer(text := passage.quote(span))
    ]


def _shares(wanted: frozenset[str], hits: Sequence[Hit]) -> Callable[[str], float]:
    """How much of the wanted words a text has, from 0 to 1; the rarer a word is in what was found, the more."""
    texts = [hit.passage.quote(span) for hit in hits for span in hit.passage.sentences]
    said = Counter(term for text in texts if _could_answer(text) for term in wanted.intersection(terms(text)))
    weights = {term: math.log(1 + len(texts) / (1 + said[term])) for term in wanted}
    total = sum(weights.values()) or 1.0
    return lambda text: sum(weights[term] for term in wanted.intersection(terms(text))) / total


def _could_answer(sentence: str) -> bool:
    is_long = sum(1 for _ in words(sentence)) >= SHORTEST_SENTENCE or is_fact(sentence)
    return is_long and not sentence.rstrip().endswith(("?", "？", "؟"))
