"""reStructuredText to `Document`: sections, lists and tables as they are read, without directives and comments."""

from docutils import nodes
from docutils.core import publish_doctree

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File
from index.formats.decoding import decode
from index.formats.details import Details
from index.formats.directives import make_known
from index.formats.grids import Cell

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 6,
    "_disable_config": True,
    "docinfo_xform": False,
    "sectnum_xform": False,
    "smart_quotes": False,
    "trim_footnote_reference_space": True,
    "syntax_highlight": "none",
    "line_length_limit": 1_000_000,
}
"""A file cannot pull in others, nor run anything, nor fail: what is wrong in it stays as it is."""

_SKIPPED = (
    nodes.comment,
    nodes.system_message,
    nodes.substitution_definition,
    nodes.target,
    nodes.raw,
    nodes.problematic,
)
LETTERS = 26
_BLOCKS = (nodes.paragraph, nodes.literal_block, nodes.doctest_block, nodes.line_block, nodes.attribution)


def read_rst(file: File) -> Document:
    """Read reStructuredText. Raises Refused."""
    source = decode(file)
    make_known(source)
    tree = publish_doctree(source, settings_overrides=_SETTINGS)
    composer = Composer()
    details = Details.named(_fields(tree), "front matter")
    waiting: list[tuple[nodes.Node, str]] = [(tree, "")]
    while waiting:
        node, marker = waiting.pop()
        if isinstance(node, _SKIPPED):
            continue
        children = _written(node, marker, composer)
        waiting.extend(reversed(children))
    return composer.document(file, details)


def _fields(tree: nodes.document) -> dict[str, str]:
    """The list of fields at the top, and the title."""
    first = next(iter(tree.findall(nodes.field_list)), None)
    found = {"title": str(tree.get("title", ""))}
    if first is not None and first.parent in {tree, *tree.children[:1]}:
        for entry in first.findall(nodes.field):
            found[entry[0].astext().strip().lower()] = entry[1].astext().strip()
        first.parent.remove(first)
    return found


def _written(node: nodes.Node, marker: str, composer: Composer) -> list[tuple[nodes.Node, str]]:
    """Write a node if it is a block; else its children, each with the marker that its list gives it."""
    if isinstance(node, nodes.title) and not isinstance(node.parent, nodes.section | nodes.document):
        composer.block(_text(node))
    elif isinstance(node, nodes.title | nodes.subtitle | nodes.rubric):
        composer.head(node.astext(), level=_level(node))
    elif isinstance(node, nodes.table):
        composer.rows([_cells(row) for row in node.findall(nodes.row)])
    elif isinstance(node, _BLOCKS):
        composer.block(marker + _text(node))
    elif isinstance(node, nodes.enumerated_list):
        return [(item, _numeral(node, number)) for number, item in enumerate(node.children, start=node.get("start", 1))]
    elif isinstance(node, nodes.bullet_list):
        return [(item, "- ") for item in node.children]
    elif isinstance(node, nodes.definition_list_item | nodes.option_list_item | nodes.field):
        term = node[0].astext()
        return [(child, f"{term}: " if number == 0 else "") for number, child in enumerate(node[-1].children)]
    elif isinstance(node, nodes.Element):
        return [(child, marker if number == 0 else "") for number, child in enumerate(node.children)]
    return []


def _cells(row: nodes.row) -> list[Cell]:
    is_name = isinstance(row.parent, nodes.thead)
    return [
        Cell(_cell_text(entry), entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1, is_name=is_name)
        for entry in row.children
        if isinstance(entry, nodes.entry)
    ]


def _cell_text(entry: nodes.entry) -> str:
    return " ".join(child.astext() for child in entry.children if not isinstance(child, _SKIPPED))


def _numeral(enumeration: nodes.enumerated_list, number: int) -> str:
    """The mark of an item as it was written: `1.`, `a)`, `(B)`."""
    first = {"loweralpha": "a", "upperalpha": "A"}.get(enumeration["enumtype"])
    mark = chr(ord(first) + number - 1) if first and number <= LETTERS else str(number)
    return f"{enumeration.get('prefix', '')}{mark}{enumeration.get('suffix', '.')} "


def _level(node: nodes.Node) -> int:
    """How deep a heading stands, from 1; the title of the whole text is one of them."""
    level = 0
    while node.parent is not None:
        node, level = node.parent, level + 1
    return level


def _text(node: nodes.Node) -> str:
    texts = (part for part in node.findall(nodes.Text) if not isinstance(part.parent, nodes.footnote_reference))
    text = node.astext() if isinstance(node, nodes.line_block) else "".join(part.astext() for part in texts)
    return text if isinstance(node, nodes.literal_block | nodes.line_block) else " ".join(text.split())
