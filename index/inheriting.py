"""Limits follow texts: what a limited document said, and another one says now, is limited as it was. In doubt it is."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from index.audience import Access
from index.members import is_below
from index.preparing import Prepared
from index.rows import content_hash
from index.snapshot import Snapshot
from index.words import terms

RUN = 3
"""Words in a row by which texts are compared."""

FEWEST = 3
"""So many runs of words must be the same: fewer are so by chance."""

SHARE = 0.5
"""The share of the shorter text's runs that makes one text the edited form of the other."""

MOST_NOTES = 5


@dataclass(frozen=True, slots=True)
class Inherited:
    """Limits to set, by path, in the place of those that are there; and what a curator should know of them."""

    limits: Mapping[str, Access] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def inherited(snapshot: Snapshot, library: str, put: Sequence[Prepared], gone: Collection[str]) -> Inherited:
    """The limits that come with documents which were renamed, copied, or moved over others, edited or not.

    What everyone could read already is no secret: a copy is only limited where all that say the same are.
    """
    limits = snapshot.limits(library)
    if not (limits and put):
        return Inherited()
    before = snapshot.content_hashes(library)
    fresh = [item for item in put if before.get(item.path) != content_hash(item.document.text)]
    if not fresh:
        return Inherited()
    sources = _Sources(snapshot, library, {*gone} | {item.path for item in fresh if item.path in before})
    there = {"/".join(path.split("/")[:depth]) for path in before for depth in range(1, path.count("/") + 2)}
    found, notes = dict[str, Access](), dict[str, str]()
    for item, source in sources.of(sorted(fresh, key=lambda item: item.path)):
        own = {access for at, access in limits.items() if is_below(item.path, at)}
        for at, access in limits.items():
            if is_below(source, at) and not is_below(item.path, at) and access not in own:
                place = _place(at, source, item.path, there)
                found[place] = found.get(place, limits.get(place, Access())).narrowed(access)
                notes[place] = f"“{place}” is limited like “{source if place == item.path else at}”, whose text it has."
    changed = {place: access for place, access in found.items() if limits.get(place) != access}
    return Inherited(changed, _shortened([notes[place] for place in changed]))


class _Sources:
    """The documents whose text may have come to others; those at the `left` paths are gone, or say something else."""

    def __init__(self, snapshot: Snapshot, library: str, left: Collection[str]) -> None:
        self._limits = snapshot.limits(library)
        self._snapshot, self._library = snapshot, library
        self._before = snapshot.content_hashes(library)
        self._leaving, self._staying = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for path in sorted(self._before, key=lambda path: (not self._is_limited(path), path)):
            (self._leaving if path in left else self._staying)[self._before[path]].append(path)
        self._earlier = snapshot.earlier_hashes(library, self._is_limited)

    def of(self, items: Sequence[Prepared]) -> Iterator[tuple[Prepared, str]]:
        """Each document with the one that its text came from; what comes back to a limited path needs no other."""
        items = [item for item in items if (item.path, content_hash(item.document.text)) not in self._earlier]
        exact = {item.path: self._same(item) for item in items}
        taken = {*exact.values()}
        left = [path for paths in self._leaving.values() for path in paths if path not in taken]
        edited = _Texts({path: self._text_at(path) for path in sorted(left) if self._is_limited(path)})
        for item in items:
            if source := exact[item.path] or self._similar(item, edited):
                yield item, source

    def _same(self, item: Prepared) -> str | None:
        """The document that said the very same: of several that leave their paths each is taken once."""
        text = content_hash(item.document.text)
        if leaving := self._leaving[text]:
            return leaving.pop(0) if len(leaving) > 1 else leaving[0]
        if staying := self._staying[text]:
            return staying[0] if all(map(self._is_limited, staying)) else None
        earlier = (path for path, said in self._earlier if said == text and path not in self._before)
        return None if item.path in self._before else min(earlier, default=None)

    def _similar(self, item: Prepared, edited: "_Texts") -> str | None:
        """The document that a text was edited from, unless it was edited from what was at its own path."""
        source = edited.like(item.document.text)
        if source is None or item.path not in self._before:
            return source
        own = _Texts({item.path: self._text_at(item.path)})
        return None if own.like(item.document.text) else source

    def _text_at(self, path: str) -> str:
        return self._snapshot.text_at(self._library, path)

    def _is_limited(self, path: str) -> bool:
        return any(is_below(path, at) for at in self._limits)


def _place(limited: str, source: str, path: str, there: Collection[str]) -> str:
    """Where a limit on the way to the source is set: on the new folder, or archive, if that is the old one renamed.

    `there` are the paths of all documents and folders that were there before.
    """
    inside = source.removeprefix(limited)
    whole = path.removesuffix(inside)
    if not inside or whole in {path, ""} or whole in there:
        return path
    return whole


def _shortened(notes: Sequence[str]) -> tuple[str, ...]:
    more = len(notes) - MOST_NOTES
    return (*notes[:MOST_NOTES], *[f"So are {more} others whose text was limited."] * (more > 0))


class _Texts:
    """Texts, by path, that others are compared with."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._sizes = dict[str, int]()
        self._saying = defaultdict[tuple[str, ...], list[str]](list)
        for path, text in texts.items():
            runs = _runs(text)
            self._sizes[path] = len(runs)
            for run in runs:
                self._saying[run].append(path)

    def like(self, text: str) -> str | None:
        """The path of the text that shares most with this one, if that is enough to be an edited form of it."""
        if not self._sizes:
            return None
        runs = _runs(text)
        shared = Counter(path for run in runs for path in self._saying.get(run, ()))
        likeness = {path: shared[path] / min(size, len(runs)) for path, size in self._sizes.items() if shared[path]}
        best = max(likeness, key=likeness.__getitem__, default=None)
        return best if best is not None and shared[best] >= FEWEST and likeness[best] >= SHARE else None


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    said = terms(text)
    return frozenset(zip(*(islice(said, start, None) for start in range(RUN)), strict=False))
