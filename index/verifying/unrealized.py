"""What a quote names and does not say came about: what somebody tried, wanted, was asked to do, or gave up doing."""

from collections.abc import Iterator

from index.verifying.clauses import Text, Token, is_form
from index.verifying.shades import NEGATIONS
from index.words import PREPOSITIONS

_SOUGHT = frozenset(
    """
    try tries tried trying attempt attempts attempted attempting want wants wanted wanting wish wishes wished wishing
    hope hopes hoped hoping threat threats threaten threatens threatened threatening offer offers offered offering
    propose proposes proposed proposing proposal proposals seek seeks sought seeking ask asks asked asking urge urges
    urged urging demand demands demanded demanding request requests requested requesting invite invites invited
    advise advises advised encourage encourages encouraged promise promises promised vow vows vowed pledge pledges
    pledged bid bids motion motions campaign campaigns campaigned fight fights fought struggle struggles struggled
    prepare prepares prepared preparing appeal appeals appealed petition petitions petitioned effort efforts desire
    dream dreams dreamed tempted pressure pressed persuade idea ideas suggestion suggestions
    application applications applied like love call calls called
    """.split()
)
"""Where "to" and a verb follow: a motion to ban it, asked Ben to close it."""

REACH = 4
"""Words after one of these among which that "to" stands."""

_ENDED = frozenset(
    """
    stop stops stopped stopping cease ceases ceased ceasing quit quits halted discontinued postpone postpones postponed
    delay delays delayed avoid avoids avoided
    """.split()
)
"""Where "-ing" follows: stopped serving; and "gave up serving"."""

_GIVEN = frozenset("give gives gave given giving".split())

_WITHDRAWN = frozenset(
    """
    withdraw withdraws withdrew withdrawn drop drops dropped ended cut cuts abolish abolishes abolished scrap
    scraps scrapped remove removes removed revoke revokes revoked cancel cancels cancelled canceled suspend suspends
    suspended lose loses lost discontinue discontinues discontinued terminate terminates terminated
    """.split()
)
"""Where a noun follows: withdrew its funding."""

_CLEARED = frozenset("acquitted cleared exonerated innocent suspected accused".split())
"""Where "of" follows: acquitted of killing him, or suspected of it."""

_UNREAL = frozenset("dreamt dreamed imagined pretended pretends pretend".split())

WITHDRAWN_REACH = 2
"""Words that say something."""

_REALIZED = frozenset(
    """
    carried passed approved adopted succeeded succeeds succeed successful successfully accepted granted won managed
    eventually finally unanimously
    """.split()
)
_NOT_AS_DONE = (
    _ENDED
    | _GIVEN
    | _WITHDRAWN
    | NEGATIONS
    | frozenset(
        """
    can could should would will may might must attempt attempts attempted bid motion proposal proposals proposed reject
    rejects rejected defeat defeated fail fails failed failure refuse refuses refused decline declined abandoned
    unsuccessful unsuccessfully vain until till once formerly former plan plans planned intend intends intended
    """.split()
    )
)
"""What leaves open in a sentence whether it came about, or says that it did not."""

_BE = frozenset("was were is are been being be".split())
_NO_VERB = frozenset("the a an this that these those his her its their our my your each every all both".split())


Left = tuple[Token, Token]
"""What leaves it open, or ended it, and what is left open: tried and break, withdrew and funding."""


def states_as_done(sentence: Text, quote: Text) -> bool:
    """Whether a sentence states what its quote only says was sought or given up: to ban it, in "a motion to ban it"."""
    if not _NOT_AS_DONE.isdisjoint(sentence.lows):
        return False
    lows = ["", *(token.low for token in sentence.tokens)]
    stated = [
        token for before, token in zip(lows, sentence.tokens, strict=False) if token.is_content and before != "to"
    ]
    open_too = {verb.lemma for _, verb in _unrealized(sentence)}
    return any(
        verb.lemma not in open_too
        and any(is_form(verb.lemma, token.lemma) for token in stated)
        and not any(is_form(verb.lemma, other.lemma) for other in quote.tokens if other is not verb)
        for _, verb in _unrealized(quote)
    ) or any(
        is_form(noun.lemma, token.lemma) and token.low.removesuffix("s") != noun.low.removesuffix("s")
        for _, noun in _withdrawn(quote)
        for token in stated
    )


def left_open(quote: Text, asked: Text) -> bool:
    """Whether a quote says of something that a question asks about only that it was sought or given up.

    Not where the question asks for just that: "did he try to break it?", "when was support dropped?".
    """
    return any(
        not asked.holds(why.lemma) and asked.holds(what.lemma)
        for why, what in (*_unrealized(quote), *_withdrawn(quote))
    )


def was_given_up(quote: Text, asked: Text) -> bool:
    """Whether a quote says of something that a question asks about that it has ended: "dropped support"."""
    given_up = (pair for pair in (*_unrealized(quote), *_withdrawn(quote)) if pair[0].low not in _SOUGHT)
    return any(why.low.endswith(("ed", "ew", "ut", "ave")) and asked.holds(what.lemma) for why, what in given_up)


def _unrealized(quote: Text) -> Iterator[Left]:
    """The verbs, or what "to be" goes with."""
    is_realized = not _REALIZED.isdisjoint(quote.lows) and NEGATIONS.isdisjoint(quote.lows)
    for at, token in enumerate(quote.tokens[:-1]):
        following = quote.tokens[at + 1]
        is_given_up = following.low == "up" and token.low in _GIVEN
        done = quote.tokens[at + 2 : at + 3] if is_given_up else [following]
        if (token.low in _ENDED or is_given_up) and done and done[0].low.endswith("ing"):
            yield token, done[0]
        elif token.low.startswith("cease") and following.low == "to":
            yield from ((token, verb) for verb in quote.after(at + 1, 1))
        elif (token.low in _CLEARED and following.low == "of") or token.low in _UNREAL:
            yield from ((token, verb) for verb in quote.after(at, 2))
        elif token.low in _SOUGHT and not is_realized:
            yield from ((token, verb) for verb in _after_to(quote, at))


def _after_to(quote: Text, at: int) -> Iterator[Token]:
    for there in range(at + 1, min(at + 1 + REACH, len(quote.tokens) - 1)):
        token, following = quote.tokens[there], quote.tokens[there + 1]
        if token.clause != quote.tokens[at].clause:
            return
        if token.low == "to" and following.low not in _NO_VERB and following.text.islower():
            yield from quote.after(there, 1)
            return


def _withdrawn(quote: Text) -> Iterator[Left]:
    """The nouns of what was withdrawn, dropped, ended: they follow, or stand before "was withdrawn"."""
    for at, token in enumerate(quote.tokens):
        following = quote.tokens[at + 1].low if at + 1 < len(quote.tokens) else ""
        if token.low not in _WITHDRAWN or following == "up":
            continue
        if at and quote.tokens[at - 1].low in _BE:
            before = [each for each in quote.tokens[:at] if each.is_content and each.clause == token.clause]
            yield from ((token, noun) for noun in before)
        elif following not in PREPOSITIONS:
            yield from ((token, noun) for noun in quote.after(at, WITHDRAWN_REACH))
