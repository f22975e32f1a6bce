"""A message's claims with what the sources say of each: one card, however many there are."""

from collections import Counter

from bot.rendering.answers import with_bold
from bot.rendering.cards import DIVIDER, Accent, Button, Card, bold, day, heading, quoted, small
from bot.rendering.escaping import escape_within, one_line
from bot.rendering.naming import sources_block
from bot.rendering.noting import told
from bot.rendering.words import Words
from index import Checked, CheckedClaim, Sentence, Verdict

_CLAIM_ROOM = 120
_QUOTE_ROOM = 160
_NOTE_ROOM = 150
_ROOM_OF_QUOTES = 1900
"""All quotes together: the claims with their verdicts, and the sources, take the rest."""

_SIGNS = {
    Verdict.SUPPORTED: "✅",
    Verdict.CONTRADICTED: "❌",
    Verdict.DISPUTED: "⚖️",
    Verdict.NOT_IN_SOURCES: "❔",
}


def check_card(words: Words, checked: Checked, *buttons: Button) -> Card:
    """Each claim, shortened, under its verdict, with the quotes for it and against it; then the sources."""
    blocks = [heading(words("check.title")), small(_counts(words, checked))]
    room = _ROOM_OF_QUOTES // max(1, sum(len(c.support) + len(c.against) for c in checked.claims))
    blocks += [_claim(words, claim, min(_QUOTE_ROOM, room)) for claim in checked.claims]
    if checked.left_out:
        blocks.append(small(words("check.left_out", n=checked.left_out)))
    blocks += [small(told(words, note, _NOTE_ROOM)) for note in checked.notes[:2]]
    footer = small(_footer(words, checked))
    cited = {citation.number for citation in checked.citations}
    sources = sources_block(words, checked.sources, cited, [*blocks, footer])
    return Card(_accent(checked), [*blocks, DIVIDER, "\n".join([*sources, footer])], buttons)


def _counts(words: Words, checked: Checked) -> str:
    """How many claims have which verdict; of one there is nothing to count."""
    if len(checked.claims) == 1:
        return ""
    counts = Counter(claim.verdict for claim in checked.claims)
    return " · ".join(words(f"{_name(verdict)}_count", n=counts[verdict]) for verdict in Verdict if counts[verdict])


def _claim(words: Words, claim: CheckedClaim, room: int) -> str:
    said = escape_within(one_line(claim.text), _CLAIM_ROOM)
    lines = [f"{_SIGNS[claim.verdict]} {bold(words(_name(claim.verdict)))}: {said}"]
    if claim.meant:
        lines.append(small(words("check.meant", claim=escape_within(one_line(claim.meant), _CLAIM_ROOM))))
    lines += [_quote(sentence, room) for sentence in claim.support]
    if claim.support and claim.against:
        lines.append(small(words("check.but")))
    lines += [_quote(sentence, room) for sentence in claim.against]
    return "\n".join(lines)


def _quote(sentence: Sentence, room: int) -> str:
    return quoted(f"“{with_bold(sentence.text, sentence.highlights, room)}” [{sentence.citations[0].number}]")


def _footer(words: Words, checked: Checked) -> str:
    if not checked.indexed_at:
        return words("check.nothing")
    cited = {citation.number for citation in checked.citations}
    return words("check.footer", sources=words("sources", n=len(cited)), day=day(checked.indexed_at))


def _accent(checked: Checked) -> Accent:
    verdicts = {claim.verdict for claim in checked.claims}
    if verdicts & {Verdict.CONTRADICTED, Verdict.DISPUTED}:
        return Accent.REFUSAL
    return Accent.DONE if verdicts == {Verdict.SUPPORTED} else Accent.PLAIN


def _name(verdict: Verdict) -> str:
    return f"check.{verdict.name.lower()}"
