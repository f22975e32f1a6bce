"""What belongs to what: a number, a date or a verb that the quote says of something else in it."""

import re
from collections.abc import Iterator, Sequence

from index.patterns import late
from index.verifying.clauses import RELATIVES, Text, Token, is_form, overlap
from index.verifying.facts import Facts, is_time
from index.verifying.numbers import is_measure
from index.words import PREPOSITIONS

_LIFE = late(r"\(([^()–—]{0,60}?\d{3,4})\s*(?:[–—-]|--)\s*([^()–—]{0,60}?\d{3,4})\)")
_BRACKETS = late(r"\s*\([^()]{0,200}\)")
_YEARS = range(1000, 2100)
_OPENING = PREPOSITIONS | {"since", "during", "after", "before", "until"}

_PAST, _PRESENT = frozenset("was were had".split()), frozenset("is are has have".split())

_NOW = frozenset({"today"})

Fact = tuple[int, object]
"""Where a number or a date stands, in tokens, and what it is."""


def are_changed(sentence: Facts, quote: Facts) -> bool:
    """Whether the sentence binds a number, a date or a verb to something else than its quote does."""
    if _is_of_other_end_of_life(sentence.text.text, quote.text.text):
        return True
    said, there = (Text(_BRACKETS.sub("", facts.text.text)) for facts in (sentence, quote))
    return (
        _is_mixed(said, there)
        or _bound_otherwise(said, there, _counted(said), _counted(there))
        or _bound_otherwise(said, there, _dated(said), _dated(there))
        or _is_of_another_time(said, there)
    )


def _is_of_other_end_of_life(sentence: str, quote: str) -> bool:
    """Born on the day of death: of (3 March 1887 – 9 June 1959) the first is the birth."""
    life = _LIFE.search(quote)
    years = re.findall(r"\b[12]?\d{3}\b", sentence)
    if life is None or not years:
        return False
    ends = {"born": life[1], "died": life[2]}
    return any(re.search(rf"\b{word}\b", sentence) and years[0] not in end for word, end in ends.items())


def _is_mixed(sentence: Text, quote: Text) -> bool:
    """Pike have not been seen, where the quote says that pike live there, but trout have not been seen."""
    said = [token for token in sentence.content if not is_measure(token)]
    if (
        not said
        or said[0].lemma not in {token.lemma for token in quote.tokens if token.text[0].islower()}
        or sentence.tokens[0].low in _OPENING
    ):
        return False
    if len({token.clause for token in sentence.tokens}) > 1:
        return False
    first, *others = [[each.clause for each in quote.content if is_form(token.lemma, each.lemma)] for token in said]
    later = {clauses[0] for clauses in others if len(clauses) == 1} - set(first)
    for clause in later if first else ():
        tokens = [each for each in quote.tokens if each.clause == clause]
        shared = next(at for at, each in enumerate(tokens) if each.is_content and sentence.holds(each.lemma))
        heads = [each for each in tokens[:shared] if each.is_content and not is_measure(each)]
        if heads and tokens[0].low not in RELATIVES and not any(_is_participle(each) for each in heads):
            return True
    return False


def _is_participle(token: Token) -> bool:
    return token.low.endswith(("ed", "ing", "ly")) or token.lemma != token.word.term


def _counted(text: Text, besides: frozenset[str] = frozenset()) -> list[Fact]:
    """The numbers that are of no date; the times `besides` make none of one next to them."""
    facts, tokens = Facts(text), text.tokens
    times = facts.times - besides
    return [
        (number.first, number.value)
        for number in facts.numbers
        if not _is_year(number.value)
        and not any(token.low in times for token in tokens[max(0, number.first - 1) : number.last + 2])
    ]


def _dated(text: Text) -> list[Fact]:
    facts = Facts(text)
    years = [(number.first, number.value) for number in facts.numbers if _is_year(number.value)]
    days = [(at, token.low) for at, token in enumerate(text.tokens) if is_time(token)]
    return sorted([*years, *days], key=lambda fact: fact[0])


def _is_year(value: float) -> bool:
    return value in _YEARS


def _bound_otherwise(sentence: Text, quote: Text, said: Sequence[Fact], there: Sequence[Fact]) -> bool:
    """Closed in 1901, where the quote says opened in 1901 and closed in 1931."""
    spoken = {value for _, value in said}
    rivals = [place for place, other in there if other not in spoken]
    for at, value in said:
        own = {token.lemma for token in sentence.content if token.clause == sentence.tokens[at].clause}
        homes = [place for place, other in there if other == value]
        if homes and all(_is_of_another(own, quote, home, rivals) for home in homes):
            return True
        if homes and all(_is_moved(set(_before(sentence, at)), own, quote, home) for home in homes):
            return True
    return len(said) > 1 and _are_crossed(sentence, quote, said, there)


def _is_of_another(own: set[str], quote: Text, home: int, rivals: Sequence[int]) -> bool:
    """Whether what the sentence says of a fact is said in the quote of another one, in another clause or beside it.

    The word that governs a fact is the one nearest before it in its clause, and what it counts the one after.
    """
    clause = _clause(quote, home)
    for rival in rivals:
        beyond = _clause(quote, rival)
        for neighbour in (_before, _after):
            here, there = set(neighbour(quote, home)), set(neighbour(quote, rival))
            if (
                here
                and overlap(own, there - here)
                and (not overlap(own, here) or not (overlap(there, clause) or _stands_in_for(quote, home)))
            ):
                return True
        heads, theirs = _heads(quote, home), {lemma for lemma in own if overlap({lemma}, beyond - clause)}
        if heads and theirs and not overlap(own, heads):
            return True
    return False


def _is_moved(governor: set[str], own: set[str], quote: Text, home: int) -> bool:
    """Closed in 1946, where the quote says closed in the war and reopened in 1946."""
    said = overlap(governor, quote.lemmas) and not overlap(governor, _clause(quote, home))
    there = set(_before(quote, home)) - {token.lemma for token in quote.tokens if token.text[0].isupper()}
    return said and bool(there) and not overlap(there, own)


def _is_of_another_time(sentence: Text, quote: Text) -> bool:
    """120 members in 1990, where the quote says 300 in 1990 and 120 today; or 300 now."""
    spoken = {value for _, value in _counted(sentence, _NOW)}
    years = {value for _, value in _dated(sentence)} & {*_YEARS}
    counted = [(quote.tokens[at].clause, value) for at, value in _counted(quote, _NOW)]
    homes = {clause for clause, value in counted if value in spoken}
    rivals = {clause for clause, value in counted if value not in spoken} - homes
    for rival in rivals if homes else ():
        own, other = (
            {value for at, value in _dated(quote) if quote.tokens[at].clause in at_home} for at_home in (homes, {rival})
        )
        if years and years <= other and not years & own:
            return True
        past, present = (_lows(quote, homes) & _PAST, _lows(quote, {rival}) & _PRESENT)
        if not years and own and past and present and not _PRESENT.isdisjoint(sentence.lows):
            return True
    return False


def _lows(text: Text, clauses: set[int]) -> set[str]:
    return {token.low for token in text.tokens if token.clause in clauses}


def _stands_in_for(text: Text, at: int) -> bool:
    """Whether a pronoun in a clause may stand for what another one names: won it in 2020."""
    return any(token.low in {"it", "them"} for token in text.tokens if token.clause == text.tokens[at].clause)


def _clause(text: Text, at: int) -> set[str]:
    """The words that say something in the clause of a token."""
    return {token.lemma for token in text.content if token.clause == text.tokens[at].clause and not is_measure(token)}


def _heads(text: Text, at: int) -> set[str]:
    """The words of its clause before the one that governs a fact: its subject, if the clause has one of its own."""
    clause = text.tokens[at].clause
    near = [token for token in text.tokens[:at] if token.clause == clause and _governs(token)]
    return {token.lemma for token in near[:-1]}


def _are_crossed(sentence: Text, quote: Text, said: Sequence[Fact], there: Sequence[Fact]) -> bool:
    """Two facts that have changed places."""
    for neighbour in (_before, _after):
        bonds = {value: set(neighbour(sentence, at)) for at, value in said}
        held = {value: set(neighbour(quote, at)) for at, value in there}
        for value, other in ((one, two) for one in bonds for two in bonds if one != two):
            if value not in held or other not in held:
                continue
            crossed = overlap(bonds[value], held[other]) and not overlap(bonds[value], held[value])
            if crossed and (neighbour is _after or overlap(bonds[other], held[value])):
                return True
    return False


def _before(text: Text, at: int) -> Iterator[str]:
    clause = text.tokens[at].clause
    near = [token for token in text.tokens[:at] if token.clause == clause and _governs(token)]
    yield from (token.lemma for token in near[-1:])


def _after(text: Text, at: int) -> Iterator[str]:
    clause = text.tokens[at].clause
    near = [token for token in text.tokens[at + 1 :] if token.clause == clause and _governs(token)]
    yield from (token.lemma for token in near[:1])


def _governs(token: Token) -> bool:
    """Neither a number nor what only measures one: in "rose by 14 percent to 20 euros" both facts are of "rose"."""
    return token.is_content and not is_measure(token)
