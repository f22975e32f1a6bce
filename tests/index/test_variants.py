import pytest

from index.words import terms


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("neighbourhoods", "neighborhoods"),
        ("dishonourable", "dishonorable"),
        ("amphitheatres", "amphitheaters"),
        ("centred", "centered"),
        ("kilometre", "kilometer"),
        ("apologised", "apologized"),
        ("civilisation", "civilization"),
        ("unrecognisable", "unrecognizable"),
        ("paralysed", "paralyzed"),
        ("unlicenced", "unlicensed"),
        ("defences", "defenses"),
        ("practising", "practicing"),
        ("dialogues", "dialogs"),
        ("catalogued", "cataloged"),
        ("programmes", "programs"),
        ("jewellery", "jewelry"),
        ("ploughed", "plowed"),
        ("paediatrician", "pediatrician"),
        ("travellers", "travelers"),
        ("fulfil", "fulfill"),
        ("Grey", "gray"),
    ],
)
def test_british_and_american_spellings_are_one_term(british: str, american: str) -> None:
    assert terms(british) == terms(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tour", "tor"),
        ("hour", "hor"),
        ("four", "for"),
        ("prise", "prize"),
        ("acre", "acer"),
        ("tyre", "tire"),
        ("storey", "story"),
        ("lice", "lise"),
        ("1,5", "15"),
        ("10.000", "10000"),
        ("1.0", "1"),
        ("0.16.1", "0.16"),
        ("2.1.0", "2.10"),
    ],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize("forms", ["precise precision", "supervise supervision", "revised revision", "advise advises"])
def test_words_in_s_for_good_keep_their_forms_together(forms: str) -> None:
    assert len(set(terms(forms))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("24,500", "24500"), ("1,234,567", "1234567"), ("3.4.0", "3.4"), ("v2.10.3", "2.10.3")]
)
def test_numbers_and_versions_are_one_term_however_they_are_written(one: str, other: str) -> None:
    assert terms(one) == terms(other)
