"""What turns a statement round or shades it: negation, possibility, quantity, order and cause."""

import re
from collections.abc import Iterator

from index.verifying.clauses import Text, Token, is_form
from index.verifying.numbers import is_measure
from index.verifying.opposites import says_opposite, turns_particle

NEGATIONS = frozenset(
    """
    not no never none nobody nothing nowhere neither nor without cannot can't don't doesn't didn't isn't aren't wasn't
    weren't won't wouldn't couldn't shouldn't hasn't haven't hadn't mustn't deny denied denies unable hardly barely
    nicht kein keine keinen keiner nie niemals ohne ne pas jamais aucun aucune nunca jamás sin ningún ninguna não sem
    nenhum mai senza nessun nessuna не нет без 不 没 无 没有 不是 لا لم ليس नहीं niet geen nooit zonder inte aldrig
    """.split()
)
_NO_FEWER = frozenset({("no", "fewer"), ("no", "less"), ("no", "more"), ("not", "more"), ("not", "less")})
_UNDONE = frozenset(
    "refuse refuses refused fail fails failed decline declines declined forget forgets forgot neglected".split()
)
"""Negations where "to" follows."""

_POSSIBLE = "may might could perhaps possibly probably likely maybe potentially appears appear seems seem apparently"
_BELIEVED = (
    "believed thought considered regarded alleged allegedly reportedly rumoured rumored suspected"
    " blame blames blamed"
    " accuse accuses accused accusing claim claims claimed claiming supposedly purportedly expected estimated argue"
    " argues argued suggests suggested assumed alleges allege wrongly falsely mistakenly erroneously"
    " feared doubts doubted"
)
_WILL = "will would shall plan plans planned planning intends intend intended expected hopes proposed proposes aims 'll"
_MUST = "must obliged required mandatory compulsory obligatory forbidden"
_IF = "if"
_ALL = "all every each entire whole always everyone everybody everything everywhere completely entirely fully"
_MOST = "most majority mostly mainly largely usually primarily"
_SOME = "some several few many various numerous sometimes occasionally rarely seldom often partly partially"
_ONLY = "only sole solely exclusively alone merely"
_CAUSE = (
    "because due caused causes cause causing therefore thus hence consequently owing resulted resulting triggered"
    " reason prompted"
)
_PHRASES = {
    "at least": "least",
    "more than": "least",
    "no fewer than": "least",
    "no less than": "least",
    "a minimum of": "least",
    "at most": "at most",
    "less than": "at most",
    "fewer than": "at most",
    "no more than": "at most",
    "up to": "at most",
    "a maximum of": "at most",
    "as a result": "cause",
    "led to": "cause",
    "leading to": "cause",
    "thanks to": "cause",
    "so that": "cause",
    "going to": "will",
    "set to": "will",
    "due to": "cause",
    "a few": "some",
    "not only": "not only",
    "has to": "must",
    "have to": "must",
    "had to": "must",
    "in case": "if",
    "provided that": "if",
}
_WORDS = {
    word: shade
    for shade, listed in (
        ("may", _POSSIBLE),
        ("will", _WILL),
        ("believed", _BELIEVED),
        ("must", _MUST),
        ("should", "should"),
        ("if", _IF),
        ("unless", "unless"),
        ("all", _ALL),
        ("most", _MOST),
        ("some", _SOME),
        ("only", _ONLY),
        ("half", "half"),
        ("exact", "exactly precisely"),
        ("cause", _CAUSE),
        ("after", "after following afterwards since later then subsequently"),
        ("before", "before prior until till previously earlier ahead"),
    )
    for word in listed.split()
}

_ADDED = frozenset(
    "may will believed must should if unless all most some only half exact least cause after before".split()
) | {
    "at most",
    "not only",
}
"""Shades that a sentence may have only if its quote has them too."""

_DETERMINERS = frozenset("the a an all any your every each this these both".split())

_INSISTING = frozenset("never always please".split())

_WEAKER = {"will": "may"}
"""Who says less may leave out more."""

_CONDITIONS = frozenset({"if", "unless"})
_BOUNDS = frozenset({"least", "at most"})

_KEPT = {
    "may": 3,
    "should": 2,
    "will": 3,
    "believed": 9,
    "most": 2,
    "some": 2,
    "half": 2,
    "only": 3,
    "least": 2,
    "at most": 2,
}
"""Shades that a sentence must keep if it speaks of what they shade: so many words after them."""


def is_turned_round(sentence: Text, quote: Text) -> bool:
    """Whether only one of the two denies something that both speak of, or one says the opposite of the other."""
    if _has_negation(sentence) and not _has_negation(quote):
        return True
    return (
        _affirms(sentence, quote)
        or _affirms(quote, sentence)
        or says_opposite(sentence, quote)
        or turns_particle(sentence, quote)
    )


def _affirms(text: Text, other: Text) -> bool:
    """Whether a text says without a negation what the other one denies: the first word after it that both have."""
    refused = [lemma for pair in denied(text) for lemma in pair]
    for pair in denied(other):
        spoken = [lemma for lemma in pair if _speaks_of(text, lemma)]
        if spoken and not any(_among(lemma, refused) for lemma in spoken):
            return True
    return False


def is_shaded_otherwise(sentence: Text, quote: Text) -> bool:
    """Whether a sentence is surer, vaguer, wider or narrower than its quote, or links what its quote does not link."""
    said, there = dict(_shades(sentence)), list(_shades(quote))
    known = {shade for shade, _ in there}
    if any(shade in _ADDED and shade not in known for shade in said):
        return True
    return any(
        not {shade, _WEAKER.get(shade)} & said.keys()
        and (shade in _CONDITIONS or any(_speaks_of(sentence, token.lemma) for token in shaded))
        for shade, shaded in there
        if shade in _KEPT or shade in _CONDITIONS
    )


def links_cause(text: Text) -> bool:
    """Whether a text says that one thing came of another."""
    return any(shade == "cause" for shade, _ in _shades(text))


def denied(text: Text) -> list[list[str]]:
    """What each negation stands before: the lemmas of the next two words that say something, in its clause.

    Where none follows, what stands before it: cockerels are not.
    """
    return [
        [token.lemma for token in _reach(text, at) if not token.text[0].isdigit() and not token.text[0].isupper()]
        for at, each in enumerate(text.tokens)
        if _negates(text, at, each)
    ]


def _reach(text: Text, at: int) -> list[Token]:
    following = list(text.after(at, 2))
    clause = text.tokens[at].clause
    return following or [token for token in text.tokens[:at] if token.is_content and token.clause == clause]


def _has_negation(text: Text) -> bool:
    return any(_negates(text, at, token) for at, token in enumerate(text.tokens))


def _negates(text: Text, at: int, token: Token) -> bool:
    following = text.tokens[at + 1].low if at + 1 < len(text.tokens) else ""
    if token.low in _UNDONE:
        return following == "to"
    return token.low in NEGATIONS and following != "only" and (token.low, following) not in _NO_FEWER


def _speaks_of(text: Text, lemma: str) -> bool:
    return any(is_form(lemma, token.lemma) for token in text.content)


def _among(lemma: str, others: list[str]) -> bool:
    return any(is_form(lemma, other) for other in others)


def _shades(text: Text) -> Iterator[tuple[str, list[Token]]]:
    """Each shade with the words that it shades."""
    if _is_command(text):
        yield "must", []
    for at, token in enumerate(text.tokens):
        if token.text == "May" or (token.low == "most" and at and text.tokens[at - 1].low == "the"):
            continue
        if shade := _WORDS.get(token.low):
            yield shade, _shaded(text, at, shade)
        for length in (2, 3):
            phrase = " ".join(each.low for each in text.tokens[at : at + length])
            shade = _PHRASES.get(phrase)
            if shade and (shade not in _BOUNDS or _is_bound(text, at + length)):
                yield shade, _shaded(text, at + length - 1, shade)


def _is_command(text: Text) -> bool:
    """Replace the filter; never cut the bread; mix 500 grams."""
    begins = 1 if text.tokens[:1] and text.tokens[0].low in _INSISTING else 0
    first, following = text.tokens[begins : begins + 1], text.tokens[begins + 1 : begins + 3]
    is_verb = any(token.is_content and not token.low.endswith("ing") for token in first)
    is_amount = [is_measure(token) for token in following] == [True, True] and following[0].text[0].isdigit()
    return is_verb and (is_amount or any(token.low in _DETERMINERS for token in following[:1]))


def _shaded(text: Text, at: int, shade: str) -> list[Token]:
    return [token for token in text.after(at, _KEPT.get(shade, 0)) if not token.text[0].isupper()]


def _is_bound(text: Text, at: int) -> bool:
    """Whether a number follows that is no year: up to 8, but not fewer than in 2015."""
    following = text.tokens[at] if at < len(text.tokens) else None
    return following is not None and is_measure(following) and not re.fullmatch("[12][0-9]{3}", following.text)
