import ast
import re
from pathlib import Path

import pytest

from bot.rendering.words import LANGUAGES, texts, words_of

BOT = Path(__file__).parents[3] / "bot"
OTHERS = [language for language in LANGUAGES if language != "en"]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[,}]", text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_everything_with_the_same_values(language: str) -> None:
    english, other = texts("en"), texts(language)

    assert set(other) == set(english)
    assert {name: placeholders(other[name]) for name in other} == {
        name: placeholders(english[name]) for name in english
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said(language: str) -> None:
    for name, text in texts(language).items():
        numbers = set(re.findall(r"\{(\w+), (?:plural|number)", text))
        values = {each: 2 if each in numbers else "x" for each in placeholders(text)}
        assert "{" not in words_of(language)(name, **values)


def said() -> set[str]:
    """Every string of the program that could be the name of a text; those put together begin with the literal part."""
    return {
        node.value
        for module in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_text_is_left_over() -> None:
    spoken = said()
    beginnings = tuple(value for value in spoken if value.endswith("."))
    assert {name for name in texts("en") if name not in spoken and not name.startswith(beginnings)} == set()


@pytest.mark.parametrize(
    ("locale", "language"), [("de", "de"), ("en-US", "en"), ("fr", "en"), (None, "en"), ("", "en")]
)
def test_discords_locale_chooses(locale: str | None, language: str) -> None:
    assert words_of(locale).language == language


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    assert [words_of("en")("passages", n=n) for n in (1, 1200)] == ["1 passage", "1,200 passages"]
    assert words_of("de")("passages", n=1200) == "1.200 Textstellen"
    assert words_of("de").date(2024, 4, 13) == "13. April 2024"


def test_discords_limits_for_what_it_is_told_of_commands_hold() -> None:
    for language in LANGUAGES:
        for name, text in texts(language).items():
            if name.startswith("command."):
                assert len(text) <= (32 if "menu_" in name else 100), (language, name)
            if name.startswith("button."):
                assert len(text) <= 38, (language, name)
            if name in ("feedback.title", "feedback.reason", "feedback.comment"):
                assert len(text) <= 45, (language, name)
            if name == "feedback.comment_hint":
                assert len(text) <= 100, (language, name)
