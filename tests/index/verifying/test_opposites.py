import pytest

from index.verifying.clauses import Text
from index.verifying.opposites import says_opposite


@pytest.mark.parametrize(
    ("sentence", "quote", "is_opposite"),
    [
        ("The bid was approved in May.", "In May the bid was withdrawn.", True),
        ("The plan was rejected.", "The board postponed the plan.", True),
        ("The bid was refused.", "The bid was rejected.", False),
        ("The plan was adopted.", "The plan, postponed in May, was adopted in June.", False),
    ],
)
def test_a_decision_is_not_proven_by_another(sentence: str, quote: str, *, is_opposite: bool) -> None:
    assert says_opposite(Text(sentence), Text(quote)) is is_opposite
