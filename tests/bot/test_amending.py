from dataclasses import replace
from typing import Any

from bot.amending import under, without
from index import Answer, Citation, Nearest, Passage, Sentence, Source, Span, Unanswered
from tests.bot.library import KIM

ONE, TWO = Source("seeds/a", "A", None, None, None), Source("seeds/b", "B", None, None, None)


def _answer(mode: Any, passage: str = "seeds/a/x/0", one: Source = ONE) -> Answer:
    first, second = Citation(1, one, passage, "x", 0, 1), Citation(2, TWO, "b", "x", 0, 1)
    return Answer(
        "?", mode, (Sentence(KIM, (), (first, second)), Sentence("y", (), (second,))), (one, TWO), (), "", 1.0
    )


def test_what_another_source_says_word_for_word_stays() -> None:
    left = without(_answer("reading"), "seeds/a/x/0")

    assert isinstance(left, Answer)
    assert [len(sentence.citations) for sentence in left.sentences] == [1, 1]
    assert left.sources[0].title == ""
    assert left.sources[1] == TWO


def test_what_a_model_wrote_of_several_quotes_goes_with_one_of_them() -> None:
    left = without(_answer("writing"), "seeds/a/x/0")

    assert isinstance(left, Answer)
    assert [sentence.text for sentence in left.sentences] == ["y"]
    assert without(left, "b") is None


def test_a_passage_is_cited_by_its_new_name_and_all_else_stays() -> None:
    new = Passage("c/x/0", replace(ONE, document="seeds/c"), Span(0, 1), "x", ())
    renamed = under(_answer("reading"), "seeds/a/x/0", new)

    assert renamed == _answer("reading", "c/x/0", new.source)
    assert under(_answer("reading"), "seeds/none/x/0", new) == _answer("reading")


def test_what_came_near_is_called_by_its_new_name() -> None:
    new = Passage("c/x/0", replace(ONE, document="seeds/c"), Span(0, 1), "x", ())
    near, other = Nearest(ONE, "seeds/a/x/0", "x", Span(0, 1)), Nearest(TWO, "b", "x", Span(0, 1))
    refusal = Unanswered("?", "reading", "No.", (near, other), (), 1.0)

    assert under(refusal, "seeds/a/x/0", new) == replace(
        refusal, nearest=(replace(near, passage="c/x/0", source=new.source), other)
    )
