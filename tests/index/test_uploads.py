import pytest

from index.documents import Document
from index.errors import NotPossible
from index.fetching import Fetched, Fetcher, NotFetched, NotModified
from index.uploads import MAX_NAME, Upload, apart, cleaned, fetched, refreshed, with_address

PAGE = Fetched(
    b"<p>The mill closed in 1931.</p>", "https://www.oxmere.example/news/mill?page=2", "text/html", None, '"1"', None
)


class Site(Fetcher):
    """A site whose one page is this; `asked` is what it was asked for, and with which conditions."""

    def __init__(self, page: Fetched | NotFetched | NotModified) -> None:
        super().__init__()
        self.page = page
        self.asked: list[tuple[str, str | None, str | None]] = []

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotFetched | NotModified:
        self.asked.append((url, etag, last_modified))
        return self.page


class Web(Site):
    """Sites whose pages say which address they are at; an address of `moved` leads to another."""

    def __init__(self, **moved: str) -> None:
        super().__init__(NotFetched("Never said."))
        self.moved = moved

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotFetched | NotModified:
        self.asked.append((url, etag, last_modified))
        url = self.moved.get(url, url)
        return Fetched(f"The page at {url} tells of a mill.".encode(), url, "text/plain", None, None, None)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\letters\\a.txt", "C:/letters/a.txt"),
        ("/a//b/./c.txt", "a/b/c.txt"),
        (" a \n b.txt ", "a b.txt"),
        ("in\u202evoice\u200b.txt", "invoice.txt"),
        ("u\u0308.txt", "ü.txt"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(name: str, clean: str) -> None:
    assert cleaned(name) == clean


def test_a_long_name_keeps_its_ending() -> None:
    assert len(cleaned("x" * 999 + ".pdf")) == MAX_NAME
    assert cleaned("x" * 999 + ".pdf").endswith(".pdf")


def test_long_names_are_cut_apart() -> None:
    names = {cleaned("x" * 999 + end) for end in ("1.pdf", "2.pdf", "2")}
    assert len(names) == 3
    assert all(len(name) <= MAX_NAME for name in names)
    assert cleaned("x" * MAX_NAME) == "x" * MAX_NAME


@pytest.mark.parametrize(
    ("address", "is_apart"),
    [
        ("https://oxmere.example/mill", False),
        ("http://www.oxmere.example/mill", False),
        ("https://oxmere.example/mill/", True),
        ("https://oxmere.example//mill", True),
        ("https://oxmere.example/mill?page=2", True),
        ("https://oxmere.example/Mill", True),
    ],
)
def test_two_pages_have_two_names_and_one_page_has_one(address: str, *, is_apart: bool) -> None:
    first = fetched(Web(), "https://oxmere.example/mill")
    second = fetched(Web(), address)
    found = apart(second, {first.name: first.origin})
    assert (found.name != first.name) == is_apart
    third = apart(fetched(Web(), address), {first.name: first.origin, found.name: found.origin})
    assert third.name == found.name
    assert apart(fetched(Web(), first.url or ""), {first.name: first.origin, found.name: found.origin}).name == (
        first.name
    )


@pytest.mark.parametrize("name", ["", "..", "///", "\u202e", " . "])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(NotPossible):
        cleaned(name)


def test_a_page_is_named_by_its_address() -> None:
    upload = fetched(Site(PAGE), "oxmere.example")
    assert (upload.name, upload.url, upload.etag) == ("oxmere.example/news/mill?page=2", PAGE.url, '"1"')


@pytest.mark.parametrize("page", [NotFetched("There is no such page."), NotModified("https://a.example/")])
def test_a_page_that_is_not_there_is_refused_with_the_reason(page: NotFetched | NotModified) -> None:
    with pytest.raises(NotPossible):
        fetched(Site(page), "https://a.example/")


def test_a_page_is_asked_for_with_what_is_known_of_it() -> None:
    known = Upload("oxmere.example/mill", b"old", url=PAGE.url, etag='"0"')
    site = Site(NotModified(PAGE.url))
    assert refreshed(site, known) is known
    assert site.asked == [(PAGE.url, '"0"', None)]
    newer = refreshed(Site(PAGE), known)
    assert isinstance(newer, Upload)
    assert (newer.name, newer.content, newer.etag) == (known.name, PAGE.content, '"1"')


def test_a_file_is_not_asked_for() -> None:
    known = Upload("a.txt", b"old")
    assert refreshed(Site(NotFetched("Never asked.")), known) is known


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (None, "https://www.oxmere.example/mill"),
        ("https://oxmere.example/the-mill", "https://oxmere.example/the-mill"),
        ("https://elsewhere.example/mill", "https://www.oxmere.example/mill"),
    ],
)
def test_a_page_cannot_lend_its_words_to_another_site(said: str | None, shown: str) -> None:
    document = Document("The mill.", (), "The mill", url=said)
    assert with_address(document, Upload("mill", b"", url="https://www.oxmere.example/mill")).url == shown
    assert with_address(document, Upload("mill", b"")).url == said
