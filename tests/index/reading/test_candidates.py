"""How candidates are scored, with models that think the same of every text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import understand
from index.reading import candidates
from index.reading.candidates import EXPECTED, FURTHER_DOWN, WORDS_WEIGHT, by_model
from index.reading.evidence import Wanted
from index.reading.losses import MISSING
from index.searching import Hit
from index.span_reader import Found, Place, SpanReader


class Indifferent(SpanReader):
    """Finds the answer in a passage's first sentence, and no text better than another."""

    def __init__(self) -> None:
        """No weights are needed."""

    def read(self, _: str, passages: Sequence[Passage]) -> list[Found | None]:
        return [Found(tuple(_places(passage)), 0.0) for passage in passages]


def _places(passage: Passage) -> Iterator[Place]:
    for sentence in passage.sentences:
        yield Place(sentence, sentence, float(sentence == passage.sentences[0]))


def hit(*sentences: str) -> Hit:
    text = "\n".join(sentences)
    spans = [Span(text.index(sentence), text.index(sentence) + len(sentence)) for sentence in sentences]
    source = Source("seeds/a.txt", "Notices", None, None, None)
    return Hit(Passage("seeds/a.txt/1/0", source, Span(0, len(text)), text, tuple(spans)), 1.0)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("what floods the harbour at night", WORDS_WEIGHT * (1 - EXPECTED), id="all words"),
        pytest.param("what paints a fence", WORDS_WEIGHT * -EXPECTED, id="no word"),
    ],
)
def test_a_sentence_scores_by_the_words_of_the_question_around_it(question: str, expected: float) -> None:
    (found,) = by_model(Wanted(understand(question)), [hit("Rain floods the harbour at night.")], Indifferent())
    assert found.score == pytest.approx(expected)


def test_words_add_nothing_where_a_name_is_missing() -> None:
    asked = Wanted(understand("What floods the harbour of Oxmere at night?"))
    (found,) = by_model(asked, [hit("Rain floods the harbour at night.")], Indifferent())
    assert found.score == -MISSING


@pytest.mark.parametrize(
    ("question", "sentence", "gain"),
    [
        ("Can I bring my dog?", "Dogs are not allowed in the hall.", "RULED"),
        ("Who was chair before Ada Brook?", "Ada Brook took over from Siv Holm.", "DEFINED"),
        ("how much do singers over 70 pay", "Singers over 70 pay no fee.", "DEFINED"),
        ("who borrowed the harpsichord", "In March the choir lent its harpsichord to Siv Holm.", "DEFINED"),
        ("Who is Ada Brook?", "The mayor, Ada Brook, spoke.", "DEFINED"),
    ],
)
def test_what_says_outright_what_is_asked_counts_more(
    monkeypatch: pytest.MonkeyPatch, question: str, sentence: str, gain: str
) -> None:
    def score() -> float:
        return by_model(Wanted(understand(question)), [hit(sentence)], Indifferent())[0].score

    more, before = getattr(candidates, gain), score()
    monkeypatch.setattr(candidates, gain, 0.0)
    assert before - score() == pytest.approx(more)


def test_the_row_that_has_more_of_the_question_is_judged_too() -> None:
    rows = hit("Plan: Small; Storage: 2 GB", "Plan: Large; Storage: 50 GB")
    found = by_model(Wanted(understand("how much storage has the large plan")), [rows], Indifferent())
    assert max(found, key=lambda one: one.score).text == "Plan: Large; Storage: 50 GB"


class Torn(Indifferent):
    """Holds two sentences of a passage for as likely as each other."""

    def read(self, _: str, passages: Sequence[Passage]) -> list[Found | None]:
        return [Found(tuple(Place(one, one, 0.5) for one in passage.sentences), 0.0) for passage in passages]


def test_of_two_likely_sentences_the_one_with_the_questions_words_is_kept() -> None:
    both = hit("The warden paints the fence.", "Rain floods the harbour at night.")
    found = by_model(Wanted(understand("what floods the harbour at night")), [both], Torn())
    assert [one.text for one in found] == ["Rain floods the harbour at night."]


def test_all_that_is_asked_of_a_time_is_kept() -> None:
    both = hit("It was sold in 1931.", "It was sold again in 1960.")
    found = by_model(Wanted(understand("When was it sold?")), [both], Torn())
    assert {one.text for one in found} == {"It was sold in 1931.", "It was sold again in 1960."}


def test_a_passage_further_down_counts_less() -> None:
    first, second = hit("Rain floods the harbour."), hit("Rain floods the harbour.")
    second = replace(second, passage=replace(second.passage, id="seeds/b.txt/1/0"))
    found = by_model(Wanted(understand("what floods the harbour")), [first, second], Indifferent())
    assert [one.passage.id for one in found] == ["seeds/a.txt/1/0", "seeds/b.txt/1/0"]
    assert found[0].score - found[1].score == pytest.approx(FURTHER_DOWN)
