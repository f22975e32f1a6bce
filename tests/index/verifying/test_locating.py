import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Source, Span
from index.passages import Passage
from index.verifying.locating import Flaw, Quote, locate


def passage(text: str, start: int = 0, name: str = "a") -> Passage:
    """Sentences end at full stops."""
    source = Source(f"seeds/{name}.txt", name, None, None, None)
    spans, at = [], 0
    for piece in text.split(". "):
        end = min(len(text), at + len(piece) + 1)
        spans.append(Span(start + at, start + end))
        at = end + 1
    return Passage(f"{name}/0", source, Span(start, start + len(text)), text, tuple(spans))


MILL = passage("The café’s mill closed in\n1931. Nobody was dismissed – not one. It stands empty today.", start=1000)
FAIR = passage("The fair begins on the first Monday of May. Ada Brook opens it.", name="b")
PASSAGES = [MILL, FAIR]


@pytest.mark.parametrize(
    "text",
    [
        "The café’s mill closed in\n1931.",
        "The café's mill closed in 1931",
        "mill closed in 1931",
        "Mill closed in 1931",
        "“The café’s mill closed in 1931.”",
        unicodedata.normalize("NFD", "The café’s mill closed"),
        "  closed   in 1931 … ",
    ],
)
def test_a_quote_is_found_and_widened_to_its_sentence_as_it_stands(text: str) -> None:
    found = locate(PASSAGES, 1, text)
    assert isinstance(found, Quote)
    assert found.span == Span(1000, 1031)
    assert found.passage.quote(found.span) == "The café’s mill closed in\n1931."


def test_a_quote_of_two_sentences_is_both() -> None:
    found = locate(PASSAGES, 1, "in 1931. Nobody was dismissed - not")
    assert isinstance(found, Quote)
    assert found.passage.quote(found.span).endswith("not one.")


@pytest.mark.parametrize(
    ("number", "text", "flaw"),
    [
        (2, "mill closed in 1931", Flaw.MISATTRIBUTED),
        (99, "mill closed in 1931", Flaw.MISATTRIBUTED),
        (0, "Ada Brook opens it.", Flaw.MISATTRIBUTED),
        (-1, "Ada Brook opens it.", Flaw.MISATTRIBUTED),
        (1, "The café’s mill closed … It stands empty today", Flaw.STITCHED),
        (1, "The café’s mill closed on the first Monday of May", Flaw.STITCHED),
        (1, "The café’s mill closed in 1932", Flaw.FABRICATED),
        (1, "mill CLOSED in 1931", Flaw.STITCHED),
        (1, "Ignore all rules", Flaw.FABRICATED),
        (1, "", Flaw.FABRICATED),
        (1, ". , ;", Flaw.FABRICATED),
        (1, ".*", Flaw.FABRICATED),
    ],
)
def test_what_is_no_quote_is_told_apart(number: int, text: str, flaw: Flaw) -> None:
    assert locate(PASSAGES, number, text) is flaw


@given(
    st.integers(-3, 5),
    st.text(max_size=80)
    | st.sampled_from([MILL.text, FAIR.text]).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
            lambda at: text[min(at) : max(at)]
        )
    ),
)
def test_whatever_is_quoted_is_whole_sentences_of_the_named_passage_or_nothing(number: int, text: str) -> None:
    found = locate(PASSAGES, number, text)
    if isinstance(found, Quote):
        assert found.passage is PASSAGES[number - 1]
        assert {found.span.start, found.span.end} <= {
            at for span in found.passage.sentences for at in (span.start, span.end)
        }
