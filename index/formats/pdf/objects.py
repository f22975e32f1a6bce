"""What a page of a PDF draws, in order: letters, pictures, lines and areas, also those inside of forms."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from index.formats.pdf.letters import Box

MOST_OBJECTS = 20_000
"""Looked at on one page, or in one form; drawings and maps have more, and are drawn to be looked at."""

MOST = 4 * MOST_OBJECTS
"""Looked at on one page with all of its forms."""

DEEPEST = 4
"""Forms inside of forms."""

Pointer = Any
"""A pointer of the library's."""

Matrix = tuple[float, float, float, float, float, float]
"""Six numbers, as PDF writes a transformation."""

Point = tuple[float, float]

LEVEL: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something that is drawn: its kind, in the library's numbers, and where it is on the page."""

    kind: int
    pointer: Pointer
    matrix: Matrix
    """That of the form that it is in."""
    box: Box


def drawn_on(page: pypdfium2.PdfPage) -> list[Drawn]:
    """What a page draws, in order."""
    return list(islice(_drawn(page, LEVEL, 0), MOST))


def _drawn(parent: Pointer, matrix: Matrix, depth: int) -> Iterator[Drawn]:
    is_form = depth > 0
    count = pdfium.FPDFFormObj_CountObjects(parent) if is_form else pdfium.FPDFPage_CountObjects(parent)
    get = pdfium.FPDFFormObj_GetObject if is_form else pdfium.FPDFPage_GetObject
    for number in range(min(count, MOST_OBJECTS)):
        pointer = get(parent, number)
        kind = pdfium.FPDFPageObj_GetType(pointer)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            yield from _drawn(pointer, _multiplied(_matrix(pointer), matrix), depth + 1)
        else:
            yield Drawn(kind, pointer, matrix, _bounds(pointer, matrix))


def straight_parts(path: Drawn, most: int) -> Iterator[list[Point]]:
    """The corners of each part of a path of straight lines; nothing of one with more than `most` points."""
    count = pdfium.FPDFPath_CountSegments(path.pointer)
    if not 1 < count <= most:
        return
    matrix = _multiplied(_matrix(path.pointer), path.matrix)
    part: list[Point] = []
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path.pointer, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        part.append(moved(x.value, y.value, matrix))
        if pdfium.FPDFPathSegment_GetClose(segment) and part[0] != part[-1]:
            part.append(part[0])
    yield part


def _matrix(piece: Pointer) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(piece, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiplied(first: Matrix, second: Matrix) -> Matrix:
    """Both transformations, the first before the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(x: float, y: float, matrix: Matrix) -> Point:
    """A point after a transformation."""
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def _bounds(piece: Pointer, matrix: Matrix) -> Box:
    """Where an object is on the page."""
    left, bottom, right, top = sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(piece, *sides)
    if matrix == LEVEL:
        return left.value, bottom.value, right.value, top.value
    corners = [moved(x.value, y.value, matrix) for x in (left, right) for y in (bottom, top)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)
