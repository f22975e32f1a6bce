"""Draws the gallery: `python -m tests.preview [FOLDER] [NAME …]`, by default into docs/pictures."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from bot.rendering.words import words_of
from tests.preview.chromium import photograph
from tests.preview.gallery import drawn_page, gallery, seeds_answer
from tests.preview.page import page

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
DESKTOP, PHONE = 720, 500
"""Chromium draws no window narrower than 500; a phone's page keeps to 390 of it."""


def main(folder: Path, *names: str) -> None:
    """Draw the named cards, or all of them: light and dark, for a desktop and for a phone."""
    messages = gallery(words_of("en"), asyncio.run(seeds_answer()))
    pictures = {"page-1.png": drawn_page().content}
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        for name, light, phone in product(names or messages, (False, True), (False, True)):
            html = page([messages[name]], light=light, phone=phone, pictures=pictures)
            file = folder / f"{name}-{'light' if light else 'dark'}{'-phone' if phone else ''}.png"
            pool.submit(photograph, html, file, width=PHONE if phone else DESKTOP)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES, *sys.argv[2:])
