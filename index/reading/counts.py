"""Numbers of a question that a sentence replaces by others, and measures of another kind than the asked one."""

import re
from collections.abc import Iterator

from index.verifying.clauses import Text
from index.verifying.numbers import UNITS, Number, numbers

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
    (
        r"how (?:expensive|much money)|how much (?:do|does|did)\b.*\bcost|what (?:is|was) the (?:price|cost|fee|rent)",
        _MONEY,
    ),
    (r"how many (?:litres|liters|gallons)", _VOLUME),
    (r"how long|how old", f"{_SPANS} {_LENGTH}"),
)
_ASKED = tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), {*units.split()}) for pattern, units in _MEASURES)


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


def unsaid(question: str, text: str) -> list[str]:
    """The numbers of a question, as it spells them, that a text does not have; "one" and "first" may go unsaid."""
    asked = Text(question)
    values = {number.value for number in numbers(Text(text))}
    found = (number for number in numbers(asked) if number.value not in {*values, 1.0})
    return [asked.tokens[number.first].text for number in found]


def is_measured_otherwise(question: str, sentence: str) -> bool:
    """Whether a sentence measures, but nothing of the kind that is asked for: litres, asked how heavy."""
    wanted = next((units for pattern, units in _ASKED if pattern.search(question)), None)
    if wanted is None:
        return False
    text = Text(sentence)
    said = {number.unit for number in numbers(text) if number.unit}
    spelt = {UNITS[token.low] for token in text.tokens if token.low in UNITS}
    return bool(said) and not (said | spelt) & wanted


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
