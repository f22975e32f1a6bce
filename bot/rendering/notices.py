"""Short words: failures, waiting, restarting."""

from bot.rendering.cards import Accent, Button, Card, heading, small
from bot.rendering.escaping import escape_within, one_line

_SENTENCE_ROOM = 600

ASK_SOMETHING = "Ask me a question, and I will look for the answer in the sources."
CURATORS_ONLY = "Only members who may manage this server can do that."
NOT_HERE = "That works only in a server."
EXPIRED = "This button has expired; ask again."
CHANGED = "This passage has changed since; ask again."
NOT_ALLOWED_NOW = "That cannot be done here just now."
ALREADY_REINDEXING = "A reindex is already running; its result will stand where it was started."
NO_SUCH_SOURCE = "There is no source of that name that you may see."

YOURS_ARE_OPEN = "I am still working on your other questions; ask this one when they are answered."
ALL_BUSY = "Many people are asking just now; please ask again in a minute."
TOOK_TOO_LONG = "That took too long, so I stopped; please ask again."
RESTARTING = "I am restarting; please ask again in a minute."


def notice_card(sentence: str, *buttons: Button) -> Card:
    """One plain sentence for the person asking."""
    return Card(Accent.REFUSAL, [escape_within(one_line(sentence), _SENTENCE_ROOM)], buttons)


def error_card(reference: str) -> Card:
    """An apology that says nothing of what broke, but how to report it."""
    return Card(
        Accent.ERROR,
        [
            heading("Something went wrong"),
            "That is my fault, not yours. Please try again.",
            small(f"If it happens again, give the people who run me this number: {reference}"),
        ],
    )
