"""Through the seam: only there is a question seen from how it was asked to what is told."""

from pathlib import Path

import pytest

from index import Answer, Audience, Models, Note, Question
from index.notes import Code, note
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL, fill

EVERYONE = Audience.everyone()
CLOSED = Question("When did the mill close?", EVERYONE)


async def test_a_follow_up_is_understood_from_the_turns_before(seeds: Path, open_base: Opened, models: Models) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    base = open_base(models)
    await base.reindex()
    first = await base.answer(CLOSED)
    again = await base.answer(Question("and why?", EVERYONE, earlier=(first.turn,)))
    assert (first.understood, again.question) == (None, "and why?")
    assert again.understood == "why did the mill close?"
    assert again.notes[0] == "Understood as: why did the mill close?"


async def test_a_change_of_subject_is_not_dragged_along(seeds: Path, open_base: Opened, models: Models) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    base = open_base(models)
    await base.reindex()
    before = (await base.answer(CLOSED)).turn
    answer = await base.answer(Question("Who opens the fair?", EVERYONE, earlier=(before,)))
    assert isinstance(answer, Answer)
    assert answer.understood is None
    assert "Ada Brook" in answer.sentences[0].text


async def test_a_misspelt_question_is_answered(seeds: Path, open_base: Opened, models: Models) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    base = open_base(models)
    await base.reindex()
    answer = await base.answer(Question("Where is the wheel of Oxmeer kept?", EVERYONE))
    assert isinstance(answer, Answer)
    assert answer.understood == "Where is the wheel of Oxmere kept?"


@pytest.mark.parametrize(
    ("question", "quote", "notes"),
    [
        ("is the tap on in december?", "The tap is turned off from November to March.", ("holds_day", "no")),
        ("is the tap on in july?", "The tap is turned off from November to March.", ("leaves_day",)),
        ("where do I get the key on a tuesday?", "On weekdays ask at plot 12 for the key.", ("holds_day",)),
        ("is the shop open on saturdays?", "The shop is open on Saturdays.", ("yes",)),
    ],
)
async def test_a_day_is_found_in_the_span_that_holds_it(
    seeds: Path, open_base: Opened, models: Models, question: str, quote: str, notes: tuple[str, ...]
) -> None:
    rules = (
        "Garden rules\n\nThe tap is turned off from November to March.\n\nOn weekdays ask at plot 12 for the key.\n\n"
        "The shop is open on Saturdays. From Monday to Friday the shop is open in the mornings.\n"
    )
    fill(seeds, {"rules.txt": rules})
    base = open_base(models)
    await base.reindex()
    answer = await base.answer(Question(question, EVERYONE))
    assert isinstance(answer, Answer)
    assert [sentence.text for sentence in answer.sentences] == [quote]
    assert tuple(note.code for note in answer.notes if isinstance(note, Note)) == notes


@pytest.mark.parametrize(("as_of", "sources"), [("2019", set()), ("2020", {"Old"}), ("2022-05", {"Old", "New"})])
async def test_only_what_was_known_by_a_date_is_searched(
    seeds: Path, open_base: Opened, models: Models, as_of: str, sources: set[str]
) -> None:
    fill(
        seeds,
        {
            "old.md": f"---\ntitle: Old\ndate: 2020-03-01\n---\n{MILL}",
            "new.md": f"---\ntitle: New\ndate: 2022-05-31\n---\n{FAIR}",
            "undated.md": f"---\ntitle: Undated\n---\n{MILL} {FAIR}",
        },
    )
    base = open_base(models)
    await base.reindex()
    found = await base.answer(Question("Who opens the fair, and when did the mill close?", EVERYONE, as_of=as_of))
    told = found.sources if isinstance(found, Answer) else [near.source for near in found.nearest]
    assert {source.title for source in told} <= sources
    assert bool(told) is bool(sources)
    assert as_of in found.notes[0]


async def test_a_question_in_another_script_is_told_what_the_models_read(
    seeds: Path, open_base: Opened, models: Models
) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base(models)
    await base.reindex()
    found = await base.answer(Question("工厂什么时候关闭？", EVERYONE))
    assert note(Code.FOREIGN) in found.notes
    assert note(Code.FOREIGN) not in (await base.answer(CLOSED)).notes
