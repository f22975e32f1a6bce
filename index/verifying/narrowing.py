"""What a quote says of fewer, of almost, of another time or under a condition only, and a sentence without that."""

from collections.abc import Iterator

from index.patterns import late
from index.verifying.clauses import Text, Token, is_form
from index.verifying.numbers import is_measure
from index.words import PREPOSITIONS

_UNIVERSAL = frozenset(
    "all every everyone everybody everything each nobody no none nothing never always entire whole".split()
)
_EXCEPT = (
    "except",
    "excepting",
    "excluding",
    "apart from",
    "other than",
    "with the exception of",
    "all but",
    "save for",
)
_BUT = late(r"\b(?:no|every|any)(?:body|one|thing|where) but\b|\ball but\b")

_ALMOST = frozenset("nearly almost practically virtually".split())

_LESSER = frozenset(
    """
    vice deputy assistant former ex acting interim honorary would-be aspiring outgoing previous alleged suspected
    prospective proposed planned unofficial trainee apprentice substitute fake mock replica
    """.split()
)
"""Before the name of an office or a thing they make another one of it: a vice president is no president."""

_UNDER = PREPOSITIONS | frozenset("without when if after before while where as until once".split())
_ONLY = frozenset("only solely exclusively just".split())

_WAS = frozenset("was were had did".split())
_PAST = frozenset("was were had did been until till once formerly before used".split())
_PRESENT = frozenset("is are has have does do".split())
_IS = frozenset("is are was were be been became become becomes".split())

_INVERTED = late(r"(?:had|were|should)\b.*\b(?:would|could|might)\b")
_CONDITION = frozenset("if unless would could might had were".split())


def leaves_out(sentence: Text, quote: Text) -> bool:
    """Whether a sentence says more than its quote by leaving out a word of it: nearly, vice, only, except, until."""
    return (
        is_of_less(sentence, quote)
        or _promotes(sentence, quote)
        or _leaves_out_exception(sentence, quote)
        or _drops_only(sentence, quote)
        or _goes_on(sentence, quote)
    )


def is_of_less(sentence: Text, quote: Text) -> bool:
    """Whether what a sentence states, or a question takes for granted, is so of nothing that its quote says."""
    return (
        _states_almost(sentence, quote)
        or _takes_from_owner(sentence, quote)
        or (bool(_INVERTED.match(quote.text.lower())) and _CONDITION.isdisjoint(sentence.lows))
    )


def has_exception(text: Text) -> bool:
    """Whether a text takes somebody or something out: all except the treasurer, nobody but the driver."""
    return any(text.says(each) for each in _EXCEPT) or bool(_BUT.search(text.text.lower()))


def _leaves_out_exception(sentence: Text, quote: Text) -> bool:
    """All voted, where all except the treasurer did."""
    tells_it = has_exception(sentence) or "but" in sentence.lows
    return has_exception(quote) and not tells_it and not _UNIVERSAL.isdisjoint(sentence.lows)


def _states_almost(sentence: Text, quote: Text) -> bool:
    """It is full, where it is nearly full. Of numbers others take care."""
    if not _ALMOST.isdisjoint(sentence.lows):
        return False
    almost = (quote.tokens[at + 1] for at, each in enumerate(quote.tokens[:-1]) if each.low in _ALMOST)
    return any(not is_measure(token) and _speaks_only_so(sentence, quote, token) for token in almost)


def _promotes(sentence: Text, quote: Text) -> bool:
    """The president, where it was the vice president."""
    for each, following in zip(quote.tokens, quote.tokens[1:], strict=False):
        is_lesser = each.low in _LESSER and following.text.islower() and each.low not in sentence.lows
        if is_lesser and _speaks_only_so(sentence, quote, following):
            return True
    return False


def _speaks_only_so(sentence: Text, quote: Text, token: Token) -> bool:
    """Whether a sentence has a word of its quote that the quote has nowhere else."""
    return (
        token.is_content
        and any(is_form(token.lemma, each.lemma) for each in sentence.tokens)
        and not any(is_form(token.lemma, each.lemma) for each in quote.tokens if each is not token)
    )


def _drops_only(sentence: Text, quote: Text) -> bool:
    """The bus stops there, where it stops there only on request."""
    if not _ONLY.isdisjoint(sentence.lows):
        return False
    for at, restricted in _restricted(quote):
        clause = quote.tokens[at].clause
        others = (each for each in quote.content if each.clause == clause and each is not restricted)
        is_about = any(sentence.holds(each.lemma) for each in others if not is_measure(each))
        if is_about and not sentence.holds(restricted.lemma):
            return True
    return False


def _restricted(quote: Text) -> Iterator[tuple[int, Token]]:
    """Where "only" stands, and the word that it holds for: on request, or on Thursdays where it stands behind."""
    for at, token in enumerate(quote.tokens):
        if token.low != "only":
            continue
        behind = quote.tokens[at + 1 : at + 2]
        if behind and behind[0].low in _UNDER:
            yield from ((at, each) for each in quote.after(at + 1, 1))
        elif at and (not behind or behind[0].clause != token.clause) and quote.tokens[at - 1].is_content:
            yield at, quote.tokens[at - 1]


def _takes_from_owner(sentence: Text, quote: Text) -> bool:
    """Ivo is president, where he is the president's brother."""
    for at, token in enumerate(sentence.tokens):
        is_said_of_it = token.is_content and any(each.low in _IS for each in sentence.tokens[max(0, at - 3) : at])
        same = [each for each in quote.tokens if is_form(token.lemma, each.lemma)] if is_said_of_it else []
        if token.text.islower() and not token.low.endswith("s") and same and all(map(_owns, same)):
            return True
    return False


def _owns(token: Token) -> bool:
    return token.low.endswith("'s")


def _goes_on(sentence: Text, quote: Text) -> bool:
    """They nest there, where they nested there until 2012, used to nest there, or have since left."""
    if not _ended_by_now(quote) or not _PAST.isdisjoint(sentence.lows):
        return False
    others = (each for each in sentence.content if each.low not in quote.lows and not each.low.endswith("ed"))
    return not _PRESENT.isdisjoint(sentence.lows) or any(
        quote.holds(each.lemma) and each.text.islower() for each in others
    )


def _ended_by_now(quote: Text) -> bool:
    """Whether all that a quote says is of before: none of its verbs is a plain present."""
    if quote.says("has since") or quote.says("have since"):
        return not {"was", "were"}.isdisjoint(quote.lows)
    if not _PRESENT.isdisjoint(quote.lows):
        return False
    at = next((at for at, token in enumerate(quote.tokens) if token.low in {"until", "till"}), 0)
    return quote.says("used to") or any(map(_is_past, quote.tokens[:at]))


def _is_past(token: Token) -> bool:
    irregular = token.text.islower() and token.is_content and token.lemma != token.word.term
    return token.low in _WAS or token.low.endswith("ed") or irregular
