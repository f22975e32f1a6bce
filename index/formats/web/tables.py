"""Tables of web pages: which of them hold data, and the cells of those."""

from selectolax.lexbor import LexborNode

from index.formats.grids import Cell

FEWEST_ROWS = 3
"""Of a table without names whose cells hold paragraphs or lists; what has fewer may only place things on a page."""

LONGEST_CELL = 600
"""Characters in such a table; columns of a page hold more."""

_PLACED = "table, h1, h2, h3, h4"
"""What is found in tables that only place things on a page."""

_BLOCKS = "ul, ol, p + p, div + div"
"""What is found in such tables, and in cells with much to say."""

_BOLD = "b, strong"


def holds_data(table: LexborNode) -> bool:
    """Whether a table's cells belong together in rows and columns; else it only places things on a page."""
    if (table.attributes.get("role") or "").lower() in {"presentation", "none"}:
        return False
    if any(node.mem_id != table.mem_id for node in table.css(_PLACED)):
        return False
    if table.css_first(_BLOCKS) is None or table.css_first("th, caption") is not None:
        return True
    rows = [[cell for cell in row.iter() if cell.tag == "td"] for row in table.css("tr")]
    several = [row for row in rows if len(row) > 1]
    return (
        len(several) >= FEWEST_ROWS
        and len(several) * 2 > len(rows)
        and all(len(cell.text(strip=True)) <= LONGEST_CELL for row in several for cell in row)
    )


class TableCells:
    """Gathers the rows of a table as its elements open and close."""

    def __init__(self, table: LexborNode) -> None:
        self.table = table
        self.rows: list[list[Cell]] = []
        self._in_head = False

    def open(self, tag: str) -> None:
        """An element in the table begins."""
        if tag in {"thead", "tbody", "tfoot"}:
            self._in_head = tag == "thead"
        elif tag == "tr":
            self.rows.append([])

    def add(self, cell: LexborNode, text: str) -> None:
        """A cell has ended."""
        if not self.rows:
            return
        self.rows[-1].append(
            Cell(
                text,
                _span(cell, "colspan"),
                _span(cell, "rowspan"),
                is_bold=_is_bold(cell),
                is_name=self._in_head or cell.tag == "th",
            )
        )


def _span(cell: LexborNode, name: str) -> int:
    said = (cell.attributes.get(name) or "").strip()
    return max(int(said), 1) if said.isdecimal() and len(said) <= 5 else 1  # noqa: PLR2004 - digits of the most that browsers take


def _is_bold(cell: LexborNode) -> bool:
    bold = cell.css_first(_BOLD)
    return bold is not None and bold.text(strip=True) == cell.text(strip=True)
