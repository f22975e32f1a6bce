"""`whole_page`: a page of a PDF with what its form fields and annotations show as part of it."""

import pypdfium2
import pypdfium2.raw as pdfium

MOST_ANNOTATIONS = 5000
"""Kept on one page; a form of many pages has a few hundred on each."""

_WORDS = frozenset(
    {
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_CIRCLE,
        pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_REDACT,
    }
)
"""Kinds that show words, or that cover some."""


def whole_page(document: pypdfium2.PdfDocument, number: int, *, is_marked: bool = True) -> pypdfium2.PdfPage:
    """The page at a place (from 0), or also without what only marks words, as lines under them do, and links.

    Raises PdfiumError.
    """
    page = document[number]
    kept = 0
    for at in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        if at < MOST_ANNOTATIONS and (is_marked or _kind(page, at) in _WORDS):
            kept += 1
        else:
            pdfium.FPDFPage_RemoveAnnot(page, at)
    if not kept or pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[number]


def _kind(page: pypdfium2.PdfPage, at: int) -> int:
    annotation = pdfium.FPDFPage_GetAnnot(page, at)
    if not annotation:
        return int(pdfium.FPDF_ANNOT_UNKNOWN)
    try:
        return int(pdfium.FPDFAnnot_GetSubtype(annotation))
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)
