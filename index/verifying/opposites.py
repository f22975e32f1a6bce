"""Words and their opposites: opened and closed, north and south, more and less."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from index.lemmas import lemma_of
from index.verifying.clauses import Text
from index.words import words

_OPPOSITES = """
abandon accept|abandon adopt|abandon keep|abandon pursue|ban permit|win forfeit
open close|begin end|start finish|start stop|start end|begin finish|win lose|rise fall|increase decrease
increase decline|increase reduce|grow shrink|raise lower|gain lose|arrive leave|arrive depart|enter leave|buy sell
borrow lend|give take|accept reject|accept refuse|allow forbid|allow ban|permit forbid|permit prohibit
approve reject|support oppose|agree disagree|beat lose|attack defend|build demolish|build destroy|create destroy
appear disappear|appoint dismiss|hire fire|elect defeat|include exclude|join leave|live die|bear die|love hate
like dislike|marry divorce|open shut|pass fail|praise criticise|praise criticize|praise condemn|push pull
remember forget|send receive|strengthen weaken|succeed fail|teach learn|unite divide|welcome reject|advance retreat
admit deny|confirm deny|add remove|expand contract|import export|lead follow|legal illegal|possible impossible
known unknown|able unable|happy unhappy|high low|higher lower|highest lowest|large small|larger smaller
largest smallest|big small|bigger smaller|biggest smallest|long short|longer shorter|longest shortest|old new
older younger|oldest youngest|oldest newest|early late|earlier later|first last|fast slow|faster slower
fastest slowest|best worst|better worse|good bad|rich poor|richest poorest|strong weak|hot cold|warm cold
warmer colder|wet dry|deep shallow|wide narrow|heavy light|heavier lighter|cheap expensive|cheaper dearer|free paid
free chargeable|public private|true false|right left|north south|northern southern|east west|eastern western
upstream downstream|male female|man woman|boy girl|husband wife|father mother|son daughter|brother sister
king queen|uncle aunt|he she|his her|him her|day night|morning evening|summer winter|above below|upper lower
inside outside|front back|maximum minimum|major minor|more less|more fewer|most least|majority minority|many few
everything nothing|all none|always never|same different|alive dead|safe dangerous|success failure|victory defeat
profit loss|peace war|friend enemy|ally enemy|urban rural|permanent temporary|voluntary compulsory
optional compulsory|optional mandatory|odd even|hard soft|hard easy|difficult easy|black white|backward forward
backwards forwards|ascend descend|mild severe|slight severe|acute chronic|deep flat|empty full|full half
inner outer|internal external|negative positive|senior junior|single married|sweet sour|thick thin|tight loose
visible invisible|active passive|temporary permanent|direct indirect|formal informal|heat cool|tall short
freshwater saltwater|gain drop|up down|lock unlock|lend borrow|innocent guilty|guilty innocent|acquit convict
present absent|domestic foreign|approve refuse|approve defer|approve postpone|approve withdraw|adopt reject|adopt refuse
adopt defer|adopt postpone|adopt withdraw|defer reject|defer refuse|postpone reject|withdraw reject|withdraw refuse
"""


_PARTICLES = {"on": "off", "off": "on", "up": "down", "down": "up", "in": "out", "out": "in"}


def says_opposite(sentence: Text, quote: Text) -> bool:
    """Whether the sentence has a word that its quote has not, and the quote the word's opposite."""
    opposites = _opposites()
    return any(
        not quote.holds(token.lemma) and any(quote.holds(other) for other in opposites.get(token.lemma, ()))
        for token in sentence.tokens
    )


def turns_particle(sentence: Text, quote: Text) -> bool:
    """Whether a verb goes with the other of two small words: turned on for turned off."""
    there = set(_particles(quote))
    return any(
        (verb, _PARTICLES[particle]) in there and (verb, particle) not in there
        for verb, particle in _particles(sentence)
    )


def opposites_of(lemma: str) -> frozenset[str]:
    """The lemmas that say the opposite of one."""
    return _opposites().get(lemma, frozenset())


def _particles(text: Text) -> Iterator[tuple[str, str]]:
    for token, following in pairwise(text.tokens):
        if following.low in _PARTICLES and token.is_content:
            yield token.lemma, following.low


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Lemma to the lemmas that say the opposite."""
    found: dict[str, frozenset[str]] = {}
    for pair in _OPPOSITES.replace("\n", "|").strip("|").split("|"):
        one, other = (lemma_of(word) for word in words(pair))
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found
