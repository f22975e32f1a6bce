import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.env_file import names
from bot.settings import CONVERSATION_MINUTES, LOG_LEVEL, RETENTION_DAYS
from bot.settings import Settings as BotSettings
from index import Settings

EXAMPLE = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
GIVEN = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))


def test_every_setting_that_is_read_is_in_the_example_and_nothing_else() -> None:
    assert set(GIVEN) == names()


def test_each_setting_stands_once() -> None:
    assert len(re.findall(r"^[A-Z_]+=", EXAMPLE, re.MULTILINE)) == len(GIVEN)


@pytest.mark.parametrize("settings", [Settings, BotSettings])
def test_the_example_changes_nothing(settings: type[Settings] | type[BotSettings]) -> None:
    read: Callable[[Mapping[str, str]], object] = settings.from_env
    assert read(GIVEN) == read({})


def test_a_default_is_written_out_where_there_is_one() -> None:
    given = {name: value for name, value in GIVEN.items() if value}
    assert given == {
        "SEEDS_DIR": "seeds",
        "DATA_DIR": "data",
        "EMBEDDING": "bundled",
        "LLM": "none",
        "LLM_SECONDS": "30",
        "LLM_TOKENS": "500000",
        "LLM_MONEY": "0",
        "LOG_LEVEL": LOG_LEVEL,
        "RETENTION_DAYS": str(RETENTION_DAYS),
        "CONVERSATION_MINUTES": str(CONVERSATION_MINUTES),
        "DIRECT_MESSAGES": "no",
        "MESSAGE_CONTENT": "no",
    }


def test_every_setting_stands_below_a_sentence_about_it() -> None:
    blocks = EXAMPLE.strip().split("\n\n")[1:]
    assert all(re.fullmatch(r"(# .+\n)*# .+\.\n([A-Z_]+=.*\n?)+", block) for block in blocks)


def test_no_comment_is_too_long_to_read() -> None:
    assert all(len(line) <= 120 for line in EXAMPLE.splitlines())
