import pytest

from index.evaluating.golden import Golden
from index.evaluating.scoring import Outcome, Score, is_valid, rank_of, score
from index.passages import Passage
from tests.index.evaluating.outcomes import CLOSED, TEXTS, TRAP, WHEN, about, answer, citation, hits, refusal
from tests.index.samples import FAIR, MILL

RIGHT = answer(CLOSED, highlights=("in 1931",))


def scored(golden: Golden, result: object, *found: str) -> Score:
    return score(golden, result, hits(*found), TEXTS)  # type: ignore[arg-type]


def test_a_right_answer_with_its_proof_scores_everything() -> None:
    made = scored(WHEN, RIGHT, "Nothing.", MILL)
    assert made.outcome is Outcome.RIGHT
    assert (made.rank, made.is_found, made.is_quoted, made.grounded) == (2, True, True, 1.0)
    assert made.exact == 0.0
    assert made.f1 == pytest.approx(2 / 3)
    assert (made.citations, made.valid, made.elapsed_ms) == (1, 1, 20.0)


def test_a_refusal_of_what_the_documents_say_is_a_false_one() -> None:
    made = scored(WHEN, refusal("Why not."))
    assert (made.outcome, made.reason, made.answer) == (Outcome.REFUSED, "Why not.", "")
    assert (made.rank, made.is_found, made.is_quoted, made.exact, made.f1, made.grounded) == (
        0,
        False,
        False,
        0,
        0,
        None,
    )


def test_another_sentence_is_a_wrong_answer() -> None:
    made = scored(WHEN, answer("Nobody was dismissed.", highlights=("Nobody",)), MILL)
    assert (made.outcome, made.is_found, made.is_quoted, made.f1) == (Outcome.WRONG, False, False, 0.0)


@pytest.mark.parametrize("where", ["text", "note"])
def test_what_must_not_be_said_makes_any_answer_wrong(where: str) -> None:
    golden = about(WHEN, must_not=("Monday", "Oxmere"))
    said = answer(f"{CLOSED} On Monday.", citation(CLOSED)) if where == "text" else answer(CLOSED, notes=("A Monday.",))
    made = scored(golden, said)
    assert (made.outcome, made.is_found, made.forbidden) == (Outcome.WRONG, True, ("Monday",))


def test_every_one_of_answer_all_is_needed() -> None:
    golden = Golden("When and where?", answer_any=("1931", "1932"), answer_all=("Oxmere", "museum"))
    assert scored(golden, answer(MILL)).outcome is Outcome.RIGHT
    assert scored(golden, answer(CLOSED)).outcome is Outcome.WRONG


def test_where_only_a_quote_is_expected_citing_it_is_right() -> None:
    golden = Golden("What of the mill?", quotes=("closed in 1931",))
    assert scored(golden, answer(CLOSED)).outcome is Outcome.RIGHT
    assert scored(golden, answer("Nobody was dismissed.")).outcome is Outcome.WRONG


def test_the_right_sentence_of_another_document_proves_nothing() -> None:
    golden = about(WHEN, documents=("fair.txt",))
    made = scored(golden, RIGHT, MILL)
    assert (made.is_quoted, made.rank) == (False, 0)
    assert scored(about(WHEN, documents=("mill.txt",)), RIGHT, MILL).rank == 1


def test_an_unanswerable_question_is_right_when_it_is_refused() -> None:
    refused, answered = scored(TRAP, refusal()), scored(TRAP, RIGHT)
    assert (refused.outcome, answered.outcome) == (Outcome.RIGHT, Outcome.WRONG)
    assert {refused.rank, refused.is_found, refused.exact, refused.f1, refused.is_quoted} == {None}


def test_an_unanswerable_question_may_be_put_right_by_the_expected_quote_alone() -> None:
    golden = about(TRAP, question="When did the mill open?", quotes=("closed in 1931",))
    outcomes = [scored(golden, said).outcome for said in (RIGHT, refusal(), answer("Nobody was dismissed."))]
    assert outcomes == [Outcome.RIGHT, Outcome.RIGHT, Outcome.WRONG]
    assert scored(golden, RIGHT).is_quoted is None


def test_the_proof_is_sought_by_its_quote_and_else_by_the_answer() -> None:
    passages: list[Passage] = [hit.passage for hit in hits("In 1931 it rained.", MILL)]
    assert rank_of(WHEN, passages) == 2
    assert rank_of(about(WHEN, quotes=()), passages) == 1
    assert rank_of(WHEN, passages[:1]) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        citation(CLOSED, start=1),
        citation("The mill closed in 1932.", start=0),
        citation("the mill closed in 1931.", start=0),
        citation(CLOSED, document="seeds/fair.txt", start=0),
        citation("", start=0),
    ],
    ids=["elsewhere", "another digit", "another capital", "another document", "nothing"],
)
def test_a_quote_that_is_not_verbatim_at_its_place_is_invalid_and_grounds_nothing(wrong: object) -> None:
    made = scored(WHEN, answer(CLOSED, wrong))  # type: ignore[arg-type]
    assert (made.citations, made.valid, made.grounded) == (1, 0, 0.0)


def test_a_quote_is_valid_in_either_normal_form() -> None:
    texts = {"seeds/mill.txt": "Café"}
    assert is_valid(
        citation("Cafe\u0301", start=0).__class__(1, citation(CLOSED).source, "", "Cafe\u0301", 0, 4), texts
    )


def test_what_no_quote_says_is_not_grounded() -> None:
    made = scored(WHEN, answer("The mill closed in 1931 after a strike", citation(CLOSED)))
    assert made.grounded == pytest.approx(3 / 4)


def test_a_quote_from_an_unknown_document_is_invalid() -> None:
    assert not is_valid(citation(FAIR, document="seeds/fair.txt"), {})
