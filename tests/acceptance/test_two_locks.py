"""Two locks on everything that is asked: either one alone lets nothing through that is not for the asker."""

import random
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from index.answering import Answer, Question
from index.audience import Audience
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.settings import Settings
from index.snapshot import Snapshot
from index.visibility import Visibility
from tests.index.life import AUDIENCES, LIBRARIES, PATHS, Deed, Expected, name_of, perform
from tests.index.toy_embedder import ToyEmbedder

Open = Callable[[pytest.MonkeyPatch], None]


def first(patch: pytest.MonkeyPatch) -> None:
    """Searches look everywhere."""
    patch.setattr(Visibility, "hidden", lambda *_: "[]")
    patch.setattr(Snapshot, "libraries", lambda snapshot, _: dict(snapshot.numbers))


def second(patch: pytest.MonkeyPatch) -> None:
    """What comes back is taken as it is."""
    patch.setattr(Visibility, "shows", lambda *_: True)


def both(patch: pytest.MonkeyPatch) -> None:
    first(patch)
    second(patch)


def neither(_: pytest.MonkeyPatch) -> None:
    """As it is."""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[tuple[KnowledgeBase, Expected]]:
    """The same names and texts in three libraries, some of them limited."""
    (tmp_path / "seeds").mkdir()
    base = KnowledgeBase(Settings(tmp_path / "data", tmp_path / "seeds"), Models(ToyEmbedder(), None))
    expected = Expected()
    deeds = [Deed("add", library, path, n) for library in LIBRARIES for n, path in enumerate(PATHS, start=1)]
    deeds += [Deed("limit", library, "a.txt", roles=(7,)) for library in LIBRARIES]
    deeds += [Deed("limit", library, "sub", channels=(5,)) for library in LIBRARIES]
    for deed in deeds:
        expected.apply(deed)
        await perform(base, tmp_path / "seeds", deed)
    yield base, expected
    await base.close()


async def leaks(base: KnowledgeBase, expected: Expected, questions: int) -> set[tuple[Audience, str]]:
    """Documents that somebody was shown who may not see them."""
    luck, leaked = random.Random(18), set[tuple[Audience, str]]()
    for _ in range(questions):
        audience = luck.choice(AUDIENCES)
        asked = luck.choice(["Which room has a lamp?", "copper oil", "amber", "willow", f"Who is {name_of(1)}?"])
        question = Question(asked, audience)
        shown = {hit.passage.source.document for hit in await base.search(question, top=luck.choice([3, 100]))}
        answer = await base.answer(question)
        if isinstance(answer, Answer):
            shown |= {citation.source.document for sentence in answer.sentences for citation in sentence.citations}
        else:
            shown |= {nearest.source.document for nearest in answer.nearest}
        leaked |= {(audience, document) for document in shown - expected.visible(audience).keys()}
    return leaked


@pytest.mark.parametrize("opened", [neither, first, second])
async def test_one_lock_is_enough(
    world: tuple[KnowledgeBase, Expected], opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(monkeypatch)
    assert await leaks(*world, questions=60) == set()


async def test_without_both_locks_all_is_seen(
    world: tuple[KnowledgeBase, Expected], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the test above tests nothing."""
    both(monkeypatch)
    assert len({document for _, document in await leaks(*world, questions=60)}) > 8


@pytest.mark.acceptance
@pytest.mark.parametrize("opened", [neither, first, second])
async def test_one_lock_is_enough_for_ten_thousand_questions(
    world: tuple[KnowledgeBase, Expected], opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(monkeypatch)
    assert await leaks(*world, questions=10_000 // 3) == set()
