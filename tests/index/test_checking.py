"""Our own claims over our own documents: nothing false is called supported, and no more than a little contradicted."""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.audience import Audience
from index.checking import Checked, Verdict
from index.knowledge_base import KnowledgeBase

DATA = Path(__file__).parents[1] / "data"
NO_CLAIM = "none"
LABELS = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.DISPUTED: "disputed",
    Verdict.NOT_IN_SOURCES: "absent",
}
EVERY = 4
"""Every so-manieth message is checked at every change."""

Table = Counter[tuple[str, str]]
"""How often each label was given each verdict."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with what is true of each of its sentences. While building, only the half `tuned` was looked at."""

    half: str
    kind: str
    message: str
    claims: tuple[tuple[str, str], ...]


ROWS = [
    Labelled(row["half"], row["kind"], row["message"], tuple(map(tuple, row["claims"])))
    for row in map(json.loads, (DATA / "claims.jsonl").read_text("utf-8").splitlines())
]


def table(base: KnowledgeBase, rows: Sequence[Labelled]) -> Table:
    """The confusion table of rows."""

    async def checked() -> list[Checked]:
        return [await base.check(row.message, Audience.everyone()) for row in rows]

    found: Table = Counter()
    for row, result in zip(rows, asyncio.run(checked()), strict=True):
        found.update((label, _verdict(result, text)) for text, label in row.claims)
    return found


def share(found: Table, label: str, *verdicts: str) -> float:
    """The share of the claims of a label that were given one of these verdicts."""
    return sum(found[label, verdict] for verdict in verdicts) / sum(
        n for (each, _), n in found.items() if each == label
    )


def test_a_sample_of_our_claims_stays_above_its_floors(our_documents: KnowledgeBase) -> None:
    found = table(our_documents, ROWS[::EVERY])
    assert [pair for pair in found if pair[1] == "supported" and pair[0] not in {"supported", "disputed"}] == []
    assert [pair for pair in found if pair[1] == "contradicted" and pair[0] not in {"contradicted", "disputed"}] == []
    assert share(found, "supported", "supported") >= 0.7
    assert share(found, "contradicted", "contradicted") >= 0.7


@pytest.mark.acceptance
@pytest.mark.parametrize(("half", "supported", "contradicted"), [("tuned", 0.87, 0.88), ("held", 0.6, 0.65)])
def test_all_our_claims_stay_above_their_floors(
    our_documents: KnowledgeBase, half: str, supported: float, contradicted: float
) -> None:
    found = table(our_documents, [row for row in ROWS if row.half == half])
    assert not sum(
        n for (label, got), n in found.items() if got == "supported" and label in {"contradicted", "absent", NO_CLAIM}
    )
    assert (
        sum(n for (label, got), n in found.items() if got == "contradicted" and label in {"supported", "absent"}) <= 1
    )
    assert share(found, "supported", "supported") >= supported
    assert share(found, "contradicted", "contradicted") >= contradicted
    assert share(found, NO_CLAIM, NO_CLAIM) == 1


def test_the_set_is_large_and_mixed_in_both_halves() -> None:
    assert len({row.message for row in ROWS}) == len(ROWS) >= 180
    assert {label for row in ROWS for _, label in row.claims} == {*LABELS.values(), NO_CLAIM}
    kinds = [{row.kind for row in ROWS if row.half == half} for half in ("tuned", "held")]
    assert kinds[0] == kinds[1]
    assert {"verbatim", "paraphrase", "number", "date", "name", "place", "role", "negated", "hostile"} <= kinds[0]


def _verdict(checked: Checked, text: str) -> str:
    bare = text.rstrip(".!")
    found = (claim for claim in checked.claims if bare in claim.text or claim.text.rstrip(".!") in text)
    claim = next(found, None)
    return LABELS[claim.verdict] if claim else NO_CLAIM
