import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot import structured
from bot.structured import Json
from index import Audience, Changes, Question, Refusal, Version
from tests.bot.library import KIM, Book, Library

PROMISE = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
EVERYONE = Audience.everyone()
TYPES: dict[str, Any] = {
    "string": str,
    "number": int | float,
    "array": list,
    "array of strings": list,
    "string or null": str | None,
    "object or null": dict | None,
    '`"answered"`, `"unanswered"`': str,
    '`"reading"`, `"writing"`': str,
}


def section(command: str) -> str:
    return PROMISE.partition(f"## `footnote {command} --json`")[2].partition("\n## ")[0]


def listed(text: str) -> list[list[str]]:
    """The fields of every `{a, b}` in a text, in order."""
    return [group.split(", ") for group in re.findall(r"`\{(.+?)\}`", text)]


ROWS = {row[0]: row[1:] for row in re.findall(r"^\| `([^`]+)` \| (.+?) \| (.*?) ?\|$", section("ask"), re.MULTILINE)}


async def ask(text: str) -> Json:
    return structured.outcome(await Library().answer(Question(text, EVERYONE)))


def test_the_promise_is_found_in_the_documentation() -> None:
    assert len(ROWS) == 14
    assert [len(listed(section(command))) for command in ("search", "reindex", "sources")] == [2, 3, 1]


@pytest.mark.parametrize("question", ["when did Kim meet Putin?", "who won the cup?"])
async def test_an_outcome_has_exactly_the_promised_fields_of_the_promised_types(question: str) -> None:
    outcome = await ask(question)
    promised = {name: kind for name, (kind, _) in ROWS.items() if "[]" not in name}
    assert outcome.keys() == promised.keys()
    assert all(isinstance(outcome[name], TYPES[kind]) for name, kind in promised.items())


async def test_a_check_has_exactly_the_promised_fields() -> None:
    rows = re.findall(r"^\| `([^|]+)` \|", section("check"), re.MULTILINE)
    names = {name for row in rows for name in row.split("`, `")}
    checked = structured.checked(await Library().check(f"{KIM}\nBees live in Egypt.", EVERYONE))

    assert checked.keys() == {name for name in names if "[]" not in name}
    for claim in checked["claims"]:
        assert claim.keys() == {name.removeprefix("claims[].") for name in names if name.startswith("claims[].")}
    assert checked["claims"][0]["verdict"] == "supported"


async def test_sentences_citations_sources_and_the_nearest_have_the_promised_fields() -> None:
    answered, refused = await ask("when did Kim meet Putin?"), await ask("who won the Russia cup?")
    (sentence,) = answered["sentences"]
    for row, objects in {
        "sentences": answered["sentences"],
        "sentences[].citations": sentence["citations"],
        "sources": answered["sources"],
        "nearest": refused["nearest"],
    }.items():
        assert objects
        assert [list(one) for one in objects] == listed(ROWS[row][1]) * len(objects)


async def test_what_is_answered_has_no_reason_and_what_is_refused_has_one() -> None:
    answered, refused = await ask("when did Kim meet Putin?"), await ask("who won the cup?")
    assert (answered["status"], answered["reason"], answered["nearest"]) == ("answered", None, [])
    assert (refused["status"], refused["sentences"], refused["sources"]) == ("unanswered", [], [])
    assert refused["reason"]


async def test_a_citation_leads_to_its_source_and_its_characters() -> None:
    library = Library()
    outcome = structured.outcome(await library.answer(Question("when did Kim meet Putin?", EVERYONE)))
    (citation,) = outcome["sentences"][0]["citations"]
    text = await library.text(citation["document"], EVERYONE)
    assert text[citation["start"] : citation["end"]] == citation["quote"] == KIM
    (source,) = [one for one in outcome["sources"] if one["number"] == citation["number"]]
    assert source.items() <= citation.items()


async def test_hits_have_the_promised_fields_and_rank_from_one() -> None:
    found = structured.hits("Kim", await Library().search(Question("Kim Putin Russia", EVERYONE)), 1.23)
    top, hit = listed(section("search"))
    assert list(found) == top
    assert [list(one) for one in found["hits"]] == [hit] * len(found["hits"])
    assert [one["rank"] for one in found["hits"]] == [*range(1, len(found["hits"]) + 1)] != []


def test_changes_have_the_promised_fields() -> None:
    changes = Changes(("a",), ("b",), ("c",), ("d",), (Refusal("e", "Why."),), 3, 4, 5, 6.0, renamed=(("c", "a"),))
    done = structured.changes(changes)
    top, refusal, renamed = listed(section("reindex"))
    assert list(done) == top
    assert [list(one) for one in done["refused"]] == [refusal]
    assert [list(one) for one in done["renamed"]] == [renamed]
    assert (done["added"], done["refused"][0]) == (["a"], {"path": "e", "reason": "Why."})


def test_versions_have_the_promised_fields() -> None:
    found = structured.versions([Version(2, "2026-01-02T03:04:05+00:00", "add", "operator", 1, 0, 0, 5)])
    assert [list(one) for one in found] == listed(section("library history"))


async def test_sources_have_the_promised_fields() -> None:
    found = structured.listings(await Library().documents(EVERYONE))
    assert [list(one) for one in found] == listed(section("sources"))


async def test_a_line_that_could_not_be_asked_looks_like_any_other() -> None:
    assert structured.failed_outcome("", "It is empty.").keys() == (await ask("when did Kim meet Putin?")).keys()


async def test_any_text_fits_on_one_line() -> None:
    odd = Book("seeds/odd.txt", 'He said "\\n"\u2028', ("Kim met\tPutin in \U0001f3d4 Russia\r\n.",))
    found = structured.listings(await Library(odd).documents(EVERYONE))
    line = json.dumps(found, ensure_ascii=False)
    assert "\n" not in line
    assert json.loads(line) == found
