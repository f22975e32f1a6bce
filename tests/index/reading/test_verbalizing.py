"""Rows told cell by cell, with a reader that believes a sentence the more, the longer it is."""

from collections.abc import Sequence

import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import understand
from index.reading.verbalizing import MOST_CELLS, MOST_ROWS, read_cells, verbalized
from index.span_reader import Found, Place, SpanReader

WHISPER = "Boat: Whisper; Length: 9 m; Skipper: Nils; Bought: 2011"
PETREL = "Boat: Petrel; Length: 7 m; Skipper: Ada; Remark: leaks when it rains, and wants a new mast"
TERN = "Boat: Tern; Length: 7 m; Skipper: Ada; Bought: 2016"


class Believer(SpanReader):
    """Sees the answer at the end of a sentence."""

    def __init__(self) -> None:
        """No weights are needed."""
        self.seen: list[str] = []

    def read(self, _: str, passages: Sequence[Passage]) -> list[Found | None]:
        self.seen += [passage.text for passage in passages]
        return [
            Found((Place(passage.span, Span(len(passage.text) - 9, len(passage.text) - 1), 1.0),), len(passage.text))
            for passage in passages
        ]


def table(*rows: str, document: str = "seeds/a.csv") -> Passage:
    text = "\n\n".join(rows)
    spans = tuple(Span(text.index(row), text.index(row) + len(row)) for row in rows)
    return Passage(f"{document}/1/0", Source(document, "Boats", None, None, None), Span(0, len(text)), text, spans)


def read(question: str, *passages: Passage) -> dict[str, list[str]]:
    """The rows that were read, each with its answers, the likeliest first."""
    found = read_cells(understand(question), passages, Believer())
    by_id = {passage.id: passage for passage in passages}
    return {
        by_id[at].quote(row): [by_id[at].quote(answer.span) for answer in answers]
        for at, rows in found.items()
        for row, answers in rows.items()
    }


@pytest.mark.parametrize(
    ("question", "row", "told"),
    [
        pytest.param("who steers the whisper", WHISPER, ["The Skipper of Whisper is Nils."], id="people for who"),
        pytest.param(
            "how many metres is the whisper",
            WHISPER,
            ["The Length of Whisper is 9 m.", "The Bought of Whisper is 2011."],
            id="numbers for how many",
        ),
        pytest.param(
            "which boat does Nils steer",
            WHISPER,
            ["The Boat of Nils is Whisper.", "The Length of Nils is 9 m.", "The Bought of Nils is 2011."],
            id="by any cell",
        ),
        pytest.param(
            "who steers the 9 m Whisper",
            WHISPER,
            ["The Skipper of Whisper, 9 m is Nils."],
            id="by several cells",
        ),
        pytest.param(
            "does the Petrel leak",
            PETREL,
            [
                "The Length of Petrel is 7 m.",
                "The Skipper of Petrel is Ada.",
                "The Remark of Petrel is leaks when it rains, and wants a new mast.",
            ],
            id="what is said of it besides may answer",
        ),
        pytest.param("who steers the gull", WHISPER, [], id="not without what is asked"),
    ],
)
def test_a_cell_is_told_by_what_the_question_names_of_its_row(question: str, row: str, told: list[str]) -> None:
    passage = table(row)
    assert [cell.sentence for cell in verbalized(understand(question), passage, passage.sentences[0])] == told


def test_the_answer_is_the_cell() -> None:
    assert read("who steers the whisper", table(WHISPER, PETREL)) == {WHISPER: ["Nils"]}


def test_of_a_long_cell_the_answer_is_what_the_reader_sees() -> None:
    (answers,) = read("what is wrong with the Petrel", table(PETREL)).values()
    assert answers[0] == "new mast"


def test_rows_are_read_that_have_all_words_that_any_has() -> None:
    found = read("who steers the 7 m tern", table(WHISPER, PETREL, TERN))
    assert found == {TERN: ["Ada"]}
    assert read("who steers whisper and tern", table(WHISPER, PETREL, TERN)) == {}


def test_a_row_that_leaves_the_asked_cell_empty_is_not_read() -> None:
    assert read("when was the petrel bought", table(WHISPER, PETREL)) == {}
    assert read("when was the whisper bought", table(WHISPER, PETREL)) != {}


def test_tables_are_apart() -> None:
    other = table("Berth: 4; Whose: Whisper", document="seeds/b.csv")
    assert set(read("what length has the whisper", table(WHISPER), other)) == {WHISPER, "Berth: 4; Whose: Whisper"}


def test_few_rows_and_cells_are_read() -> None:
    many = [f"Day: {day}; Boat: Whisper; {'; '.join(f'Seat {n}: Name {n}' for n in range(20))}" for day in range(9)]
    reader = Believer()
    read_cells(understand("what is on the whisper"), [table(*many)], reader)
    assert MOST_CELLS >= len(reader.seen) > MOST_CELLS / MOST_ROWS


def test_prose_is_not_read() -> None:
    assert read("who steers the whisper", table("Nils steers the Whisper.", "Skipper: Nils")) == {}
