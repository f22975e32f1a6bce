"""Whether a sentence says what a claim states: all of it, in its own name, of the same thing, without a limit left out.

These are checks beyond those of a drafted sentence (`verifying`): whoever drafts has the passage before them, and a
claim may come from anywhere, so a sentence that only sounds like it must not pass for a proof.
"""

import re
from collections.abc import Sequence

from index.patterns import late
from index.verifying.clauses import Text, Token, is_form
from index.verifying.facts import PRONOUNS, Facts
from index.verifying.numbers import is_measure
from index.verifying.shades import NEGATIONS

_TOLD = late(
    r"\b(?:sa(?:y|ys|id)|tells?|told|according|claim\w*|alleg\w*|den(?:y|ies|ied)|believ\w*|rumou?r\w*|stor(?:y|ies)"
    r"|invention|invented|legend|myth|hoax|suppos\w*|thinks?|thought|argu\w*|insist\w*|suggest\w*|whether|ignore"
    r"|(?:report|wrote|writes)\w* that)\b",
    re.IGNORECASE,
)
"""What a source tells of others, or as untrue, and does not say in its own name."""

_MEANT = late(
    r"\b(?:asks?|asked|expect\w*|plan(?:s|ned)?|propos\w*|promis\w*|wants?|wanted|hop(?:e|es|ed)|decided|offer(?:s|ed)"
    r"|(?:was|were|is|are) to|would)\b",
    re.IGNORECASE,
)
"""What was only meant to be: it comes before what it speaks of."""

_BUT = late(
    r"\b(?:except|unless|without|provided|apart from|besides|(?:under|over|below|above|until)\s+(?:\d|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty)\b))",
    re.IGNORECASE,
)
"""What limits a statement: who leaves it out says more."""

_PER = late(r"\b(?:per|a|an|each|every) (second|minute|hour|day|night|week|month|year|person|head)\b")
"""What a number is for: litres per minute, euros a night."""

_NOT_THIS = late(
    r"\b(?:not|instead of|rather than|no longer|nor)\s+(?:(?:the|a|an|at|in|on|every|by)\s+)?([\w:.,]*\w)",
    re.IGNORECASE,
)
"""What a sentence names only to deny it: 20:30, not 20:00."""

_PART = late(r";|,\s+(?:and|but|while|whereas|so)\s+(?=(?:the|a|an|their|its|his|her|all|every|[A-Z]\w*)\b)")
"""Where a sentence goes on to something else, with a subject of its own."""

_YEAR = late(r"(?:1\d|20)\d\d")
_PLACES = frozenset({"in", "at", "on", "from", "to"})
_UNDONE = frozenset("refused refuses failed fails declined declines stopped ceased".split())
_BRACKETS = late(r"\([^()]*\)")
_ROW = late(r"[^:;.]{1,40}: [^:;]+; [^:;]{1,40}: ")
"""A row of a table, as it is indexed: one thing all along."""


def is_said(claim: str, sentence: str, context: str) -> bool:
    """Whether a sentence may be taken for what a claim states; `context` is the title and heading above it."""
    if _plain(claim) == _plain(sentence):
        return True
    said, there = Text(claim), Text(sentence)
    return not (
        _leaves_unsaid(said, there, Text(context))
        or _is_of_another_part(said, sentence, context)
        or of_another_clause(Facts(said), Facts(there))
        or _is_denied(said, there)
        or _is_in_name_alone(Facts(said), there)
        or _is_inverted(said, there)
        or _is_only_told(said, there)
        or _is_limited(said, sentence)
    )


def _plain(text: str) -> list[str]:
    return [token.low for token in Text(text).tokens]


def _leaves_unsaid(said: Text, there: Text, context: Text) -> bool:
    """Whether a word of the claim stands neither in the sentence nor in what it stands under."""
    return any(
        not is_measure(token) and not there.holds(token.lemma) and not context.holds(token.lemma)
        for token in said.content
    )


def _is_of_another_part(said: Text, sentence: str, context: str) -> bool:
    """Whether a claim takes its words from two statements: cyclists cross for free; cars pay a toll."""
    if _ROW.match(sentence) or _PART.search(said.text):
        return False
    parts = [part for part in _PART.split(_BRACKETS.sub(lambda match: match[0].replace(";", ","), sentence)) if part]
    if len(parts) == 1:
        return False
    first = Text(parts[0])
    for part in map(Text, parts):
        words = [part, first] if PRONOUNS & part.lows else [part]
        if all(is_measure(t) or any(each.holds(t.lemma) for each in (*words, Text(context))) for t in said.content):
            return False
    return True


def of_another_clause(said: Facts, there: Facts) -> bool:
    """Whether a name or year belongs to another verb: who was (born in Tarnau; died in Varn) did not die in Tarnau."""
    ours, theirs = _bound(said), _bound(there)
    for first, last in ours:
        at = said.text.places[first.word.span.start]
        verbs = [t for t in said.text.tokens[:at] if t.is_content and t.text[0].islower() and t.clause == first.clause]
        if not verbs or is_measure(verbs[-1]):
            continue
        homes = {t.clause for t in there.text.tokens if is_form(t.lemma, verbs[-1].lemma)}
        places = {t.clause for t in there.text.tokens if is_form(t.lemma, last.lemma)}
        rivals = {
            other[0].clause
            for other in theirs
            if other[0].text[0].isdigit() == first.text[0].isdigit() and not said.text.holds(other[1].lemma)
        }
        if homes and places and not homes & places and homes & rivals:
            return True
    return False


def _bound(facts: Facts) -> list[tuple[Token, Token]]:
    """The first and last words of names, and years."""
    years = [token for token in facts.text.tokens if _YEAR.fullmatch(token.text)]
    return [(name[0], name[-1]) for name in facts.names] + [(year, year) for year in years]


def _is_denied(said: Text, there: Text) -> bool:
    """Whether a sentence denies, before it in its clause, what a claim states: never agreed to become a keeper."""
    if any(token.low in NEGATIONS or token.low.endswith("n't") for token in said.tokens):
        return False
    for at, token in enumerate(there.tokens):
        following = there.tokens[at + 1].low if at + 1 < len(there.tokens) else ""
        is_undone = token.low in _UNDONE and not said.holds(token.lemma)
        if (token.low in NEGATIONS or is_undone) and following not in {"only", "less", "fewer", "more"}:
            rest = (each for each in there.tokens[at + 1 :] if each.clause == token.clause and each.is_content)
            if any(said.holds(each.lemma) and not is_measure(each) for each in rest):
                return True
    return False


def _is_in_name_alone(said: Facts, there: Text) -> bool:
    """Whether a claim takes a name for what it is not: a part for a thing, an adjective or a place for somebody."""
    tokens = said.text.tokens
    for at, token in enumerate(tokens[1:], 1):
        homes = [(n, each) for n, each in enumerate(there.tokens) if is_form(each.lemma, token.lemma)]
        before = tokens[at - 1]
        is_name = token.text[0].isupper()
        is_predicate = before.low in {"a", "an"} and at > 1 and tokens[at - 2].low in {"is", "was"}
        if homes and (
            (is_name and before.low in _PLACES and all(each.lemma != token.lemma for _, each in homes))
            or (is_name and _is_deed(before) and all(n and there.tokens[n - 1].low in _PLACES for n, _ in homes))
            or (is_predicate and not is_name and all(n and each.text[0].isupper() for n, each in homes))
        ):
            return True
    return False


def _is_deed(token: Token) -> bool:
    return token.is_content and token.text[0].islower() and not is_measure(token)


def _is_inverted(said: Text, there: Text) -> bool:
    """Whether what stands before and after a word has changed places: males eat females, where females eat males."""
    if ("by" in said.lows) != ("by" in there.lows):
        return False
    ours = said.content
    for at, word in enumerate(ours):
        homes = [n for n, token in enumerate(there.content) if is_form(token.lemma, word.lemma)]
        if len(homes) != 1 or is_measure(word):
            continue
        before, after = _near(ours[:at], word), _near(ours[at + 1 :], word)
        crossed = [
            any(_all_on(there.content, homes[0], token, side) for token in near)
            for near, side in ((before, 1), (after, -1))
        ]
        if all(crossed):
            return True
    return False


def _near(tokens: Sequence[Token], word: Token) -> list[Token]:
    return [token for token in tokens if token.clause == word.clause and not is_measure(token)]


def _all_on(tokens: Sequence[Token], home: int, wanted: Token, side: int) -> bool:
    """Whether a word stands only before (-1) or only after (1) a place."""
    places = [n for n, token in enumerate(tokens) if is_form(token.lemma, wanted.lemma)]
    return bool(places) and all((n - home) * side > 0 for n in places)


def _is_only_told(said: Text, there: Text) -> bool:
    """Whether a sentence tells it of others, or as meant and not done."""
    shared = [token.word.span.start for token in there.content if said.holds(token.lemma)]
    for match in _TOLD.finditer(there.text):
        after = any(start > match.end() for start in shared)
        before = any(start < match.start() for start in shared)
        is_of_it = after or (before and not re.match(r"\s+that\b", there.text[match.end() :]))
        if is_of_it and not _holds(said, match[0]):
            return True
    meant = (match for match in _MEANT.finditer(there.text) if any(start > match.end() for start in shared))
    return any(not _holds(said, match[0]) for match in meant)


def _is_limited(said: Text, sentence: str) -> bool:
    """Whether a claim leaves out for whom, or up to what, something holds; or states what the sentence only denies."""
    return (
        not set(_PER.findall(said.text.lower())) <= set(_PER.findall(sentence.lower()))
        or any(not _holds(said, match[0]) for match in _BUT.finditer(sentence))
        or (not _NOT_THIS.search(said.text) and any(_holds(said, match[1]) for match in _NOT_THIS.finditer(sentence)))
    )


def _holds(text: Text, phrase: str) -> bool:
    return all(text.holds(token.lemma) for token in Text(phrase).tokens)
