from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest

from index import Access, Answer, Audience, Checked, InvalidQuestion, Models, Order, Question, Verdict
from index.audience import SHARED
from index.checking.checker import LONGEST, MOST_CLAIMS
from index.passages import Passage
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL, fill

EVERYONE = Audience.everyone()


def verdicts(checked: Checked) -> list[Verdict]:
    return [claim.verdict for claim in checked.claims]


async def test_every_claim_has_its_verdict_with_quotes_verbatim(seeds: Path, open_base: Opened, models: Models) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    base = open_base(models)
    await base.reindex()
    message = "Hi! The mill closed in 1931. The mill closed in 1941. The mill was haunted. Is that so?"
    checked = await base.check(message, EVERYONE)

    assert verdicts(checked) == [Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCES]
    closed, wrong, unknown = checked.claims
    assert wrong.against[0].highlights == ("in 1931",)
    assert (closed.against, wrong.support, unknown.support, unknown.against) == ((), (), (), ())
    assert len(list(checked.citations)) == 2
    for citation in checked.citations:
        assert citation.quote == MILL[citation.start : citation.end]
        assert citation.quote in (await base.passage(citation.passage, EVERYONE)).passage.text
        assert checked.sources[citation.number - 1] == citation.source
    assert checked.indexed_at


async def test_the_reranker_orders_passages_for_a_claim_and_none_for_a_question(
    seeds: Path, open_base: Opened, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(seeds, {"mill.txt": MILL, "fair.txt": FAIR})
    assert models.reranker
    reranker, read = models.reranker, list[str]()

    def relevance(text: str, passages: Sequence[Passage]) -> list[float]:
        read.append(text)
        return reranker.relevance(text, passages)

    judge = copy(reranker)
    monkeypatch.setattr(judge, "relevance", relevance)
    base = open_base(replace(models, reranker=judge))
    await base.reindex()
    assert isinstance(await base.answer(Question("When did the mill close?", EVERYONE)), Answer)
    assert not read
    await base.check("The mill was closed in 1931.", EVERYONE)
    assert read == ["The mill was closed in 1931."]


async def test_sources_that_differ_are_both_shown(seeds: Path, open_base: Opened, models: Models) -> None:
    fill(seeds, {"one.txt": "The mill closed in 1931.", "two.txt": "The mill closed in 1932."})
    base = open_base(models)
    await base.reindex()
    (claim,) = (await base.check("The mill closed in 1931.", EVERYONE)).claims

    assert claim.verdict is Verdict.DISPUTED
    assert [one.text for one in (*claim.support, *claim.against)] == [
        "The mill closed in 1931.",
        "The mill closed in 1932.",
    ]


async def test_only_what_the_audience_may_see_is_looked_at(seeds: Path, open_base: Opened, models: Models) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base(models)
    await base.reindex()
    await base.limit(Order(SHARED), "mill.txt", Access(roles=frozenset({7})))

    assert verdicts(await base.check("The mill closed in 1931.", EVERYONE)) == [Verdict.NOT_IN_SOURCES]
    trusted = Audience(frozenset({SHARED}), frozenset({7}))
    assert verdicts(await base.check("The mill closed in 1931.", trusted)) == [Verdict.SUPPORTED]


async def test_without_models_words_alone_still_prove(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.reindex()
    checked = await base.check("The mill closed in 1931. The mill closed in 1941.", EVERYONE)
    assert verdicts(checked) == [Verdict.SUPPORTED, Verdict.CONTRADICTED]
    assert checked.notes == base.notes != ()


async def test_so_many_claims_are_checked_and_the_rest_is_counted(seeds: Path, open_base: Opened) -> None:
    fill(seeds, {"mill.txt": MILL})
    base = open_base()
    await base.reindex()
    checked = await base.check("Nobody was dismissed. " * (MOST_CLAIMS + 3), EVERYONE)
    assert (len(checked.claims), checked.left_out) == (MOST_CLAIMS, 3)
    assert (await base.check("Hello!", EVERYONE)).claims == ()
    with pytest.raises(InvalidQuestion):
        await base.check("x" * (LONGEST + 1), EVERYONE)


async def test_nothing_is_known_of_nothing(open_base: Opened) -> None:
    checked = await open_base().check("The mill closed in 1931. It was sold.", EVERYONE)
    assert verdicts(checked) == [Verdict.NOT_IN_SOURCES] * 2
    assert (checked.sources, checked.indexed_at) == ((), "")
