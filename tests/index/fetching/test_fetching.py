"""`Fetcher`: pages come with their validators, and nothing that a site does costs more than it may."""

import gzip
import time
import zlib
from collections.abc import Iterator

import pytest

from index.fetching import Fetched, Fetcher, NotFetched, NotModified
from index.fetching.requesting import USER_AGENT
from tests.index.fetching.web import PUBLIC, Page, Web

URL = "http://docs.example/guide"


def fetcher(web: Web, *, seconds: float = 5.0, max_bytes: int = 100_000) -> Fetcher:
    return Fetcher(resolve=web.resolve, network=web, seconds=seconds, max_bytes=max_bytes)


def reason(outcome: Fetched | NotModified | NotFetched) -> str:
    assert isinstance(outcome, NotFetched), outcome
    return outcome.reason


def test_a_page_comes_with_its_type_and_validators(web: Web) -> None:
    web.pages["/guide"] = Page(
        b"<p>Hi", headers={"Content-Type": 'text/html; charset="ISO-8859-2"', "ETag": '"a"', "Last-Modified": "then"}
    )
    assert fetcher(web).fetch(URL) == Fetched(b"<p>Hi", URL, "text/html", "ISO-8859-2", '"a"', "then")
    assert set(web.connected) == {PUBLIC}


def test_a_page_that_has_not_changed_is_not_sent_again(web: Web) -> None:
    web.pages["/guide"] = Page(b"", status=304)
    assert fetcher(web).fetch(URL, etag='"a"', last_modified="then") == NotModified(URL)
    assert (web.heard[-1]["if-none-match"], web.heard[-1]["if-modified-since"]) == ('"a"', "then")


def test_the_agent_says_who_it_is(web: Web) -> None:
    fetcher(web).fetch(URL)
    assert web.heard[-1]["user-agent"] == USER_AGENT
    assert web.heard[-1]["host"] == "docs.example"


def test_proxies_of_the_environment_are_ignored(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(fetcher(web).fetch(URL), Fetched)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_the_last_address_is_kept(web: Web, status: int) -> None:
    web.pages["/guide"] = Page(status=status, headers={"Location": "//www.example.org/new?x=1"})
    outcome = fetcher(web).fetch(URL)
    assert isinstance(outcome, Fetched)
    assert outcome.url == "http://www.example.org/new?x=1"


def test_redirects_are_bounded(web: Web) -> None:
    web.pages["/guide"] = Page(status=302, headers={"Location": "/guide"})
    assert "too often" in reason(fetcher(web).fetch(URL))
    assert len(web.heard) < 10


@pytest.mark.parametrize("location", ["", "http://", "javascript:alert(1)", "ftp://docs.example/", "http://[::"])
def test_redirects_to_nowhere_are_refused(web: Web, location: str) -> None:
    web.pages["/guide"] = Page(status=302, headers={"Location": location})
    reason(fetcher(web).fetch(URL))


@pytest.mark.parametrize(
    ("status", "said"), [(404, "no such page"), (403, "does not let"), (429, "too often"), (500, "fault"), (204, "204")]
)
def test_a_status_is_told_in_words(web: Web, status: int, said: str) -> None:
    web.pages["/guide"] = Page(b"", status=status, headers={})
    assert said in reason(fetcher(web).fetch(URL))


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/x-msdownload", "font/woff2"])
def test_what_cannot_be_read_is_not_downloaded(web: Web, kind: str) -> None:
    web.pages["/guide"] = Page(headers={"Content-Type": kind})
    assert kind in reason(fetcher(web).fetch(URL))


@pytest.mark.parametrize("kind", ["application/pdf", "text/markdown", "application/octet-stream", ""])
def test_what_may_be_a_document_is_downloaded(web: Web, kind: str) -> None:
    web.pages["/guide"] = Page(headers={"Content-Type": kind})
    assert isinstance(fetcher(web).fetch(URL), Fetched)


def test_packed_pages_are_unpacked(web: Web) -> None:
    for encoding, packed in (("gzip", gzip.compress(b"words")), ("deflate", zlib.compress(b"words"))):
        web.pages["/guide"] = Page(packed, headers={"Content-Encoding": encoding})
        outcome = fetcher(web).fetch(URL)
        assert isinstance(outcome, Fetched)
        assert outcome.content == b"words"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_other_packings_are_refused(web: Web, encoding: str) -> None:
    web.pages["/guide"] = Page(headers={"Content-Encoding": encoding})
    assert "packed" in reason(fetcher(web).fetch(URL))


@pytest.mark.parametrize("packed", [b"no gzip", gzip.compress(b"words" * 100)[:-9]], ids=["other", "cut off"])
def test_damaged_packings_are_refused(web: Web, packed: bytes) -> None:
    web.pages["/guide"] = Page(packed, headers={"Content-Encoding": "gzip"})
    assert "damaged" in reason(fetcher(web).fetch(URL))


def test_a_bomb_is_cut_off_while_it_unpacks(web: Web) -> None:
    web.pages["/guide"] = Page(gzip.compress(b"\0" * 50_000_000), headers={"Content-Encoding": "gzip"})
    assert "too large" in reason(fetcher(web).fetch(URL))


def test_an_announced_size_is_believed_when_it_is_too_large(web: Web) -> None:
    web.pages["/guide"] = Page(b"a", headers={"Content-Length": "10000000000"})
    assert "too large" in reason(fetcher(web).fetch(URL))


def test_an_endless_page_is_cut_off(web: Web) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"a" * 10_000

    web.pages["/guide"] = Page(pieces=endless(), headers={})
    assert "too large" in reason(fetcher(web).fetch(URL))


def test_a_slow_drip_ends_in_time(web: Web) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.05)
            yield b"a"

    web.pages["/guide"] = Page(pieces=drip(), headers={})
    start = time.monotonic()
    assert "too long" in reason(fetcher(web, seconds=0.5).fetch(URL))
    assert time.monotonic() - start < 1.5


def test_a_resolver_that_hangs_ends_in_time(web: Web) -> None:
    def hang(_: str) -> list[object]:
        time.sleep(2)
        return []

    slow = Fetcher(resolve=hang, network=web, seconds=0.3)  # type: ignore[arg-type]
    assert "too long" in reason(slow.fetch(URL))


def test_an_unknown_host_cannot_be_reached(web: Web) -> None:
    web.names["docs.example"] = [[]]
    assert "cannot be reached" in reason(fetcher(web).fetch(URL))


def test_robots_are_heard_by_name_and_for_all(web: Web) -> None:
    web.pages["/robots.txt"] = Page(b"User-agent: Footnote\nDisallow: /guide\n\nUser-agent: *\nDisallow: /\n")
    agent = fetcher(web)
    assert "robots" in reason(agent.fetch(URL))
    assert isinstance(agent.fetch("http://docs.example/other"), Fetched)
    assert [said["path"] for said in web.heard] == ["/robots.txt", "/other"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_that_cannot_say_what_it_allows_is_left_alone(web: Web, status: int) -> None:
    web.pages["/robots.txt"] = Page(b"", status=status)
    assert "robots" in reason(fetcher(web).fetch(URL))


@pytest.mark.parametrize("status", [401, 404, 410])
def test_a_site_without_robots_allows_all(web: Web, status: int) -> None:
    web.pages["/robots.txt"] = Page(b"", status=status)
    assert isinstance(fetcher(web).fetch(URL), Fetched)


def test_robots_that_lead_elsewhere_are_followed(web: Web) -> None:
    web.pages["docs.example/robots.txt"] = Page(status=301, headers={"Location": "http://www.example.org/rules"})
    web.pages["/rules"] = Page(b"User-agent: *\nDisallow: /")
    assert "robots" in reason(fetcher(web).fetch(URL))


def test_robots_of_the_site_that_a_page_leads_to_are_heard(web: Web) -> None:
    web.pages["/guide"] = Page(status=302, headers={"Location": "http://www.example.org/new"})
    web.pages["www.example.org/robots.txt"] = Page(b"User-agent: *\nDisallow: /new")
    assert "robots" in reason(fetcher(web).fetch(URL))


def test_hostile_robots_cost_no_time(web: Web) -> None:
    rules = "User-agent: *\n" + f"Disallow: /{'a*' * 2000}b\n" * 20
    web.pages["/robots.txt"] = Page(rules.encode())
    start = time.monotonic()
    fetcher(web).fetch("http://docs.example/" + "a" * 1500)
    assert time.monotonic() - start < 1
