"""The reader, with and without the reranker's help, against the bundled reranker alone: `python evaluate.py`.

Reranker alone: each sentence of the passages is scored, the best is the answer, its score is the answerability.
Rows of ../shared/data and ../shared/seeds are only measured on, never trained on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import re
import string
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import twins
from asked import TOP, Asked, Bm25, Paragraph, timeqa, xquad
from model import bundled
from names import Lexicon
from reading import OnnxPair, read
from rows import Row, Span, sentences
from train import auroc

# Flat between 0.2 and 0.6 on XQuAD-en.
RERANKER_SHARE = 0.3
MAX_CHANGED = 150


@dataclass(slots=True)
class Outcome:
    """What one way of reading said of one question."""

    paragraph: int
    answer: Span
    sentence: Span
    scores: dict[str, float]


class Remembered(OnnxPair):
    """A model that is asked each pair once, ever: what it said is kept in a file named by the model's hash."""

    def __init__(self, model: Path, tokenizer: Path, folder: Path) -> None:
        super().__init__(model, tokenizer)
        self._file = folder / f"{hashlib.sha256(model.read_bytes()).hexdigest()[:16]}.pickle"
        self._said: dict[tuple[str, str], list[np.ndarray]] = {}
        if self._file.exists():
            self._said = pickle.loads(self._file.read_bytes())

    def outputs(self, inputs: dict[str, np.ndarray], question: str, passage: str) -> list[np.ndarray]:
        """As OnnxPair.outputs."""
        if (question, passage) not in self._said:
            self._said[question, passage] = super().outputs(inputs, question, passage)
        return self._said[question, passage]

    def keep(self) -> None:
        """Write down what was said."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_bytes(pickle.dumps(self._said))


def plain(text: str) -> list[str]:
    """The words of an answer as SQuAD compares them: lower case, no punctuation, no articles."""
    text = "".join(c for c in text.lower() if c not in string.punctuation + "–’“”")
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def f1(found: str, gold: str) -> float:
    """Overlap of the words of two answers."""
    a, b = plain(found), plain(gold)
    same = sum((Counter(a) & Counter(b)).values())
    return 2 * same / (len(a) + len(b)) if same else 0.0


def read_best(reader: OnnxPair, asked: Asked, paragraphs: list[Paragraph], reranker: OnnxPair | None = None) -> Outcome:
    """The candidate whose answerability is highest; with a reranker, a share of its score of the passage is added."""
    outcomes = []
    for number in asked.candidates:
        text, title = paragraphs[number].text, paragraphs[number].title
        found = read(reader, asked.question, text, title)
        scores = {"answerable": found.answerable}
        if reranker:
            passage = f"{title}: {text}" if title else text
            relevance = float(reranker.run(asked.question, passage)[1][0][0][0])
            scores = {"both": found.answerable + RERANKER_SHARE * relevance}
        outcomes.append(Outcome(number, found.answer, found.sentence, scores))
    return max(outcomes, key=lambda outcome: max(outcome.scores.values()))


def rerank_best(reranker: OnnxPair, asked: Asked, paragraphs: list[Paragraph]) -> Outcome:
    """The best sentence of all candidates by the reranker's score."""
    outcomes = []
    for number in asked.candidates:
        text = paragraphs[number].text
        for part in sentences(text):
            score = float(reranker.run(asked.question, text[slice(*part)])[1][0][0][0])
            outcomes.append(Outcome(number, part, part, {"reranker": score}))
    return max(outcomes, key=lambda outcome: outcome.scores["reranker"])


def is_right_sentence(outcome: Outcome, asked: Asked) -> bool:
    """Whether the quoted sentence holds a gold answer at its place."""
    return any(
        outcome.paragraph == n and outcome.sentence[0] <= a and b <= outcome.sentence[1] for n, (a, b) in asked.gold
    )


def is_highlighted(outcome: Outcome, asked: Asked, paragraphs: list[Paragraph]) -> bool:
    """Whether the marked span holds a gold answer's words, in the right sentence."""
    marked = plain(paragraphs[outcome.paragraph].text[slice(*outcome.answer)])
    golds = [plain(paragraphs[n].text[a:b]) for n, (a, b) in asked.gold if n == outcome.paragraph]
    joined = f" {' '.join(marked)} "
    return is_right_sentence(outcome, asked) and any(f" {' '.join(gold)} " in joined for gold in golds)


def balanced(answered: list[float], refused: list[float]) -> tuple[float, float]:
    """The best balanced accuracy and its threshold."""
    best = (0.0, 0.0)
    for threshold in sorted({*answered, *refused}):
        right = (
            sum(s >= threshold for s in answered) / len(answered) + sum(s < threshold for s in refused) / len(refused)
        ) / 2
        best = max(best, (right, threshold))
    return best


def percent(flags: list[bool]) -> str:
    """A share of true flags as text."""
    return f"{100 * sum(flags) / max(len(flags), 1):.1f} %"


def gold_paragraph(reader: OnnxPair, reranker: OnnxPair, data: Path, every: int) -> None:
    """XQuAD-en with its own paragraph given."""
    paragraphs, questions = xquad(data)
    exact, overlap, right, theirs, theirs_overlap = [], [], [], [], []
    for question, number, spans in questions[::every]:
        asked = Asked(question, (number,), tuple((number, span) for span in spans))
        ours, other = read_best(reader, asked, paragraphs), rerank_best(reranker, asked, paragraphs)
        text, gold = paragraphs[number].text, [paragraphs[number].text[a:b] for a, b in spans]
        exact.append(any(plain(text[slice(*ours.answer)]) == plain(g) for g in gold))
        overlap.append(max(f1(text[slice(*ours.answer)], g) for g in gold))
        right.append(is_right_sentence(ours, asked))
        theirs.append(is_right_sentence(other, asked))
        theirs_overlap.append(max(f1(text[slice(*other.answer)], g) for g in gold))
    print(
        f"\nXQuAD-en, gold paragraph ({len(exact)}): reader EM {percent(exact)}, F1 {100 * np.mean(overlap):.1f}, "
        f"right sentence {percent(right)}"
    )
    print(
        f"  reranker alone: F1 of the sentence {100 * np.mean(theirs_overlap):.1f}, right sentence {percent(theirs)}",
        flush=True,
    )


@dataclass(slots=True)
class Record:
    """Both ways' outcomes for one question, when it can be answered (`gold`) or not."""

    answerable: bool
    right: dict[str, bool]
    highlighted: dict[str, bool]
    scores: dict[str, float]


def record(reader: OnnxPair, reranker: OnnxPair, asked: Asked, paragraphs: list[Paragraph]) -> Record:
    """Ask every way."""
    outcomes = {
        "reader": read_best(reader, asked, paragraphs),
        "both": read_best(reader, asked, paragraphs, reranker),
        "reranker": rerank_best(reranker, asked, paragraphs),
    }
    return Record(
        bool(asked.gold),
        {way: is_right_sentence(outcome, asked) for way, outcome in outcomes.items()},
        {way: is_highlighted(outcome, asked, paragraphs) for way, outcome in outcomes.items()},
        {name: score for outcome in outcomes.values() for name, score in outcome.scores.items()},
    )


def records_xquad(reader: OnnxPair, reranker: OnnxPair, data: Path, every: int) -> list[Record]:
    """Each question against all paragraphs, then with its own paragraph taken away."""
    paragraphs, questions = xquad(data)
    index = Bm25([paragraph.text for paragraph in paragraphs])
    made = []
    for question, number, spans in questions[::every]:
        best = index.best(question, TOP + 1)
        asked = Asked(question, tuple(best[:TOP]), tuple((number, span) for span in spans))
        without = Asked(question, tuple([n for n in best if n != number][:TOP]), ())
        made += [record(reader, reranker, case, paragraphs) for case in (asked, without)]
    return made


def records_timeqa(reader: OnnxPair, reranker: OnnxPair, data: Path, every: int) -> list[Record]:
    """Each question against its page."""
    pages = list(timeqa(data))[::every]
    return [
        record(reader, reranker, asked, paragraphs)
        for paragraphs, questions in pages
        for asked in questions
        if asked.candidates
    ]


CHANGES = (twins.swap_name, twins.swap_year, twins.swap_word, twins.swap_roles, twins.other_kind, twins.remove_answer)


def changed_questions(reader: OnnxPair, reranker: OnnxPair, data: Path, every: int) -> None:
    """XQuAD-en questions made unanswerable by one change, against the same questions as they were."""
    paragraphs, questions = xquad(data)
    lexicon, random = Lexicon(paragraph.text for paragraph in paragraphs), Random(1)
    print("\nXQuAD-en, one thing changed: AUROC of the question as it was above the changed one, both and reranker")
    for change in CHANGES:
        scores: dict[str, list[float]] = {name: [] for name in ("was", "is", "reranker was", "reranker is")}
        for question, number, spans in questions[::every]:
            row = Row("", "", "", "", question, paragraphs[number].text, tuple(spans))
            changed = change(row, random, lexicon)
            if changed is None or len(scores["is"]) >= MAX_CHANGED:
                continue
            for when, each in (("was", row), ("is", changed)):
                here = [Paragraph(each.passage)]
                asked = Asked(each.question, (0,), ())
                scores[when].append(read_best(reader, asked, here, reranker).scores["both"])
                scores[f"reranker {when}"].append(rerank_best(reranker, asked, here).scores["reranker"])
        ours, theirs = auroc(scores["was"], scores["is"]), auroc(scores["reranker was"], scores["reranker is"])
        print(f"  {change.__name__:14} ({len(scores['is']):3}) {ours:.3f} {theirs:.3f}", flush=True)


SCORES = ("reranker", "answerable", "both")
FEATURES = ("answerable", "both", "reranker")


def fitted(records: list[Record]) -> np.ndarray:
    """Logistic regression by Newton's method on the three scores and a constant; both classes weigh the same."""
    x, y = _features(records), np.array([float(r.answerable) for r in records])
    share = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (share * (y - p)) - 1e-3 * weights
        curve = (x * (share * p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(x.shape[1])
        weights += np.linalg.solve(curve, slope)
    return weights


def _features(records: list[Record]) -> np.ndarray:
    return np.array([[*(max(r.scores[name], -20.0) for name in FEATURES), 1.0] for r in records])


def report(name: str, records: list[Record], fit_on: list[Record]) -> None:
    """The table of one set; thresholds and the logistic combination are fitted on `fit_on`, never on `records`."""
    weights = fitted(fit_on)
    for rows in (records, fit_on):
        for r, value in zip(rows, _features(rows) @ weights, strict=True):
            r.scores["logistic"] = float(value)
    positive, negative = ([r for r in records if r.answerable is kind] for kind in (True, False))
    print(
        f"\n{name}: {len(positive)} answerable, {len(negative)} not; "
        f"logistic of {', '.join(FEATURES)}, 1: {weights.round(3).tolist()}"
    )
    for way in ("reader", "both", "reranker"):
        right, marked = ([getattr(r, what).get(way, False) for r in positive] for what in ("right", "highlighted"))
        print(f"  {way:9} right sentence {percent(right)}, answer in its mark {percent(marked)}")
    for score in (*SCORES, "logistic"):
        yes, no = ([r.scores[score] for r in part] for part in (positive, negative))
        fit_yes, fit_no = ([r.scores[score] for r in fit_on if r.answerable is kind] for kind in (True, False))
        threshold = balanced(fit_yes, fit_no)[1]
        refused, answered = (np.mean([s < threshold for s in yes]), np.mean([s >= threshold for s in no]))
        print(
            f"  refusing by {score:10} AUROC {auroc(yes, no):.3f}, "
            f"balanced accuracy {1 - (refused + answered) / 2:.3f} at {threshold:.2f} "
            f"(false refusals {refused:.3f}, false answers {answered:.3f}; "
            f"best {balanced(yes, no)[0]:.3f})",
            flush=True,
        )


def seed(reader: OnnxPair, reranker: OnnxPair, data: Path, threshold: float) -> None:
    """The shared questions on the seed article, cut into groups of paragraphs, one line each."""
    text = next((data / "seeds").glob("000_*.txt")).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if len(line) > 25]
    passages = ["\n".join(lines[i : i + 4]) for i in range(0, len(lines), 3)]
    paragraphs = [Paragraph(passage) for passage in passages]
    right = 0
    for line in (data / "seeds/questions.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        asked = Asked(raw["question"], tuple(range(len(passages))), ())
        ours, other = read_best(reader, asked, paragraphs, reranker), rerank_best(reranker, asked, paragraphs)
        passage = paragraphs[ours.paragraph].text
        marked, sentence = passage[slice(*ours.answer)], passage[slice(*ours.sentence)]
        answered = ours.scores["both"] >= threshold
        good = not answered if raw.get("unanswerable") else answered and any(a in sentence for a in raw["answer_any"])
        right += good
        print(
            f"  {'ok ' if good else 'BAD'} {ours.scores['both']:6.2f} {other.scores['reranker']:6.2f}  "
            f"{raw['question']} -> {marked} | {sentence[:90]}"
        )
    print(f"  right: {right}", flush=True)


def speed(plain_reader: OnnxPair, data: Path) -> None:
    """Pairs of about 200 tokens in a CPU-second, one thread."""
    paragraphs, questions = xquad(data)
    pairs = [(q, paragraphs[n].text) for q, n, _ in questions[::5]]
    pairs = [pair for pair in pairs if 180 < len(plain_reader.tokenizer.encode(*pair).ids) < 230][:60]
    start = time.process_time()
    for pair in pairs:
        plain_reader.run(*pair)
    print(f"{len(pairs) / (time.process_time() - start):.1f} pairs of about 200 tokens a CPU-second")


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--reader", type=Path, default=Path("reader.onnx"))
    parser.add_argument("--remembered", type=Path, default=Path("runs/remembered"))
    parser.add_argument("--every", type=int, default=1, help="take every n-th question or page")
    parser.add_argument("--threshold", type=float, default=0.4, help="for the seed questions")
    chosen = parser.parse_args()
    reader = Remembered(chosen.reader, Path("tokenizer.json"), chosen.remembered)
    reranker = Remembered(bundled("reranker_en/model.onnx"), bundled("reranker_en/tokenizer.json"), chosen.remembered)
    speed(OnnxPair(chosen.reader, Path("tokenizer.json")), chosen.data)
    seed(reader, reranker, chosen.data, chosen.threshold)
    gold_paragraph(reader, reranker, chosen.data, chosen.every)
    changed_questions(reader, reranker, chosen.data, chosen.every)
    squad = records_xquad(reader, reranker, chosen.data, chosen.every)
    reranker.keep()
    times = records_timeqa(reader, reranker, chosen.data, chosen.every)
    reader.keep()
    reranker.keep()
    report(
        "XQuAD-en, top 5 of 240, second half (fitted on the first)", squad[len(squad) // 2 :], squad[: len(squad) // 2]
    )
    report(
        "TimeQA, top 5 of its page, second half (fitted on the first)",
        times[len(times) // 2 :],
        times[: len(times) // 2],
    )
    report("XQuAD-en, all (fitted on TimeQA)", squad, times)
    report("TimeQA, all (fitted on XQuAD-en)", times, squad)


if __name__ == "__main__":
    main()
