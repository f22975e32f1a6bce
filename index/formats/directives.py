"""Directives and roles of reStructuredText that only Sphinx and its kin know: what stands in them is read."""

import re
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.languages import en
from docutils.utils import new_document

MOST_NAMES = 200
"""Of directives and roles that are made known for a file."""

_ENGLISH: Any = en
_DIRECTIVE = re.compile(r"^[ \t]*\.\. ([A-Za-z][\w:.+-]{0,60})::", re.MULTILINE)
_ROLE = re.compile(r":([A-Za-z][\w:.+-]{0,60}):`")
_OPTION = re.compile(r":[\w-]+:.*")
_TARGET = re.compile(r"(?P<title>.+?)\s*<[^<>]*>", re.DOTALL)
_SILENT = frozenset(
    "toctree literalinclude index highlight currentmodule default-domain sectionauthor codeauthor tabularcolumns "
    "graphviz digraph graph mermaid uml plot inheritance-diagram productionlist autosummary".split()
)
"""They only arrange, or draw, what is elsewhere."""

_VERSIONS = {
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "versionremoved": "Removed in version",
    "deprecated": "Deprecated since version",
}
"""What Sphinx writes before the version that follows."""

_OBJECTS = frozenset(
    "function class method attribute data module exception option envvar confval describe object".split()
)


class _Unknown(Directive):
    """A directive whose argument and content are both read."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Its argument before its content: a version, the term that it explains, or a paragraph."""
        name = self.name.lower()
        if name in _SILENT or name.rpartition(":")[2] in _SILENT or name.startswith("auto"):
            return []
        lines = [line for line in "\n".join(self.arguments).splitlines() if not _OPTION.fullmatch(line.strip())]
        inside = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inside)
        if name in _VERSIONS:
            version, _, said = " ".join(lines).partition(" ")
            return self._said(f"{_VERSIONS[name]} {version}{': ' if said else ''}", said, inside)
        if (":" in name or name in _OBJECTS) and inside.children and lines:
            term = nodes.term("", "", nodes.Text(", ".join(lines)))
            item = nodes.definition_list_item("", term, nodes.definition("", *inside.children))
            return [nodes.definition_list("", item)]
        if not inside.children and ":" not in name and name not in _OBJECTS:
            return []  # it stands for what a program writes in its place
        return self._said("", " ".join(lines), inside)

    def _said(self, before: str, text: str, inside: nodes.Element) -> list[nodes.Node]:
        parsed, _ = self.state.inline_text(text, self.lineno)
        paragraph = nodes.paragraph("", "", nodes.Text(before), *parsed)
        return [*([paragraph] if before or text else []), *inside.children]


def make_known(source: str) -> None:
    """Let docutils read the directives and roles of a text that it does not know."""
    document = new_document("")
    for name in sorted({found.lower() for found in _DIRECTIVE.findall(source)})[:MOST_NAMES]:
        if directives.directive(name, _ENGLISH, document)[0] is None:
            directives.register_directive(name, _Unknown)
    for name in sorted({found.lower() for found in _ROLE.findall(source)})[:MOST_NAMES]:
        if roles.role(name, _ENGLISH, 0, document.reporter)[0] is None:
            roles.register_local_role(name, _title)


def _title(_: str, rawtext: str, text: str, *__: Any) -> tuple[list[Any], list[Any]]:
    """What a reader sees of a role: the title of what it leads to, else its name."""
    said = re.sub(r"\\(.)", r"\1", text.replace("\0", "\\"))
    match = _TARGET.fullmatch(said)
    shown = match["title"] if match else said.rpartition(".")[2] if said.startswith("~") else said.removeprefix("!")
    return [nodes.inline(rawtext, shown)], []
