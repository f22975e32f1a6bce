"""The pictures show what is sent: every card of the gallery can be drawn, and Discord would take it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.rendering.words import LANGUAGES, words_of
from tests.preview.chromium import found
from tests.preview.gallery import DISAGREEMENT, gallery
from tests.preview.page import page
from tests.wire import openapi

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_can_be_drawn_and_sent(language: str) -> None:
    for name, message in gallery(words_of(language), DISAGREEMENT).items():
        assert "<div class=container" in page([message], light=False, phone=True), name
        if openapi.FILE.exists():
            openapi.description().check("POST", "/channels/1/messages", message)


def test_what_is_drawn_is_what_is_said() -> None:
    one = replace(DISAGREEMENT, sentences=DISAGREEMENT.sentences[:1])
    html = page([gallery(words_of("en"), one)["answer"]], light=True, phone=False)

    assert "<h2>19 August</h2>" in html
    assert "<strong>19 August</strong>" in html
    assert "<blockquote>" in html


def test_what_cannot_be_drawn_is_an_error() -> None:
    with pytest.raises(ValueError, match="type 13"):
        page([{"flags": 0, "components": [{"type": 13}]}], light=False, phone=False)


def test_the_pictures_that_the_documentation_shows_are_there() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for name in re.findall(r"pictures/([\w-]+\.png)", document.read_text("utf-8")):
            assert (ROOT / "docs" / "pictures" / name).is_file(), name


@pytest.mark.skipif(found() is None, reason="Chromium is not installed")
@pytest.mark.acceptance
def test_a_picture_is_cut_to_what_is_drawn(tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415 - only where pictures are drawn

    from tests.preview.chromium import photograph  # noqa: PLC0415

    html = page([gallery(words_of("en"), DISAGREEMENT)["error"]], light=True, phone=False)
    photograph(html, tmp_path / "x.png", width=720)
    with Image.open(tmp_path / "x.png") as picture:
        assert picture.width == 1440
        assert 200 < picture.height < 1000
