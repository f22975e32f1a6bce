import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Source, Span
from index.passages import Passage
from index.verifying import Claim, Quote, verify
from index.words import words

TEXT = "The mill closed in 1931. Nobody was dismissed. Its wheel, made in Oxmere, is kept in the museum."


def passage(document: str = "seeds/mill.txt", text: str = TEXT, start: int = 0) -> Passage:
    source = Source(document, "The mill", None, None, None)
    return Passage(f"{document}/abc/0", source, Span(start, start + len(text)), text, (Span(start, start + len(text)),))


def claim(text: str, span: Span, highlights: tuple[str, ...] = (), where: Passage | None = None) -> Claim:
    return Claim(text, highlights, (Quote(where or passage(), span),))


def test_a_verbatim_sentence_is_proven_and_cited_at_its_span() -> None:
    verified = verify([claim("The mill closed in 1931.", Span(0, 24), ("in 1931",))])
    (sentence,) = verified.sentences
    (citation,) = sentence.citations
    assert (citation.quote, citation.number) == ("The mill closed in 1931.", 1)
    assert TEXT[citation.start : citation.end] == citation.quote
    assert sentence.highlights == ("in 1931",)
    assert verified.dropped == 0


@pytest.mark.parametrize(
    "lie",
    [
        "The mill closed in 1932.",
        "The mill did not close in 1931.",
        "The mill closed in Oxmere.",
        "Somebody was dismissed.",
        "The mill closed in 1931 and burnt down.",
        "",
    ],
)
def test_a_sentence_that_its_quote_does_not_say_is_dropped(lie: str) -> None:
    verified = verify([claim(lie, Span(0, 24))])
    assert (verified.sentences, verified.dropped) == ((), 1)


def test_a_true_sentence_under_the_wrong_quote_is_dropped() -> None:
    assert verify([claim("Nobody was dismissed.", Span(0, 24))]).dropped == 1


@pytest.mark.parametrize("span", [Span(0, 500), Span(-3, 24), Span(10, 10), Span(24, 0)])
def test_a_quote_outside_its_passage_proves_nothing(span: Span) -> None:
    assert verify([claim("The mill closed in 1931.", span)]).sentences == ()


def test_spans_count_in_the_document_not_in_the_passage() -> None:
    verified = verify([claim("The mill closed in 1931.", Span(1000, 1024), where=passage(start=1000))])
    assert verified.sentences[0].citations[0].quote == "The mill closed in 1931."


def test_sources_are_numbered_in_the_order_of_the_sentences() -> None:
    first, second = passage("seeds/b.txt"), passage("seeds/a.txt")
    said = Span(0, 24)
    verified = verify([claim("The mill closed in 1931.", said, where=where) for where in (first, second, first)])
    assert [source.document for source in verified.sources] == ["seeds/b.txt", "seeds/a.txt"]
    assert [sentence.citations[0].number for sentence in verified.sentences] == [1, 2, 1]


def test_a_highlight_that_the_sentence_does_not_hold_is_left_out() -> None:
    verified = verify([claim("The mill closed in 1931.", Span(0, 24), ("1932", "", "1931"))])
    assert verified.sentences[0].highlights == ("1931",)


@given(st.text(max_size=60), st.integers(-5, 120), st.integers(-5, 120))
def test_whatever_is_claimed_every_citation_is_verbatim(text: str, start: int, end: int) -> None:
    for sentence in verify([claim(text, Span(start, end))]).sentences:
        for citation in sentence.citations:
            assert citation.quote == TEXT[citation.start : citation.end]
            assert [word.text for word in words(text)] != []
