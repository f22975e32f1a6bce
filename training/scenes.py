"""Written scenes: short passages by rule, in which who did what to whom, when and where is known for sure.

Found rows seldom ask about direction. Here the same sentence is asked both ways: 'who visited B' has an answer where
the text says that A visited B, 'who visited A' has none. Names come from the training passages, at random.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from names import Lexicon
from rows import Row
from twins import VERBS

_SYMMETRIC = (
    ("meet", "met", "met"),
    ("marry", "married", "married"),
    ("play against", "played against", "played against"),
    ("have dinner with", "had dinner with", ""),
    ("hold talks with", "held talks with", ""),
    ("work with", "worked with", ""),
    ("sign a deal with", "signed a deal with", ""),
)
_ONE_WAY = (
    *(verb for verb in VERBS if verb[0] != "marry"),
    ("write to", "wrote to", ""),
    ("travel to see", "travelled to see", ""),
    ("apologise to", "apologised to", ""),
    ("complain about", "complained about", ""),
    ("lend money to", "lent money to", ""),
    ("hand the award to", "handed the award to", ""),
    ("give a car to", "gave a car to", ""),
    ("sell a house to", "sold a house to", ""),
    ("receive a letter from", "received a letter from", ""),
    ("borrow a book from", "borrowed a book from", ""),
    ("lose to", "lost to", ""),
    ("promote", "promoted", "promoted"),
    ("ban", "banned", "banned"),
    ("report", "reported", "reported"),
    ("pay", "paid", "paid"),
    ("warn", "warned", "warned"),
    ("welcome", "welcomed", "welcomed"),
    ("mention", "mentioned", "mentioned"),
    ("vote for", "voted for", ""),
    ("speak to", "spoke to", ""),
    ("receive", "received", "received"),
    ("lend a camera to", "lent a camera to", ""),
    ("show the plan to", "showed the plan to", ""),
    ("introduce a friend to", "introduced a friend to", ""),
    ("win against", "won against", ""),
    ("message", "messaged", "messaged"),
)
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_TITLES = ("", "", "", "", "", "", "Mr ", "Ms ", "Dr ", "President ", "Minister ", "Captain ")
_REASONS = (
    "to discuss trade",
    "because of the floods",
    "to celebrate the anniversary",
    "after weeks of delay",
    "amid protests",
)
# A sentence that may stand in a scene, the question that it answers, and its answer.
_DETAILS = (
    ("{a}, {n}, grew up in {place}.", "How old is {a}?", "{n}"),
    ("{a}, aged {n}, is well known in {place}.", "How old is {a}?", "{n}"),
    ("{a} is a {job} from {place}.", "Where is {a} from?", "{place}"),
    ("{a} works as a {job}.", "What does {a} do for a living?", "{job}"),
    ("{a} and {b} agreed on {topic}.", "What did {a} and {b} agree on?", "{topic}"),
    ("{a} talked with {b} about {topic}.", "What did {a} and {b} talk about?", "{topic}"),
    ("About {n} people saw {a} and {b} there.", "How many people saw {a} and {b}?", "{n}"),
    ("{a} was born in {place}.", "Where was {a} born?", "{place}"),
    ("{a} was born in 19{n}.", "When was {a} born?", "19{n}"),
    ("{a} paid {b} {n} dollars.", "How much did {a} pay {b}?", "{n} dollars"),
    ("{a} stayed with {b} for {n} days.", "How long did {a} stay with {b}?", "{n} days"),
    ("{a} had done it {n} times before.", "How many times had {a} done it before?", "{n}"),
    ("{a} said that {topic} mattered most.", "What did {a} say?", "{topic} mattered most"),
    ("{b} is married to {other}.", "Who is {b} married to?", "{other}"),
    ("{b} will remain until {day}.", "Until when will {b} remain?", "{day}"),
    ("{b} leads {group}.", "What does {b} lead?", "{group}"),
    ("{b} has sent {n} letters to {a}.", "How many letters has {b} sent to {a}?", "{n}"),
)
_JOBS = "doctor teacher painter lawyer driver farmer banker pilot cook moderator developer referee".split()
_TOPICS = (
    "trade and tourism",
    "a new bridge",
    "the budget",
    "lower prices",
    "food aid",
    "the next season",
    "a cease-fire",
    "the rules",
)
_FILLINGS = (
    "Nobody expected it at the time.", "Reporters were not allowed to be present.",
    "It was the first such event in years.",
    "Few details were made public.", "Officials declined to comment.", "The news spread quickly.",
    "Others stayed at home.",
    "More is planned for the coming months.", "Critics were not impressed.", "The weather was bad.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scene:
    """One told event: `a` did `verb` to `b`; `when` and `where` are told only if not empty."""

    a: str
    b: str
    base: str
    past: str
    participle: str
    when: str
    where: str
    symmetric: bool
    sentence: str


def written_scenes(count: int, passages: list[str], lexicon: Lexicon, random: Random) -> Iterator[Row]:
    """`count` rows, half of them answerable, told alone or inside one of `passages`."""
    everyone = [name for kind in ("person", "place", "group") for name in lexicon.names[kind]]
    people = [name for name in lexicon.names["person"] if name.count(" ") == 1]
    for number in range(count):
        a, b, c, d = random.sample(people if random.random() < 0.75 else everyone, 4)
        scene = _told(random, a, b, lexicon)
        other = _told(random, *random.choice(((c, d), (b, c), (c, a))), lexicon)
        while other.base == scene.base:
            other = _told(random, other.a, other.b, lexicon)
        detail, asked, answer = _detail(random, a, b, d, lexicon)
        told = random.random() < 0.6
        evidence = scene.sentence
        if number % 2 and told and random.random() < 0.5:
            question, evidence = asked, detail
        elif number % 2:
            question, answer = _answerable(scene, random)
        else:
            answer = ""
            question = asked if not told and random.random() < 0.5 else _unanswerable(scene, c, random)
        parts = [scene.sentence, *([detail] if told else []), *random.sample(_FILLINGS, random.choice((0, 0, 1, 2)))]
        if random.random() < 0.6:
            parts.append(other.sentence)
        passage = _around(parts, passages, random)
        start = passage.index(evidence) + evidence.rindex(answer)
        spans = ((start, start + len(answer)),) if answer else ()
        yield Row(f"scene-{number}", "scene", f"scene-{number}", "", question, passage, spans)


def _around(parts: list[str], passages: list[str], random: Random) -> str:
    """The parts in any order, half the time before or after a found passage."""
    random.shuffle(parts)
    if random.random() < 0.5:
        found = random.choice(passages)
        parts = [found, *parts] if random.random() < 0.5 else [*parts, found]
    return " ".join(parts)


def _detail(random: Random, a: str, b: str, other: str, lexicon: Lexicon) -> tuple[str, str, str]:
    """A sentence, its question with the names at times shortened, and its answer."""
    sentence, question, answer = random.choice(_DETAILS)
    values = {
        "n": random.randint(21, 99),
        "job": random.choice(_JOBS),
        "topic": random.choice(_TOPICS),
        "day": random.choice(_DAYS),
        "place": random.choice(lexicon.names["place"]),
        "group": random.choice(lexicon.names["group"]),
        "other": other,
    }
    full = {**values, "a": a, "b": b}
    short = {**values, "a": _short(a, random), "b": _short(b, random)}
    return sentence.format(**full), question.format(**short), answer.format(**full)


def _told(random: Random, a: str, b: str, lexicon: Lexicon) -> _Scene:
    symmetric = random.random() < 0.25
    base, past, participle = random.choice(_SYMMETRIC if symmetric else _ONE_WAY)
    when = _date(random) if random.random() < 0.7 else ""
    where = f"in {random.choice(lexicon.names['place'])}" if random.random() < 0.6 else ""
    titled_a, titled_b = random.choice(_TITLES) + a, random.choice(_TITLES) + b
    reason = f" {random.choice(_REASONS)}" if random.random() < 0.2 else ""
    tail = "".join(f" {part}" for part in random.sample((where, when), 2) if part)
    told = f"{titled_a} {past} {titled_b}{tail}{reason}"
    if participle and not symmetric and random.random() < 0.3:
        told = f"{titled_b} was {participle} by {titled_a}{tail}{reason}"
    elif when and random.random() < 0.3:
        told = f"{when[0].upper()}{when[1:]}, {titled_a} {past} {titled_b}{' ' + where if where else ''}{reason}"
        when = when[0].upper() + when[1:]
    return _Scene(a, b, base, past, participle, when, where, symmetric, f"{told}.")


def _date(random: Random) -> str:
    year, day, month = random.randint(1700, 2025), random.randint(1, 28), random.choice(_MONTHS)
    return random.choice(
        (
            f"in {year}", f"in {month}", f"in {month} {year}", f"on {day} {month} {year}", f"on {month} {day}, {year}",
            f"on {random.choice(_DAYS)}", f"on {day} {month}", "last year", "last week", "the next day",
            "in the spring",
            f"in late {year}", f"on {random.choice(_DAYS)} morning", f"at {day % 12 + 1} pm", "two months later",
        )
    )  # fmt: skip


def _short(name: str, random: Random) -> str:
    """The name, or at times its last word alone, as people ask."""
    last = name.rsplit(maxsplit=1)[-1]
    return last if random.random() < 0.35 and len(last) > 3 else name


def _answerable(scene: _Scene, random: Random) -> tuple[str, str]:
    """A question that the scene answers, and the answer as its sentence has it."""
    one, two = scene.a, scene.b
    if scene.symmetric and random.random() < 0.5:
        one, two = two, one
    a, b = _short(one, random), _short(two, random)
    asked = [(f"Who {scene.past} {b}?", one), (f"Who did {a} {scene.base}?", two)]
    if scene.participle and not scene.symmetric:
        asked += [(f"Who was {b} {scene.participle} by?", one), (f"Who was {scene.participle} by {a}?", two)]
    if scene.when:
        when = scene.when.split(" ", 1)[1] if scene.when[:3].lower() in ("in ", "on ", "at ") else scene.when
        asked += [(f"When did {a} {scene.base} {b}?", when)] * 2
    if scene.where:
        asked.append((f"Where did {a} {scene.base} {b}?", scene.where.removeprefix("in ")))
    return random.choice(asked)


def _unanswerable(scene: _Scene, stranger: str, random: Random) -> str:
    """A question that the scene does not answer: reversed, about a stranger, or about what is not told."""
    a, b, c = _short(scene.a, random), _short(scene.b, random), _short(stranger, random)
    if not scene.symmetric and random.random() < 0.6:
        asked = [f"When did {b} {scene.base} {a}?", f"Where did {b} {scene.base} {a}?"]
        asked += [f"Who {scene.past} {a}?", f"Who did {b} {scene.base}?"]
        if scene.participle:
            asked += [f"Who was {a} {scene.participle} by?", f"When was {a} {scene.participle} by {b}?"]
        return random.choice(asked)
    one, two = random.choice(((a, c), (c, b)))
    untold = [word for word, told in (("When", scene.when), ("Where", scene.where)) if not told]
    if untold and random.random() < 0.4:
        return f"{random.choice(untold)} did {a} {scene.base} {b}?"
    return random.choice((f"When did {one} {scene.base} {two}?", f"Where did {one} {scene.base} {two}?"))
