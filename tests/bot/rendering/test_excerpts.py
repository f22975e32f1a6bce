import pytest

from bot.rendering.answers import refusal_card
from bot.rendering.excerpts import excerpt
from bot.rendering.words import words_of
from index import Nearest, Source, Span, Unanswered
from tests.bot.rendering.test_cards import blocks_of
from tests.bot.server import ENGLISH

IDS = "Ask <@123456789012345678>, <@!123> or <@&42> in <#123456789012345678> <a:wave:99> by </help me:7>."


def test_ids_are_put_into_words_and_mention_nobody() -> None:
    said = "Ask \\@someone, \\@someone or \\@a role in \\#a channel \\:wave\\: by \\/help me."
    assert excerpt(ENGLISH, IDS, 200) == said
    source = Source("seeds/a.md", "Rules", None, None, None)
    refused = Unanswered("Q?", "reading", "No.", (Nearest(source, "seeds/a.md/1/0", IDS, Span(0, 9)),), (), 1.0)
    assert any(said in block for block in blocks_of(refusal_card(ENGLISH, refused)))


@pytest.mark.parametrize(("language", "day"), [("en-GB", "14 November 2023"), ("de", "14. November 2023")])
def test_a_moment_is_a_day(language: str, day: str) -> None:
    assert excerpt(words_of(language), "from <t:1700000000:R>", 99) == f"from {day}"


def test_what_is_no_id_stays() -> None:
    assert excerpt(ENGLISH, "1<2 <t:9999999999999> <id:guide>", 99) == "1\\<2 \\<t\\:9999999999999\\> \\<id\\:guide\\>"
    assert len(excerpt(ENGLISH, IDS * 9, 50)) <= 50
