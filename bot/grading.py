"""Golden questions, asked anew when documents or questions have changed; `/quality` shows how they went."""

import asyncio
import hashlib
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.evaluating import results
from bot.limits import Limits
from bot.rendering.helping import Graded
from index import (
    Answer,
    Audience,
    Failure,
    Hit,
    KnowledgeBase,
    Outcome,
    Question,
    Scorecard,
    Unanswered,
    compare,
    evaluate,
    read_golden,
)

log = logging.getLogger(__name__)

MOST_QUESTIONS = 200
"""Of a file: about a minute of one core."""
LOOK_SECONDS = 60.0
_IDLE_SECONDS = 5.0
_FOR_ALL = "all"


@dataclass(frozen=True, slots=True)
class _Paper:
    """A file of questions, and whom it asks for: a server, or everybody."""

    file: Path
    server: int | None

    @property
    def name(self) -> str:
        return _FOR_ALL if self.server is None else str(self.server)

    @property
    def audience(self) -> Audience:
        """What every member may see."""
        return Audience.everyone() if self.server is None else Audience.of_server(self.server, {self.server})


class Grading:
    """Asks one question after the other, each only when nobody else is being answered, and keeps the last run.

    `questions` is a file for all servers, or a folder with a file for each, `SERVER_ID.jsonl`; None: nothing is asked.
    """

    def __init__(self, knowledge_base: KnowledgeBase, limits: Limits, questions: Path | None, folder: Path) -> None:
        self._base = _WhenIdle(knowledge_base, limits)
        self._questions = questions
        self._folder = folder
        self._given_up: dict[str, str] = {}

    async def keep_grading(self) -> None:
        """Look now and then, for ever."""
        while self._questions:
            try:
                await self.grade()
            except Exception:
                log.exception("golden questions could not be asked")
            await asyncio.sleep(LOOK_SECONDS)

    async def grade(self) -> None:
        """Ask every file of questions whose answers may be others now."""
        for paper in await asyncio.to_thread(lambda: list(self._papers())):
            try:
                content = await asyncio.to_thread(paper.file.read_bytes)
                state = await self._state(paper, content)
                if state not in (self._given_up.get(paper.name), await asyncio.to_thread(self._known, paper.name)):
                    self._given_up[paper.name] = state
                    await self._ask(paper, content.decode("utf-8-sig"), state)
            except (OSError, ValueError, Failure) as error:
                log.warning("golden questions of %s: %s", paper.name, error)

    def last(self, server: int | None) -> Graded | None:
        """How the last run went: a server's own questions, or those for all."""
        return next((graded for name in (str(server), _FOR_ALL) if (graded := self._graded(name))), None)

    def _papers(self) -> Iterator[_Paper]:
        if self._questions and self._questions.is_dir():
            for file in sorted(self._questions.glob("*.jsonl")):
                if re.fullmatch(r"[0-9]{1,20}", file.stem):
                    yield _Paper(file, int(file.stem))
        elif self._questions:
            yield _Paper(self._questions, None)

    async def _state(self, paper: _Paper, content: bytes) -> str:
        """Another text whenever the answers may be others."""
        listings = await self._base.documents(paper.audience)
        held = sorted((listing.source.document, listing.indexed_at) for listing in listings)
        return hashlib.sha256(content + json.dumps(held).encode()).hexdigest()

    async def _ask(self, paper: _Paper, text: str, state: str) -> None:
        golden = read_golden(text.splitlines())[:MOST_QUESTIONS]
        scores = await evaluate(self._base, golden, paper.audience)
        card = Scorecard(paper.name, datetime.now(UTC).isoformat(timespec="seconds"), scores)
        await asyncio.to_thread(self._keep, card, state)
        right = sum(score.outcome is Outcome.RIGHT for score in scores)
        log.info("golden questions of %s: %s of %s right", paper.name, right, len(scores))

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _known(self, name: str) -> str | None:
        """What the last run was asked of."""
        try:
            return str(json.loads(self._file(name).read_text("utf-8"))["state"])
        except (OSError, ValueError, KeyError):
            return None

    def _keep(self, card: Scorecard, state: str) -> None:
        file = self._file(card.name)
        before = results.load(file) if file.exists() else None
        kept = results.dumped(card, compare(before, card) if before else None) | {"state": state}
        self._folder.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        new.replace(file)

    def _graded(self, name: str) -> Graded | None:
        try:
            saved = json.loads(self._file(name).read_text("utf-8"))
            card, against = results.load(self._file(name)), saved["against"]
        except (OSError, ValueError, KeyError, Failure):
            return None
        ended = [(score.outcome, score.golden.unanswerable) for score in card.scores]
        return Graded(
            made_at=card.made_at,
            right=sum(outcome is Outcome.RIGHT for outcome, _ in ended),
            wrong=sum(outcome is Outcome.WRONG for outcome, _ in ended),
            refused=sum(outcome is Outcome.REFUSED for outcome, _ in ended),
            better=len(against["better"]) if against else 0,
            worse=len(against["worse"]) if against else 0,
        )


class _WhenIdle:
    """The knowledge base for whoever can wait: a question is only asked when nobody else's is."""

    def __init__(self, knowledge_base: KnowledgeBase, limits: Limits) -> None:
        self._knowledge_base = knowledge_base
        self._limits = limits
        self.documents = knowledge_base.documents
        self.text = knowledge_base.text

    async def answer(self, question: Question) -> Answer | Unanswered:
        """Answer a question, when there is time."""
        while not await self._limits.idle(_IDLE_SECONDS):
            pass
        return await self._knowledge_base.answer(question)

    async def search(self, question: Question, top: int = 10) -> tuple[Hit, ...]:
        """The nearest passages, when there is time."""
        while not await self._limits.idle(_IDLE_SECONDS):
            pass
        return await self._knowledge_base.search(question, top)
