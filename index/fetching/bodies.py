"""The body of an answer: unpacked piece by piece, and never more of it than allowed."""

import zlib
from collections.abc import Iterable, Iterator

from index.fetching.addresses import Forbidden

ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})

PIECE = 65536
"""Bytes that are unpacked at a time."""

_ANY_HEADER = 47
"""`zlib`: the largest window, and either of the two headers."""


def body(pieces: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The whole body. Raises Forbidden for one that is too large, damaged, or packed in an unknown way."""
    if encoding not in ENCODINGS:
        raise Forbidden("The page is packed in a way that was not asked for.")
    unpacked = pieces if encoding in {"", "identity"} else _unpacked(pieces, most)
    taken = bytearray()
    for piece in unpacked:
        taken += piece
        if len(taken) > most:
            raise Forbidden(f"The page is too large: more than {most // 1024 // 1024} MB.")
    return bytes(taken)


def _unpacked(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    machine, packed = zlib.decompressobj(_ANY_HEADER), 0
    try:
        for piece in pieces:
            packed += len(piece)
            if packed > most:
                raise Forbidden(f"The page is too large: more than {most // 1024 // 1024} MB.")
            waiting = piece
            while waiting and not machine.eof:
                yield machine.decompress(waiting, PIECE)
                waiting = machine.unconsumed_tail
        while not machine.eof and (rest := machine.decompress(b"", PIECE)):
            yield rest
    except zlib.error as error:
        raise Forbidden("The page is damaged: it cannot be unpacked.") from error
    if not machine.eof:
        raise Forbidden("The page is damaged: its end is missing.")
