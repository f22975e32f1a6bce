import math
from copy import copy
from dataclasses import replace
from functools import lru_cache

import pytest

from index.documents import Source, Span
from index.loading import Models
from index.passages import Passage
from index.sentences import sentences
from index.span_reader import Found, SpanReader

TEXT = "The mill of Oxmere closed in 1931. Its owner, Ada Brook, sold it to Tom Hale. It burnt down in 1960."


def passage(text: str = TEXT, start: int = 0) -> Passage:
    source = Source("seeds/a.txt", "The mill", None, None, None)
    span = Span(start, start + len(text))
    return Passage("seeds/a.txt/1/0", source, span, text, tuple(sentences("#" * start + text, span, 400)))


@pytest.fixture
def reader(models: Models) -> SpanReader:
    assert models.span_reader
    return models.span_reader


def read(reader: SpanReader, question: str, of: Passage) -> Found:
    (found,) = reader.read(question, [of])
    assert found
    return found


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("When did the mill close?", "The mill of Oxmere closed in 1931.", "1931"),
        ("Who sold the mill?", "Its owner, Ada Brook, sold it to Tom Hale.", "Ada Brook"),
        ("When did the mill burn down?", "It burnt down in 1960.", "1960"),
    ],
)
def test_the_likeliest_sentence_comes_first_with_its_answer(
    reader: SpanReader, question: str, sentence: str, answer: str
) -> None:
    found = read(reader, question, passage())
    assert found.answerable > 0
    assert found.places[0].sentence.of(TEXT) == sentence
    assert found.places[0].answer.of(TEXT) == answer


def test_every_sentence_has_its_share_and_an_answer_inside_it(reader: SpanReader) -> None:
    of = passage(start=50)
    found = read(reader, "When did the mill close?", of)
    assert {place.sentence for place in found.places} == set(of.sentences)
    assert sum(place.share for place in found.places) == pytest.approx(1)
    assert [place.share for place in found.places] == sorted((place.share for place in found.places), reverse=True)
    for place in found.places:
        assert place.sentence.start <= place.answer.start < place.answer.end <= place.sentence.end


def test_what_a_passage_does_not_say_is_less_answerable(reader: SpanReader) -> None:
    said = read(reader, "Who sold the mill?", passage())
    unsaid = read(reader, "How tall is the lighthouse?", passage())
    assert said.answerable > 0 > unsaid.answerable


def test_passages_are_as_relevant_as_they_are_answerable(reader: SpanReader) -> None:
    far = passage("The fair opens in May.")
    asked = "Who sold the mill?"
    assert reader.relevance(asked, [passage(), far]) == [
        read(reader, asked, one).answerable for one in (passage(), far)
    ]
    buried = replace(far, source=replace(far.source, title="why " * 500))
    assert reader.relevance(asked, [buried]) == [-math.inf], "no token of its text was left to read"


def test_what_was_read_for_a_question_is_not_read_again(reader: SpanReader) -> None:
    asked: list[str] = []

    def counted(question: str, of: Passage) -> Found | None:
        asked.append(question)
        return reader._read(question, of)

    counting = copy(reader)
    counting._remembered = lru_cache(counted)
    assert counting.relevance("Who sold it?", [passage()]) == [read(counting, "Who sold it?", passage()).answerable]
    counting.read("who sold it?", [passage()])
    counting.read("When was it sold?", [passage(), passage(start=50)])
    assert asked == ["who sold it?", "when was it sold?", "when was it sold?"]
