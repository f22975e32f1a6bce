"""Whether a row of a table, or an item of a list, is the one that is asked about: by its key and by those beside it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from index.dates import expressions
from index.documents import Span
from index.names import SHORTEST_STEM, names, same_stem
from index.passages import Passage
from index.patterns import late
from index.questions import Asked, Kind
from index.reading.counts import says_how_many
from index.reading.listing import cells, siblings
from index.words import terms, words

_YES = frozenset(("yes", "y", "true", "ja", "oui", "sí", "✓", "✔", "✅", "x"))
_NO = frozenset(("no", "n", "none", "not", "never", "false", "nein", "non", "✗", "✘", "❌"))
_YES_OR_NO = late(rf"\s*({'|'.join(map(re.escape, sorted(_YES | _NO)))})(?!\w)", re.IGNORECASE)


def is_other_item(asked: Asked, passage: Passage, sentence: Span, near: str) -> bool:
    """Whether a word of the question stands in another item or row beside a sentence's own, and not in `near`."""
    elsewhere = {term for other in siblings(passage, sentence) for term in terms(passage.quote(other))}
    return not (asked.terms & elsewhere).issubset(terms(near))


def is_of_other_key(asked: Asked, passage: Passage, sentence: Span, about: str) -> bool:
    """Whether a row of a table is not the asked one: its key has less of what is asked than that of another row, or
    more of what is not, or none of its cells has any.
    """
    text = passage.quote(sentence)
    own = cells(text)
    if not own:
        return False
    columns = Counter(term for name, _ in own for term in terms(name))
    wanted = asked.terms - set(terms(about)) - set(columns)
    said = Counter(terms(text)) - columns
    if len(own) > 1 and wanted and not any(_begins(term, said) for term in asked.terms - set(columns)):
        return True
    whole = set(terms(_key(text)))
    key = wanted & whole
    rivals = [set(terms(_key(passage.quote(span)))) for span in _like(passage, sentence, has_several=len(own) > 1)]
    if any(key and wanted & rival == key and rival - asked.terms < whole - asked.terms for rival in rivals):
        return True
    return any((wanted & rival) - set(terms(text)) and len(wanted & rival) >= len(key) for rival in rivals)


def is_blank(asked: Asked, passage: Passage, sentence: Span, found: Sequence[Passage] = ()) -> bool:
    """Whether a row of a table leaves the asked cell empty: one that other rows have, and it has not; those of its
    passage, and of the others that were `found` of its document.

    It is the asked one if its column's name is asked for, if it is the first of the kind that is asked for, or if none
    of the row's other cells is of that kind.
    """
    text = passage.quote(sentence)
    own = cells(text)
    if len(own) < len(("key", "value")):
        return False
    here = {name for name, value in own if any(map(str.isalnum, value.of(text)))}
    others = (other for other in found if other.source.document == passage.source.document and other != passage)
    beside = [cell for other in (passage, *others) for cell in _cells_beside(other, sentence, own[0][0])]
    blank = {name for name, _ in beside} - here
    if not blank:
        return False
    asked_for = here - {own[0][0]}  # the first names the row
    if is_named(asked, asked_for) or is_named(asked, blank):
        return not is_named(asked, asked_for)
    first = next((name for name, value in beside if may_answer(asked, value)), "")
    values = [value.of(text) for _, value in own[1:]]
    return (asked.kind is Kind.PERSON and first in blank) or not any(may_answer(asked, value) for value in values)


def asked_cell(asked: Asked, sentence: str, about: str) -> float:
    """How far a question asks for one cell of a row, by the row's first cell and the name of a column that may answer:
    1 if that cell is named whole, a half if a part of it is, 0 if the question asks for something else.

    Both are named by any word of their stem: "who keeps the canoe?" asks for its `Keeper`, and "who conducts?" for
    somebody in the row of the conductor. No other word of the question may be left, but for those of what is known of
    the source.
    """
    own = cells(sentence)
    if len(own) < len(("key", "value")):
        return 0.0
    key = set(terms(own[0][1].of(sentence)))
    named = {part for part in key if is_like(part, asked.terms)}
    left = {term for term in asked.terms if not is_like(term, {*key, *terms(about), *terms(own[0][0])})}
    if not named or (not left and asked.kind is not Kind.PERSON):
        return 0.0
    is_asked = any(
        all(is_like(term, terms(name)) for term in left) and may_answer(asked, value.of(sentence))
        for name, value in own[1:]
    )
    return (1.0 if named == key else 0.5) * is_asked


def is_like(term: str, others: Iterable[str]) -> bool:
    """Whether any of them has the stem of a term."""
    return any(same_stem(term, other) for other in others)


def yes_or_no(asked: Asked, row: str) -> Span | None:
    """The yes or no in a row of a table that answers: that of the column with most of the question's words, if its
    value begins so; None where it does not, or no column is named.
    """
    rated = [
        (sum(is_like(term, terms(name)) for term in asked.terms), -at, value)
        for at, (name, value) in enumerate(cells(row))
        if at
    ]
    most, _, value = max(rated, default=(0, 0, Span(0, 0)))
    found = _YES_OR_NO.match(value.of(row)) if most else None
    return Span(value.start + found.start(1), value.start + found.end(1)) if found else None


def is_no(value: str) -> bool:
    """Whether a value that is a yes or a no is a no."""
    return value.lower() not in _YES


def _cells_beside(passage: Passage, sentence: Span, key: str) -> Iterator[tuple[str, str]]:
    """The cells of the other rows of a table, but for their first, whose column is called `key`."""
    for row in _like(passage, sentence, has_several=True):
        text = passage.quote(row)
        (first, _), *others = cells(text)
        if first == key:
            yield from ((name, value.of(text)) for name, value in others)


def is_asked(asked: Asked, value: str) -> bool:
    """Whether a value has nothing but words of the question, in any form."""
    return all(word.is_function_word or is_like(word.term, asked.terms) for word in words(value))


def is_named(asked: Asked, columns: Iterable[str]) -> bool:
    """Whether a question has a word, or another of its stem, of the name of any of the columns."""
    return any(is_like(term, terms(name)) for term in asked.terms for name in columns)


def may_answer(asked: Asked, value: str) -> bool:
    """Whether a value is of the kind that is asked for, as far as its form tells."""
    if asked.kind is Kind.PERSON:
        return not any(map(str.isdigit, value)) and any(names(value, list(words(value))))
    if asked.kind in {Kind.DURATION, Kind.AGE}:
        return says_how_many(value) and not expressions(value)
    return asked.kind is not Kind.NUMBER or says_how_many(value)


def _begins(term: str, said: Iterable[str]) -> bool:
    """Whether a word is said, or a longer one that begins with it: free, freestyle."""
    return any(word == term or (len(term) >= SHORTEST_STEM and word.startswith(term)) for word in said)


def _like(passage: Passage, sentence: Span, *, has_several: bool) -> Iterator[Span]:
    """The other sentences that are rows of a table, too, or labels with their values."""
    for span in passage.sentences:
        found = cells(passage.quote(span))
        if span != sentence and found and (len(found) > 1) is has_several:
            yield span


def _key(row: str) -> str:
    """What says which thing a row is about: its first cell, and the second behind a number, a code or a date; of a
    label with a value, the label.
    """
    found = cells(row)
    if len(found) == 1:
        return found[0][0]
    first, second = row.split("; ", 2)[:2]
    key = first.partition(": ")[2] or first
    return f"{key} {second.partition(': ')[2]}" if any(map(str.isdigit, key)) else key
