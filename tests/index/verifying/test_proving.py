"""The must of issue 4: of lies made systematically 95 % and more are dropped, of true sentences 5 % at most."""

from collections import Counter

import pytest

from index.loading import Models
from index.verifying import Claim, Quote, Rate, locate, verify
from index.verifying.proving import Doubt, doubt
from tests.index.verifying.documents import TEXTS, passage, quotes
from tests.index.verifying.lies import TITLES, Told, lies, truths

PASSAGES = [passage(title) for title in TEXTS]


@pytest.fixture(scope="module")
def rate(models: Models) -> Rate:
    assert models.reranker
    return models.reranker.scores


def is_kept(told: Told, rate: Rate | None) -> bool:
    found = [locate(PASSAGES, number, text) for number, text in told.quotes]
    claim = Claim(told.text, (), tuple(each for each in found if isinstance(each, Quote)))
    return bool(verify([claim], rate).sentences)


def quote_of(said: str) -> Quote:
    """One sentence, all of a passage."""
    made = passage("Oxmere Mill")
    span = type(made.span)(0, len(said))
    return Quote(type(made)(made.id, made.source, span, said, (span,)), span)


def test_nineteen_of_twenty_lies_are_dropped_of_every_kind(rate: Rate) -> None:
    told = list(lies())
    kept = Counter(lie.kind for lie in told if is_kept(lie, rate))
    assert len(told) >= 1200
    assert kept.total() / len(told) <= 0.02
    assert {
        kind: kept[kind] / number
        for kind, number in Counter(lie.kind for lie in told).items()
        if kept[kind] / number > 0.05
    } == {}


def test_nineteen_of_twenty_true_sentences_are_kept(rate: Rate) -> None:
    told = list(truths())
    assert len(told) >= 90
    assert sum(not is_kept(truth, rate) for truth in told) / len(told) <= 0.05


def test_without_the_reranker_no_more_lies_are_believed() -> None:
    told = list(lies())[::5]
    assert sum(is_kept(lie, None) for lie in told) / len(told) <= 0.05


@pytest.mark.parametrize(
    ("title", "sentence", "proof", "expected"),
    [
        ("Oxmere Mill", "The mill closed in 1932.", (0,), Doubt.NUMBER),
        ("Oxmere Mill", "The wheel weighs 12 kilograms.", (4,), Doubt.NUMBER),
        ("Oxmere Mill", "The cottages were demolished in the autumn of 1964.", (6,), Doubt.TIME),
        ("Oxmere Mill", "It was built by Samuel Orr.", (1,), Doubt.NAME),
        ("Oxmere Mill", "The mill was never closed in 1931.", (0,), Doubt.TURNED),
        ("Oxmere Mill", "The museum will sell the wheel.", (5,), Doubt.SHADED),
        ("Oxmere Mill", "The cottages were demolished because the mill closed.", (0, 6), Doubt.SHADED),
        ("Ada Brook", "Brook recommended Lange to the Northern Railway.", (2,), Doubt.ROLES),
        ("Oxmere Mill", "The mill closed in 1842.", (0,), Doubt.BINDINGS),
        ("Oxmere Mill", "At least 40 workers were given jobs in Fenwick Street.", (3,), Doubt.EXCHANGED),
        ("Oxmere Mill", "The mill at Oxmere closed in 1931 amid violent street protests.", (0,), Doubt.SUPPORT),
        ("Oxmere Mill", "The mill [closed](x) in 1931.", (0,), Doubt.MARK),
    ],
)
def test_each_kind_of_lie_has_its_reason(
    title: str, sentence: str, proof: tuple[int, ...], expected: Doubt, rate: Rate
) -> None:
    found = [locate(PASSAGES, TITLES.index(title) + 1, text) for text in quotes(title, proof)]
    assert doubt(sentence, [each for each in found if isinstance(each, Quote)], rate) is expected


def test_a_sentence_that_joins_two_is_proven_by_a_quote_for_each(rate: Rate) -> None:
    proof = quotes("Oxmere Mill", (0, 1))
    found = [each for text in proof if isinstance(each := locate(PASSAGES, 1, text), Quote)]
    assert doubt("The mill at Oxmere opened in 1842, and it was built by Thomas Garrow.", found, rate) is None
    assert doubt("The mill at Oxmere opened in 1842, and it was built by Oxmere.", found, rate)


def test_a_quote_cut_out_of_its_sentence_does_not_prove_what_the_sentence_denies() -> None:
    text = "It is not true that the mill closed in 1931."
    made = passage("Oxmere Mill")
    whole = type(made.span)(0, len(text))
    place = type(made)(made.id, made.source, whole, text, (whole,))
    cut = Quote(place, type(whole)(text.index("the mill"), len(text)))
    assert doubt("The mill closed in 1931.", [cut], None) is Doubt.TURNED


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("According to critics, the old carriages are too loud.", "Critics say that the old carriages are too loud."),
        ("The harvest was poor, said Petra Moll.", "Petra Moll said the harvest was poor."),
        ("The bread must never be cut while it is hot.", "Never cut the bread while it is hot."),
        ("Mix 500 g of flour with 350 ml of water.", "Mix 500 grams of flour with 350 millilitres of water."),
        ("Nora Quist was a chess player from Denmark.", "Nora Quist was a Danish chess player."),
    ],
)
def test_the_same_in_other_words_is_kept(sentence: str, said: str, rate: Rate) -> None:
    assert doubt(sentence, [quote_of(said)], rate) is None


def test_the_speaker_put_first_proves_no_other_speaker(rate: Rate) -> None:
    said = quote_of("Critics say that the old carriages are too loud.")
    assert doubt("According to Petra Moll, the old carriages are too loud.", [said], rate)


@pytest.mark.parametrize(
    ("sentence", "said", "expected"),
    [
        ("Tom Abney is secretary.", "Priya Raman was elected secretary in place of Tom Abney.", Doubt.ROLES),
        ("Lee Woods is the coach.", "Ana Ruiz became coach, replacing Lee Woods, in 2021.", Doubt.ROLES),
        ("Peru hosts the summit.", "Chile took over from Peru as host of the summit.", Doubt.ROLES),
        ("The club had 120 members in 1990.", "The club had 300 members in 1990 and has 120 today.", Doubt.BINDINGS),
        ("The club has 300 members.", "The club had 300 members in 1990 and has 120 today.", Doubt.BINDINGS),
        ("Anna locked the door.", "Anna forgot to lock the door.", Doubt.TURNED),
        ("The heating works.", "The heating should work again by Friday.", Doubt.SHADED),
        ("The concert takes place if it rains.", "The concert takes place unless it rains.", Doubt.SHADED),
        ("Ivo killed the king.", "Ivo was acquitted of killing the king.", Doubt.SHADED),
        ("The pool was closed.", "A motion to close the pool was lost.", Doubt.SHADED),
        ("The course is full.", "The course is nearly full.", Doubt.SHADED),
    ],
)
def test_what_a_quote_names_and_does_not_say_is_no_proof(sentence: str, said: str, expected: Doubt, rate: Rate) -> None:
    assert doubt(sentence, [quote_of(said)], rate) is expected


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Priya Raman was elected secretary.", "Priya Raman was elected secretary in place of Tom Abney."),
        ("Chile hosts the summit.", "Chile hosts the summit instead of Peru."),
        ("Noor captains the team.", "Instead of Kaya, Noor captains the team."),
        ("The club has 120 members today.", "The club had 300 members in 1990 and has 120 today."),
        ("The club had 300 members in 1990.", "The club had 300 members in 1990 and has 120 today."),
        ("The heating should work by Friday.", "The heating should work again by Friday."),
        ("Anna forgot to lock the door.", "Anna forgot to lock the door."),
    ],
)
def test_what_it_does_say_is_proof(sentence: str, said: str, rate: Rate) -> None:
    assert doubt(sentence, [quote_of(said)], rate) is None
