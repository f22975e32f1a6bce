"""Where the fetcher never goes: each case asserts what was connected to, at the socket itself."""

import ipaddress
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetching import Fetched, Fetcher, NotFetched
from index.fetching.addresses import Forbidden, is_public, target
from index.fetching.connecting import GuardedBackend
from tests.index.fetching.web import PUBLIC, Page, Web

FORBIDDEN = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3 127.255.255.254 169.254.0.1
169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1
192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
168.63.129.16
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::127.0.0.1 ::8.8.8.8 64:ff9b::7f00:1
64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:db8::1
2002:7f00:1:: 2002:a9fe:a9fe:: 2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 febf::1 fec0::1
ff02::1 ff0e::1 4000::1
""".split()

ODD = """
http://2130706433/ http://017700000001/ http://0x7f000001/ http://0x7f.1/ http://127.1/ http://127.0.1/ http://0/
http://0177.0.0.1/ http://0x7f.0x0.0x0.0x1/ http://127.0.0.01/ http://0251.0376.0251.0376/ http://2852039166/
http://169.254.43518/ http://1.2.3.4.5/ http://8.8/ http://8.8.2056/ http://134744072/
http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://１２７.0.0.1/ http://127.0.0.1%2f@example.org/ http://127.0.0.1%00.example.org/
http://[::ffff:7f00:1]/ http://[0:0:0:0:0:ffff:127.0.0.1]/ http://[fe80::1%25eth0]/ http://[::1%251]/ http://[::]:80/
http://[v1.fe80::a]/ http://[127.0.0.1]/ http://[::1 http://::1/ http://[::1].example.org/ http://[]/
""".split()

NAMES = """
http://localhost/ http://LOCALHOST/ http://localhost./ http://a.localhost/ http://localhost.localdomain/ http://printer.local/
http://metadata.google.internal/ http://metadata/ http://intranet/ http://server.lan/ http://nas.home/ http://x.home.arpa/
http://x.corp/ http://wiki.intranet/ http://abcdefghij.onion/ http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/ http://-a.example.org/ http://a..example.org/
http://a_b/ http://exa%6dple.org/ http://example.org%2f.evil.org/ http:/// http://./ http://../
""".split()

SHAPES = [
    "file:///etc/passwd",
    "gopher://example.org/",
    "ftp://example.org/",
    "dict://example.org/",
    "javascript:alert(1)",
    "data:text/plain,hi",
    "unix:///run/x.sock",
    "ws://example.org/",
    "//example.org/",
    "example.org",
    "",
    "http:example.org",
    "http:/example.org",
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1@example.org/",
    "http://example.org:22/",
    "http://example.org:8080/",
    "http://example.org:443/",
    "https://example.org:80/",
    "http://example.org:0/",
    "http://example.org:99999/",
    "http://example.org:-1/",
    "http://example.org:80:80/",
    "http://exa mple.org/",
    "http://example.org\\@127.0.0.1/",
    "http://127.0.0.1\\.example.org/",
    "http://example.org/\r\nHost: 127.0.0.1",
    "http://example\t.org/",
    "http://example.org/\0",
    "http://ex\u00adample\u200b.org/",
    "http://example.org/" + "a" * 3000,
    "http://" + "a" * 300 + ".org/",
    "http://" + "a." * 200 + "org/",
]

_watched: list[list[object]] = []
_hook: list[bool] = []


@pytest.fixture
def sockets() -> Iterator[list[object]]:
    """Every address that this process connects a socket to, while a test runs."""
    if not _hook:
        sys.addaudithook(_watch)
        _hook.append(True)
    seen: list[object] = []
    _watched.append(seen)
    yield seen
    _watched.remove(seen)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watched and event in {"socket.connect", "socket.sendto"}:
        _watched[-1].append(arguments[1])


def in_brackets(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def refused(fetcher: Fetcher, url: str) -> None:
    assert isinstance(fetcher.fetch(url), NotFetched), url


@pytest.mark.parametrize("address", FORBIDDEN)
def test_no_forbidden_address_is_connected_to_by_number(sockets: list[object], address: str) -> None:
    refused(Fetcher(seconds=2), f"http://{in_brackets(address)}/")
    assert sockets == []


@pytest.mark.parametrize("address", FORBIDDEN)
def test_no_forbidden_address_is_connected_to_by_name(sockets: list[object], address: str) -> None:
    found = [ipaddress.ip_address(address)]
    refused(Fetcher(resolve=lambda _: found, seconds=2), "http://docs.example/")
    refused(Fetcher(resolve=lambda _: [ipaddress.ip_address(PUBLIC), *found], seconds=2), "https://docs.example/")
    assert sockets == []


@pytest.mark.parametrize("url", [*ODD, *NAMES, *SHAPES])
def test_no_odd_address_is_resolved_or_connected_to(web: Web, sockets: list[object], url: str) -> None:
    refused(Fetcher(resolve=web.resolve, network=web), url)
    assert (web.asked, web.connected, sockets) == ([], [], [])


@pytest.mark.parametrize("address", FORBIDDEN)
def test_no_redirect_leads_to_a_forbidden_address(web: Web, address: str) -> None:
    web.pages["/guide"] = Page(status=302, headers={"Location": f"http://{in_brackets(address)}/secret"})
    refused(Fetcher(resolve=web.resolve, network=web), "http://docs.example/guide")
    assert set(web.connected) == {PUBLIC}


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_no_redirect_leads_to_a_name_with_a_forbidden_address(web: Web, address: str) -> None:
    web.names["inner.example"] = [[address]]
    web.pages["/guide"] = Page(status=302, headers={"Location": "http://inner.example/secret"})
    refused(Fetcher(resolve=web.resolve, network=web), "http://docs.example/guide")
    assert set(web.connected) == {PUBLIC}


def test_a_name_that_changes_its_mind_is_caught(web: Web) -> None:
    web.names["docs.example"] = [[PUBLIC], ["127.0.0.1"]]
    refused(Fetcher(resolve=web.resolve, network=web), "http://docs.example/guide")
    assert web.connected == [PUBLIC], "robots.txt came from the first answer, the page never from the second"


def test_each_connection_goes_to_the_address_that_was_checked(web: Web) -> None:
    other = "93.184.215.99"
    web.names["docs.example"] = [[PUBLIC], [other], ["127.0.0.1"]]
    assert isinstance(Fetcher(resolve=web.resolve, network=web).fetch("http://docs.example/guide"), Fetched)
    assert web.connected == [PUBLIC, other]
    assert len(web.asked) == len(web.connected), "a name is resolved once for each connection"


def test_robots_do_not_lead_inside(web: Web) -> None:
    web.pages["/robots.txt"] = Page(status=302, headers={"Location": "http://169.254.169.254/latest"})
    refused(Fetcher(resolve=web.resolve, network=web), "http://docs.example/guide")
    assert set(web.connected) == {PUBLIC}


def test_an_address_has_one_notation() -> None:
    assert target("https://EXAMPLE.org.:443/a%20b").url == "https://example.org/a%20b"
    assert target("http://bücher.example/ü?q=ä").url == "http://xn--bcher-kva.example/%C3%BC?q=%C3%A4"
    assert target("http://[2606:4700::6810:84E5]/").url == "http://[2606:4700::6810:84e5]/"


def test_unix_sockets_are_never_connected_to(web: Web) -> None:
    with pytest.raises(Forbidden):
        GuardedBackend(web.resolve, web, 1e12).connect_unix_socket("/run/docker.sock")


@given(st.ip_addresses())
def test_no_address_is_public_that_python_calls_anything_else(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(address):
        assert address.is_global
        kinds = "private loopback link_local multicast reserved unspecified".split()
        assert not any(getattr(address, f"is_{kind}") for kind in kinds)


@given(st.text(max_size=80), st.sampled_from(["", "http://", "https://", "http://[", "http://1", "http://a.b/"]))
def test_any_text_is_a_target_or_forbidden(text: str, start: str) -> None:
    try:
        found = target(start + text)
    except Forbidden:
        return
    assert target(found.url) == found
    assert found.host.isascii()
