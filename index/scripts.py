"""Which script a text is in: the bundled models were trained on English, and other scripts mean nothing to them."""

import unicodedata


def is_latin(text: str) -> bool:
    """Whether at least half of the letters of a text are Latin; a text without letters is."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(character.isascii() or unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return 2 * latin >= len(letters)
