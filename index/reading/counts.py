"""Numbers of a question that a sentence replaces by others, and measures of another kind than the asked one."""

import re
from collections.abc import Iterator

from index.patterns import late
from index.reading.listing import is_row
from index.verifying.clauses import Text
from index.verifying.numbers import UNITS, Number, numbers
from index.words import term, terms, words

REACH = 2
"""Words after a number among which it may stand what it counts: six big networks."""

_YEARS = range(1000, 2100)
_MASS, _LENGTH = "kg g t lb ounce", "km m cm mm mile foot inch yard"
_MONEY = "$ € yen rouble lb"
_VOLUME, _AREA = "litre gallon", "acre hectare m km mile foot"
_SPANS = "year month week day hour minute second decade century"
_SPEED = "mph kmh km m mile foot knot"
_WARMTH = "celsius fahrenheit"
_MEASURES = (
    (r"how heavy|how much \w*(?: \w+){0,3} weigh|what (?:is|was) the (?:weight|mass)", _MASS),
    (r"how (?:tall|high|wide|deep|far|thick)|what (?:is|was) the (?:height|width|depth|distance)", _LENGTH),
    (r"how (?:fast|quick)\b|what (?:is|was) the (?:top )?speed", _SPEED),
    (r"how (?:hot|cold|warm)|what (?:is|was) the temperature", _WARMTH),
    (r"how (?:expensive|much money)|how much (?:do|does|did)\b.*\bcost", _MONEY),
    (r"how many (?:litres|liters|gallons)", _VOLUME),
    (r"how long|how old", f"{_SPANS} {_LENGTH}"),
)
_ASKED = tuple((late(rf"\b(?:{pattern})\b", re.IGNORECASE), {*units.split()}) for pattern, units in _MEASURES)

_SUM = late(
    r"^(?!.*\bfor\W*$).*\bwhat(?:['’]s| (?:is|was|are|were|will be)) (?:the|an?|my|your|our|his|her|its|their) "
    r"(?:[\w’'-]+ ){0,3}?(?:price|cost|fee|rent|deposit|salary|wage|pay|fine|dues|budget|grant|toll|fare|premium|ransom"
    r"|bail|charges?(?= (?:for|per|to|if|when)\b))s?(?= *(?:[?.!,;]|$)| (?:for|of|to|in|at|on|per|if|when|with|without"
    r"|an?|this|that|each|every|from|now|as|since)\b)",
    re.IGNORECASE,
)
"""What asks for a sum of money: "what's the deposit for a kayak", but not "what is the deposit for"."""

_IN_MONEY = late(
    r"[£$€¥₹]|\d ?(?:p|ct|cents?|pence)\b|\bfree\b|\b(?:for|costs?|pays?) nothing\b|\bno (?:charge|fee|deposit)\b"
    r"|\b(?:day|week|month|year)s?['’]s? (?:pay|rent|fees?|wages?|salary|dues)\b",
    re.IGNORECASE,
)

_MANY = late(
    r"(?<!\w)\d|\b(?:free|no|none|nobody|nothing|not|never|half|double|twice|once|thrice|many|much|few|several|some|all|every|each|both"
    r"|pair|couple|dozens?|hundreds?|thousands?|millions?|unlimited|any|enough|most|single|only|alone|charge|cost"
    r"|included|waived|varies|depends|negotiable|(?:day|week|month|year)['’]s)\b|n['’]t\b",
    re.IGNORECASE,
)
_NUMBERED = late(
    r"\b(?P<thing>[^\W\d_]{3,}):? (?:no\. ?|number |#)?(?P<numbers>\d{1,3}(?:(?:, | and | or | to |[-–])\d{1,3})*)"
    r"(?!\w|[.:,]\d| ?(?:%|[$€£]|[ap]\.?m\b|o['’]clock))(?P<following>(?: [^\W\d_]+)?)",
    re.IGNORECASE,
)
"""A thing with its number, rather than a number of things: round 9, weeks 3 and 4."""

_RANGE = late(r"-|–| to ")
_BOUND = late(
    r"\b(?:from|least|most|minimum|maximum|over|above|under|below|up to|until|than|before|after|every|each|any|all"
    r"|or (?:more|older|over|above|higher|less|younger|below|lower))\b|\d\+",
    re.IGNORECASE,
)
_DIGITS = late(r"\d+")
_MARK = late(r"(?<!\w)[^\W\d_]+(?:-\w+)*-$")


def is_counted_otherwise(question: str, sentence: str) -> bool:
    """Whether a sentence gives another number of what the question counts: two teams, asked of four teams.

    Not where the sentence has the asked number, too. Years count nothing.
    """
    asked, said = Text(question), Text(sentence)
    there = list(numbers(said))
    values = {number.value for number in there}
    return any(
        number.value not in values
        and _things(asked, number) & {thing for other in there for thing in _things(said, other)}
        for number in numbers(asked)
        if number.value not in _YEARS
    )


def is_numbered_otherwise(question: str, sentence: str) -> bool:
    """Whether a sentence is of another one of what the question numbers: round 10, asked of round 9.

    Not where the sentence has the asked number, too, or a range or a bound that may hold it.
    """
    if _BOUND.search(sentence):
        return False
    for asked in _NUMBERED.finditer(question):
        thing, counted = next(words(asked["thing"])), list(words(asked["following"]))
        if thing.is_function_word or (counted and not counted[0].is_function_word):
            continue
        said = [found["numbers"] for found in _NUMBERED.finditer(sentence) if term(found["thing"]) == thing.term]
        if said and not any(_RANGE.search(told) or asked["numbers"] in _DIGITS.findall(told) for told in said):
            return True
    return False


def says_how_many(sentence: str) -> bool:
    """Whether a sentence has a number, or a word that stands for one."""
    text = Text(sentence)
    return bool(_MANY.search(sentence) or any(token.low in UNITS for token in text.tokens) or any(numbers(text)))


def unsaid(question: str, text: str) -> list[str]:
    """The numbers of a question, as it spells them, that a text does not have; "one" and "first" may go unsaid.

    So may those of a mark, which is a name: ISO-216.
    """
    asked, said = Text(question), set(terms(text))
    values = {number.value for number in numbers(Text(text))}
    found = (asked.tokens[number.first] for number in numbers(asked) if number.value not in {*values, 1.0})
    return [
        token.text
        for token in found
        if token.word.term not in said and not _MARK.search(question, 0, token.word.span.start)
    ]


def says_number(text: str, spelt: str) -> bool:
    """Whether a text has a number in any form: a hundred, 100."""
    wanted = {number.value for number in numbers(Text(spelt))}
    return bool(wanted) and wanted <= {number.value for number in numbers(Text(text))}


def asks_for_sum(question: str) -> bool:
    """Whether a question asks what somebody has to pay, or is paid, without "how much": what is the fee?"""
    return _SUM.search(question) is not None


def is_only_a_share(sentence: str) -> bool:
    """Whether all numbers of a sentence are percentages."""
    return {number.unit for number in numbers(Text(sentence))} == {UNITS["%"]} and not _IN_MONEY.search(sentence)


def is_measured_otherwise(question: str, sentence: str) -> bool:
    """Whether a sentence measures, but nothing of the kind that is asked for: litres, asked how heavy.

    What has no unit may be a sum of money, in whatever coins.
    """
    if asks_for_sum(question):
        units = {number.unit for number in numbers(Text(sentence))}
        return bool(units) and units.isdisjoint({None, UNITS["%"], *_MONEY.split()}) and not _IN_MONEY.search(sentence)
    wanted = next((units for pattern, units in _ASKED if pattern.search(question)), None)
    if wanted is None:
        return False
    text = Text(sentence)
    said = {number.unit for number in numbers(text)}
    spelt = {UNITS[token.low] for token in text.tokens if token.low in UNITS}
    if None in said and (is_row(sentence) or wanted.issuperset(_MONEY.split())):
        return False
    return bool(said - {None}) and not (said | spelt) & wanted


def _things(text: Text, number: Number) -> set[str]:
    """What may be counted: the words that follow, units apart."""
    return set(_after(text, number))


def _after(text: Text, number: Number) -> Iterator[str]:
    following = text.tokens[number.last + 1 : number.last + 1 + REACH]
    for token in following:
        if token.word.is_function_word or token.clause != text.tokens[number.last].clause:
            return
        if token.lemma == token.word.term and not token.low.endswith("ed"):  # a verb is not counted
            yield token.lemma
