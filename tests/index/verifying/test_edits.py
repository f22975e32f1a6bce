import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.verifying.clauses import Text
from index.verifying.edits import are_telling


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (
            "Growers picked 31 tonnes of pears this autumn.",
            "Growers in the valley picked 31 tonnes of apples this autumn.",
        ),
        ("Rinse the filter under hot water.", "Rinse the filter under lukewarm water every two months."),
        ("Prices have risen by 1.40 euros.", "Prices have risen to 1.40 euros a kilogram."),
        ("A wet fan can damage the filter.", "A wet filter can damage the fan."),
        ("If the lamp goes out after cleaning, call us.", "If the lamp stays on after cleaning, call us."),
        ("The ferry must leave at noon.", "The ferry can leave at noon."),
        ("The mill was sold before the fire.", "The mill was sold after the fire."),
        ("The current owner lives in Oxmere.", "The former owner lives in Oxmere."),
    ],
)
def test_a_word_exchanged_for_one_that_says_something_else_tells(sentence: str, quote: str) -> None:
    assert are_telling(Text(sentence), Text(quote))


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The mill began to grind in May.", "The mill started to grind in May."),
        ("The mill grinds flour.", "The old mill of Oxmere grinds flour."),
        ("In May, the mill was sold.", "The mill was sold in May."),
        ("He sold the mills in May.", "He sold a mill in May."),
        ("The mill was sold by Tom Hale.", "Tom Hale sold the mill."),
        ("Rinse it with lukewarm water.", "Rinse it under lukewarm water."),
        ("The keeper likes tea.", "Forty ships lay in the harbour."),
        ("", ""),
    ],
)
def test_another_form_a_like_word_another_order_or_another_sentence_do_not(sentence: str, quote: str) -> None:
    assert not are_telling(Text(sentence), Text(quote))


@given(st.text(max_size=80))
def test_nothing_is_exchanged_in_the_quote_itself(text: str) -> None:
    assert not are_telling(Text(text), Text(text))
