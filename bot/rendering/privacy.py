"""What is kept of a person, and what was forgotten."""

from bot.rendering.cards import Accent, Button, Card, heading, small
from bot.rendering.words import Words


def privacy_card(words: Words, questions: int, votes: int, days: int, minutes: int, *buttons: Button) -> Card:
    """What is kept, for how many days (0: nothing is stored), and how much of it is this person's."""
    kept = words("privacy.kept", days=days) if days else words("privacy.nothing")
    yours = words("privacy.yours", questions=questions, feedback=votes)
    conversation = words("privacy.conversation", minutes=minutes)
    return Card(Accent.PLAIN, [heading(words("privacy.title")), kept, conversation, small(yours)], buttons)


def forgotten_card(words: Words, questions: int, votes: int, conversations: int) -> Card:
    """What was removed."""
    told = words("privacy.forgotten", questions=questions, feedback=votes, conversations=conversations)
    return Card(Accent.DONE, [told, small(words("privacy.forgotten_more"))])
