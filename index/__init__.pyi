from .answering import Answer, Nearest, Question, Unanswered
from .audience import SHARED, Access, Audience
from .audit import Audit
from .backups import back_up, restore
from .changes import Changes, Progress
from .checking import Checked, CheckedClaim, Verdict
from .conversation import Turn
from .documents import Listing, Source, Span
from .erasing import Erased
from .errors import (
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
from .evaluating import (
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
from .folder import Refusal, unreadable
from .formats import Picture
from .history import Fate, Version
from .knowledge_base import KnowledgeBase
from .loading import Models
from .notes import Note
from .passages import Passage
from .runs import Order
from .scripts import is_latin
from .searching import Hit
from .settings import Settings, WritingSettings, at_home
from .showing import Neighbourhood
from .uploads import Upload
from .verifying import Citation, Sentence
from .words import whole

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
    "at_home",
    "back_up",
    "compare",
    "evaluate",
    "is_latin",
    "measures",
    "read_golden",
    "restore",
    "unreadable",
    "whole",
]
