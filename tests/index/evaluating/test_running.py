from index.answering import Answer, Question, Unanswered
from index.audience import Audience
from index.errors import InvalidQuestion, UnknownDocument
from index.evaluating.golden import Golden
from index.evaluating.running import evaluate
from index.evaluating.scoring import Outcome
from index.searching import Hit
from tests.index.evaluating.outcomes import CLOSED, TEXTS, TRAP, WHEN, answer, hits, refusal
from tests.index.samples import MILL

EVERYONE = Audience.everyone()


class Mill:
    """Knows when the mill closed and nothing else; remembers what it was asked."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.asked: list[Question] = []
        self.read: list[str] = []

    async def answer(self, question: Question) -> Answer | Unanswered:
        self.asked.append(question)
        if not question.text.strip("?"):
            raise InvalidQuestion("The question is empty.")
        return answer(CLOSED) if "mill" in question.text else refusal()

    async def search(self, question: Question, top: int = 10) -> tuple[Hit, ...]:
        assert self.asked[-1] == question
        return tuple(hits("Nothing.", MILL)[:top])

    async def text(self, document: str, audience: Audience) -> str:
        assert audience == EVERYONE
        self.read.append(document)
        if document not in self.texts:
            raise UnknownDocument("There is no such document.")
        return self.texts[document]


async def test_each_question_is_asked_searched_and_scored_in_order() -> None:
    told: list[int] = []
    mill = Mill(TEXTS)
    scores = await evaluate(mill, [WHEN, TRAP, WHEN], EVERYONE, told.append)
    assert [score.outcome for score in scores] == [Outcome.RIGHT] * 3
    assert [score.rank for score in scores] == [2, None, 2]
    assert [question.text for question in mill.asked] == [WHEN.question, TRAP.question, WHEN.question]
    assert told == [1, 2, 3]


async def test_a_follow_up_is_asked_after_its_turns_and_as_of_its_day() -> None:
    mill = Mill(TEXTS)
    golden = Golden("And who?", answer_any=("1931",), turns=("When did the mill close?", "Why?"), as_of="2024-01-31")
    await evaluate(mill, [golden], EVERYONE)
    first, second, last = mill.asked
    assert [len(question.earlier) for question in (first, second, last)] == [0, 1, 2]
    assert [turn.question for turn in last.earlier] == ["?", "?"]  # what the fake's answers say they were asked
    assert (first.as_of, last.as_of) == (None, "2024-01-31")


async def test_quotes_are_held_against_the_text_that_the_knowledge_base_has() -> None:
    (score,) = await evaluate(Mill({"seeds/mill.txt": f" {MILL}"}), [WHEN], EVERYONE)
    assert (score.citations, score.valid) == (1, 0)
    (score,) = await evaluate(Mill({}), [WHEN], EVERYONE)
    assert (score.citations, score.valid) == (1, 0)


async def test_each_document_is_read_once() -> None:
    mill = Mill(TEXTS)
    await evaluate(mill, [WHEN, WHEN], EVERYONE)
    assert mill.read == ["seeds/mill.txt"]


async def test_a_question_that_may_not_be_asked_counts_as_refused() -> None:
    (score,) = await evaluate(Mill(TEXTS), [Golden("??", answer_any=("1931",))], EVERYONE)
    assert (score.outcome, score.reason) == (Outcome.REFUSED, "The question is empty.")
