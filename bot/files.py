"""The file itself: what a source was read from, for whoever may see it now, as large as Discord takes it."""

import discord

from bot.audience import audience_of
from bot.failures import Sorry
from bot.rendering.cards import Card
from bot.rendering.files import file_card, megabytes
from bot.rendering.words import Words
from index import KnowledgeBase, Source, UnknownDocument

LEAST_LIMIT = 10 * 1024 * 1024
"""Bytes that Discord takes everywhere; an interaction may say that it takes more."""


async def handed_over(
    knowledge_base: KnowledgeBase, words: Words, interaction: discord.Interaction, source: Source
) -> Card:
    """The card that carries a source's file. Raises Sorry."""
    audience = audience_of(interaction)
    if not await knowledge_base.has_file(source.document, audience):
        raise Sorry("file.of_the_web" if source.url else "file.gone")
    try:
        upload = await knowledge_base.file(source.document, audience)
    except UnknownDocument:
        raise Sorry("file.gone") from None
    most = interaction.filesize_limit or LEAST_LIMIT
    if len(upload.content) > most:
        raise Sorry("file.too_large", size=megabytes(len(upload.content)), most=megabytes(most))
    return file_card(words, source, upload)
