"""What Footnote knows: documents, passages, searching, answering. No Discord here.

These names are all that `bot/` may use.
"""

from index.answering import Answer, Nearest, Question, Unanswered
from index.audience import SHARED, Audience
from index.documents import Listing, Source, Span
from index.errors import (
    DamagedCatalogue,
    DataFolderInUse,
    EmbedderUnreachable,
    Failure,
    InvalidQuestion,
    InvalidSetting,
    ModelRefused,
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
from index.knowledge_base import KnowledgeBase, Models
from index.passages import Passage
from index.reindexing import Changes, Progress
from index.searching import Hit
from index.settings import Settings
from index.snapshot import Neighbourhood
from index.verifying import Citation, Sentence

__all__ = [
    "SHARED",
    "Answer",
    "Audience",
    "Change",
    "Changes",
    "Citation",
    "Comparison",
    "DamagedCatalogue",
    "DataFolderInUse",
    "EmbedderUnreachable",
    "Failure",
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
    "Outcome",
    "Passage",
    "Progress",
    "Question",
    "Refusal",
    "Score",
    "Scorecard",
    "Sentence",
    "Settings",
    "Source",
    "Span",
    "Unanswered",
    "UnknownDocument",
    "UnreadableFolder",
    "compare",
    "evaluate",
    "measures",
    "read_golden",
]
