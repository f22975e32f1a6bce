"""The text of a letter to blocks: what its writer says may be quoted, what it repeats of others may not."""

import re
from collections.abc import Iterator
from itertools import groupby

from selectolax.lexbor import LexborNode

from index.formats.composing import Composer
from index.formats.web.furniture import is_navigation
from index.formats.web.markup import write

SIGNATURE = "-- "
"""The line that parts a letter from the card of its writer."""

LONGEST_ATTRIBUTION = 200
"""Characters of the line that says whose words follow."""

LEAST_FIELDS = 3
"""Lines like `From: …` that begin another's letter where no rule does."""

_RULE = re.compile(r"\s*[-_]{2,}\s*[^\W\d_][^\n]{3,60}?\s*[-_]{2,}\s*")
_FORWARDED = re.compile(
    r"forward|weitergeleitet|transf[ée]r|reenviad|inoltrat|doorgestuur|przekazan|vidarebefordra", re.IGNORECASE
)
_FORWARDING = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|doorst|vb|pd)\s*:", re.IGNORECASE)
_FIELD = re.compile(r"\*?[^\W\d_][\w -]{1,30}\*?\s?:\*?(?:\s.*)?")
_SENDER = re.compile(r"\*?(?:from|von|de|da|van|od|från|fra)\*?\s?:\*?\s*\S.*", re.IGNORECASE)
_WROTE = re.compile(r"\d|@|wrote|schrieb|écrit|escribi|scri|napisa|skrev|schreef", re.IGNORECASE)
_REPEATED = "blockquote, .gmail_attr, .moz-cite-prefix, .moz-signature, #divRplyFwdMsg"
_INDENTED = re.compile(r"border\s*:\s*(?:none|0)", re.IGNORECASE)


def write_plain(text: str, composer: Composer, subject: str) -> None:
    """Write a plain letter without its signature; `subject` tells whether it hands on another's letter."""
    lines, run = text.split("\n"), list[str]()
    is_own, is_signed, at = True, False, 0
    while at < len(lines):
        header = _header(lines, at)
        if header:
            _flush(run, composer, is_own=is_own)
            run, is_signed = [], False
            is_own = bool(_FORWARDING.match(subject) or (_RULE.fullmatch(lines[at]) and _FORWARDED.search(lines[at])))
            composer.block("\n".join(lines[at : at + header]), quotable=False)
            sender = next(said for said in lines[at : at + header] if _SENDER.fullmatch(said.strip()))
            composer.heading = sender.strip() if is_own else ""
            at += header
            continue
        is_signed = is_signed or lines[at] == SIGNATURE
        if not is_signed:
            run.append(lines[at])
        at += 1
    _flush(run, composer, is_own=is_own)


def write_page(root: LexborNode, composer: Composer, subject: str) -> None:
    """Write a letter in HTML; what it repeats of others comes last."""
    repeated = [] if _FORWARDING.match(subject) else list(_outermost(root))
    texts = [node.text(separator="\n", strip=True) for node in repeated]
    for node in repeated:
        node.decompose()
    write(root, composer, is_navigation)
    for text in texts:
        composer.block(text, quotable=False)


def _outermost(root: LexborNode) -> Iterator[LexborNode]:
    """The repeated parts that lie in no other; a quotation without a border is only set in."""
    found = [node for node in root.css(_REPEATED) if not _INDENTED.search(node.attributes.get("style") or "")]
    ids = {node.mem_id for node in found}
    for node in found:
        parent = node.parent
        while parent is not None and parent.mem_id not in ids:
            parent = parent.parent
        if parent is None:
            yield node


def _header(lines: list[str], at: int) -> int:
    """How many lines from here on say that another's letter follows; 0 when they do not."""
    is_ruled = bool(_RULE.fullmatch(lines[at]))
    start = at + is_ruled
    while is_ruled and start < len(lines) and not lines[start].strip():
        start += 1
    end = start
    while end < len(lines) and _FIELD.fullmatch(lines[end].strip()):
        end += 1
    is_sender = [bool(_SENDER.fullmatch(said.strip())) for said in lines[start:end]]
    if not any(is_sender) or not (is_ruled or (is_sender[0] and len(is_sender) >= LEAST_FIELDS)):
        return 0
    return end - at


def _flush(lines: list[str], composer: Composer, *, is_own: bool) -> None:
    """Write lines, a block a paragraph, cut where the writer's words and those of others meet."""
    repeated = _repeated(lines)
    for (is_blank, is_repeated), group in groupby(
        range(len(lines)), lambda number: (not lines[number].strip(), number in repeated)
    ):
        if not is_blank:
            composer.block("\n".join(lines[number] for number in group), quotable=is_own and not is_repeated)


def _repeated(lines: list[str]) -> set[int]:
    """The lines that are another's, and those that say whose the next ones are."""
    found, above = set[int](), list[int]()
    for number, said in enumerate(lines):
        if said.lstrip().startswith(">"):
            found.add(number)
            found.update(_attribution(lines, above))
            above = []
        elif said.strip():
            above = [*(above if above and above[-1] == number - 1 else []), number]
    return found


def _attribution(lines: list[str], above: list[int]) -> list[int]:
    """Of the paragraph above another's words, the last lines, which say whose they are."""
    for count in (1, 2):
        said = " ".join(lines[number].strip() for number in above[-count:])
        if above and said.endswith(":") and len(said) <= LONGEST_ATTRIBUTION and _WROTE.search(said):
            is_wrapped = count == 1 and len(above) > 1 and not re.search(r"\d", said)
            if not is_wrapped:
                return above[-count:]
    return []
