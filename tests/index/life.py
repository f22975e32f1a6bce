"""What libraries should hold, in plain dicts, and what a data folder really holds: to be compared after any fault."""

import contextlib
import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.answering import Question
from index.audience import SHARED, Access, Audience
from index.catalogue import Catalogue
from index.changes import Changes
from index.embedding import Vector
from index.formats import READER
from index.history import KEPT
from index.knowledge_base import KnowledgeBase
from index.lineage import Entry, lineage
from index.passages import SPLITTER, header
from index.records import half
from index.rows import Rows
from index.runs import Order
from index.uploads import Upload
from index.words import terms
from tests.index.samples import fill
from tests.index.toy_embedder import ToyEmbedder

SERVERS = ("1001", "1002")
LIBRARIES = (SHARED, *SERVERS)
CANARIES = dict(zip(LIBRARIES, ("willow", "copper", "amber"), strict=True))
PATHS = ("a.txt", "b.txt", "sub/a.txt", "sub/deep/c.txt", "ü ber.txt")
ACCESSES = (Access(), Access(frozenset({7})), Access(frozenset({8})), Access(frozenset({7, 8}), frozenset({5})))
AUDIENCES = (
    Audience.everyone(),
    *(Audience.of_server(int(server)) for server in SERVERS),
    Audience.of_server(1001, roles={7}, channels={6}),
    Audience.of_server(1001, roles={8}, channels={5, 6}),
    Audience.of_server(1002, roles={7, 8}, channels={5}),
)


def text_of(library: str, number: int) -> str:
    """One passage; the library's canary tells whose it is, and the name that only this number has finds it."""
    return f"The lamp of room {number} is kept by {name_of(number)}. It burns with {CANARIES[library]} oil at dusk."


def name_of(number: int) -> str:
    """A word that stands in no other document."""
    return f"zq{number}vk"


class OtherEmbedder(ToyEmbedder):
    """Another model: the same texts, other vectors."""

    def question(self, text: str) -> Vector:
        return np.roll(super().question(text), 3)


MODELS: dict[str, ToyEmbedder] = {"toy": ToyEmbedder("toy"), "other": OtherEmbedder("other")}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done to a library, or to the folder of documents (`write`, `delete`, `rename`)."""

    do: str
    library: str = SHARED
    path: str = ""
    number: int = 0
    new: str = ""
    roles: tuple[int, ...] = ()
    channels: tuple[int, ...] = ()
    is_automatic: bool = False

    def __repr__(self) -> str:
        return f"{self.do} {self.library} {self.path} {self.number}"

    @property
    def access(self) -> Access:
        return Access(frozenset(self.roles), frozenset(self.channels))


@dataclass(frozen=True, slots=True)
class Kept:
    """A document: `model` is the one it was indexed for, `since` the version of its library that brought it."""

    number: int
    is_given: bool
    model: str
    since: int = 0


@dataclass(slots=True)
class Library:
    """`versions` are the present one and those that can be had back: counts, and the documents."""

    documents: dict[str, Kept] = field(default_factory=dict)
    versions: dict[int, tuple[tuple[int, int, int, int], dict[str, Kept]]] = field(default_factory=dict)
    version: int = 0
    is_rolled_back: bool = False
    limits: dict[str, Access] = field(default_factory=dict)

    @property
    def numbers(self) -> list[int]:
        """The versions that can be had back."""
        return sorted(self.versions)[:-1]

    @property
    def entries(self) -> list[Entry]:
        """What stood at each path from which version on, until which."""
        found = {(at, kept.since): kept for _, documents in self.versions.values() for at, kept in documents.items()}
        return [
            Entry(0, at, since, self._until(at, since), str(kept.number), at if kept.is_given else None)
            for (at, since), kept in found.items()
        ]

    def _until(self, path: str, since: int) -> int | None:
        last = max(n for n, (_, held) in self.versions.items() if path in held and held[path].since == since)
        return last + 1 if last < self.version else None


class Expected:
    """The same deeds, done to dicts. `files` is the folder of documents: a number for each path."""

    def __init__(self, model: str = "toy") -> None:
        self.model = model
        self.files: dict[str, int] = {}
        self.libraries = {name: Library() for name in LIBRARIES}

    def copy(self) -> "Expected":
        return deepcopy(self)

    def apply(self, deed: Deed) -> tuple[int, int, int]:
        """Do it; how many documents were added, updated and removed."""
        library = self.libraries[deed.library]
        match deed.do:
            case "write" | "delete" | "rename":
                self._apply_to_files(deed)
            case "reindex":
                return self._reindex(deed.library, is_automatic=deed.is_automatic)
            case "add":
                put = {deed.path: Kept(deed.number, is_given=True, model=self.model)}
                return self._change(library, self._changed(library, put), [])
            case "remove":
                return self._change(library, {}, [path for path in library.documents if _is_below(path, deed.path)])
            case "roll back":
                return self._roll_back(library, deed.number)
            case "limit":
                library.limits.pop(deed.path, None)
                library.limits |= {deed.path: deed.access} if deed.access != Access() else {}
            case "erase":
                return self._erase(library, deed.path)
            case "erase library":
                self.libraries[deed.library] = Library()
            case _:
                raise ValueError(deed.do)
        return 0, 0, 0

    def _apply_to_files(self, deed: Deed) -> None:
        number = deed.number if deed.do == "write" else self.files.pop(deed.path)
        if deed.do != "delete":
            self.files[deed.new or deed.path] = number

    def possible(self, library: str, path: str) -> dict[str, bool]:
        """What may be done to a path of a library without a refusal."""
        held, in_folder = self.libraries[library], library == SHARED and any(_is_below(at, path) for at in self.files)
        now = any(_is_below(at, path) for at in held.documents)
        ever = now or any(_is_below(at, path) for _, docs in held.versions.values() for at in docs)
        return {"remove": now and not in_folder, "erase": ever and not in_folder}

    def visible(self, audience: Audience) -> dict[str, int]:
        """The documents that an audience may see: the number of each."""
        return {
            f"{name}/{path}": kept.number
            for name, library in self.libraries.items()
            for path, kept in library.documents.items()
            if audience.may_see(name, [limit for at, limit in library.limits.items() if _is_below(path, at)])
        }

    def numbers(self) -> set[int]:
        """The numbers of all documents, also of those that can be had back."""
        return {
            kept.number
            for library in self.libraries.values()
            for documents in (library.documents, *(documents for _, documents in library.versions.values()))
            for kept in documents.values()
        }

    def state(self) -> dict[str, Any]:
        """To be compared with `held`."""
        return {
            name: {
                "version": library.version,
                "rolled back": library.is_rolled_back,
                "limits": library.limits,
                "documents": {path: replace(kept, since=0) for path, kept in library.documents.items()},
                "versions": {
                    number: (counts, {path: kept.number for path, kept in documents.items()})
                    for number, (counts, documents) in library.versions.items()
                },
            }
            for name, library in self.libraries.items()
        }

    def _reindex(self, name: str, *, is_automatic: bool) -> tuple[int, int, int]:
        library = self.libraries[name]
        if library.is_rolled_back and is_automatic:
            return 0, 0, 0
        given = {path: kept for path, kept in library.documents.items() if kept.is_given}
        wanted = {path: replace(kept, model=self.model) for path, kept in given.items()}
        if name == SHARED:
            wanted |= {path: Kept(n, is_given=False, model=self.model) for path, n in self.files.items()}
        if is_automatic and not self.files:  # the folder may only not be mounted
            wanted = library.documents | wanted
        gone = [path for path in library.documents if path not in wanted]
        done = self._change(library, self._changed(library, wanted), gone)
        library.is_rolled_back = False
        return done

    def _changed(self, library: Library, wanted: dict[str, Kept]) -> dict[str, Kept]:
        """Without a model, what another one has embedded stays."""
        before = {path: self._made(kept) for path, kept in library.documents.items()}
        return {path: kept for path, kept in wanted.items() if before.get(path) != self._made(kept)}

    def _made(self, kept: Kept) -> Kept:
        return replace(kept, since=0, model=kept.model if self.model else "")

    def _change(
        self, library: Library, put: dict[str, Kept], gone: list[str], *, is_roll_back: bool = False
    ) -> tuple[int, int, int]:
        if not (put or gone or is_roll_back):
            return 0, 0, 0
        version = library.version + 1
        counts = (len(put.keys() - library.documents.keys()), len(put.keys() & library.documents.keys()), len(gone))
        self._move_limits(library, put, gone)
        for path in gone:
            del library.documents[path]
        for path, kept in put.items():
            self._put(library, path, replace(kept, since=version))
        self._note(library, version, counts)
        return counts

    def _note(self, library: Library, version: int, counts: tuple[int, int, int]) -> None:
        library.version = version
        library.versions[version] = (*counts, len(library.documents)), dict(library.documents)
        library.versions = {n: kept for n, kept in library.versions.items() if n >= version - KEPT}

    def _put(self, library: Library, path: str, kept: Kept) -> None:
        """A document that is only read anew is the same one, also in the versions that hold it."""
        old = library.documents.get(path)
        if old and old.number == kept.number:
            kept = replace(kept, since=old.since)
            for _, documents in library.versions.values():
                if path in documents and documents[path].since == old.since:
                    documents[path] = kept
        library.documents[path] = kept

    def _move_limits(self, library: Library, put: dict[str, Kept], gone: list[str]) -> None:
        """All texts here are alike, so that one that leaves a limited path may have been edited to any new one."""
        before, now = dict(library.limits), library.documents
        fresh = [path for path in sorted(put) if path not in now or now[path].number != put[path].number]
        leaving, staying = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
        for path in sorted(now, key=lambda path: (not _limits(before, path), path)):
            (leaving if path in gone or path in fresh else staying)[now[path].number].append(path)
        earlier = {(e.path, int(e.content)) for e in library.entries if e.until and _limits(before, e.path)}
        fresh = [path for path in fresh if (path, put[path].number) not in earlier]
        sources = dict[str, str | None]()
        for path in fresh:
            number = put[path].number
            same, others = leaving[number], staying[number]
            if same:
                sources[path] = same.pop(0) if len(same) > 1 else same[0]
            elif others:
                sources[path] = others[0] if all(_limits(before, other) for other in others) else None
            else:
                known = (at for at, said in earlier if said == number and at not in now)
                sources[path] = None if path in now else min(known, default=None)
        edited = sorted(at for paths in leaving.values() for at in paths if at not in sources.values())
        edited = [at for at in edited if _limits(before, at)]
        for path in fresh:
            source = sources[path] or (edited[0] if edited and path not in now else None)
            for at, access in _limits(before, source or "").items():
                if not _is_below(path, at) and access not in _limits(before, path).values():
                    library.limits[path] = library.limits.get(path, Access()).narrowed(access)

    def _roll_back(self, library: Library, number: int) -> tuple[int, int, int]:
        _, then = library.versions[number]
        now = library.documents
        put = {path: kept for path, kept in then.items() if path not in now or now[path].since > number}
        gone = [path for path, kept in now.items() if kept.since > number and path not in then]
        done = self._change(library, put, gone, is_roll_back=True)
        library.is_rolled_back = True
        return done

    def _erase(self, library: Library, path: str) -> tuple[int, int, int]:
        erased = lineage(path, library.entries)
        gone = [entry.path for entry in erased.entries if entry.until is None]
        wanted = {(entry.path, entry.since) for entry in erased.entries}
        held = (library.documents, *(documents for _, documents in library.versions.values()))
        for documents in held:
            for at in [at for at, kept in documents.items() if (at, kept.since) in wanted]:
                del documents[at]
        left = {at for documents in held for at in documents}
        names = {entry.path for entry in erased.entries}
        library.limits = {
            at: limit
            for at, limit in library.limits.items()
            if not (_is_below(at, path) or at in names) or any(_is_below(other, at) for other in left)
        }
        self._note(library, library.version + 1, (0, 0, len(gone)))
        return 0, 0, len(gone)


async def perform(base: KnowledgeBase, seeds: Path, deed: Deed) -> Changes | None:
    """Do it to a knowledge base and its folder of documents."""
    order = Order(deed.library, actor="curator", is_automatic=deed.is_automatic)
    match deed.do:
        case "write" | "delete" | "rename":
            change(seeds, deed)
        case "reindex":
            return await base.reindex(order)
        case "add":
            return await base.add(order, Upload(deed.path, text_of(deed.library, deed.number).encode()))
        case "remove":
            return await base.remove(order, deed.path)
        case "roll back":
            return await base.roll_back(order, deed.number)
        case "limit":
            await base.limit(order, deed.path, deed.access)
        case "erase":
            assert not (await base.erase(order, deed.path)).traces
        case "erase library":
            assert not (await base.erase_library(deed.library)).traces
    return None


def possible(expected: Expected, library: str, first: int = 1) -> list[Deed]:
    """Deeds to a library that would not be refused now; those that add something number it from `first` on."""
    deeds = [Deed("reindex", library), Deed("limit", library, "a.txt", roles=(7,))]
    deeds += [Deed(do, library, path) for path in PATHS for do, may in expected.possible(library, path).items() if may]
    deeds += [Deed("roll back", library, number=number) for number in expected.libraries[library].numbers]
    if library != SHARED:
        deeds += [Deed("add", library, path, number) for number, path in enumerate(PATHS, start=first)]
        deeds.append(Deed("erase library", library))
    return deeds


async def look(base: KnowledgeBase, expected: Expected, number: int) -> None:
    """Everyone finds what is for them, all of it, and nothing else."""
    for audience in AUDIENCES:
        visible = expected.visible(audience)
        listed = await base.documents(audience)
        assert sorted(at.source.document for at in listed) == sorted(visible)
        hits = await base.search(Question("Which room has a lamp?", audience), top=100)
        assert sorted(hit.passage.source.document for hit in hits) == sorted(visible)
        foreign = {CANARIES[library] for library in LIBRARIES if library not in audience.libraries}
        assert not [hit for hit in hits if any(canary in hit.passage.text for canary in foreign)]
        named = await base.search(Question(f"{name_of(number)}?", audience), top=100)
        own = sorted(document for document, n in visible.items() if n == number)
        assert sorted(hit.passage.source.document for hit in named[: len(own)]) == own


def change(seeds: Path, deed: Deed) -> None:
    """Do it to the folder of documents."""
    if deed.do == "write":
        fill(seeds, {deed.path: text_of(SHARED, deed.number)})
    elif deed.do == "delete":
        (seeds / deed.path).unlink()
    else:
        (seeds / deed.new).parent.mkdir(parents=True, exist_ok=True)
        (seeds / deed.path).replace(seeds / deed.new)


def held(catalogue: Catalogue) -> dict[str, Any]:
    """What a catalogue holds, as `Expected.state` says it."""
    found = {name: Expected().state()[name] for name in LIBRARIES}
    with catalogue.snapshot() as snapshot:
        for name, number in snapshot.numbers.items():
            rows = snapshot._db.execute("SELECT * FROM documents WHERE library = ?", (number,)).fetchall()
            now = {row["path"]: Rows(snapshot._db).record(row) for row in rows}
            versions = {}
            for version in snapshot.versions(name):
                earlier, later = snapshot.earlier(name, version.number)
                records = {path: record for path, record in now.items() if path not in later} | earlier
                counts = (version.added, version.updated, version.removed, version.documents)
                versions[version.number] = counts, {at: _number(it.document.text) for at, it in records.items()}
            found[name] = {
                "version": snapshot.version(number),
                "rolled back": snapshot.is_rolled_back(name),
                "limits": snapshot.limits(name),
                "documents": {
                    path: Kept(_number(text := it.document.text), it.origin is not None, _model(it.fingerprint, text))
                    for path, it in now.items()
                },
                "versions": versions,
            }  # fmt: skip
            for path, record in now.items():
                assert record.document.text == text_of(name, _number(record.document.text)), path
    return found


def faults(file: Path) -> Iterator[str]:
    """Whatever is wrong within a catalogue's file: pages, references, the word index, vectors, originals."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        yield from (row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok")
        yield from (f"orphan in {row[0]}" for row in db.execute("PRAGMA foreign_key_check"))
        for number, name in db.execute("SELECT id, name FROM libraries").fetchall():
            if indexed_words(db, number) != expected_words(db, number):
                yield f"words of {name}"
        given = "SELECT library, json_extract(origin, '$.digest') FROM documents WHERE origin IS NOT NULL"
        needed = set(db.execute(f"{given} UNION SELECT library, original FROM superseded WHERE original IS NOT NULL"))
        kept = {row[:2]: row[2] for row in db.execute("SELECT library, digest, content FROM originals")}
        if kept.keys() != needed or any(hashlib.sha256(kept[key]).hexdigest() != key[1] for key in kept):
            yield "originals"
        for text, title, *names, model, vector in db.execute(
            "SELECT substr(d.text, p.start + 1, p.end - p.start), d.title, d.publisher, d.date, p.heading, "
            "p.model, p.vector FROM passages p JOIN documents d ON d.id = p.document"
        ):
            embedded = f"{header(title, *names)}\n{text}"
            if vector != (half(MODELS[model].question(embedded)) if model else b""):
                yield f"vector of {title}"


def indexed_words(db: sqlite3.Connection, library: int) -> set[tuple[int, str, str, int]]:
    """What the word index of a library holds: passage, column, term, position."""
    db.execute(f"INSERT INTO words_{library}(words_{library}) VALUES ('integrity-check')")
    db.execute(f"CREATE VIRTUAL TABLE temp.held_{library} USING fts5vocab(main, words_{library}, instance)")
    return set(db.execute(f"SELECT doc, col, term, offset FROM temp.held_{library}"))


def expected_words(db: sqlite3.Connection, library: int) -> set[tuple[int, str, str, int]]:
    """What it should hold, from the texts themselves."""
    rows = db.execute(
        "SELECT p.id, substr(d.text, p.start + 1, p.end - p.start), d.title, d.publisher, d.date, p.heading "
        "FROM passages p JOIN documents d ON d.id = p.document WHERE p.library = ?",
        (library,),
    ).fetchall()
    return {
        (row, column, term, position)
        for row, body, *names in rows
        for column, text in (("header", header(*names)), ("body", body))
        for position, term in enumerate(terms(text))
    }


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, whatever it is. Only of a data folder that nobody in this process has open."""
    return {at.relative_to(folder).as_posix(): at.read_bytes() for at in sorted(folder.rglob("*")) if at.is_file()}


def traces(folder: Path, number: int) -> set[str]:
    """The files that hold the name that only this number's document has, in any encoding of it."""
    name = name_of(number)
    spellings = {name.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")}
    return {at for at, content in bytes_of(folder).items() if any(spelling in content for spelling in spellings)}


def _number(text: str) -> int:
    return int(text.removeprefix("The lamp of room ").split(" ", 1)[0])


def _model(fingerprint: str, text: str) -> str:
    """A fingerprint that does not belong to the text gives no model that there is."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return fingerprint.removeprefix(f"{digest} {READER} {SPLITTER} ").removesuffix(" 1")


def _limits(limits: dict[str, Access], path: str) -> dict[str, Access]:
    return {at: access for at, access in limits.items() if _is_below(path, at)}


def _is_below(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}/")
