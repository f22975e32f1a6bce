"""Who did what to whom: the names of a sentence in other roles than its quote gives them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.patterns import late
from index.verifying.clauses import RELATIVES, Text, Token, is_form, overlap
from index.verifying.facts import SUBJECT_PRONOUNS, Facts
from index.words import PREPOSITIONS

_MUTUAL = frozenset("meet marry talk discuss agree cooper fight border negoti resembl differ equal share".split())
"""Lemmas of verbs that say the same from both sides."""

_ENDS = {
    "from": {"to", "by"},
    "to": {"from", "by"},
    "by": {"to", "for", "from"},
    "for": {"against", "by"},
    "against": {"for"},
}
"""Prepositions that give a name another part when one stands for the other."""

_REPLACING = late(
    r"\b(?:in (?:the )?place of|instead of|rather than|in succession to|(?:replac|succeed)(?:e?s|ed|ing)"
    r"|(?:took|takes|taken|taking) over from)\s+(?!by\b)",
    re.IGNORECASE,
)
_BEFORE = late(
    r"\b(?:former|previous|before|until|till|predecess|replace|succe|place|had been|used to|left)", re.IGNORECASE
)
AFTER_REPLACING = 20
"""Characters that may stand before a name: the, the former captain."""

_SMALL = frozenset("the a an mr mrs ms dr president sir king queen prime minister".split())

_BRACKETS = late(r"\s*\([^()]{0,200}\)")

Named = frozenset[str]
"""The lemmas of a name."""

REACH = 6
"""Words after a verb among which "by" tells who did it."""

_BE = frozenset("was were is are been being be".split())

_SOMEONE = frozenset({"she"})


def are_changed(sentence: Facts, quote: Facts) -> bool:
    """Whether names that both have play other parts in the sentence than in its quote. Brackets do not count."""
    sentence, quote = _without_asides(sentence), _without_asides(quote)
    return (
        _names_swapped(sentence, quote)
        or _another_subject(sentence, quote)
        or _another_end(sentence, quote)
        or is_replaced(sentence, quote)
    )


def _without_asides(facts: Facts) -> Facts:
    """Without what stands in brackets."""
    return Facts(Text(_BRACKETS.sub("", facts.text.text))) if "(" in facts.text.text else facts


def _names_swapped(sentence: Facts, quote: Facts) -> bool:
    """A visited B, where the quote says that B visited A, or that A was visited by B."""
    for verb in _shared(sentence.text, quote.text):
        said, there = _sides(sentence, verb), _sides(quote, verb)
        if (
            any(is_form(verb, mutual) for mutual in _MUTUAL)
            or _is_relation(sentence, verb)
            or _is_relation(quote, verb)
        ):
            continue
        straight = _meet(said[0], there[0]), _meet(said[1], there[1])
        crossed = _meet(said[0], there[1]), _meet(said[1], there[0])
        turned = _has_agent(sentence, verb) != _has_agent(quote, verb)
        if (all(straight) and not any(crossed)) if turned else (all(crossed) and not any(straight)):
            return True
    return False


def _is_relation(facts: Facts, noun: str) -> bool:
    """A student of, Falk's student: the order of the names tells nothing."""
    at, tokens = _place(facts.text, noun), facts.text.tokens
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return following == "of" or (at > 0 and tokens[at - 1].low.endswith("'s"))


def _sides(facts: Facts, verb: str) -> tuple[list[Named], list[Named]]:
    """The names before and after a verb."""
    at = _place(facts.text, verb)
    before = [_named(name) for name in facts.names if _index(facts.text, name[-1]) < at]
    return before, [_named(name) for name in facts.names if _index(facts.text, name[0]) > at]


def _named(name: Sequence[Token]) -> Named:
    return frozenset(token.lemma for token in name)


def _meet(some: Iterable[Named], others: Iterable[Named]) -> bool:
    """Whether one of the names may be one of the others: all words of the shorter are in the longer."""
    return any(overlap(*sorted((one, other), key=len), every=True) for one in some for other in others)


def _has_agent(facts: Facts, verb: str) -> bool:
    """Visited by, founded in 1898 by."""
    at = _place(facts.text, verb)
    clause = facts.text.tokens[at].clause
    near = [token.low for token in facts.text.tokens[at + 1 : at + REACH] if token.clause == clause]
    return "by" in near[:2] or ("by" in near and bool(_BE & {token.low for token in facts.text.tokens[:at]}))


def _is_passive(facts: Facts, verb: str) -> bool:
    """Was visited, visited by."""
    at = _place(facts.text, verb)
    before = {token.low for token in facts.text.tokens[max(0, at - 3) : at]}
    return _has_agent(facts, verb) or bool(before & _BE)


def _another_subject(sentence: Facts, quote: Facts) -> bool:
    """The sentence says of A what the quote says of B: their verb is the same, who does it is not."""
    stands_for = SUBJECT_PRONOUNS & quote.text.lows or any(token.text.isupper() for token in sentence.text.tokens)
    common = {token.lemma for token in quote.text.tokens if token.text[0].islower()}
    everyone = [_named(name) for name in quote.names]
    for verb in _shared(sentence.text, quote.text):
        said = [name for name in _actors(sentence, verb) if not name <= common]
        there = _actors(quote, verb)
        if not said or not there or _meet(said, there) or _SOMEONE in said or overlap([verb], _MUTUAL):
            continue
        bare = _is_passive(sentence, verb) and not _has_agent(sentence, verb)
        if bare and (_is_passive(quote, verb) or _meet(said, _sides(quote, verb)[1])):
            continue
        if _meet(said, everyone) or (_SOMEONE not in there and not stands_for):
            return True
    return False


def _actors(facts: Facts, verb: str) -> list[Named]:
    """Who does what a verb says: the names before it, or those behind "by"; a pronoun is `_SOMEONE`."""
    at = _place(facts.text, verb)
    if _has_agent(facts, verb):
        following = [name for name in facts.names if _index(facts.text, name[0]) > at]
        until = next((_index(facts.text, name[0]) for name in following[1:] if _is_aside(facts.text, name)), None)
        return [_named(name) for name in following if until is None or _index(facts.text, name[0]) < until]
    clause = facts.text.tokens[at].clause
    pronouns = {token.low for token in facts.text.tokens[:at] if token.clause == clause} & SUBJECT_PRONOUNS
    return _subjects(facts, verb) or [_SOMEONE] * bool(pronouns)


def _subjects(facts: Facts, verb: str) -> list[Named]:
    """The names that may be a verb's subject: in its clause before it, else in the main clauses before."""
    at = _place(facts.text, verb)
    own = facts.text.tokens[at].clause
    heads = {token.clause: token.low for token in reversed(facts.text.tokens)}
    found: dict[bool, list[Named]] = {True: [], False: []}
    for name in facts.names:
        clause = name[0].clause
        is_owner = name[-1].low.endswith("'s") and len(facts.names) > 1
        is_before = _index(facts.text, name[-1]) < at and not _is_aside(facts.text, name) and not is_owner
        if is_before and (clause == own or heads[clause] not in RELATIVES):
            found[clause == own].append(_named(name))
    return found[True] or found[False]


def _is_aside(text: Text, name: Sequence[Token]) -> bool:
    """Whether a name only tells which: the Indian film, in Paris."""
    first, last = _index(text, name[0]), _index(text, name[-1])
    following = text.tokens[last + 1] if last + 1 < len(text.tokens) else None
    if first and text.tokens[first - 1].low in PREPOSITIONS - {"by"}:
        return True
    return following is not None and len(name) == 1 and following.is_content and _is_adjective(name[0])


def _is_adjective(token: Token) -> bool:
    """Indian, Chinese, British, Greek."""
    return token.low.endswith(("an", "ese", "ish", "ch", "ek", "ic", "sh"))


def is_replaced(sentence: Facts, quote: Facts) -> bool:
    """Whether a sentence is about somebody in whose place, as its quote says, another one came, and leaves that out."""
    if not sentence.names or _REPLACING.search(sentence.text.text) or _BEFORE.search(sentence.text.text):
        return False
    first = _named(sentence.names[0])
    for match in _REPLACING.finditer(quote.text.text):
        behind = [name for name in quote.names if name[0].word.span.start >= match.end()]
        if (
            behind
            and behind[0][0].word.span.start - match.end() <= AFTER_REPLACING
            and _meet([first], [_named(behind[0])])
        ):
            return True
    return False


def _another_end(sentence: Facts, quote: Facts) -> bool:
    """From A to B, where the quote says from B to A; in A, where it says in B, and A is someone else there."""
    there = list(_ends(quote))
    for lemma, preposition in _ends(sentence):
        own = {other for held, other in there if is_form(lemma, held)}
        if own & _ENDS.get(preposition, set()):
            return True
        filled = any(other == preposition for _, other in there)
        if filled and preposition not in own and quote.text.holds(lemma):
            return True
    return False


def _ends(facts: Facts) -> Iterator[tuple[str, str]]:
    """The words of each name that stands behind a preposition, and which."""
    for name in facts.names:
        at = _index(facts.text, name[0]) - 1
        while at >= 0 and facts.text.tokens[at].low in _SMALL:
            at -= 1
        if at >= 0 and facts.text.tokens[at].low in PREPOSITIONS | _ENDS.keys():
            yield from ((token.lemma, facts.text.tokens[at].low) for token in name)
    for number in facts.numbers:
        before = facts.text.tokens[max(0, number.first - 1)].low
        if before in {"from", "to"}:
            yield str(number.value), before


def _shared(sentence: Text, quote: Text) -> list[str]:
    """The lemmas, in lower case as they stand, that both have: verbs among them."""
    here = [token.lemma for token in sentence.content if token.text[0].islower()]
    return [lemma for lemma in dict.fromkeys(here) if quote.holds(lemma)]


def _place(text: Text, lemma: str) -> int:
    places = (at for at, token in enumerate(text.tokens) if is_form(lemma, token.lemma))
    return next(places)


def _index(text: Text, token: Token) -> int:
    return text.places[token.word.span.start]
