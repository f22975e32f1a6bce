import pytest

from tests.bench.columns import Found, WordsAlone
from tests.bench.figures import has_all, rank, read, recall
from tests.bench.sets import Case, Text
from tests.index.evaluating.outcomes import CLOSED, answer, refusal

CORPUS = {"a": "The  mill closed\nin 1931.\n\nNobody was dismissed. Its wheel was kept."}


def found(*names: str) -> list[Found]:
    return [Found(name, name) for name in names]


@pytest.mark.parametrize(("names", "expected"), [("ab", 1), ("ba", 2), ("bbba", 2), ("bcd", 0), ("", 0)])
def test_the_rank_counts_texts_and_not_their_passages(names: str, expected: int) -> None:
    assert rank(Case("?", frozenset("a")), found(*names)) == expected


def test_all_evidence_is_found_when_every_article_is() -> None:
    titles = {"1": "Mill", "2": "Mill", "3": "Fair"}
    needed = Case("?", frozenset({"Mill", "Fair"}))
    assert has_all(needed, found("2", "3"), titles)
    assert not has_all(needed, found("1", "2"), titles)


def test_recall_counts_the_gold_characters_that_are_in_any_passage_whatever_their_white_space() -> None:
    case = Case("?", frozenset("a"), spans=((4, 25), (27, 48)))  # two sentences of 17 and 19 visible characters
    assert recall(case, [Found("a", "The mill closed in 1931.")], CORPUS) == pytest.approx(17 / 36)
    assert recall(case, [Found("a", "closed in 1931."), Found("a", "Nobody was dismissed.")], CORPUS) > 0.85
    assert recall(case, [Found("b", "The mill closed in 1931.")], CORPUS) == 0.0


def test_a_passage_that_its_corpus_does_not_hold_is_a_mistake_of_the_bench() -> None:
    with pytest.raises(ValueError, match="not found"):
        recall(Case("?", frozenset("a"), spans=((0, 3),)), [Found("a", "The mill opened.")], CORPUS)


def test_a_quote_is_right_if_it_is_of_a_gold_text_and_holds_an_answer_and_marked_if_the_mark_does() -> None:
    case = Case("When?", frozenset({"mill.txt"}), ("1931",))
    marked, unmarked = answer(CLOSED, highlights=("in 1931",)), answer(CLOSED, highlights=("mill",))
    outcomes = [read(case, said) for said in (marked, unmarked, answer("Nobody was dismissed."), refusal())]
    assert [one.is_right for one in outcomes] == [True, True, False, False]
    assert [one.is_marked for one in outcomes] == [True, False, False, False]
    assert [one.is_answered for one in outcomes] == [True, True, True, False]
    assert not read(Case("When?", frozenset({"other"}), ("1931",)), marked).is_right


def test_words_alone_find_what_shares_rare_words_whatever_signs_are_in_the_question() -> None:
    column = WordsAlone.over([Text("1", "Mill", "It closed in 1931."), Text("2", "Fair", "It opens in May.")])
    assert [one.id for one in column.find('When did the "mills" close? (AND)', 1)] == ["1"]
    assert column.find("?!", 1) == []
