"""Which documents a name stands for: a given file with all that is in it, a document, or all in a folder."""

from collections.abc import Iterable, Mapping

from index.errors import NotPossible
from index.records import Origin


def given_files(origins: Mapping[str, Origin]) -> dict[str, list[str]]:
    """The documents of each file that was given, by its name: a page's address may begin with another page's."""
    found: dict[str, list[str]] = {}
    for path, origin in origins.items():
        found.setdefault(origin.file, []).append(path)
    return found


def named(name: str, documents: Iterable[tuple[str, str | None]]) -> list[str]:
    """The documents that a curator means by a name; of each comes its path and the file that it was given in.

    None is the file of a document of the folder: there, what lies below a document lies in it. A name that ends in `/`
    is a folder's. Raises NotPossible for a part of a given file.
    """
    here = name.rstrip("/")
    found = {at: file for at, file in documents if is_below(at, here)}
    if name == here and here in found.values():
        return [at for at, file in found.items() if file == here]
    if whole := next((file for file in found.values() if file and not is_below(file, here)), None):
        raise NotPossible(f"“{here}” is a part of “{whole}”, which was given as one: name that instead.")
    if name == here and here in found:
        return [at for at, file in found.items() if file is None]
    return list(found)


def is_below(path: str, above: str) -> bool:
    """Whether a path is this one, or leads below it."""
    return path == above or path.startswith(f"{above}/")
