"""`Note`: a remark or a reason for people, in English, that also says which it is, so that it can be told otherwise."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


class Code(StrEnum):
    """Which remark or reason a note is; what stands in brackets are its values."""

    NO_YEAR = "no_year"
    NO_YEAR_FOR = "no_year_for"
    COUNTED = "counted"
    HEADING = "heading"
    HOLDS_DAY = "holds_day"
    LEAVES_DAY = "leaves_day"
    YES = "yes"
    NO = "no"
    DIFFER = "differ"
    AGREE = "agree"
    UNDERSTOOD = "understood"
    AS_OF = "as_of"
    FOREIGN = "foreign"
    NO_MODEL = "no_model"
    NO_EMBEDDER = "no_embedder"
    NO_WRITES = "no_writes"
    DROPPED = "dropped"
    FLAWED = "flawed"
    UNPROVEN = "unproven"
    REVERSED = "reversed"
    OPPOSITE = "opposite"
    NOT_MENTIONED = "not_mentioned"
    NOT_ABOUT = "not_about"
    OTHER_TIME = "other_time"
    OTHER_COUNT = "other_count"
    OTHER_MEASURE = "other_measure"
    OTHER_DOER = "other_doer"
    ONLY_NAMED = "only_named"
    NO_NUMBER = "no_number"
    NOTHING = "nothing"
    NOT_SAID = "not_said"
    NOT_TOGETHER = "not_together"


_ENGLISH = {
    Code.NO_YEAR: "The source gives no year.",
    Code.NO_YEAR_FOR: "For “{time}” the source gives no year.",
    Code.COUNTED: "“{time}” is {date}, counted from the date of the source, {dated}.",
    Code.HEADING: "It stands under the heading “{heading}”.",
    Code.HOLDS_DAY: "“{said}” includes {day}.",
    Code.LEAVES_DAY: "“{said}” does not include {day}.",
    Code.YES: "The source says: yes.",
    Code.NO: "The source says: no.",
    Code.DIFFER: "The sources give different {what}: {each}.",
    Code.AGREE: "{n} independent sources say the same.",
    Code.UNDERSTOOD: "Understood as: {question}",
    Code.AS_OF: "Only sources that are known to be from {date} or before were searched.",
    Code.FOREIGN: "The bundled models read English; this question was looked up by its words alone.",
    Code.NO_MODEL: "A bundled model is missing or altered: answers rest on words alone.",
    Code.NO_EMBEDDER: "The embedding model could not be reached: passages were searched by words alone.",
    Code.NO_WRITES: "The data folder takes no writes: answers rest on what was indexed before.",
    Code.DROPPED: "The language model also wrote {what} that could not be proven and {were} left out{why}.",
    Code.FLAWED: "Of the language model's quotes {n} {were} none and left out: {kinds}.",
    Code.UNPROVEN: "No sentence of the documents could be proven to answer this.",
    Code.REVERSED: "The nearest sentence tells it the other way round.",
    Code.OPPOSITE: "The nearest sentence does not say “{word}”, but the opposite.",
    Code.NOT_MENTIONED: "The nearest passages do not mention {names} in this connection.",
    Code.NOT_ABOUT: "The nearest sentence does not speak of {name}.",
    Code.OTHER_TIME: "The nearest sentence speaks of another time.",
    Code.OTHER_COUNT: "The nearest sentence gives another number of them.",
    Code.OTHER_MEASURE: "The nearest sentence measures something else.",
    Code.OTHER_DOER: "The nearest sentence tells it of somebody else.",
    Code.ONLY_NAMED: "The nearest sentence does not say that it came about.",
    Code.NO_NUMBER: "The nearest sentence does not say {number}.",
    Code.NOTHING: "The documents hold nothing about this.",
    Code.NOT_SAID: "No sentence of the documents says {what}.",
    Code.NOT_TOGETHER: "No sentence of the documents has these words together.",
}


class Note(str):
    """The English sentence itself, with its code and its values (plain text, by name), which JSON keeps beside it."""

    __slots__ = ("code", "values")
    code: str
    values: dict[str, str]

    @classmethod
    def of(cls, code: str, english: str, values: dict[str, str]) -> Self:
        """A note whose sentence is at hand."""
        made = cls(english)
        made.code, made.values = code, values
        return made

    def __getnewargs__(self) -> tuple[str]:
        return (str(self),)


def note(code: Code, **values: str | int) -> Note:
    """The note of a code."""
    plain = {name: str(value) for name, value in values.items()}
    return Note.of(code.value, _ENGLISH[code].format(**plain), plain)


class _Kept:
    """How pydantic keeps a text that may be a note: a note as an object, any other text as it is."""

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415 - heavy, and needed only where something is kept

        shown = core_schema.plain_serializer_function_ser_schema(_plain)
        return core_schema.no_info_plain_validator_function(_read, serialization=shown)


def _plain(text: str) -> str | dict[str, Any]:
    return {"code": text.code, "text": str(text), "values": text.values} if isinstance(text, Note) else text


def _read(kept: Any) -> str:
    if isinstance(kept, str):
        return kept
    if not isinstance(kept, dict) or kept.keys() != {"code", "text", "values"}:
        raise ValueError("not a note")
    return Note.of(str(kept["code"]), str(kept["text"]), {str(k): str(v) for k, v in kept["values"].items()})


Told = Annotated[str, _Kept]
"""A text for people; most are notes."""
