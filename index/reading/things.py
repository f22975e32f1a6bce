"""Whether a sentence is about the thing that is asked about: this item of a list, what was priced, what was given."""

import re

from index.documents import Span
from index.lemmas import is_told
from index.passages import Passage
from index.questions import Asked
from index.reading.listing import siblings
from index.reading.opposites import denied
from index.words import terms, words

_THING = re.compile(
    r"\bhow much (?:is|are|does|do|did|was|were) (?P<priced>.+?)(?: cost| at | in | on | for |[?]|$)"
    r"|\b(?:give|gave|given|hand|handed|send|sent|lend|lent|sell|sold|award|awarded|offer|offered|bring|brought|buy"
    r"|bought) .*?\b(?:an?|the|some) (?P<given>\w+)",
    re.IGNORECASE,
)

_PRONOUNS = frozenset("it them this that these those one".split())


def is_other_item(asked: Asked, passage: Passage, sentence: Span, near: str) -> bool:
    """Whether a word of the question stands in another item or row beside a sentence's own, and not in `near`."""
    elsewhere = {term for other in siblings(passage, sentence) for term in terms(passage.quote(other))}
    return not (asked.terms & elsewhere).issubset(terms(near))


def is_other_thing(question: str, sentence: str, near: str) -> bool:
    """Whether a question asks what something costs, or who gave it to whom, and a sentence has no word of it.

    What costs so much may be said near it, what was given only where a pronoun stands for it.
    """
    found = _THING.search(question)
    if found is None:
        return False
    wanted = {word.term for word in words(found["priced"] or found["given"]) if not word.is_function_word}
    has_pronoun = not _PRONOUNS.isdisjoint(word.text.lower() for word in words(sentence))
    text = near if found["priced"] or has_pronoun else sentence
    return bool(wanted) and wanted.isdisjoint(terms(text))


def has_all_words(asked: Asked, text: str, title: str) -> bool:
    """Whether a text has every telling word of a question; names may stand in its title."""
    return {word.term for word in asked.event} <= set(terms(text)) and asked.terms <= set(terms(f"{text}\n{title}"))


def is_untold(asked: Asked, text: str) -> bool:
    """Whether a text has nothing of what is asked but names, neither a word in any form nor its opposite."""
    said = list(words(text))
    no = denied(asked.text, text)
    return bool(asked.event) and not any(word.text.lower() == no or is_told(word, said) for word in asked.event)
