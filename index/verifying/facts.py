"""The facts of a sentence that a quote must have as they are: numbers and what they count, dates, names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.lemmas import lemma_of
from index.names import TITLES, Name, names
from index.verifying.clauses import Text, Token, is_form
from index.verifying.numbers import UNITS, Number, numbers
from index.words import words

_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays saturdays sundays yesterday today tomorrow tonight spring summer autumn fall winter morning afternoon
    evening night noon midnight weekend christmas easter
    """.split()
)
_MONTHS = "january february march april may june july august september october november december".split()
_FREQUENCIES = frozenset("hourly daily weekly monthly quarterly yearly annual annually".split())
_SPELT = {month[:3]: month for month in _MONTHS} | {"sept": "september"}
_RELATIVE = frozenset({"last", "next", "this", "ago"})
_PERIODS = frozenset("year month week weekend decade century summer winter spring autumn night".split()) | set(_MONTHS)

_SHORT_UNIT = 4
"""Letters: shorter ones are other words, too."""

SUBJECT_PRONOUNS = frozenset("he she it they who".split())
PRONOUNS = frozenset("he she it they him her them his hers its their theirs who".split())

_ORDINARY_ENDINGS = ("ing", "tion", "tions", "ers", "ment", "ments", "ly", "ity", "ness", "ors", "ists", "ies", "ship")
"""A first word with one of these, capitalised only by its place, is hardly a name."""

_OPENERS = frozenset(
    """
    according however today people officials later currently meanwhile then there visitors members many several some
    since following despite although because nobody everybody everyone somebody someone anyone nothing everything half
    most next last early late two three four five six seven eight nine ten first second third work life mr mrs ms
    """.split()
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is taken for granted where a quote stands: the passage around it, and its source's names."""

    text: str
    title: str
    publisher: str | None


NOWHERE = Surroundings("", "", None)


@dataclass(frozen=True)
class Facts:
    """The facts of a text."""

    text: Text

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """In order."""
        return tuple(numbers(self.text))

    @cached_property
    def times(self) -> frozenset[str]:
        """Months, weekdays, parts of the day, and relative times such as `last year`."""
        found = {_SPELT.get(token.low.rstrip("."), token.low) for token in self.text.tokens if is_time(token)}
        pairs = zip(self.text.tokens, self.text.tokens[1:], strict=False)
        relative = {f"{a.low} {b.low}" for a, b in pairs if a.low in _RELATIVE and b.low in _PERIODS}
        return frozenset(found | self.text.lows & _FREQUENCIES | relative | ({"ago"} & self.text.lows))

    @cached_property
    def names(self) -> tuple[tuple[Token, ...], ...]:
        """Runs of capitalised words, titles and times left out."""
        return tuple(self._names())

    @cached_property
    def foremost(self) -> str:
        """The first name; a first word that may be capitalised only by its place is none, if others follow."""
        named = [name for name in self.names if len(name) > 1 or name[0] is not self.text.tokens[0]] or self.names
        return " ".join(token.text for token in named[0]) if named else ""

    def _names(self) -> Iterator[tuple[Token, ...]]:
        at = {token.word.span.start: token for token in self.text.tokens}
        for name in names(self.text.text, [token.word for token in self.text.tokens]):
            run = tuple(at[word.span.start] for word in name if word.text[0].isupper() and _may_name(word.text))
            if run:
                yield run


def other_number(sentence: Facts, quote: Facts) -> bool:
    """Whether a number of the sentence is not in its quote, or counts something else there."""
    units = {UNITS[token.low] for token in sentence.text.tokens if token.low in UNITS and len(token.low) > _SHORT_UNIT}
    there = {UNITS[token.low] for token in quote.text.tokens if token.low in UNITS} | {n.unit for n in quote.numbers}
    return not units - {"lb"} <= there or any(not _is_counted(number, quote) for number in sentence.numbers)


def other_time(sentence: Facts, quote: Facts) -> bool:
    """Whether the sentence names a month, a day or a relative time that its quote does not name."""
    return not sentence.times <= quote.times


def unnamed(sentence: Facts, quote: Facts, around: Surroundings) -> list[str]:
    """The names of the sentence that its quote does not name, not even in part where the passage has them in full."""
    return [
        " ".join(token.text for token in name)
        for name in sentence.names
        if not _is_named(name, sentence, quote, around)
    ]


def _is_counted(number: Number, quote: Facts) -> bool:
    same = [other for other in quote.numbers if other.value == number.value]
    if not same:
        return False
    if number.unit and all(other.unit not in {number.unit, None} for other in same):
        return False
    return not number.unit or any(other.unit == number.unit for other in same) or _has_unit(number.unit, quote)


def _has_unit(unit: str, quote: Facts) -> bool:
    """The unit stands elsewhere, as in "between 5 and 7 km"."""
    return any(other.unit == unit for other in quote.numbers) or unit in quote.text.lows


def is_time(token: Token) -> bool:
    """Whether a word is a month, a day or a part of one."""
    if token.low.rstrip(".") in {"may", "march", "mar", "sun", "fall", "spring", "sat"}:
        return token.text[0].isupper()
    return token.low.rstrip(".") in _CALENDAR


def _may_name(word: str) -> bool:
    low = word.lower()
    return low not in TITLES and low not in _CALENDAR


def _is_named(name: Sequence[Token], sentence: Facts, quote: Facts, around: Surroundings) -> bool:
    missing = [token for token in name if not quote.text.holds(token.lemma)]
    if not missing or _is_abbreviated(name, quote.text):
        return True
    if _is_part(name, quote) and _stands_in_full(name, f"{around.text}\n{around.title}"):
        return True
    if around.publisher and {token.lemma for token in name} == {
        token.lemma for token in Text(around.publisher).content
    }:
        return True
    return _is_the_subject(name, sentence, quote, around) or _is_ordinary(name, sentence, around)


def _is_abbreviated(name: Sequence[Token], quote: Text) -> bool:
    """Whether one has the initials of the other: EU, European Union."""
    if len(name) == 1 and name[0].text.isupper() and len(name[0].text) > 1:
        initials = "".join(each.text[0].lower() if each.text[0].isupper() else " " for each in quote.tokens)
        return name[0].low.replace(".", "") in initials
    return len(name) > 1 and "".join(token.text[0] for token in name).lower() in {
        each.lemma for each in quote.tokens if each.text.isupper()
    }


def _is_part(name: Sequence[Token], quote: Facts) -> bool:
    """Whether the quote has some words of a name, and no others with them: Kim for Kim Jong Un."""
    lemmas = {token.lemma for token in name}
    return any({token.lemma for token in run} <= lemmas for run in quote.names)


def _stands_in_full(name: Sequence[Token], text: str) -> bool:
    """Whether one run of capitalised words in a text has every word of a name."""
    wanted = {token.lemma for token in name}
    return any(wanted <= {lemma_of(word) for word in run} for run in _runs(text))


def _is_the_subject(name: Sequence[Token], sentence: Facts, quote: Facts, around: Surroundings) -> bool:
    """Whether this is the document's own title, or of it, and the quote speaks of "she", "the film" or part of it."""
    titled = [token for token in Text(around.title).tokens if token.is_content]
    lemmas = {token.lemma for token in titled}
    if not titled or not {token.lemma for token in name} <= lemmas or not lemmas <= sentence.text.lemmas:
        return False
    if sentence.names[0] != name and not {token.lemma for token in sentence.names[0]} <= lemmas:
        return False
    if SUBJECT_PRONOUNS & sentence.text.lows:
        return False
    first = quote.text.tokens[0].low if quote.text.tokens else ""
    names_part = any(quote.text.holds(token.lemma) for token in titled if token.text[0].isupper())
    return names_part or first in {"the", "this", "these"} or bool(PRONOUNS & quote.text.lows)


def _runs(text: str) -> Iterator[Name]:
    return names(text, list(words(text)))


def _is_ordinary(name: Sequence[Token], sentence: Facts, around: Surroundings) -> bool:
    """Whether this is a word that is capitalised only because the sentence begins with it."""
    first = sentence.text.tokens[0]
    if name[0] is not first or len(name) > 1:
        return False
    if first.low in _OPENERS or first.low.endswith(_ORDINARY_ENDINGS):
        return True
    return any(word.text[0].islower() and is_form(first.lemma, lemma_of(word)) for word in words(around.text))
