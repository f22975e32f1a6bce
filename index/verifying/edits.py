"""A sentence that is its quote with a word or two replaced: what was replaced decides."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from index.verifying.clauses import Text, Token, is_form
from index.verifying.numbers import is_measure

MOST = 2
"""Words in a row that may be exchanged for as many: more is a sentence of its own."""

_LEFT_OUT = frozenset("the a an this that these those its his her their also however".split())

_TELLING = tuple(
    frozenset(group.split())
    for group in (
        "before after until since during by from",
        "with without",
        "can could may might must should will would",
        "to by from",
        "over under above below",
        "and or",
        "here there",
        "inside outside into out",
    )
)
"""Words that build the sentence and still cannot be exchanged for each other."""

_ALIKE = """
big large great|small little|begin start commence open|end finish stop|buy purchase acquire|get obtain receive
use utilize utilise|build construct erect|show demonstrate reveal|say state tell|help assist aid|need require
keep retain|allow permit|try attempt|many numerous|whole entire|about approximately roughly around
main chief principal|mainly chiefly primarily mostly largely|near close|fast quick rapid|quickly rapidly fast
child kid|house home|job work|ask request|answer reply respond|give provide grant|make produce
found establish create|lead head run|leader head chief|live reside|die perish|kill slay|hurt injure|ill sick
film movie|autumn fall|firm company business|car automobile|boat ship vessel|physician doctor|lawyer attorney
travel go|trip journey tour|speak talk|discuss debate|happen occur|choose select pick|name call title|win gain
lose forfeit|fall drop decline decrease|rise increase grow climb|reduce cut lower|harvest pick gather
clean rinse wash|replace change|damage harm|destroy ruin wreck|burn incinerate|hail praise|novel book
pupil student|prize award|treaty agreement deal accord|war conflict|town city|area region|hold contain
part portion|kind sort type|often frequently|rarely seldom|almost nearly|whole complete|hard difficult
error mistake|law act statute|join enter|visit see tour|forbid ban prohibit|abandon drop|propose suggest
quote cite|opponent rival|goal aim|method way|permit licence license|wage pay salary|wife spouse|husband spouse
publish release issue|launch start|remain stay|appear seem|believe think|arrive come reach|leave depart
ride travel|refuse decline reject
"""


def are_telling(sentence: Text, quote: Text) -> bool:
    """Whether a sentence exchanges words of its quote, in the same place, for words that say something else.

    Apples for pears, hot for lukewarm, "by" for "to"; not "began" for "started".
    """
    ours, theirs = _kept(sentence), _kept(quote)
    matched = SequenceMatcher(None, [token.lemma for token in ours], [token.lemma for token in theirs], autojunk=False)
    return any(_says_else(one, other) for one, other in _exchanged(matched, ours, theirs))


def _kept(text: Text) -> list[Token]:
    return [token for token in text.tokens if token.low not in _LEFT_OUT]


def _exchanged(
    matched: "SequenceMatcher[str]", ours: Sequence[Token], theirs: Sequence[Token]
) -> Iterator[tuple[Token, Token]]:
    """Words that stand between the same neighbours, or between the same one and an end of the sentence."""
    for tag, start, end, there, there_end in matched.get_opcodes():
        if tag != "replace" or not end - start == there_end - there <= MOST:
            continue
        is_begun = start > 0 and there > 0
        if is_begun or (end < len(ours) and there_end < len(theirs)):
            yield from zip(ours[start:end], theirs[there:there_end], strict=True)


def _says_else(one: Token, other: Token) -> bool:
    if any({one.low, other.low} <= group for group in _TELLING):
        return one.low != other.low
    if is_measure(one) or is_measure(other) or not (one.is_content and other.is_content):
        return False
    return not is_form(one.lemma, other.lemma) and not _are_alike(one, other)


def _are_alike(one: Token, other: Token) -> bool:
    return any(one.lemma in sense and other.lemma in sense for sense in _senses())


@cache
def _senses() -> tuple[frozenset[str], ...]:
    """Words that say much the same, by their lemmas."""
    groups = (group for line in _ALIKE.split("\n") for group in line.split("|"))
    return tuple(frozenset(token.lemma for token in Text(group).tokens) for group in groups)
