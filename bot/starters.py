"""Questions to begin with, made of what a document says; the knowledge base has to show whether it answers them."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest

_READ = 40_000
"""Characters of a document that are looked through."""
_MOST = 5
_LONGEST = 120

_NAME = r"[A-Z][\w’'-]+(?: (?:of |the |de |van |von |al-)?[A-Z][\w’'-]+)"
_ASKED = re.compile(
    r"^[ \t#>*\-\d.)]*((?:who|what|when|where|why|how|which|can|do|does|is|are|may|must)\b[^\n?]{8,100}\?)",
    re.MULTILINE | re.IGNORECASE,
)
"""A heading or a line of questions and answers is a question already."""
_PERSON = re.compile(
    rf"(?:\b(?:On|In|At|By|Since|Last) \w+ |\b)({_NAME}{{1,2}}), "
    r"(?:the |a |an |its |his |her )?(?:\w+[ -]){0,3}(?:of|for|at|in) "
)
"""`Zhao Leji, chairman of …`: an apposition says who somebody is."""
_THING = re.compile(rf"(?:^|[.!?] +)((?:The )?{_NAME}{{0,3}}) (is|was|are|were) (?:an?|the|one) \w", re.MULTILINE)
"""`Footnote is a …`: a definition."""
_PRONOUNS = re.compile(r"(?:It|This|That|There|Here|He|She|They|We|You|These|Those|What|Who|But|And|Its)\b")


def candidates(text: str) -> list[str]:
    """Questions that a text seems to answer: those that it asks itself, who somebody is, what something is."""
    text = text[:_READ]
    asked = (match[1].strip() for match in _ASKED.finditer(text))
    people = (f"Who is {match[1]}?" for match in _PERSON.finditer(text))
    things = (f"What {match[2]} {_uncapitalised(match[1])}?" for match in _THING.finditer(text) if _is_name(match[1]))
    found = (question for question in in_turn(asked, people, things) if len(question) <= _LONGEST)
    return list(islice(dict.fromkeys(found), _MOST))


def in_turn(*series: Iterable[str]) -> Iterator[str]:
    """The first of each, then the second of each, and so on."""
    return (each for row in zip_longest(*series) for each in row if each is not None)


def _is_name(text: str) -> bool:
    return not _PRONOUNS.match(text)


def _uncapitalised(name: str) -> str:
    return name[0].lower() + name[1:] if name.startswith("The ") else name
