"""An answer with its proofs, page by page, and a refusal with what came nearest."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rendering.cards import (
    DIVIDER,
    MOST_TEXT,
    Accent,
    Button,
    Card,
    bold,
    day,
    headline,
    pages_of,
    quoted,
    small,
)
from bot.rendering.escaping import escape_within, one_line, units
from bot.rendering.excerpts import excerpt
from bot.rendering.naming import source_line, sources_block
from bot.rendering.noting import told
from bot.rendering.words import Words
from index import Answer, Citation, Nearest, Sentence, Unanswered, whole

_QUESTION_ROOM = 300
_HEADLINE_ROOM = 90
_PAGE_ROOM = 1500
"""About 1,200 characters to read: markup and escapes take the rest."""
_SENTENCES = 10
_SENTENCE_ROOM = 1100
_QUOTE_ROOM = 320
_QUOTES = 2
_MARKS = 8
_NOTE_ROOM = 200
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What a card says besides the answer: which `page` of it, and remarks (markup) of the bot's own."""

    page: int = 0
    remarks: tuple[str, ...] = ()
    accent: Accent = Accent.ANSWER


def answer_card(words: Words, answer: Answer, *buttons: Button, look: Look | None = None) -> Card:
    """The answer first, then its proven sentences with [n] marks, the sources, and how they were come by."""
    look = look or Look()
    pages = _pages(answer)
    page = min(look.page, len(pages) - 1)
    first = page == 0
    head = [_question(answer.question), _headline(answer) if first else "", *pages[page]]
    if first:
        head += [small(told(words, note, _NOTE_ROOM)) for note in answer.notes[:3]]
    head += [small(remark) for remark in look.remarks]
    footer = small(_footer(words, answer, page, len(pages)))
    cited = {citation.number for sentence in answer.sentences for citation in sentence.citations}
    sources = sources_block(words, answer.sources, cited, [*head, footer])
    return Card(look.accent, [*head, DIVIDER, "\n".join([*sources, footer])], buttons)


def page_count(answer: Answer) -> int:
    """On how many pages an answer is read."""
    return len(_pages(answer))


def refusal_card(words: Words, unanswered: Unanswered, *buttons: Button, look: Look | None = None) -> Card:
    """Why there is no answer, and the passages that came nearest."""
    blocks = [_question(unanswered.question), told(words, unanswered.reason, _SENTENCE_ROOM)]
    blocks += [small(told(words, note, _NOTE_ROOM)) for note in unanswered.notes[:2]]
    blocks += [small(remark) for remark in (look.remarks if look else ())]
    if unanswered.nearest:
        blocks += [DIVIDER, small(words("answer.nearest"))]
        blocks += [_nearest(words, near) for near in unanswered.nearest[:_NEAREST]]
    return Card(Accent.REFUSAL, blocks, buttons)


def with_bold(text: str, parts: Sequence[str], room: int) -> str:
    """`text` on one line, each of `parts` in bold where it next stands, cutting no word."""
    line, done, marked = one_line(text), 0, ""
    for part in map(one_line, parts):
        place = whole(line, part, done)
        if place < 0:
            continue
        piece = _plain(line[done:place]) + bold(_plain(part))
        if units(marked) + units(piece) > room:
            break
        marked, done = marked + piece, place + len(part)
    return marked + (escape_within(line[done:], room - units(marked)) if done < len(line) else "")


def _pages(answer: Answer) -> list[list[str]]:
    return pages_of([_sentence(answer, sentence) for sentence in answer.sentences], _PAGE_ROOM, _SENTENCES) or [[]]


def _plain(text: str) -> str:
    return escape_within(text, MOST_TEXT)


def _question(question: str) -> str:
    return small(escape_within(one_line(question), _QUESTION_ROOM))


def _headline(answer: Answer) -> str:
    """The answer itself, where all sentences agree on it and it is short enough to be read at a glance."""
    said = [tuple(map(one_line, sentence.highlights)) for sentence in answer.sentences]
    if not said or not said[0] or {tuple(map(str.casefold, each)) for each in said[1:]} - {_folded(said[0])}:
        return ""
    line = " · ".join(part for part in said[0] if part)
    # Only the first letter is raised, as at the head of a sentence; the quote below shows it as it stands.
    return headline(escape_within(line[:1].upper() + line[1:], MOST_TEXT)) if units(line) <= _HEADLINE_ROOM else ""


def _folded(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(str.casefold, parts))


def _sentence(answer: Answer, sentence: Sentence) -> str:
    """A sentence that is its own quote stands as a block quote; one in other words is followed by its quotes."""
    marks = " ".join(f"[{number}]" for number in sorted({c.number for c in sentence.citations})[:_MARKS])
    text = with_bold(sentence.text, sentence.highlights, _SENTENCE_ROOM)
    if answer.mode == "reading" or any(_is_same(citation, sentence) for citation in sentence.citations):
        return quoted(f"“{text}” {marks}")
    shown = [
        quoted(f"“{escape_within(one_line(quote.quote), _QUOTE_ROOM)}” [{quote.number}]")
        for quote in sentence.citations[:_QUOTES]
    ]
    return "\n".join([f"{text} {marks}", *shown])


def _is_same(citation: Citation, sentence: Sentence) -> bool:
    return one_line(citation.quote) == one_line(sentence.text)


def _footer(words: Words, answer: Answer, page: int, pages: int) -> str:
    cited = {citation.number for sentence in answer.sentences for citation in sentence.citations}
    sources = words("sources", n=len(cited))
    line = words("answer.footer", how=words(f"answer.{answer.mode}"), sources=sources, day=day(answer.indexed_at))
    turned = words("answer.continued", page=page + 1, pages=pages) if pages > 1 else ""
    return " · ".join(filter(None, [turned, line]))


def _nearest(words: Words, near: Nearest) -> str:
    return f"{quoted(f'“{excerpt(words, near.text, _QUOTE_ROOM)}”')}\n{small(source_line(words, near.source))}"
