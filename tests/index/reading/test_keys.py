from dataclasses import replace

import pytest

from index.documents import Source, Span
from index.passages import Passage
from index.questions import understand
from index.reading.keys import asked_cell, is_blank, is_of_other_key, is_other_item


@pytest.mark.parametrize(
    ("question", "is_other"),
    [("Does the town pay for the boats?", True), ("Does the town give money?", False)],
)
def test_an_item_that_lacks_what_another_one_has_is_not_the_asked_one(question: str, *, is_other: bool) -> None:
    text = "- The town gives 900 crowns.\n- The bank pays for the boats."
    spans = Span(0, 28), Span(29, len(text))
    source = Source("seeds/a.md", "A", None, None, None)
    passage = Passage("seeds/a.md/1/0", source, Span(0, len(text)), text, spans)
    assert is_other_item(understand(question), passage, spans[0], passage.quote(spans[0])) is is_other


def rows(*texts: str) -> Passage:
    """A passage of sentences."""
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    spans = tuple(Span(start, start + len(text)) for start, text in zip(starts, texts, strict=True))
    whole = "\n".join(texts)
    return Passage("seeds/a.md/1/0", Source("seeds/a.md", "Boats", None, None, None), Span(0, len(whole)), whole, spans)


FLEET = rows("Boat: Whisper; Length: 9 m; Skipper: Nils", "Boat: Petrel; Length: 7 m; Skipper: Ada")
PRICES = rows("Berth, long: 90", "Berth, short: 60", "Shed: 40")


@pytest.mark.parametrize(
    ("question", "passage", "number", "is_other"),
    [
        ("who is the skipper of the cormorant", FLEET, 0, True),
        ("who is the skipper of the petrel", FLEET, 0, True),
        ("who is the skipper of the petrel", FLEET, 1, False),
        ("which boat has nils", FLEET, 0, False),
        ("who are the skippers", FLEET, 0, False),
        ("how long is whisp", FLEET, 0, False),
        ("how much is a short berth", PRICES, 0, True),
        ("how much is a short berth", PRICES, 1, False),
        ("how much is a berth", PRICES, 0, False),
        ("how much is it to keep a canoe in the shed", PRICES, 0, True),
    ],
)
def test_a_row_is_that_of_the_asked_key(question: str, passage: Passage, number: int, *, is_other: bool) -> None:
    assert is_of_other_key(understand(question), passage, passage.sentences[number], "Boats") is is_other


LAPTOPS = rows(
    "Model: Dunlin; Battery: 6 hours; Keeper: Ana Sousa; Deposit: £40",
    "Model: Plover; RAM: 8 GB; Deposit: £50; Bought: 3 May",
    "Film: Salt Roads; Director: Lars Brandt",
    "Model: Petrel; Keeper: Ana Sousa; Bought: 3 May; RAM: –",
)


@pytest.mark.parametrize(
    ("question", "number", "is_without"),
    [
        ("how much ram has the dunlin", 0, True),
        ("how much ram has the plover", 1, False),
        ("who keeps the plover", 1, True),
        ("who looks after the plover", 1, True),
        ("who looks after the dunlin", 0, False),
        ("how long is the petrel", 3, True),
        ("how long does the dunlin last", 0, False),
        ("what is the deposit for the plover", 1, False),
        ("how much ram has the petrel", 3, True),
        ("who directed salt roads", 2, False),
        ("how long is salt roads", 2, False),
    ],
)
def test_a_row_may_leave_blank_what_is_asked(question: str, number: int, *, is_without: bool) -> None:
    assert is_blank(understand(question), LAPTOPS, LAPTOPS.sentences[number]) is is_without


ROTA = rows(
    "Day: Monday; Helper: Ana Sousa; Stand-in: Bo Lind; Place: Desk",
    "Day: Tuesday; Stand-in: Bo Lind; Place: Desk",
)


@pytest.mark.parametrize(
    ("question", "number", "is_without"),
    [
        ("who is there on tuesday", 1, True),
        ("who is there on monday", 0, False),
        ("who is the stand-in on tuesday", 1, False),
        ("who stands in for the helper on tuesday", 1, False),
        ("where is it on tuesday", 1, False),
    ],
)
def test_the_first_of_the_asked_kind_is_asked_for(question: str, number: int, *, is_without: bool) -> None:
    assert is_blank(understand(question), ROTA, ROTA.sentences[number]) is is_without


BREADS = rows("Item: Rye; Price: 3", "Item: Rye roll; Price: 1", "Item: Wheat roll; Price: 2")
SHELF = rows("No: K-7; Name: Rope; Length: 9 m", "No: K-8; Name: Chain; Remark: 2 years old")


@pytest.mark.parametrize(
    ("question", "passage", "number", "is_other"),
    [
        ("what is the price of rye", BREADS, 1, True),
        ("what is the price of rye", BREADS, 0, False),
        ("what is the price of a rye roll", BREADS, 1, False),
        ("what is the price of a roll", BREADS, 1, False),
        ("how old is the rope", SHELF, 1, True),
        ("how old is the chain", SHELF, 1, False),
    ],
)
def test_a_key_is_the_name_and_no_more_of_it(question: str, passage: Passage, number: int, *, is_other: bool) -> None:
    assert is_of_other_key(understand(question), passage, passage.sentences[number], "Shop") is is_other


@pytest.mark.parametrize(
    ("question", "number", "how_far"),
    [
        ("who keeps the dunlin", 0, 1),
        ("who keeps the plover", 0, 0),
        ("who deposited the dunlin", 0, 0),
        ("who broke the dunlin", 0, 0),
        ("who directed salt roads", 2, 1),
        ("who directed roads", 2, 0.5),
        ("who films", 2, 0),
        ("who directs", 2, 0),
        ("deposit of the dunlin at the boat house", 0, 0),
        ("deposit of the dunlin for boats", 0, 1),
    ],
)
def test_a_cell_is_asked_for_by_its_row_and_its_column(question: str, number: int, how_far: float) -> None:
    text = LAPTOPS.quote(LAPTOPS.sentences[number])
    assert asked_cell(understand(question), text, "Boats") == how_far


@pytest.mark.parametrize(
    ("question", "how_far"),
    [("who trains the juniors", 0), ("who trains", 1), ("who is the trainer", 1), ("when is training", 0)],
)
def test_a_person_is_asked_for_by_the_row_alone(question: str, how_far: float) -> None:
    assert asked_cell(understand(question), "Job: Trainer; Who: Yuki Tanabe; Since: 2023", "Rowing") == how_far


def test_an_asked_cell_is_empty_also_if_only_rows_of_other_passages_have_it() -> None:
    flats = rows("Flat: 23; Rooms: 3; Heating: wood")
    others = replace(rows("Flat: 24; Rooms: 2; Balcony: yes", "Flat: 25; Rooms: 1; Balcony: no"), id="seeds/a.md/1/1")
    elsewhere = replace(others, source=replace(others.source, document="seeds/b.md"))
    asked, row = understand("has flat 23 got a balcony"), flats.sentences[0]
    assert is_blank(asked, flats, row, (flats, others))
    assert not is_blank(asked, flats, row, (flats, elsewhere))
    assert not is_blank(understand("how many rooms has flat 23"), flats, row, (flats, others))


def test_the_name_of_the_first_column_asks_for_no_cell() -> None:
    flats = rows("Flat: 12; Rooms: 3; Remarks: rent unknown", "Flat: 14; Rooms: 2; Rent: 505")
    assert is_blank(understand("what is the rent of flat 12"), flats, flats.sentences[0])
