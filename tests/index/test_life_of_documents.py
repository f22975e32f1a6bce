"""Any sequence of changes to the folder, against a plain dict: nothing lost, nothing doubled, nothing half done."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from index import Audience, KnowledgeBase, Models, Question, Settings
from tests.index.samples import fill

EVERYONE = Audience.everyone()
NAMES = st.sampled_from(["a.txt", "b.md", "sub/a.txt", "sub/deep/c.txt", "ü ber.txt"])
NUMBERS = st.integers(1, 999)


class LifeOfDocuments(RuleBasedStateMachine):
    """`files` is what lies in the folder; `kept` what it held when it was last indexed."""

    def __init__(self) -> None:
        super().__init__()
        self.home = tempfile.TemporaryDirectory()
        self.seeds = fill(Path(self.home.name) / "seeds", {"a.txt": "The first lamp is number 1."})
        self.files = {"a.txt": 1}
        self.kept: dict[str, int] = {}
        self.loop = asyncio.Runner()
        self.base = self._open()

    @rule(name=NAMES, number=NUMBERS)
    def write(self, name: str, number: int) -> None:
        fill(self.seeds, {name: f"The first lamp is number {number}."})
        self.files[name] = number

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        (self.seeds / name).unlink()
        del self.files[name]

    @precondition(lambda self: self.files)
    @rule(data=st.data(), new=NAMES)
    def rename(self, data: st.DataObject, new: str) -> None:
        old = data.draw(st.sampled_from(sorted(self.files)))
        (self.seeds / new).parent.mkdir(parents=True, exist_ok=True)
        (self.seeds / old).rename(self.seeds / new)
        self.files[new] = self.files.pop(old)

    @rule()
    def reindex(self) -> None:
        done = self.loop.run(self.base.reindex())
        before, now = self.kept, dict(self.files)
        assert {*done.added} == now.keys() - before.keys()
        assert {*done.removed} == before.keys() - now.keys()
        assert {*done.updated} == {name for name in now.keys() & before.keys() if now[name] != before[name]}
        assert len(done.unchanged) + len(done.updated) + len(done.added) == done.documents == len(now)
        self.kept = now

    @rule()
    def reopen(self) -> None:
        self.base.shut()
        self.base = self._open()

    @rule()
    def look(self) -> None:
        listed = self.loop.run(self.base.documents(EVERYONE))
        texts = {at.path: self.loop.run(self.base.text(at.source.document, EVERYONE)) for at in listed}
        assert texts == {name: f"The first lamp is number {number}." for name, number in self.kept.items()}

    @rule(number=NUMBERS)
    def ask(self, number: int) -> None:
        hits = self.loop.run(self.base.search(Question(f"{number}?", EVERYONE), top=100))
        assert sorted(hit.passage.source.document for hit in hits) == sorted(
            f"seeds/{name}" for name, kept in self.kept.items() if kept == number
        )

    def teardown(self) -> None:
        self.look()
        self.base.shut()
        self.loop.close()
        self.home.cleanup()

    def _open(self) -> KnowledgeBase:
        return KnowledgeBase(Settings(Path(self.home.name) / "data", self.seeds), Models(None, None))


TestLifeOfDocuments = LifeOfDocuments.TestCase
TestLifeOfDocuments.settings = settings(max_examples=25, stateful_step_count=20)
