"""`Entry`: a document as it was between two changes of its library; and which entries are one document's."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.members import named


@dataclass(frozen=True, slots=True)
class Entry:
    """What stood at a path from the version `since` on, until the version `until`, or None if it still does.

    `content` is the hash of its text, `file` the given file that it came from, and `row` its number in its table.
    """

    row: int
    path: str
    since: int
    until: int | None
    content: str
    file: str | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """The entries of what `name` stands for: the documents at `paths`, under every name that they had.

    `copies` are other paths that hold the same text, or held it in a version that can be had back.
    """

    name: str
    paths: frozenset[str]
    entries: tuple[Entry, ...]
    copies: tuple[str, ...]

    @property
    def earlier(self) -> tuple[str, ...]:
        """The other names that these documents had."""
        return tuple(sorted({entry.path for entry in self.entries} - self.paths))


def lineage(name: str, entries: Collection[Entry]) -> Lineage:
    """All that a name stands for, or once stood for, under each name that it had before, and after if it is gone now.

    A text that ends at one path in the very version in which it begins at another was moved there. Raises NotPossible
    for a part of a given file.
    """
    paths = frozenset(named(name, [(entry.path, entry.file) for entry in sorted(entries, key=_age)]))
    own = _closed([entry for entry in entries if entry.path in paths], entries)
    texts = {entry.content for entry in own}
    copies = {entry.path for entry in entries if entry not in own and entry.content in texts} - paths
    return Lineage(name.rstrip("/"), paths, tuple(own), tuple(sorted(copies)))


def _closed(start: Iterable[Entry], entries: Collection[Entry]) -> dict[Entry, None]:
    """These entries, all that they came from, and all that came from them and is gone; in whatever order they are."""
    begun, ended = defaultdict[int, list[Entry]](list), defaultdict[int | None, list[Entry]](list)
    for entry in entries:
        begun[entry.since].append(entry)
        ended[entry.until].append(entry)
    living = _living(ended)
    found, replaced = dict[Entry, None](), dict[Entry, None]()
    waiting = list(start)
    while waiting:
        entry = waiting.pop()
        if entry in found:
            continue
        found[entry] = None
        waiting += [other for other in begun[entry.until or 0] if other not in living and _is_one(entry, other)]
        for other in filter(lambda other: _is_one(entry, other), ended[entry.since]):
            if other.path != entry.path and any(later.path == other.path for later in begun[entry.since]):
                replaced[other] = None  # another text took its place: the rest of what was there is not its own
            else:
                waiting.append(other)
    return found | replaced


def _living(ended: Mapping[int | None, Sequence[Entry]]) -> set[Entry]:
    """The entries of the documents that are still there, back to when they came to their paths."""
    found: set[Entry] = set()
    waiting = list(ended[None])
    while waiting:
        entry = waiting.pop()
        found.add(entry)
        waiting += [other for other in ended[entry.since] if other.path == entry.path]
    return found


def _is_one(entry: Entry, other: Entry) -> bool:
    return entry.path == other.path or entry.content == other.content


def _age(entry: Entry) -> int:
    return entry.since
