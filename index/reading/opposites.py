"""Words that exclude each other: what a sentence says of the last is no answer about the first."""

from index.words import Word, term

_SETS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth last",
    "monday tuesday wednesday thursday friday saturday sunday",
    "january february march april may june july august september october november december",
    "spring summer autumn winter",
    "red blue green yellow black white brown purple orange grey",
    "north south east west",
    "northern southern eastern western",
    "gold silver bronze",
)
_PAIRS = (
    "largest smallest, biggest smallest, highest lowest, oldest youngest, oldest newest, longest shortest, tallest "
    "shortest, heaviest lightest, hottest coldest, fastest slowest, richest poorest, best worst, most least, more "
    "fewer, maximum minimum, upper lower, inner outer, before after, won lost, win lose, winner loser, male female, "
    "mother father, brother sister, husband wife, son daughter, king queen, men women, boys girls, start end, started "
    "ended, begin end, began ended, beginning ending, open close, opened closed, opening closing, born buried, born "
    "died, birth death, founded dissolved, bought sold, buy sell, buyer seller, arrive leave, arrived left, arrival "
    "departure, join leave, joined left, rise fall, rose fell, increase decrease, increased decreased, accept reject, "
    "accepted rejected, import export, imports exports, imported exported, built destroyed, built demolished, created "
    "destroyed, married divorced, hired fired, appointed dismissed, teacher student, enter leave, entered left, "
    "launched cancelled, allowed forbidden, legal illegal, common rare, ancient modern, domestic foreign, public "
    "private, attack defend, attacked defended, advantages disadvantages, strengths weaknesses, income expenses, "
    "profit loss, lend borrow, lent borrowed, true false, guilty innocent, convicted acquitted, supported opposed, "
    "support oppose, supports opposes, predecessor successor, summer winter, day night, left right, minimum maximum, "
    "hot cold, victory defeat, victim attacker, landed launched"
)


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    groups = [group.split() for group in (*_SETS, *_PAIRS.split(", "))]
    for group in groups:
        for word in group:
            found.setdefault(term(word), set()).update(term(other) for other in group)
    return {word: frozenset(others - {word}) for word, others in found.items()}


_OPPOSITES = _table()


def opposed(asked: tuple[Word, ...], said: set[str]) -> str | None:
    """The asked word that a sentence replaces by one that excludes it; None if it replaces none.

    `said` holds the sentence's terms. A sentence that also says the asked word replaces nothing.
    """
    terms = {word.term for word in asked}
    for word in asked:
        others = _OPPOSITES.get(word.term, frozenset()) - terms
        if word.term not in said and others & said:
            return word.text
    return None
