"""Reading on small documents of our own: which sentence answers, what in it does, and when to be silent."""

import pytest

from index.documents import Source
from index.passages import Passage, cut
from index.questions import Kind, understand
from index.reading import Read, Reader
from index.reading.evidence import Wanted
from index.searching import Hit
from index.span_reader import SpanReader
from tests.index.formats import building

MINUTES = """Minutes of the Harbour Rowing Club

The committee met on 4 March 2025 in the boathouse. Ingrid Solberg chaired the meeting, and Tomas Reyes took the
minutes.

The club has 212 members, eleven more than a year ago. The annual fee stays at 85 crowns. Juniors under the age of
sixteen pay half of it.

The new boat, Petrel, was christened in June by the mayor of Oxmere. She cost 14,300 crowns and was paid for
by a bequest of the late Harriet Vane, who rowed for the club for thirty years. The repairs to the slipway took
three weeks.

Reyes reported that the trailer had been stolen from the car park at Linton Bridge. The police have no suspects.

The regatta was postponed because of the flood. It will now be held on Saturday. Who will pay for the buoys?
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(SpanReader())


def hits(text: str = MINUTES, name: str = "minutes.txt") -> list[Hit]:
    document = building.document(name, text.encode())
    source = Source(f"seeds/{name}", document.title, document.publisher, document.date, document.url)
    return [
        Hit(
            Passage(f"{source.document}/{n}", source, piece.span, piece.span.of(document.text), piece.sentences),
            1.0,
        )
        for n, piece in enumerate(cut(document))
    ]


def asked(reader: Reader, question: str) -> Read:
    return reader.read(understand(question), hits())


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When did the committee meet?", "The committee met on 4 March 2025 in the boathouse."),
        ("who chaired the meeting", "Ingrid Solberg chaired the meeting"),
        ("How many members does the club have?", "The club has 212 members"),
        ("what's the yearly fee", "The annual fee stays at 85 crowns."),
        ("How long did the repairs take?", "The repairs to the slipway took three weeks."),
        ("Where was the trailer stolen?", "stolen from the car park at Linton Bridge"),
        ("Why was the regatta postponed?", "The regatta was postponed because of the flood."),
        ("Who christened the new boat?", "christened in June by the mayor of Oxmere"),
    ],
)
def test_the_sentence_that_answers_is_quoted(reader: Reader, question: str, sentence: str) -> None:
    found = asked(reader, question)
    assert found.claims, found.reason
    assert sentence in found.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "When did the committee meet Harald Fiske?",
        "How old is Ingrid Solberg?",
        "How many boats were stolen?",
        "Who won the chess tournament?",
        "What is the capital of Peru?",
        "How long did the meeting last?",
    ],
)
def test_what_no_sentence_says_is_not_answered(reader: Reader, question: str) -> None:
    found = asked(reader, question)
    assert not found.claims, found.claims[0].text
    assert found.reason.endswith(".")


def test_a_refusal_names_who_is_missing(reader: Reader) -> None:
    assert "Harald Fiske" in asked(reader, "When did the committee meet Harald Fiske?").reason


def test_a_question_in_a_document_is_no_answer(reader: Reader) -> None:
    assert not any("?" in claim.text for claim in asked(reader, "Who will pay for the buoys?").claims)


def test_copies_of_a_sentence_are_quoted_once(reader: Reader) -> None:
    both = [*hits(), *hits(name="copy.txt")]
    found = reader.read(understand("What is the annual fee?"), both)
    assert [claim.text for claim in found.claims] == ["The annual fee stays at 85 crowns."]


def test_a_wrapped_sentence_is_shown_on_one_line_and_quoted_as_it_stands(reader: Reader) -> None:
    (claim,) = asked(reader, "What part of the fee do juniors pay?").claims
    (quote,) = claim.quotes
    assert claim.text == "Juniors under the age of sixteen pay half of it."
    assert quote.passage.quote(quote.span) == "Juniors under the age of\nsixteen pay half of it."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did the committee meet?", "on 4 March 2025"),
        ("Who chaired the meeting?", "Ingrid Solberg"),
        ("How many members does the club have?", "212"),
        ("How long did the repairs take?", "three weeks"),
        ("What did the boat cost?", "14,300 crowns"),
    ],
)
def test_the_answer_inside_the_sentence_is_marked(reader: Reader, question: str, answer: str) -> None:
    assert asked(reader, question).claims[0].highlights == (answer,)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("When did Solberg speak?", []),
        ("When did Solberg meet Holm?", ["Holm"]),
        ("What was paid in 1998?", ["1998"]),
        ("Does the Harbour Rowing Club own Petrel?", []),
    ],
)
def test_a_name_that_neither_the_passage_nor_its_title_mentions_is_missing(question: str, missing: list[str]) -> None:
    (hit, *_) = hits()
    assert Wanted(understand(question)).missing(hit.passage) == missing


def test_without_the_model_only_a_sentence_with_all_the_words_answers() -> None:
    alone = Reader(None)
    assert alone.read(understand("christened in June by the mayor?"), hits()).claims
    assert not alone.read(understand("Who painted the boathouse?"), hits()).claims


def test_every_kind_has_words_for_its_refusal(reader: Reader) -> None:
    for kind, question in {
        Kind.TIME: "When is the harvest?",
        Kind.PERSON: "Who is the baker?",
        Kind.PLACE: "Where is the moon base?",
        Kind.NUMBER: "How many camels are there?",
        Kind.DURATION: "How long is the siesta?",
        Kind.AGE: "How old is the oak?",
        Kind.OTHER: "Why do cats purr?",
    }.items():
        assert understand(question).kind is kind
        assert asked(reader, question).reason.startswith(("No sentence", "The nearest"))


VISITS = """Visits of state

President Vale visited Brisa in May 2016. The king of Brisa was ill at that time. President Vale first visited Brisa in
March 2012, with a choir. Otto Lang visited Navalt in 2014.
"""
MILL = """The mill

The mill of Oxmere closed in 1931. Its owner, Ada Brook, sold the building to Tom Hale.
"""
HISTORY = """A town history

The old mill of Oxmere was closed for good in 1933, after the flood. The town hall was built in 1880.
"""
GUIDE = """A guide to the valley

For centuries they milled flour here; the mill of Oxmere was closed in 1931 for want of water.
"""


def of(reader: Reader, question: str, **texts: str) -> Read:
    found = [hit for name, text in texts.items() for hit in hits(text, f"{name}.txt")]
    return reader.read(understand(question), found)


def test_when_is_answered_with_all_dated_events_the_oldest_first(reader: Reader) -> None:
    found = of(reader, "When did President Vale visit Brisa?", visits=VISITS)
    assert [claim.highlights for claim in found.claims] == [("in March 2012",), ("in May 2016",)]


def test_another_year_asks_for_another_sentence(reader: Reader) -> None:
    found = of(reader, "Who visited Brisa in 2012?", visits=VISITS)
    assert "March 2012" in found.claims[0].text
    assert not of(reader, "Who visited Brisa in 2013?", visits=VISITS).claims


def test_sources_that_differ_are_shown_side_by_side(reader: Reader) -> None:
    found = of(reader, "When did the mill of Oxmere close?", mill=MILL, history=HISTORY)
    assert [claim.highlights for claim in found.claims] == [("in 1931",), ("in 1933",)]
    (note,) = found.notes
    assert note.startswith("The sources give different dates: “in 1931” (The mill, undated); “in 1933” (A town history")


def test_sources_that_agree_are_joined_in_one_sentence(reader: Reader) -> None:
    found = of(reader, "When was the mill of Oxmere closed?", mill=MILL, guide=GUIDE)
    (claim,) = found.claims
    assert len(claim.quotes) == len({quote.passage.source.document for quote in claim.quotes}) == 2
    assert found.notes == ("2 independent sources say the same.",)


def test_copies_are_no_second_source(reader: Reader) -> None:
    found = of(reader, "When did the mill of Oxmere close?", mill=MILL, copy=MILL)
    assert len(found.claims) == 1
    assert found.notes == ()


@pytest.mark.parametrize("question", ["Who sold the building to Ada Brook?", "Who did Tom Hale sell the building to?"])
def test_a_sentence_does_not_answer_for_the_other_direction(reader: Reader, question: str) -> None:
    assert not of(reader, question, mill=MILL).claims
    assert of(reader, "Who sold the building to Tom Hale?", mill=MILL).claims


def test_a_question_for_the_opposite_is_refused_with_the_word(reader: Reader) -> None:
    assert "“open”" in of(reader, "When did the mill of Oxmere open?", mill=MILL).reason


VALLEY = """山谷的磨坊

奥克斯米尔的磨坊于1931年关闭。磨坊的主人是林医生。渡船每天早上六点从林顿出发。
"""
RIVER = """नदी का पुल

पुराना पुल 1931 में बाढ़ में बह गया। नया पुल लिंटन के बढ़ई ने बनाया। पुल पर कोई कर नहीं है।
"""


@pytest.mark.parametrize(
    ("text", "question", "sentence"),
    [
        (VALLEY, "磨坊的主人是谁？", "磨坊的主人是林医生。"),
        (VALLEY, "渡船从哪里出发？", "渡船每天早上六点从林顿出发。"),
        (RIVER, "नया पुल किस ने बनाया?", "नया पुल लिंटन के बढ़ई ने बनाया।"),
    ],
)
def test_other_scripts_are_read_by_their_words(reader: Reader, text: str, question: str, sentence: str) -> None:
    found = of(reader, question, text=text)
    assert found.claims, found.reason
    assert sentence in found.claims[0].text


@pytest.mark.parametrize(("text", "question"), [(VALLEY, "北京的市长几岁？"), (RIVER, "चाँद कितना दूर है?")])
def test_other_scripts_are_not_answered_from_anything(reader: Reader, text: str, question: str) -> None:
    assert not of(reader, question, text=text).claims


@pytest.mark.parametrize(
    ("keywords", "sentence"),
    [("solberg chaired meeting", "Ingrid Solberg chaired the meeting"), ("regatta postponed until", "on Saturday")],
)
def test_keywords_are_a_question_too(reader: Reader, keywords: str, sentence: str) -> None:
    found = asked(reader, keywords)
    assert found.claims, found.reason
    assert any(sentence in claim.text or "postponed" in claim.text for claim in found.claims)


def test_keywords_that_stand_nowhere_together_are_refused(reader: Reader) -> None:
    assert not asked(reader, "chess tournament winner").claims


def test_a_yes_or_no_needs_every_name_in_the_sentence(reader: Reader) -> None:
    assert of(reader, "Did President Vale visit Brisa?", visits=VISITS).claims
    assert not of(reader, "Did President Vale visit Navalt in 2012?", visits=VISITS).claims
