"""Unanswerable twins of answerable rows: the same words, one thing changed, and the passage answers no more.

Each maker takes a row, a source of chance and the lexicon, and returns the twin, or nothing where the change would
not clearly make the question unanswerable.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from names import Lexicon
from rows import Row, sentences

Twin = Callable[[Row, Random, Lexicon], Row | None]

_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-4][0-9])\b")
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|hundreds"
    r"|thousand|thousands|million|billion|dozen|several|once|twice|half|single|pair|couple|both)\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(r"^(?:who|what|which|where)\b.{0,8}\b(?:is|was|are|were|'s)\b", re.IGNORECASE)
_FILLER = frozenset(
    "a an the of in on at to for by with is are was were be do does did who what when where which why how and".split()
)


def _holds(text: str, phrase: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if word not in _FILLER}


def _asked_instead(row: Row, question: str, kind: str) -> Row | None:
    if question.lower() == row.question.lower():
        return None
    return replace(row, id=f"{row.id}-{kind}", kind=kind, question=question, spans=())


def swap_name(row: Row, random: Random, lexicon: Lexicon) -> Row | None:
    """A name of the question exchanged for another of its kind, most often from the same passage."""
    names = {row.passage[a:b] for a, b in lexicon.found(row.passage)} | {row.title.split(" (")[0]}
    asked = sorted(
        (name for name in names if len(name) > 2 and _holds(row.question, name)), key=lambda name: (-len(name), name)
    )
    if not asked or _content(asked[0]) & _content(row.answer):
        return None
    old = asked[0]
    other_words = _content(row.question) - _content(old)
    fits = lexicon.names[lexicon.kind(old)]
    near = sorted(name for name in names if lexicon.kind(name) == lexicon.kind(old) and _apart(row, old, name))
    defining = _DEFINING.search(row.question) and len(other_words) < 2
    if near and not defining and len(other_words) > 1 and random.random() < 0.7:
        new = random.choice(near)
    elif fits:
        new = random.choice(fits)
        if _holds(row.passage, new) or _content(new) & _content(old):
            return None
    else:
        return None
    match = _holds(row.question, old)
    assert match is not None
    question = row.question[: match.start()] + new + row.question[match.end() :]
    return _asked_instead(row, question, "name")


def _apart(row: Row, old: str, new: str) -> bool:
    """Whether `new` names something else than `old`, not asked about yet, no answer, and not said to be the same."""
    if _content(new) & (_content(old) | _content(row.answer) | _content(row.question)) or len(new) < 3:
        return False
    if "".join(word[0] for word in old.split()).lower() == new.lower():
        return False
    first, second = _holds(row.passage, old), _holds(row.passage, new)
    if first is None or second is None:
        return first is None and second is not None and row.passage.count(new) == 1
    gap = row.passage[min(first.end(), second.end()) : max(first.start(), second.start())]
    return len(gap) > 12 and not re.search(r"known as|called|named|formerly|alias|nickname|, or ", gap)


def swap_year(row: Row, random: Random, lexicon: Lexicon) -> Row | None:
    """A year of the question exchanged for one that the passage does not name, or for one of another sentence."""
    del lexicon
    match = _YEAR.search(row.question)
    if match is None or match[0] not in row.passage:
        return None
    others = sorted(set(_YEAR.findall(row.passage)) - {match[0]} - set(_YEAR.findall(row.answer)))
    new = str(int(match[0]) + random.choice((-10, -7, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7, 10)))
    if others and random.random() < 0.25 and len(_content(row.question)) > 5:
        new = random.choice(others)
    elif new in row.passage:
        return None
    return _asked_instead(row, row.question.replace(match[0], new), "year")


_SAME_SET = (
    "January February March April May June July August September October November December",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "two three four five six seven eight nine ten",
    "second third fourth fifth sixth seventh",
    "red blue green yellow black white",
    "spring summer autumn winter",
)
_OPPOSITES = (
    "first last, largest smallest, biggest smallest, highest lowest, oldest youngest, longest shortest, "
    "tallest shortest, northern southern, eastern western, north south, east west, before after, won lost, "
    "win lose, winner loser, most least, male female, mother father, brother sister, husband wife, king "
    "queen, men women, maximum minimum, start end, started ended, begin end, began ended, open close, opened "
    "closed, born buried, founded dissolved, bought sold, buy sell, arrive leave, arrived left, join leave, "
    "joined left, rise fall, upper lower, inner outer, accept reject, advantages disadvantages, increase "
    "decrease, heaviest lightest, import export, imports exports, best worst, built destroyed, discovered "
    "lost, married divorced, hired fired, appointed dismissed, teacher student, enter leave, entered left, "
    "more fewer, hottest coldest, fastest slowest, created destroyed, launched cancelled, allowed forbidden, "
    "legal illegal, common rare, ancient modern, domestic foreign, public private, attack defend"
)


def _exchanges() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for group in _SAME_SET:
        for word in group.split():
            table[word.lower()] = [other for other in group.split() if other != word]
    for pair in _OPPOSITES.split(", "):
        one, other = pair.split()
        table.setdefault(one, []).append(other)
        table.setdefault(other, []).append(one)
    return table


_EXCHANGES = _exchanges()


def swap_word(row: Row, random: Random, lexicon: Lexicon) -> Row | None:
    """A word of the question turned to its opposite, or to another month, weekday, colour, small number or rank."""
    del lexicon
    places = [match for match in re.finditer(r"[A-Za-z]+", row.question) if match[0].lower() in _EXCHANGES]
    places = [match for match in places if not (match[0] == "may" or match[0].lower() in row.answer.lower())]
    if not places:
        return None
    match = random.choice(places)
    new = random.choice(_EXCHANGES[match[0].lower()])
    if _holds(row.passage, new):
        return None
    return _asked_instead(row, row.question[: match.start()] + new + row.question[match.end() :], "word")


# base, past, participle: verbs that two of a kind do to one another, and that say something else when reversed.
_VERB_FORMS = (
    "visit visited visited, defeat defeated defeated, beat beat beaten, kill killed killed, succeed succeeded "
    "succeeded, replace replaced replaced, invite invited invited, attack attacked attacked, invade invaded "
    "invaded, conquer conquered conquered, support supported supported, accuse accused accused, criticise "
    "criticised criticised, sue sued sued, acquire acquired acquired, buy bought bought, teach taught taught, "
    "influence influenced influenced, appoint appointed appointed, arrest arrested arrested, betray betrayed "
    "betrayed, save saved saved, adopt adopted adopted, help helped helped, love loved loved, hire hired "
    "hired, train trained trained, praise praised praised, nominate nominated nominated, interview "
    "interviewed interviewed, thank thanked thanked, blame blamed blamed, outlive outlived outlived, chase "
    "chased chased, rescue rescued rescued, elect elected elected, marry married married"
)
VERBS = tuple(tuple(forms.split()) for forms in _VERB_FORMS.split(", "))
SYMMETRIC = ("marry", "meet", "play", "fight", "join", "share", "border", "divorce")
_FORMS = {form: verb for verb in VERBS if verb[0] not in SYMMETRIC for form in verb}
_DID = re.compile(
    r"^(who|whom) did (?P<one>.+?) (?P<verb>\w+)(?P<rest>(?: (?:in|on|at|for|during|to|as)\b.*)?)(?P<q>\??)$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(who) (?:was|were|is) (?P<one>.+?) (?P<verb>\w+) by(?P<rest>)(?P<q>\??)$", re.IGNORECASE)
_ACTIVE = re.compile(
    r"^(who) (?P<verb>\w+) (?P<one>.+?)(?P<rest>(?: (?:in|on|at|for|during)\b.*)?)(?P<q>\??)$", re.IGNORECASE
)
_KIN = r"father|mother|son|daughter|brother|sister|teacher|coach|manager|boss|successor|predecessor|mentor|owner"
_KIN_OF = re.compile(
    rf"^(who) (is|was|plays|played) (?:the )?(?P<kin>{_KIN}) of (?P<one>[^?]+?)(?P<q>\??)$", re.IGNORECASE
)
_KIN_GENITIVE = re.compile(rf"^(who) (is|was|plays|played) (?P<one>[^?]+?)'s (?P<kin>{_KIN})(?P<q>\??)$", re.IGNORECASE)


def swap_roles(row: Row, random: Random, lexicon: Lexicon) -> Row | None:
    """Who did it and whom it was done to, exchanged."""
    question = _two_names_exchanged(row, lexicon)
    if question is None and (match := _DID.match(row.question)) and match["verb"].lower() in _FORMS:
        past = _FORMS[match["verb"].lower()][1]
        question = f"{match[1]} {past} {match['one']}{match['rest']}{match['q']}"
    elif question is None and (match := _BY.match(row.question)) and match["verb"].lower() in _FORMS:
        base, past, participle = _FORMS[match["verb"].lower()]
        one, q = match["one"], match["q"]
        question = random.choice((f"who did {one} {base}{q}", f"who was {participle} by {one}{q}"))
    elif question is None and (match := _ACTIVE.match(row.question)) and match["verb"].lower() in _FORMS:
        base, past, participle = _FORMS[match["verb"].lower()]
        one, rest = match["one"], match["rest"] + match["q"]
        question = random.choice((f"who did {one} {base}{rest}", f"who was {participle} by {one}{rest}"))
    elif question is None and (match := _KIN_OF.match(row.question) or _KIN_GENITIVE.match(row.question)):
        question = f"who {match[2]} {match['one']} the {match['kin']} of{match['q']}"
    return (question and _asked_instead(row, question, "roles")) or None


def _two_names_exchanged(row: Row, lexicon: Lexicon) -> str | None:
    """'when did A visit B' to 'when did B visit A', for the verbs above."""
    if not any(word in _FORMS for word in re.findall(r"\w+", row.question.lower())):
        return None
    names = sorted({row.passage[a:b] for a, b in lexicon.found(row.passage)}, key=lambda name: (-len(name), name))
    places = sorted(match.span() for name in names[:40] if (match := _holds(row.question, name)))
    for (a, b), (c, d) in itertools.pairwise(places):
        between = re.findall(r"\w+", row.question[b:c].lower()) if c > b else []
        same = lexicon.kind(row.passage[a:b]) == lexicon.kind(row.passage[c:d])
        if same and len(between) < 4 and any(word in _FORMS for word in between):
            q = row.question
            return q[:a] + q[c:d] + q[b:c] + q[a:b] + q[d:]
    return None


# For a name of a kind, a question about it, and the words without which a passage cannot answer it; # is any number.
_OTHER_KINDS = (
    ("person", "How old is {}?", r"age|old|born|#"),
    ("person", "How old was {}?", r"age|old|born|#"),
    ("person", "How tall is {}?", r"tall|height|high|metre|meter|feet|#"),
    ("thing", "How much does {} cost?", r"cost|price|paid|worth|[$£€]|#"),
    ("person", "How much money did {} make?", r"earn|gross|paid|worth|revenue|profit|[$£€]|#"),
    ("group", "How many people work for {}?", r"employ|staff|work|#"),
    ("place", "How many people live in {}?", r"population|inhabitant|people|resident|#"),
    ("any", "How many times did {} win?", r"\bw[io]n|victor|title|#"),
    ("person", "How many children does {} have?", r"child|son|daughter|#"),
    ("thing", "How long did {} last?", r"last|during|until|day|week|month|year|hour|minute|#"),
    ("thing", "How long is {}?", r"long|length|metre|meter|kilomet|mile|#"),
    ("any", "How far is {}?", r"far|distance|mile|kilomet|away|#"),
    ("thing", "How often does {} happen?", r"often|every|each|once|twice|annual|daily|weekly|year|#"),
    ("person", "When did {} die?", r"die|death|dead|kill|murder|assassinat|pass|[–-]|late|#"),
    ("person", "When was {} born?", r"born|birth|[–-]|#"),
    ("person", "Where was {} born?", r"born|birth|native|grew up|from"),
    ("person", "Who is {} married to?", r"marri|wife|husband|spouse|widow|wed"),
    ("person", "Who is the father of {}?", r"father|son|daughter|child|parent|dad"),
    ("person", "Why did {} resign?", r"resign|step|quit|left|leav|retire"),
    ("any", "What did {} agree on?", r"agree|deal|accord|treaty|sign|pact|decid"),
    ("any", "What did {} say?", r"said|say|told|state|announc|claim|quot|\""),
    ("thing", "What colour is {}?", r"colou?r|red|blue|green|white|black|yellow|brown|grey|gray"),
    ("any", "What is the phone number of {}?", r"phone|call|tel|#"),
    ("person", "What is the email address of {}?", r"mail|@"),
    ("person", "Which languages does {} speak?", r"language|speak|spoke|english|french|spanish|german|chinese"),
    ("thing", "Who won {}?", r"\bw[io]n|winn|victor|champion|beat|defeat"),
    ("person", "Where does {} live?", r"live|living|reside|home|house|moved|based"),
    ("person", "Did {} win a prize?", r"prize|award|\bw[io]n|medal|honou?r"),
)


def other_kind(row: Row, random: Random, lexicon: Lexicon) -> Row | None:
    """Another kind of answer asked of a name in the passage, where no word of the passage could give it."""
    names = sorted({row.passage[a:b] for a, b in lexicon.found(row.passage)})
    if not names:
        return None
    people = [name for name in names if lexicon.kind(name) == "person"]
    name = random.choice(people or names)
    kind = lexicon.kind(name)
    numbers = bool(_NUMBER.search(row.passage))
    free = []
    for fitting, template, needed in _OTHER_KINDS:
        if fitting not in (kind, "any"):
            continue
        words = needed.removesuffix("|#")
        if not re.search(words, row.passage, re.IGNORECASE) and not (needed.endswith("#") and numbers):
            free.append(template)
    return _asked_instead(row, random.choice(free).format(name), "kind") if free else None


_REASKED = (
    (
        re.compile(r"^when (did|was|were|is|does)\b", re.IGNORECASE),
        ("How long {}", "Why {}", "How often {}", "How much {}"),
    ),
    (
        re.compile(r"^(?:who|where) (did|was|were|is|does)\b", re.IGNORECASE),
        ("Why {}", "How long {}", "How many people {}"),
    ),
    (re.compile(r"^what (did|was|were|is|does)\b", re.IGNORECASE), ("Why {}", "How often {}", "How many times {}")),
)
_REASON = re.compile(
    r"because|due to|reason|therefore|in order|so that|result|cause|led to|since|thus| to \w+|for ", re.IGNORECASE
)


def reask(row: Row, random: Random, lexicon: Lexicon) -> Row | None:
    """The question with another question word, where the answering sentence and its neighbours lack such a thing."""
    del lexicon
    for pattern, heads in _REASKED:
        match = pattern.search(row.question)
        if match is None:
            continue
        head = random.choice(heads)
        beside = [
            row.passage[a:b]
            for a, b in sentences(row.passage)
            if a < row.spans[0][1] + 200 and b > row.spans[0][0] - 200
        ]
        evidence = _REASON if head.startswith("Why") else _NUMBER
        text = _YEAR.sub(" ", row.passage if evidence is _NUMBER else " ".join(beside))
        if not evidence.search(text):
            return _asked_instead(row, head.format(row.question[match.start(1) :]), "reask")
    return None


def remove_answer(row: Row, random: Random, lexicon: Lexicon) -> Row | None:
    """The passage less the sentences that hold the answer, if the answer is nowhere else in it."""
    del random, lexicon
    kept = [(a, b) for a, b in sentences(row.passage) if not any(a < end and start < b for start, end in row.spans)]
    passage = " ".join(row.passage[a:b] for a, b in kept)
    if not kept or row.answer.lower() in passage.lower():
        return None
    return replace(row, id=f"{row.id}-removed", kind="removed", passage=passage, spans=())
