"""Verbs: what the forms of one have in common, and which have no direction."""

from index.words import Word

SYMMETRIC = frozenset(
    """
    meet marri wed divorc talk speak discuss negoti agre share play fight border date debat collabor cooper compet clash
    trade merg hold exchang correspond live work draw tie equal resembl
    """.split()
)
"""Stems of deeds that two do to each other: to tell them the other way round is to tell the same."""

IRREGULAR = tuple(
    forms.split()
    for forms in (
        "give gave given, take took taken, sell sold, buy bought, teach taught, beat beaten, shoot shot, win won, "
        "lead led, leave left, find found, tell told, send sent, lend lent, pay paid, bring brought, catch caught, "
        "fight fought, know knew known, see saw seen, write wrote written, drive drove driven, choose chose chosen, "
        "steal stole stolen, strike struck stricken, bite bit bitten, hide hid hidden, forgive forgave forgiven, "
        "overthrow overthrew overthrown, outrun outran, feed fed, hear heard, hold held, keep kept, lose lost, make "
        "made, show showed shown, swear swore sworn, throw threw thrown, wake woke woken, succeed succeeded, hit "
        "hit, hurt hurt, come came, go went gone, fly flew flown, run ran, sing sang sung, bid bade bidden, forbid "
        "forbade forbidden, fire fired, meet met, speak spoke spoken, draw drew drawn"
    ).split(", ")
)
"""Verbs whose forms have no stem in common."""

GOING = frozenset("visit travel go come fly arriv journey return".split())
"""Stems of ways to go somewhere: one word for all of them, because a sentence seldom uses the question's."""


def deed(word: Word) -> str:
    """What the forms of a verb have in common; empty for one that has no direction."""
    low = word.text.lower()
    first = next((forms[0] for forms in IRREGULAR if low in forms or low.removesuffix("ing") == forms[0]), word.term)
    if word.term in GOING or first in GOING:
        return "go"
    return "" if word.term in SYMMETRIC or first in SYMMETRIC else first


def is_participle(low: str) -> bool:
    """Whether a word in lower case has the form that stands after "was": sold, opened, given."""
    return low.endswith(("ed", "en")) or any(low == forms[-1] for forms in IRREGULAR)
