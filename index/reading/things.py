"""Whether a sentence is about the thing that is asked about, what was priced or given; whether it gives a reason."""

import re

from index.lemmas import is_told
from index.names import same_stem
from index.patterns import late
from index.questions import Asked
from index.reading.counts import is_only_a_share
from index.reading.opposites import denied
from index.words import terms, words

_THING = late(
    r"\b(?:how much (?:is|are|does|do|did|was|were|will)|what (?:do|does|did|will)(?=.* cost)) (?:it for )?"
    r"(?P<priced>.+?)(?: cost| at | in | on | for |[?]|$)"
    r"|\b(?:give|gave|given|hand|handed|send|sent|lend|lent|sell|sold|award|awarded|offer|offered|bring|brought|buy"
    r"|bought) .*?\b(?:an?|the|some) (?P<given>\w+)",
    re.IGNORECASE,
)

_COSTS = late(
    r"(?P<subject>[^\W\d_]+)(?: (?:now|only|still|each|will|would|also|currently|always))*"
    r" (?:costs?|(?:is|are|was|were) (?:priced|bought for|sold for|sold at)|(?:sells?|goes|go|went|sold) for)\b",
    re.IGNORECASE,
)
_PRICES = frozenset(
    """
    it they this that these those one ones entry entrance admission ticket tickets pass passes membership fee fees price
    prices rest everything all people adults children kids students members guests visitors person adult child student
    member guest visitor hour day night week month year piece use using
    """.split()
)
"""What costs so much wherever something else is priced: the museum, and its tickets."""

_SHARES = late(
    r"\b(?:discount|reduc\w+|tax(?:es)?|vat|duty|rates?|interest|shares?|cut|commission|tip|fees?|charges?|levy|turnout"
    r"|rises?|raise|increase|bonus|royalt\w+|left)\b|how much of\b",
    re.IGNORECASE,
)
"""What may be a percentage, and no price."""

_PRONOUNS = frozenset("it them this that these those one".split())

_REASON = late(
    r"\b(?:because|due to|owing to|thanks to|on account of|on grounds of|so (?:that|as to)|in protest|reasons?|why"
    r"|causes?|caused|causing|results?|resulted|led to|leads? to|means? that|meant that|after|when|following|given"
    r"|otherwise|therefore|prevents?|avoids?|protects?|saying)\b"
    r"|(?<!have )(?<!has )(?<!had )(?<!ever )\bsince\b(?! \d)"
    r"|, as \w|\bas (?:the|an?|it|its|s?he|they|we|you|there|no)\b"
    r"|\bfor (?:\w+ing|lack|fear|want|safety|health|financial|technical|personal|medical)\b"
    r"|\bto (?!(?:the|an?|be)\b)[a-z]+\b|;|: ",
    re.IGNORECASE,
)
"""What gives a reason, or may."""


def gives_no_reason(asked: Asked, text: str) -> bool:
    """Whether "why" is asked, and a sentence has no word for a reason."""
    return asked.text.lower().startswith(("why ", "why'")) and not _REASON.search(text)


def says_again(asked: Asked, text: str) -> bool:
    """Whether a sentence has most of what is asked."""
    return 2 * len(asked.terms.intersection(terms(text))) >= len(asked.terms)


def is_price_of_another(question: str, sentence: str, about: str) -> bool:
    """Whether a sentence only says what something else costs: "The pole costs 60 euros", asked of the paddle.

    Or by how many per cent something else changed.
    """
    asked, told = _THING.search(question), _COSTS.search(sentence)
    if asked is None or not asked["priced"]:
        return False
    if is_only_a_share(sentence) and not _SHARES.search(question):
        return is_other_thing(question, sentence, f"{sentence}\n{about}")
    if told is None or told["subject"].lower() in _PRICES:
        return False
    things = [word.term for word in words(asked["priced"]) if not word.is_function_word]
    subject = next(words(told["subject"]))
    if not things or subject.is_function_word or subject.text.endswith("ing"):
        return False
    is_about = any(same_stem(subject.term, other) for other in (*things, *terms(about)))
    return not is_about and not any(same_stem(things[-1], word) for word in terms(sentence))


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
