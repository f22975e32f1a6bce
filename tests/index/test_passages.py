from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.documents import Document, Section, Source, Span
from index.passages import MAX_CHARACTERS, Passage, cut, header
from tests.index.samples import MILL, document

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            ["\n", "\n\n", "The mill closed in 1931. ", "word " * 40, "x" * 300, " " * 400, "\t" * 900, "北" * 500]
        ),
    ),
    max_size=12,
).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any text, with sections anywhere in it, in order and apart."""
    text = draw(TEXTS)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return Document(text, tuple(Section(Span(*pair), f"Heading {n}", n) for n, pair in enumerate(pairs)), "Any")


@given(documents())
def test_passages_are_ordered_apart_and_inside_their_sections(made: Document) -> None:
    pieces = list(cut(made))
    sections = {section.page: section.span for section in made.sections}
    for piece in pieces:
        assert sections[piece.page].start <= piece.span.start <= piece.span.end <= sections[piece.page].end
    spans = [span for piece in pieces for span in piece.sentences]
    assert all(before.end <= after.start for before, after in pairwise(spans))


@given(documents())
@example(document("a" + " " * 2000 + "b"))
def test_every_sentence_of_a_passage_says_something(made: Document) -> None:
    for piece in cut(made):
        assert all(span.of(made.text).strip() == span.of(made.text) != "" for span in piece.sentences)


def test_a_row_of_a_table_is_one_sentence() -> None:
    rows = ["Crew: B. Stern; Paid?: Yes! By card", "x. " * MAX_CHARACTERS]
    text = f"One. Two.\n\n{rows[0]}\n\nThree. Four.\n\n{rows[1]}"
    spans = tuple(Span(text.index(row), text.index(row) + len(row)) for row in rows)
    found = [span.of(text) for piece in cut(replace(document(text), rows=spans)) for span in piece.sentences]
    assert found[:5] == ["One.", "Two.", rows[0], "Three.", "Four."]
    assert len(found) > len(["One.", "Two.", rows[0], "Three.", "Four.", rows[1]])


@given(documents())
@example(document("北" * 4000))
def test_no_passage_is_longer_than_the_maximum(made: Document) -> None:
    assert all(len(piece.span.of(made.text)) <= MAX_CHARACTERS for piece in cut(made))


@given(documents())
def test_all_that_may_be_quoted_is_in_a_sentence_of_a_passage(made: Document) -> None:
    inside = {at for piece in cut(made) for span in piece.sentences for at in range(span.start, span.end)}
    quotable = {at for section in made.sections for at in range(section.span.start, section.span.end)}
    assert [made.text[at] for at in quotable - inside if not made.text[at].isspace()] == []


def test_a_short_document_is_one_passage_of_its_sentences() -> None:
    (piece,) = cut(document(MILL))
    assert [span.of(MILL) for span in piece.sentences] == [
        "The mill closed in 1931.",
        "Nobody was dismissed.",
        "Its wheel, made in Oxmere, is kept in the museum.",
    ]


def test_a_long_section_is_cut_between_sentences_into_even_passages() -> None:
    text = " ".join(f"Sentence number {n} of a long report." for n in range(60))
    lengths = [len(piece.span.of(text)) for piece in cut(document(text))]
    assert all(piece.span.of(text).endswith("report.") for piece in cut(document(text)))
    assert min(lengths) > 0.8 * max(lengths)


def test_a_sentence_too_long_for_any_passage_is_cut_at_spaces() -> None:
    text = "word " * 500
    parts = [span.of(text) for piece in cut(document(text)) for span in piece.sentences]
    assert " ".join(parts).split() == text.split()


def test_passages_never_run_from_one_section_into_the_next() -> None:
    made = Document("One.\nTwo.", (Section(Span(0, 4), "A"), Section(Span(5, 9), "B")), "Two")
    assert [(piece.heading, piece.span.of(made.text)) for piece in cut(made)] == [("A", "One."), ("B", "Two.")]


def test_the_same_document_is_always_cut_alike() -> None:
    assert list(cut(document(MILL * 30))) == list(cut(document(MILL * 30)))


def test_a_quote_is_counted_in_the_document() -> None:
    passage = Passage("seeds/a/0/0", Source("seeds/a", "A", None, None, None), Span(100, 124), MILL[:24], ())
    assert passage.quote(Span(104, 108)) == "mill"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Title", "Press", "2024", "Part 1"), "Title · Press · 2024 · Part 1"),
        (("Title", None, None, ""), "Title"),
    ],
)
def test_a_header_names_only_what_is_known(parts: tuple[str, str | None, str | None, str], expected: str) -> None:
    assert header(*parts) == expected
