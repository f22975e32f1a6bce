"""What Footnote knows: documents, passages, searching, answering. No Discord here.

These names are all that `bot/` may use.
"""

from index.answering import Answer, Nearest, Question, Unanswered
from index.audience import SHARED, Access, Audience
from index.audit import Audit
from index.backups import back_up, restore
from index.changes import Changes, Progress
from index.checking import Checked, CheckedClaim, Verdict
from index.conversation import Turn
from index.documents import Listing, Source, Span
from index.erasing import Erased
from index.errors import (
    CannotWrite,
    DamagedCatalogue,
    DataFolderInUse,
    EmbedderUnreachable,
    Failure,
    InvalidQuestion,
    InvalidSetting,
    ModelRefused,
    NotPossible,
    UnknownDocument,
    UnreadableFolder,
)
from index.evaluating import (
    Change,
    Comparison,
    Golden,
    Measure,
    Outcome,
    Score,
    Scorecard,
    compare,
    evaluate,
    measures,
    read_golden,
)
from index.folder import Refusal
from index.formats import Picture
from index.history import Fate, Version
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.notes import Note
from index.passages import Passage
from index.runs import Order
from index.scripts import is_latin
from index.searching import Hit
from index.settings import Settings, WritingSettings
from index.showing import Neighbourhood
from index.uploads import Upload
from index.verifying import Citation, Sentence
from index.words import whole

__all__ = [
    "SHARED",
    "Access",
    "Answer",
    "Audience",
    "Audit",
    "CannotWrite",
    "Change",
    "Changes",
    "Checked",
    "CheckedClaim",
    "Citation",
    "Comparison",
    "DamagedCatalogue",
    "DataFolderInUse",
    "EmbedderUnreachable",
    "Erased",
    "Failure",
    "Fate",
    "Golden",
    "Hit",
    "InvalidQuestion",
    "InvalidSetting",
    "KnowledgeBase",
    "Listing",
    "Measure",
    "ModelRefused",
    "Models",
    "Nearest",
    "Neighbourhood",
    "NotPossible",
    "Note",
    "Order",
    "Outcome",
    "Passage",
    "Picture",
    "Progress",
    "Question",
    "Refusal",
    "Score",
    "Scorecard",
    "Sentence",
    "Settings",
    "Source",
    "Span",
    "Turn",
    "Unanswered",
    "UnknownDocument",
    "UnreadableFolder",
    "Upload",
    "Verdict",
    "Version",
    "WritingSettings",
    "back_up",
    "compare",
    "evaluate",
    "is_latin",
    "measures",
    "read_golden",
    "restore",
    "whole",
]
