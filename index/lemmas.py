"""Words by what their forms have in common: went and go, Danish and Denmark; and which deeds have no direction."""

from collections.abc import Iterable

from index.words import Word, term

VERBS = tuple(
    forms.split()
    for forms in (
        "bear bore born, beat beat beaten, become became become, begin began begun, bid bade bidden, bite bit "
        "bitten, break broke broken, bring brought, build built, buy bought, catch caught, choose chose chosen, "
        "come came, cut cut, do did done, draw drew drawn, drive drove driven, fall fell fallen, feed fed, feel "
        "felt, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden, forgive forgave "
        "forgiven, give gave given, go went gone, grow grew grown, hear heard, hide hid hidden, hit hit, hold "
        "held, hurt hurt, keep kept, know knew known, lay laid, lead led, leave left, lend lent, lose lost, make "
        "made, mean meant, meet met, outrun outran outrun, overthrow overthrew overthrown, pay paid, ride rode "
        "ridden, rise rose risen, run ran run, say said, see saw seen, sell sold, send sent, shoot shot, show "
        "showed shown, sing sang sung, sink sank sunk, speak spoke spoken, spend spent, stand stood, steal stole "
        "stolen, strike struck stricken, swear swore sworn, take took taken, teach taught, tell told, think "
        "thought, throw threw thrown, wake woke woken, wear wore worn, win won, withdraw withdrew withdrawn, write "
        "wrote written"
    ).split(", ")
)
"""Those whose forms have no stem in common: the base, the past, and the participle last."""

_PLURALS = "man men, woman women, child children, person people".split(", ")

PEOPLES = tuple(
    forms.split()
    for forms in (
        "britain british, china chinese, denmark danish danes, england english, finland finnish, france french, "
        "germany german, greece greek, ireland irish, netherlands dutch, norway norwegian, peru peruvian, "
        "philippines filipino, poland polish poles, portugal portuguese, scotland scottish, spain spanish, "
        "sweden swedish swedes, switzerland swiss, thailand thai, turkey turkish, wales welsh"
    ).split(", ")
)
"""Countries, and what is of them."""

SYMMETRIC = frozenset(
    """
    meet marri wed divorc talk speak discuss negoti agre share play fight border date debat collabor cooper compet clash
    trade merg hold exchang correspond live work draw tie equal resembl
    """.split()
)
"""Stems of deeds that two do to each other: to tell them the other way round is to tell the same."""

ALTERNATING = frozenset(
    """
    begin boil break burn chang clear close collaps cool crash decreas develop doubl drop dri empti end expand explod
    fill finish flood form freez grow heat improv increas land launch lock melt merg move open reboot reopen restart
    resum run sail shut sink split spread start stop switch tear turn unlock updat warm
    """.split()
)
"""Stems of deeds that are told of what they are done to as if it did them: the pier closed, and was closed."""

CONVERSE = {
    "buy": ("sell", "to"),
    "pay": ("sell", "to"),
    "purchas": ("sell", "to"),
    "acquir": ("sell", "to"),
    "sell": ("buy", "from"),
    "borrow": ("lend", "to"),
    "lend": ("borrow", "from"),
}
"""Lemmas of deeds; of each the same deed from its other side, and the word before who did it there: whoever bought it
is whom it was sold to, and not who sold it."""

GOING = frozenset("visit travel go come fli arriv journey return".split())
"""Stems of ways to go somewhere: one word for all of them, because a sentence seldom uses the question's."""

_LEMMAS = {
    form: term(forms[0]) for forms in (*VERBS, *(one.split() for one in _PLURALS), *PEOPLES) for form in forms[1:]
}
_COUNTRIES = {term(form): term(forms[0]) for forms in PEOPLES for form in forms[1:]}


def lemma_of(word: Word) -> str:
    """The term of a word's base form. Whoever founded something has not found it."""
    low = word.text.lower()
    return _LEMMAS.get(low) or (not low.endswith("ed") and _LEMMAS.get(word.term)) or word.term


def of_country(name: str) -> str:
    """The term of the country, for the term of what is of one: china for chines; any other term as it is."""
    return _COUNTRIES.get(name, name)


def deed(word: Word) -> str:
    """What the forms of a verb have in common; empty for one that has no direction."""
    lemma = lemma_of(word)
    if lemma in GOING or word.term in GOING:
        return "go"
    return "" if lemma in SYMMETRIC or word.term in SYMMETRIC else lemma


def is_told(asked: Word, said: Iterable[Word]) -> bool:
    """Whether an asked word stands among others, in any form, or as another way to go somewhere."""
    wanted = {lemma_of(asked), deed(asked)} - {""}
    return any(lemma_of(word) in wanted or deed(word) in wanted for word in said)


def is_participle(low: str) -> bool:
    """Whether a word in lower case has the form that stands after "was": sold, opened, given."""
    return low.endswith(("ed", "en")) or any(low == forms[-1] for forms in VERBS)
