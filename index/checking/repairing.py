"""A claim as a quote would have it: one number, date, name, negation, opposite or role put right, and nothing else.

If a quote does not prove a claim, but proves the claim with one such part of the quote's own in the place of the
claim's, both speak of the same, and say it differently. Only what excludes the other counts: another number of the same
unit, another day, the name of what there is one of; not another name in a list, nor "about 600" for 612.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from index.checking.saying import of_another_clause
from index.checking.stretches import may_hold_number, may_hold_time
from index.dates import MONTHS, WEEKDAYS, expressions
from index.documents import Span
from index.patterns import late
from index.verifying.clauses import Text, Token, is_form, overlap
from index.verifying.facts import Facts
from index.verifying.numbers import Number
from index.verifying.opposites import opposites_of
from index.verifying.shades import NEGATIONS, denied

NEAR = 0.1
"""How far, of itself, a number may be from one that one side calls rough, before they differ."""

FEWEST_SHARED = 2
"""Words that both have: less is not the same matter."""

_ROUGH = frozenset(
    "about around roughly nearly almost approximately circa ca some over under up than least most".split()
)
_CONTRACTED = late(r"\b(ca|wo|\w+)(?:n['’]t|nnot)\b", re.IGNORECASE)
_FULL = {"ca": "can", "wo": "will"}
_LISTS = late(
    r"\b(?:among|including|includes?|such as|one of|some of|for example|also|as well|both|either|other)\b",
    re.IGNORECASE,
)
"""Where a quote names some of several, another may be one, too."""

_ROW = late(r"[^:;.]{1,40}: [^:;]+; [^:;]{1,40}: ")
"""A row of a table, as it is indexed."""

_SINGLE = frozenset(
    """
    director engineer keeper mayor governor chair chairman chairwoman treasurer president minister leader lead
    head manager owner founder author architect inventor designer editor king queen bishop captain coach winner
    champion capital wife husband mother father deputy successor predecessor born bear die bury build found
    invent discover design write paint compose win kill succeed rewrite direct marry own pay locate situate hold
    headquarters birthplace
    """.split()
)
"""What somebody or something is or does alone, as base forms: there is one keeper, one builder, one place of birth."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A claim put right: `text` is what the quote proves; `of_quote` what of the quote differs.

    `of_roles` where names changed places: that counts only if the claim itself gives them other roles than the quote.
    """

    text: str
    of_quote: str
    of_roles: bool = False


def repairs(claim: str, quote: str) -> Iterator[Repair]:
    """Every way to put one part of a claim right after a quote; whether the quote proves it is for others to say."""
    said, there = Facts(Text(claim)), Facts(Text(quote))
    if sum(there.text.holds(token.lemma) for token in said.text.content) < FEWEST_SHARED:
        return
    yield from _times(claim, quote)
    yield from _numbers(said, there)
    yield from _denials(said.text, there.text)
    yield from _opposites(said.text, there.text)
    yield from _roles(said, there)
    yield from _names(said, there)


def _put(text: str, span: Span, other: str) -> str:
    return text[: span.start] + other + text[span.end :]


def _times(claim: str, quote: str) -> Iterator[Repair]:
    """Another day, month, year or weekday; less exact is not other."""
    for said in expressions(claim):
        for there in expressions(quote):
            if may_hold_time(there.of(quote), said.of(claim)):
                continue
            ours, theirs = _parts(said.of(claim)), _parts(there.of(quote))
            if any(ours[unit].isdisjoint(theirs[unit]) for unit in ours.keys() & theirs.keys()):
                yield Repair(_put(claim, said, there.of(quote)), there.of(quote))


def _parts(expression: str) -> dict[str, frozenset[str]]:
    """The years, months, days, weekdays and hours that an expression names."""
    low = expression.lower()
    found = {
        "year": re.findall(r"\b(?:1\d|20)\d\d\b", low),
        "month": [word[:3] for word in re.findall(r"[a-z]+", low) if word[:3] in MONTHS],
        "weekday": [day for day in WEEKDAYS if day in low],
        "hour": re.findall(r"\b\d{1,2}[:.]\d\d\b", low),
        "day": re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)(?<![:.]\d\d)", low),
    }
    return {unit: frozenset(values) for unit, values in found.items() if values}


def _numbers(said: Facts, there: Facts) -> Iterator[Repair]:
    """Another number of the same unit, or of the same things."""
    ours, theirs = _countable(said), _countable(there)
    for number in ours:
        for other in theirs:
            if number.value == other.value or number.unit != other.unit or _is_rough(said, number, there, other):
                continue
            if may_hold_number(there, other, said, number):
                continue
            if number.unit or _counts_same(said.text, number, there.text, other):
                text = _spoken(there.text, other)
                yield Repair(_put(said.text.text, number.span(said.text), text), text)


def _countable(facts: Facts) -> list[Number]:
    times = expressions(facts.text.text)
    return [n for n in facts.numbers if not any(_meet(n.span(facts.text), time) for time in times)]


def _counts_same(said: Text, number: Number, there: Text, other: Number) -> bool:
    ours, theirs = _counted(said, number), _counted(there, other)
    return ours is not None and theirs is not None and is_form(ours.lemma, theirs.lemma)


def _counted(text: Text, number: Number) -> Token | None:
    """The first word after a number that says what there is so many of."""
    return next((token for token in text.tokens[number.last + 1 : number.last + 3] if token.is_content), None)


def _is_rough(said: Facts, number: Number, there: Facts, other: Number) -> bool:
    pairs = ((said.text, number), (there.text, other))
    rough = any(token.low in _ROUGH for text, n in pairs for token in text.tokens[max(0, n.first - 2) : n.first])
    return rough and abs(number.value - other.value) <= NEAR * max(abs(number.value), abs(other.value))


def _spoken(text: Text, number: Number) -> str:
    return number.span(text).of(text.text)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _denials(said: Text, there: Text) -> Iterator[Repair]:
    """The claim without its negation, or with the quote's."""
    negations = [token for token in said.tokens if _is_negation(token)]
    for token in negations[:1]:
        word = token.text
        bare = _CONTRACTED.sub(lambda match: _FULL.get(match[1].lower(), match[1]), word) if "n" in word[1:] else ""
        yield Repair(" ".join(_put(said.text, token.word.span, "" if bare == word else bare).split()), "")
    if not negations:
        for lemma in {lemma for pair in denied(there) for lemma in pair}:
            at = next((token for token in said.tokens if is_form(token.lemma, lemma)), None)
            if at is not None:
                marks = [token.text for token in there.tokens if _is_negation(token)]
                yield Repair(_put(said.text, Span(at.word.span.start, at.word.span.start), "not "), (*marks, "")[0])


def _is_negation(token: Token) -> bool:
    return token.low in NEGATIONS or token.low.endswith("n't")


def _opposites(said: Text, there: Text) -> Iterator[Repair]:
    """What is said of something, exchanged for its opposite; not a word that only tells which thing is meant."""
    for at, token in enumerate(said.tokens):
        if there.holds(token.lemma) or _tells_which(said, at):
            continue
        opposites = opposites_of(token.lemma)
        for place, other in enumerate(there.tokens):
            if other.lemma in opposites and not _tells_which(there, place):
                yield Repair(_put(said.text, token.word.span, other.text), other.text)


def _tells_which(text: Text, at: int) -> bool:
    """The north well, the last keeper, his father."""
    following = text.tokens[at + 1] if at + 1 < len(text.tokens) else None
    before = text.tokens[at - 1].low if at else ""
    if before in {"the", "a", "an", "his", "her", "its", "their"}:
        return True
    if following is None or not following.is_content or following.clause != text.tokens[at].clause:
        return False
    return not (text.tokens[at].low.endswith("ed") or following.low.endswith("ed"))


def _roles(said: Facts, there: Facts) -> Iterator[Repair]:
    """Two names that change places."""
    names = [name for name in said.names if any(there.text.holds(token.lemma) for token in name)]
    for one, other in combinations(names[:4], 2):
        between = said.text.tokens[
            said.text.places[one[-1].word.span.start] + 1 : said.text.places[other[0].word.span.start]
        ]
        if not any(token.is_content and there.text.holds(token.lemma) for token in between):
            continue
        first, last = (Span(name[0].word.span.start, name[-1].word.span.end) for name in (one, other))
        text = said.text.text
        swapped = text[: first.start] + last.of(text) + text[first.end : last.start] + first.of(text) + text[last.end :]
        yield Repair(swapped, "", of_roles=True)


def _names(said: Facts, there: Facts) -> Iterator[Repair]:
    """The name of what there is one of, where the quote names another, and no list."""
    if not _is_single(said.text, there.text) or _LISTS.search(there.text.text):
        return
    unknown = [name for name in said.names if not all(there.text.holds(token.lemma) for token in name)]
    unknown = unknown or (list(said.names[1:]) if of_another_clause(said, there) else [])
    others = [name for name in there.names if not any(said.text.holds(token.lemma) for token in name)]
    for name in unknown:
        for other in _in_place_of(name, there, others):
            theirs = Span(other[0].word.span.start, other[-1].word.span.end)
            if _is_listed(there.text.text, theirs):
                continue
            ours = Span(name[0].word.span.start, name[-1].word.span.end)
            text = theirs.of(there.text.text)
            yield Repair(_put(said.text.text, ours, text), text)


def _in_place_of(name: Sequence[Token], there: Facts, others: Sequence[Sequence[Token]]) -> Sequence[Sequence[Token]]:
    """The names that may stand for another: of Lower Skerrin, Upper Skerrin alone; none for Anne Rice, called Rice."""
    lemmas = {token.lemma for token in name}
    akin = [other for other in there.names if lemmas & {token.lemma for token in other}]
    if not akin or all(there.text.holds(token.lemma) for token in name):
        return others
    return [other for other in akin if {token.lemma for token in other} - lemmas]


def _is_single(said: Text, there: Text) -> bool:
    shared = [token.lemma for token in said.content if there.holds(token.lemma)]
    return bool(_ROW.match(there.text)) or overlap(shared, _single())


@cache
def _single() -> frozenset[str]:
    return frozenset(token.lemma for token in Text(" ".join(sorted(_SINGLE))).tokens)


def _is_listed(quote: str, name: Span) -> bool:
    """A and B, A, B: where another stands beside it."""
    after, before = quote[name.end : name.end + 5], quote[max(0, name.start - 5) : name.start]
    return bool(re.match(r"\s*(?:,\s*)?(?:and|or|&)\s", after) or re.search(r"\s(?:and|or|&)\s+$", before))
