import pytest

from index.checking.repairing import repairs


def repaired(claim: str, quote: str) -> set[str]:
    return {repair.text for repair in repairs(claim, quote)}


@pytest.mark.parametrize(
    ("claim", "quote", "right"),
    [
        ("The mill has 12 looms.", "The mill has 40 looms and a pond.", "The mill has 40 looms."),
        ("The pump weighs 20 kg.", "The pump weighs 18 kg.", "The pump weighs 18 kg."),
        ("The mill closed on 3 May 1931.", "The mill closed on 9 May 1931.", "The mill closed on 9 May 1931."),
        ("The mill closed on Monday.", "The mill closed on Friday.", "The mill closed on Friday."),
        ("Orr did not survive.", "Orr survived the flood.", "Orr did survive."),
        ("Lanterns can be traded.", "Lanterns cannot be traded.", "Lanterns can be not traded."),
        ("Ada Brook accepted the prize.", "Ada Brook refused the prize.", "Ada Brook refused the prize."),
        ("The mill was built by Hugo Lange.", "Samuel Orr built the mill.", "The mill was built by Samuel Orr."),
        ("Brook visited Lange.", "Lange visited Brook.", "Lange visited Brook."),
    ],
)
def test_one_part_is_put_right(claim: str, quote: str, right: str) -> None:
    assert right in repaired(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The bridge is about 600 metres long.", "The bridge is 612 metres long."),
        ("The mill closed on 3 May 1931.", "The mill closed in May 1931."),
        ("The pump weighs 20 kg.", "The pump costs 20 pounds and is 40 cm long."),
        ("The north well has a pump.", "The south well has a pump."),
        ("Hugo Lange was among the students of Brook.", "Among the students of Brook was Samuel Orr."),
        ("Hugo Lange plays the drums.", "Samuel Orr plays the drums."),
        ("The mill was built by Hugo Lange.", "The mill was built by Samuel Orr and Ada Brook."),
        ("The mill has 12 looms.", "The school has 40 pupils."),
    ],
)
def test_what_does_not_exclude_the_claim_repairs_nothing(claim: str, quote: str) -> None:
    assert repaired(claim, quote) == set()
