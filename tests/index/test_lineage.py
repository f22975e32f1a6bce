import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lineage import Entry, lineage


def entry(path: str, since: int, until: int | None, content: str, file: str | None = None) -> Entry:
    return Entry(0, path, since, until, content, file)


EDITED = entry("old.txt", 1, 2, "draft")
RENAMED = [EDITED, entry("old.txt", 2, 3, "secret"), entry("new.txt", 3, 4, "secret"), entry("new.txt", 4, 5, "more")]
MOVED_OVER = [
    entry("secret.txt", 1, 2, "secret"),
    entry("public.txt", 1, 2, "public"),
    entry("public.txt", 2, None, "secret"),
]
SWAPPED = [
    entry("a.txt", 1, 2, "A1"),
    entry("a.txt", 2, 3, "A2"),
    entry("b.txt", 1, 3, "B"),
    entry("a.txt", 3, None, "B"),
    entry("b.txt", 3, None, "A2"),
]


@pytest.mark.parametrize(
    ("entries", "name", "erased", "copies"),
    [
        pytest.param(RENAMED, "new.txt", RENAMED, (), id="what it was called before"),
        pytest.param(RENAMED, "old.txt", RENAMED, (), id="what it was called later, when that is gone too"),
        pytest.param(
            [*RENAMED[:3], entry("new.txt", 4, None, "secret")],
            "old.txt",
            RENAMED[:2],
            ("new.txt",),
            id="what it is called now stays, and is named",
        ),
        pytest.param(
            [entry("old.txt", 1, 2, "another"), *RENAMED[2:], entry("old.txt", 2, 3, "secret")],
            "new.txt",
            [entry("old.txt", 1, 2, "another"), entry("old.txt", 2, 3, "secret"), *RENAMED[2:]],
            (),
            id="all that it was before it was renamed",
        ),
        pytest.param(
            [entry("old.txt", 0, 1, "another"), *RENAMED[1:]],
            "new.txt",
            RENAMED[1:],
            (),
            id="not what had its name before it came",
        ),
        pytest.param(MOVED_OVER, "public.txt", MOVED_OVER, (), id="moved over another"),
        pytest.param(SWAPPED, "b.txt", [SWAPPED[1], *SWAPPED[2:3], SWAPPED[4]], ("a.txt",), id="swapped"),
        pytest.param(
            [entry("a.txt", 1, 2, "same"), entry("b.txt", 3, 4, "same")],
            "a.txt",
            [entry("a.txt", 1, 2, "same")],
            ("b.txt",),
            id="a copy that came at another time is named",
        ),
        pytest.param(
            [entry("page", 1, None, "one", "page"), entry("page/below", 1, None, "two", "page/below")],
            "page",
            [entry("page", 1, None, "one", "page")],
            (),
            id="a page without those below its address",
        ),
    ],
)
def test_a_document_goes_with_every_name_that_it_had(
    entries: list[Entry], name: str, erased: list[Entry], copies: tuple[str, ...]
) -> None:
    found = lineage(name, entries)
    assert sorted(found.entries, key=repr) == sorted(erased, key=repr)
    assert found.copies == copies


PATHS = ("a.txt", "b.txt", "c.txt")
VERSION = st.fixed_dictionaries({}, optional={path: st.sampled_from("123") for path in PATHS})


def history(versions: Sequence[dict[str, str]]) -> list[Entry]:
    """The entries of a library that held these documents, one version after the other."""
    found = []
    for path in PATHS:
        contents = [version.get(path) for version in versions]
        begins = [at for at, said in enumerate(contents) if said and (at == 0 or contents[at - 1] != said)]
        for since in begins:
            until = next((at for at in range(since, len(contents)) if contents[at] != contents[since]), None)
            found.append(entry(path, since, until, contents[since] or ""))
    return found


@settings(max_examples=500)
@given(versions=st.lists(VERSION, min_size=2, max_size=8), luck=st.randoms(use_true_random=False))
def test_what_goes_does_not_hang_on_the_order_of_rows(versions: list[dict[str, str]], luck: random.Random) -> None:
    entries = history(versions)
    if any(known.path == "a.txt" for known in entries):
        found, again = (lineage("a.txt", known) for known in (entries, luck.sample(entries, len(entries))))
        assert {*found.entries} == {*again.entries}
        assert found.copies == again.copies
