"""Whether a row of a table, or an item of a list, is the one that is asked about: by its key and by those beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from index.dates import expressions
from index.documents import Span
from index.names import SHORTEST_STEM, names, same_stem
from index.passages import Passage
from index.questions import Asked, Kind
from index.reading.counts import says_how_many
from index.reading.listing import cells, siblings
from index.words import terms, words


def is_other_item(asked: Asked, passage: Passage, sentence: Span, near: str) -> bool:
    """Whether a word of the question stands in another item or row beside a sentence's own, and not in `near`."""
    elsewhere = {term for other in siblings(passage, sentence) for term in terms(passage.quote(other))}
    return not (asked.terms & elsewhere).issubset(terms(near))


def is_of_other_key(asked: Asked, passage: Passage, sentence: Span, about: str) -> bool:
    """Whether a row of a table is not the asked one: its first cell has less of what is asked than that of another row,
    or none of its cells has any.
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
    key = wanted & set(terms(_key(text)))
    rivals = (
        wanted & set(terms(_key(passage.quote(span)))) for span in _like(passage, sentence, has_several=len(own) > 1)
    )
    return any(rival - set(terms(text)) and len(rival) >= len(key) for rival in rivals)


def is_blank(asked: Asked, passage: Passage, sentence: Span) -> bool:
    """Whether a row of a table leaves the asked cell empty: one that rows beside it have, and it has not.

    It is the asked one if its column's name is asked for, or if none of the row's other cells holds what is asked for.
    """
    own = cells(passage.quote(sentence))
    if len(own) < len(("key", "value")):
        return False
    here = {name for name, _ in own}
    blank = {name for span in _like(passage, sentence, has_several=True) for name in _columns(passage, span, own[0][0])}
    blank -= here
    if not blank:
        return False
    values = [value.of(passage.quote(sentence)) for _, value in own[1:]]
    return _is_named(asked, blank) > _is_named(asked, here) or not any(_may_answer(asked, value) for value in values)


def is_asked_cell(asked: Asked, sentence: str, about: str) -> bool:
    """Whether a question names a row of a table by its first cell and one of its columns, and that may answer it.

    A column is named by any word of its stem: "who keeps the canoe?" asks for its `Keeper`. No other word of the
    question may be left, but for those of what is known of the source.
    """
    own = cells(sentence)
    if len(own) < len(("key", "value")):
        return False
    key = set(terms(own[0][1].of(sentence)))
    left = asked.terms - key - set(terms(about)) - set(terms(own[0][0]))
    return (
        bool(left)
        and not key.isdisjoint(asked.terms)
        and any(
            all(any(same_stem(term, part) for part in terms(name)) for term in left)
            and _may_answer(asked, value.of(sentence))
            for name, value in own[1:]
        )
    )


def _columns(passage: Passage, row: Span, key: str) -> Iterator[str]:
    """The names of a row's cells, if it begins as other rows of a table do."""
    found = [name for name, _ in cells(passage.quote(row))]
    if found[0] == key:
        yield from found


def _is_named(asked: Asked, columns: Iterable[str]) -> bool:
    return any(same_stem(term, part) for term in asked.terms for name in columns for part in terms(name))


def _may_answer(asked: Asked, value: str) -> bool:
    """Whether a value is of the kind that is asked for, as far as its form tells."""
    if asked.kind is Kind.PERSON:
        return not any(map(str.isdigit, value)) and any(names(value, list(words(value))))
    if asked.kind is Kind.DURATION:
        return says_how_many(value) and not expressions(value)
    return True


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
    """What says which thing a row is about: its first cell; of a label with a value, the label."""
    found = cells(row)
    first = row.split("; ", 1)[0]
    return first.partition(": ")[2] or first if len(found) > 1 else found[0][0]
