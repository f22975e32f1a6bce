"""An answer with its proofs, and a refusal with what came nearest."""

import calendar
import re
from collections.abc import Sequence

from bot.rendering.cards import DIVIDER, MOST_TEXT, Accent, Button, Card, bold, count, day, fitting, heading, small
from bot.rendering.escaping import escape_within, link, one_line, units
from index import Answer, Citation, Nearest, Sentence, Source, Unanswered

_QUESTION_ROOM = 300
_ANSWER_ROOM = 2200
"""About 1,200 characters to read: markup and escapes take the rest."""
_SENTENCE_ROOM = 1100
_QUOTE_ROOM = 400
_QUOTES = 2
_MARKS = 8
_NOTE_ROOM = 200
_SOURCE_ROOM = 220
_LINK_ROOM = 300
_NEAREST = 3

_HOW = {
    "reading": "Quoted word for word, no language model",
    "writing": "Written by a language model, each sentence checked against its quotes",
}


def answer_card(answer: Answer, *buttons: Button) -> Card:
    """The question, its proven sentences with [n] marks and quotes, the sources, and how they were come by."""
    sentences = [_sentence(sentence) for sentence in answer.sentences]
    shown = fitting(sentences, _ANSWER_ROOM)
    left_out = len(sentences) - len(shown)
    notes = [escape_within(one_line(note), _NOTE_ROOM) for note in answer.notes[:3]]
    if left_out:
        notes.append(f"{count(left_out, 'more sentence')} behind the button below.")
    head = [_question(answer.question), "\n".join(shown)]
    if notes:
        head.append("\n".join(notes))
    footer = small(f"{_HOW[answer.mode]} · {count(len(answer.sources), 'source')} · indexed {day(answer.indexed_at)}")
    return Card(Accent.ANSWER, [*head, DIVIDER, *_sources(answer.sources, [*head, footer]), footer], buttons)


def refusal_card(unanswered: Unanswered, *buttons: Button) -> Card:
    """Why there is no answer, and the passages that came nearest."""
    blocks = [_question(unanswered.question), escape_within(one_line(unanswered.reason), _SENTENCE_ROOM)]
    blocks += [escape_within(one_line(note), _NOTE_ROOM) for note in unanswered.notes[:2]]
    if unanswered.nearest:
        blocks += [DIVIDER, small("The nearest passages, which do not answer it:")]
        blocks += [_nearest(near) for near in unanswered.nearest[:_NEAREST]]
    return Card(Accent.REFUSAL, blocks, buttons)


def source_line(source: Source) -> str:
    """`**Title** · Publisher · 13 April 2024`, as far as each is known."""
    parts = [bold(escape_within(one_line(source.title) or "Untitled", _SOURCE_ROOM))]
    if source.publisher and one_line(source.publisher):
        parts.append(escape_within(one_line(source.publisher), _SOURCE_ROOM))
    if source.date:
        parts.append(written_date(source.date))
    return " · ".join(parts)


def source_link(source: Source) -> str | None:
    """The source's own address in full, if it has one that may be shown."""
    address = link(source.url) if source.url else None
    return address if address and len(address) <= _LINK_ROOM else None


def written_date(date: str) -> str:
    """`2024-04-13` as `13 April 2024`, `2024-04` as `April 2024`; anything else as it stands."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?", date)
    if match is None:
        return escape_within(one_line(date), 40)
    year, month, day_of_month = match.groups()
    words = [str(int(day_of_month))] if day_of_month else []
    if month:
        words.append(calendar.month_name[int(month)])
    return " ".join([*words, year])


def with_bold(text: str, parts: Sequence[str], room: int) -> str:
    """`text` on one line, each of `parts` in bold where it next appears."""
    line, done, marked = one_line(text), 0, ""
    for part in map(one_line, parts):
        place = line.find(part, done) if part else -1
        if place < 0:
            continue
        piece = _plain(line[done:place]) + bold(_plain(part))
        if units(marked) + units(piece) > room:
            break
        marked, done = marked + piece, place + len(part)
    return marked + (escape_within(line[done:], room - units(marked)) if done < len(line) else "")


def _plain(text: str) -> str:
    return escape_within(text, MOST_TEXT)


def _question(question: str) -> str:
    return heading(escape_within(one_line(question), _QUESTION_ROOM))


def _sentence(sentence: Sentence) -> str:
    numbers = sorted({citation.number for citation in sentence.citations})
    marks = " ".join(f"[{number}]" for number in numbers[:_MARKS])
    text = with_bold(sentence.text, sentence.highlights, _SENTENCE_ROOM)
    quotes = [citation for citation in sentence.citations if not _same(citation, sentence)]
    # A sentence that is its own quote says so by quotation marks; it is not worth reading twice.
    spoken = f"{text} {marks}" if len(quotes) == len(sentence.citations) else f"“{text}” {marks}"
    shown = [f"> “{escape_within(one_line(quote.quote), _QUOTE_ROOM)}” [{quote.number}]" for quote in quotes[:_QUOTES]]
    return "\n".join([spoken, *shown])


def _same(citation: Citation, sentence: Sentence) -> bool:
    return one_line(citation.quote) == one_line(sentence.text)


def _sources(sources: Sequence[Source], around: Sequence[str]) -> list[str]:
    """As many of the sources as fit beside the blocks `around`, as one block."""
    lines = []
    for number, source in enumerate(sources, start=1):
        address = source_link(source)
        lines.append(f"[{number}] {source_line(source)}" + (f"\n{address}" if address else ""))
    kept = fitting(lines, MOST_TEXT - sum(map(units, around)) - len(DIVIDER) - 60)
    if len(kept) < len(lines):
        kept.append(small(f"and {count(len(lines) - len(kept), 'more source')}"))
    return ["\n".join(kept)] if kept else []


def _nearest(near: Nearest) -> str:
    return f"> “{escape_within(one_line(near.text), _QUOTE_ROOM)}”\n{source_line(near.source)}"
