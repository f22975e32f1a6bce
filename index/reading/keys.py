"""Whether a row of a table, or an item of a list, is the one that is asked about: by its key and by those beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from index.documents import Span
from index.names import SHORTEST_STEM
from index.passages import Passage
from index.questions import Asked
from index.reading.listing import cells, siblings
from index.words import terms


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
    names = Counter(term for name, _ in own for term in terms(name))
    wanted = asked.terms - set(terms(about)) - set(names)
    said = Counter(terms(text)) - names
    if len(own) > 1 and wanted and not any(_begins(term, said) for term in asked.terms - set(names)):
        return True
    key = wanted & set(terms(_key(text)))
    rivals = (
        wanted & set(terms(_key(passage.quote(span)))) for span in _like(passage, sentence, has_several=len(own) > 1)
    )
    return any(rival - set(terms(text)) and len(rival) >= len(key) for rival in rivals)


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
