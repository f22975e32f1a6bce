"""Forms that people fill in: why an answer is no good, and what they would like to know."""

import discord
from discord import ui

from bot.rendering.words import Words

REASONS = ("wrong", "outdated", "incomplete", "unsafe")
REASON, COMMENT = "reason", "comment"

_PATIENCE_SECONDS = 15 * 60.0
_COMMENT_ROOM = 500


class WhyForm(ui.Modal):
    """Why an answer is no good. What is filled in arrives as an interaction of the form's own id."""

    def __init__(self, words: Words, custom_id: str) -> None:
        super().__init__(title=words("feedback.title"), custom_id=custom_id, timeout=_PATIENCE_SECONDS)
        options = [discord.RadioGroupOption(label=words(f"feedback.{reason}"), value=reason) for reason in REASONS]
        self.add_item(
            ui.Label(text=words("feedback.reason"), component=ui.RadioGroup(custom_id=REASON, options=options))
        )
        comment = ui.TextInput[ui.Modal](
            custom_id=COMMENT,
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=_COMMENT_ROOM,
            placeholder=words("feedback.comment_hint"),
        )
        self.add_item(ui.Label(text=words("feedback.comment"), component=comment))
