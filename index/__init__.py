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
from index.folder import Refusal
from index.knowledge_base import KnowledgeBase, Models
from index.passages import Passage
from index.reindexing import Changes, Progress
from index.searching import Hit
from index.settings import Settings, WritingSettings
from index.snapshot import Neighbourhood
from index.verifying import Citation, Sentence

__all__ = [
    "SHARED",
    "Answer",
    "Audience",
    "Changes",
    "Citation",
    "DamagedCatalogue",
    "DataFolderInUse",
    "EmbedderUnreachable",
    "Failure",
    "Hit",
    "InvalidQuestion",
    "InvalidSetting",
    "KnowledgeBase",
    "Listing",
    "ModelRefused",
    "Models",
    "Nearest",
    "Neighbourhood",
    "Passage",
    "Progress",
    "Question",
    "Refusal",
    "Sentence",
    "Settings",
    "Source",
    "Span",
    "Unanswered",
    "UnknownDocument",
    "UnreadableFolder",
    "WritingSettings",
]
