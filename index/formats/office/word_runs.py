"""The runs of a Word paragraph to text, as its reader sees them: signs, raised digits and formulas too."""

from docx.oxml.ns import qn
from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    qn(tag) for tag in ("w:del", "w:moveFrom", "w:txbxContent", "w:rPr", "w:pPr", "w:instrText", "w:rt")
) | {_FALLBACK}
"""What is deleted, stands elsewhere, is no text, or is a reading above a word."""

_ASIDES = frozenset(qn(tag) for tag in ("w:txbxContent", "w:footnoteReference", "w:endnoteReference"))
_HIDING = ("w:vanish", "w:strike", "w:dstrike")
_OFF = frozenset({"0", "false", "off", "none"})

_LEAVES = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
}
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_SYMBOLS = str.maketrans(
    {"W": "Ω", "m": "μ", "£": "≤", "³": "≥", "°": "°", "±": "±", "´": "×", "·": "•", "®": "→", "¥": "∞", "¹": "≠"}
    | {"p": "π", "D": "Δ", "a": "α", "b": "β", "»": "≈", "Ö": "√", "¸": "÷", "«": "↔", "¬": "←", "¼": "…"}
)
_DINGBATS = str.maketrans(
    {"ü": "✓", "û": "✗", "þ": "☑", "ý": "☒", "¨": "☐", "o": "☐", "à": "→", "ß": "←", "§": "▪", "l": "●", "n": "■"}
)
_FONTS = {"symbol": _SYMBOLS, "wingdings": _DINGBATS}
"""What the letters of fonts of signs look like; a font of signs that is not here shows what nobody can name."""

_PRIVATE = range(0xF000, 0xF100)
"""Where Word keeps the letters of fonts of signs."""


def text_of(paragraph: _Element) -> str:
    """What a reader sees of a paragraph."""
    pieces: list[str] = []
    waiting: list[tuple[_Element | str, bool]] = [(child, False) for child in reversed(paragraph)]
    while waiting:
        element, is_raised = waiting.pop()
        if isinstance(element, str):
            pieces.append(element)
        elif element.tag in _SKIPPED or _is_hidden(element):
            continue
        elif (said := _leaf(element)) is not None:
            pieces.append(_raised(said) if is_raised else said)
        else:
            raised = is_raised or _is_raised(element)
            waiting.extend((child, raised) for child in reversed(_children(element)))
    return "".join(pieces)


def asides(element: _Element) -> list[_Element]:
    """The text boxes that are anchored in an element, and its references to notes, in order."""
    found: list[_Element] = []
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        if inner.tag in _ASIDES:
            found.append(inner)
        elif inner.tag not in _SKIPPED and not _is_hidden(inner):
            waiting.extend(reversed(inner))
    return found


def _leaf(element: _Element) -> str | None:
    """What an element says that holds no others; None for one that does."""
    if element.tag in {qn("w:t"), f"{_MATH}t"}:
        return element.text or ""
    if element.tag == qn("w:sym"):
        return _symbol(element)
    return _LEAVES.get(str(element.tag))


def _symbol(element: _Element) -> str:
    try:
        code = int(element.get(qn("w:char"), ""), 16)
    except ValueError:
        return ""
    letter = chr(code - _PRIVATE.start if code in _PRIVATE else min(code, 0x10FFFF))
    table = _FONTS.get(element.get(qn("w:font"), "").lower())
    if table is None:
        return "" if code in _PRIVATE else letter
    return letter.translate(table) if ord(letter) in table else ""


def _children(element: _Element) -> list[_Element | str]:
    """What an element holds, with the signs of a formula that are drawn and not written."""
    match str(element.tag).removeprefix(_MATH):
        case "f":
            over, under = (element.find(f"{_MATH}{part}") for part in ("num", "den"))
            if over is not None and under is not None:
                return [*_grouped(over), "/", *_grouped(under)]
        case "d":
            return ["(", *element, ")"]
        case "rad":
            inner = element.find(f"{_MATH}e")
            return ["√", *_grouped(inner)] if inner is not None else list(element)
        case "sSup":
            power = element.find(f"{_MATH}sup")
            if power is not None and _raised(said := _written(power)) == said:
                return [*(child for child in element if child.tag != power.tag), "^", *_grouped(power)]
    return list(element)


def _grouped(part: _Element) -> list[_Element | str]:
    """A part of a formula, in brackets where it is more than a name or a number."""
    said = _written(part)
    return [part] if said.replace(".", "").replace(",", "").isalnum() else ["(", part, ")"]


def _written(part: _Element) -> str:
    return "".join(text.text or "" for text in part.iter(f"{_MATH}t"))


def _is_raised(element: _Element) -> bool:
    if element.tag == f"{_MATH}sup":
        return True
    mark = element.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") if element.tag == qn("w:r") else None
    return mark is not None and mark.get(qn("w:val")) == "superscript"


def _raised(said: str) -> str:
    """Raised digits as such, for 10² is not 102; other raised letters as they are."""
    raised = said.translate(_RAISED)
    return raised if not any(map(str.isalpha, said.replace("n", ""))) else said


def _is_hidden(element: _Element) -> bool:
    """Whether a run is formatted as hidden, or struck through."""
    if element.tag != qn("w:r"):
        return False
    marks = (element.find(f"{qn('w:rPr')}/{qn(tag)}") for tag in _HIDING)
    return any(mark is not None and mark.get(qn("w:val"), "1") not in _OFF for mark in marks)
