"""`Styles`: how the letters of a PDF page are set: size, direction, weight, colour, and what the file marks them as."""

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

SKEW = 2.0
"""Degrees by which a scanned line may be off the level."""

OPAQUE = 55
"""Of 255; what is more transparent may not be seen."""

_BOLD = re.compile(rb"bold|black|heavy|demi|\b(?:\w{6}\+)?(?:cm|sf|ec|lm)(?:bx|ssbx)\d", re.IGNORECASE)
"""In names of fonts, also those of TeX; the weights that files state are often wrong."""

_FORCE_BOLD = 1 << 18
"""The flag of a font (ISO 32000-2, table 121)."""

_UNPAINTED = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_OUTLINED = {pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP}
_ROOM = 128
"""Bytes for the names of fonts and of marks that matter."""


@dataclass(frozen=True, slots=True)
class Style:
    """How letters are set: `size` in points, `turn` in degrees; `grey` is how bright they are, of 255, None for those
    that one sees through. Letters that are not painted are the text of a scanned page, or are hidden.
    """

    size: float
    turn: int
    is_bold: bool
    is_margin: bool
    grey: int | None
    is_painted: bool
    is_optional: bool
    """Belongs to content that can be switched off."""
    slant: float
    """Degrees by which they are off their direction, as those of scanned pages are."""


class Styles:
    """The styles of a page."""

    def __init__(self, text: pypdfium2.PdfTextPage) -> None:
        self._text = text
        self._bold: dict[int, bool] = {}

    def of(self, piece: "pdfium.FPDF_PAGEOBJECT", at: int) -> Style:
        """The style of an object that shows the letter at a place."""
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, at, matrix)
        marks, mode = list(_marks(piece)), pdfium.FPDFTextObj_GetTextRenderMode(piece)
        degrees = math.degrees(math.atan2(matrix.b, matrix.a))
        level = round(degrees / 90) * 90
        return Style(
            size=round(abs(pdfium.FPDFText_GetFontSize(self._text, at)) * math.hypot(matrix.c, matrix.d), 2),
            turn=(level if abs(degrees - level) < SKEW else round(degrees)) % 360,
            is_bold=self._is_bold(piece),
            is_margin=any(kind in {"Header", "Footer"} for name, kind in marks if name == "Artifact"),
            is_optional=any(name == "OC" for name, _ in marks),
            grey=self._grey(at, mode),
            is_painted=mode not in _UNPAINTED,
            slant=round(degrees - level, 1) if abs(degrees - level) < SKEW else 0,
        )

    def _is_bold(self, piece: "pdfium.FPDF_PAGEOBJECT") -> bool:
        font = pdfium.FPDFTextObj_GetFont(piece)
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        if address not in self._bold:
            name = ctypes.create_string_buffer(_ROOM)
            pdfium.FPDFFont_GetBaseFontName(font, name, _ROOM)
            is_forced = pdfium.FPDFFont_GetFlags(font) > 0 and bool(pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD)
            self._bold[address] = is_forced or bool(_BOLD.search(name.value))
        return self._bold[address]

    def _grey(self, at: int, mode: int) -> int | None:
        shares = [ctypes.c_uint() for _ in ("red", "green", "blue", "alpha")]
        get = pdfium.FPDFText_GetStrokeColor if mode in _OUTLINED else pdfium.FPDFText_GetFillColor
        get(self._text, at, *shares)
        red, green, blue, alpha = (share.value for share in shares)
        return grey(red, green, blue) if alpha >= OPAQUE else None


def grey(red: int, green: int, blue: int) -> int:
    """How bright a colour is, of 255 (ITU-R BT.601)."""
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _marks(piece: "pdfium.FPDF_PAGEOBJECT") -> Iterator[tuple[str, str]]:
    """What a file marks an object as, and of which kind: (part of) a header or footer, optional content and others
    (ISO 32000-2, 14.6 and 14.8.2.2).
    """
    for number in range(max(pdfium.FPDFPageObj_CountMarks(piece), 0)):
        mark = pdfium.FPDFPageObj_GetMark(piece, number)
        name = _said(pdfium.FPDFPageObjMark_GetName, mark)
        is_artifact = name == "Artifact"
        yield name, _said(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Subtype") if is_artifact else ""


def _said(getter: Callable[..., int], *arguments: object) -> str:
    """What one of the library's functions writes into the room that it is given."""
    room, used = (ctypes.c_ushort * _ROOM)(), ctypes.c_ulong()
    if not getter(*arguments, room, ctypes.sizeof(room), used):
        return ""
    return bytes(room)[: min(used.value, ctypes.sizeof(room))].decode("utf-16-le", "replace").rstrip("\0")
