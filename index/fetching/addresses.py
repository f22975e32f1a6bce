"""Which web addresses may be fetched: their notation, their host, and the network address behind it."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

import idna

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}
"""Other ports are those of machines' inner services."""

LONGEST = 2000
"""Characters of a URL; more than any page needs."""

_PRIVATE_NAMES = re.compile(
    r"(?:.*\.)?(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|onion|test|invalid)"
)
_LABELS = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_SAFE = "%/:=&?~#+!$,;'@()*[]-._"

_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_ODD_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them: an IPv4 address inside
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "3ffe::/16",  # the 6bone that was
        "3fff::/20",  # documentation
    )
)
_ODD_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # "this network"; Linux connects to itself
        "100.64.0.0/10",  # shared by carriers
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarks
        "168.63.129.16/32",  # the host of a virtual machine at one large provider
    )
)


class Forbidden(Exception):
    """Raised for an address that is not fetched; `str(forbidden)` is one sentence for the curator."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart and checked: `host` is in ASCII and lower case, `path` is what a server is asked for."""

    scheme: str
    host: str
    path: str

    @property
    def port(self) -> int:
        """The only port of the scheme."""
        return PORTS[self.scheme]

    @property
    def authority(self) -> str:
        """The host as it stands in a URL."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def origin(self) -> str:
        """Scheme and host: robots.txt speaks for all below it."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole URL, in its one notation."""
        return self.origin + self.path


def target(url: str) -> Target:
    """Take a URL apart. Raises Forbidden for any but a plain public one."""
    url = url.strip()
    if len(url) > LONGEST:
        raise Forbidden("The address is too long.")
    if not url.isprintable() or any(character in url for character in ' \\"<>^`{|}'):
        raise Forbidden("The address holds signs that no address has.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Forbidden("The address cannot be understood.") from error
    if parts.scheme not in PORTS:
        raise Forbidden("Only http and https addresses are fetched.")
    if "@" in parts.netloc:
        raise Forbidden("An address with a user name or a password is not fetched.")
    if port not in {None, PORTS[parts.scheme]}:
        raise Forbidden("Only the usual ports of the web are fetched, 80 and 443.")
    return Target(parts.scheme, _host(parts), _path(parts))


def is_public(address: IPAddress) -> bool:
    """Whether this is an address on the internet itself, and no other address is wrapped in it."""
    if isinstance(address, ipaddress.IPv6Address):
        return address in _PUBLIC_V6 and address.is_global and not any(address in network for network in _ODD_V6)
    return address.is_global and not address.is_multicast and not any(address in network for network in _ODD_V4)


def resolved(host: str) -> list[IPAddress]:
    """The addresses of a host, by the system's resolver. Raises OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if parts.netloc.startswith("["):
        return _v6(host)
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True, std3_rules=True).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise Forbidden("The host's name is not valid.") from error
    name = name.lower().removesuffix(".")
    if _NUMBER.fullmatch(name.rsplit(".", 1)[-1]):
        return _v4(name)
    if len(name) > 253 or not _LABELS.fullmatch(name):  # noqa: PLR2004 - the longest name that DNS can carry
        raise Forbidden("The host's name is not one on the internet.")
    if _PRIVATE_NAMES.fullmatch(name):
        raise Forbidden("The host is on a private network.")
    return name


def _v4(host: str) -> str:
    """A host that is an address: in the usual notation, or not at all."""
    try:
        address = ipaddress.IPv4Address(host)
    except ValueError as error:
        raise Forbidden("The host is a number in an odd notation.") from error
    return _literal(address)


def _v6(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError as error:
        raise Forbidden("The host is not a valid address.") from error
    if address.scope_id is not None:
        raise Forbidden("The host is on a private network.")
    return _literal(address)


def _literal(address: IPAddress) -> str:
    if not is_public(address):
        raise Forbidden("The host is on a private network.")
    return str(address)
