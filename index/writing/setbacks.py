"""`Setback`: why a language model did not write an answer, in a sentence for people."""

from enum import Enum


class Setback(Enum):
    """The values are notes beside the answer that comes instead."""

    LATE = "The language model did not answer in time, so this was found without it."
    UNREACHABLE = "The language model could not be reached, so this was found without it."
    REFUSED = "The language model's provider refused the key, so this was found without it."
    BUSY = "The language model is too busy, so this was found without it."
    FAILED = "The language model failed, so this was found without it."
    UNUSABLE = "The language model's answer could not be read, so this was found without it."
    RESTING = "The language model has failed repeatedly and is left alone for a minute, so this was found without it."
    SPENT = "Today's budget for the language model is used up, so this was found without it."
    SILENT = "The language model found no answer, so this was found without it."
    UNPROVEN = "Nothing that the language model wrote could be proven, so this was found without it."


class ModelFailed(Exception):
    """A language model did not reply; never shown, `setback` is."""

    def __init__(self, setback: Setback) -> None:
        super().__init__(setback.name)
        self.setback = setback
