"""One measurement in a process of its own: `python -m tests.bench.measuring STEP FOLDER`, a JSON object on the output.

FOLDER holds `seeds/` and what was made of it: `footnote/`, `starter/`, and `lent/`, the starter's with Footnote's own
embedder. Memory and cold starts are only true in a process that does nothing else. Imports are late for that reason.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench import corpus, resources

QUESTIONS = 60
Step = Callable[[Path], dict[str, Any]]


def bare(folder: Path) -> dict[str, Any]:
    """Tokens a second of the bare model, on a tenth of the texts that Footnote embeds."""
    from index.embedding import BundledEmbedder  # noqa: PLC0415

    texts = _embedded_by_footnote(folder / "seeds")[::10]
    embedder = BundledEmbedder()
    embedder.question(texts[0])
    seconds, _ = _timed(lambda: list(embedder.passages(texts)))
    return {"rate": _tokens(texts) / seconds}


def footnote_build(folder: Path) -> dict[str, Any]:
    """Index the folder for the first time."""
    from tests.bench.columns import indexed  # noqa: PLC0415

    with _opened(folder) as base:
        seconds, changes = _timed(lambda: asyncio.run(indexed(base)))
        most = resources.peak()
    texts = _embedded_by_footnote(folder / "seeds")
    return {"seconds": seconds, "passages": changes.passages, "peak": most, "tokens": _tokens(texts)}


def footnote_again(folder: Path) -> dict[str, Any]:
    """Index it when nothing has changed, and when one file has."""
    from tests.bench.columns import indexed  # noqa: PLC0415

    with _opened(folder) as base:
        unchanged, _ = _timed(lambda: asyncio.run(indexed(base)))
        corpus.change(folder / "seeds" / "00000.txt")
        changed, changes = _timed(lambda: asyncio.run(indexed(base)))
    assert changes.updated == ("00000.txt",)
    return {"unchanged": unchanged, "changed": changed}


def footnote_warm(folder: Path) -> dict[str, Any]:
    """Answer questions, one after the other, and then only search."""
    from index import Audience, Question  # noqa: PLC0415

    asked = [Question(text, Audience.everyone()) for text in corpus.questions(folder / "seeds", QUESTIONS)]
    with _opened(folder) as base:
        asyncio.run(base.answer(asked[0]))
        with resources.Watched() as memory:
            answered = asyncio.run(_each(base.answer, asked))
        return {"answer": answered, "search": asyncio.run(_each(base.search, asked)), **memory.figures}


def footnote_alike(folder: Path) -> dict[str, Any]:
    """Answer the same questions with the one model that the starter has, too: what the design takes, not the models."""
    from index import Audience, Models, Question, memory  # noqa: PLC0415
    from index.embedding import BundledEmbedder  # noqa: PLC0415

    memory.be_frugal()  # as `Models.load` does
    asked = [Question(text, Audience.everyone()) for text in corpus.questions(folder / "seeds", QUESTIONS)]
    with _opened(folder, Models(BundledEmbedder(), reranker=None, span_reader=None)) as base:
        asyncio.run(base.answer(asked[0]))
        with resources.Watched() as held:
            asyncio.run(_each(base.answer, asked))
        return held.figures


def starter_build(folder: Path, *, is_lent: bool = False) -> dict[str, Any]:
    """Its five lines, over the same folder."""
    starter, embedder = _starter(is_lent)
    ingest = partial(starter.ingest, folder / "seeds", _kept_by_starter(folder, is_lent), embedder)
    seconds, bundled = _timed(ingest)
    most = resources.peak()
    return {"seconds": seconds, "passages": len(bundled.embedded), "peak": most, "tokens": _tokens(bundled.embedded)}


def starter_again(folder: Path) -> dict[str, Any]:
    """The same five lines again: once over what has not changed, once after a change of one file."""
    starter, embedder = _starter()
    ingest = partial(starter.ingest, folder / "seeds", folder / "starter", embedder)
    unchanged, _ = _timed(ingest)
    corpus.change(folder / "seeds" / "00001.txt")
    changed, _ = _timed(ingest)
    return {"unchanged": unchanged, "changed": changed}


def starter_warm(folder: Path, *, is_lent: bool = False) -> dict[str, Any]:
    """Find passages, one question after the other; it has no answers without a language model."""
    retriever = _retriever(folder, is_lent)
    retriever.retrieve(corpus.questions(folder / "seeds", 1)[0])
    with resources.Watched() as memory:
        times = [_timed(partial(retriever.retrieve, text))[0] for text in corpus.questions(folder / "seeds", QUESTIONS)]
    return {"search": times, **memory.figures}


def starter_ask(folder: Path, *, is_lent: bool = False) -> dict[str, Any]:
    """A cold start: from nothing to the passages for one question."""
    return {"found": len(_retriever(folder, is_lent).retrieve(corpus.questions(folder / "seeds", 1)[0]))}


STEPS: dict[str, Step] = {
    "bare": bare,
    "footnote-build": footnote_build,
    "footnote-again": footnote_again,
    "footnote-warm": footnote_warm,
    "footnote-alike": footnote_alike,
    "starter-build": starter_build,
    "starter-again": starter_again,
    "starter-warm": starter_warm,
    "starter-ask": starter_ask,
    "lent-build": partial(starter_build, is_lent=True),
    "lent-warm": partial(starter_warm, is_lent=True),
    "lent-ask": partial(starter_ask, is_lent=True),
}


@contextmanager
def _opened(folder: Path, models: Any = None) -> Any:
    from index import KnowledgeBase, Settings  # noqa: PLC0415

    base = KnowledgeBase(Settings(folder / "footnote", folder / "seeds"), models)
    try:
        yield base
    finally:
        base.shut()


def _starter(is_lent: bool = False) -> tuple[Any, Any]:
    """The starter and its embedder, without the rest of our package; the embedder is Footnote's own if it is lent."""
    from index.embedding import BundledEmbedder  # noqa: PLC0415
    from tests.bench import starter  # noqa: PLC0415
    from tests.bench.plain import Plain  # noqa: PLC0415

    return starter, BundledEmbedder() if is_lent else Plain()


def _retriever(folder: Path, is_lent: bool) -> Any:
    starter, embedder = _starter(is_lent)
    return starter.stored(_kept_by_starter(folder, is_lent), embedder).as_retriever(similarity_top_k=10)


def _kept_by_starter(folder: Path, is_lent: bool) -> Path:
    return folder / ("lent" if is_lent else "starter")


def _embedded_by_footnote(seeds: Path) -> list[str]:
    """The texts that its embedder gets: every passage under the header that is searched with it."""
    from index.formats import FileReader  # noqa: PLC0415
    from index.passages import cut, header  # noqa: PLC0415

    with FileReader() as reader:
        parts = [
            part.document
            for file in sorted(seeds.iterdir())
            for part in reader.read(file.name, file.read_bytes()).parts
        ]
    return [
        f"{header(one.title, one.publisher, one.date, piece.heading)}\n{piece.span.of(one.text)}"
        for one in parts
        for piece in cut(one)
    ]


def _tokens(texts: list[str]) -> int:
    """Tokens that reach the model: what is beyond its 512 of a text is never embedded."""
    from index.embedding import MAX_TOKENS  # noqa: PLC0415
    from index.weights import BGE_SMALL_EN, Model  # noqa: PLC0415

    tokenizer = Model(BGE_SMALL_EN).tokenizer
    tokenizer.enable_truncation(MAX_TOKENS)
    return sum(len(tokenizer.encode(text).ids) for text in texts)


async def _each(ask: Any, questions: list[Any]) -> list[float]:
    times = []
    for question in questions:
        started = time.perf_counter()
        await ask(question)
        times.append(time.perf_counter() - started)
    return times


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    done = work()
    return time.perf_counter() - started, done


if __name__ == "__main__":
    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]))))
    sys.stdout.flush()
