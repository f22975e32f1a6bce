"""Failures whose text is for people.

Failure
├── InvalidSetting        a setting or an argument cannot be used
├── InvalidQuestion       empty, or longer than anything worth reading
├── UnknownDocument       no such document for this asker
├── UnreadableFolder      the seeds folder cannot be listed
├── DataFolderInUse       another process owns the data folder
├── DamagedCatalogue      the SQLite file cannot be opened as ours
├── CannotRead            the disk fails, or the system has no file to spare
├── CannotWrite           the disk is full or takes no writes; nothing was changed
├── Stopped               a change was ended before it was whole; nothing was changed
├── NotPossible           what a curator asked for cannot be done as things stand
├── EmbedderUnreachable   the embedding model that the operator chose does not answer
└── ModelRefused          a bundled model's file is missing or altered
"""


class Failure(Exception):
    """Something went wrong in a way that a person can understand.

    `str(failure)` is one plain sentence that people read as it stands, in Discord and on the terminal: no
    path of this machine unless the operator typed it, no stack, no secret.
    """


class InvalidSetting(Failure):
    """A setting or an argument cannot be used; the sentence names it, never its value if it is secret."""


class InvalidQuestion(Failure):
    """The question is empty or too long."""


class UnknownDocument(Failure):
    """The asker may see no document, or no passage, of that name."""


class UnreadableFolder(Failure):
    """The folder of documents is missing or cannot be listed."""


class DataFolderInUse(Failure):
    """Another process owns the data folder; the sentence says which."""


class DamagedCatalogue(Failure):
    """The catalogue exists but is not a database that this version can open."""


class CannotRead(Failure):
    """The disk fails, or the system has no file to spare, for now: the same question may be answered later."""


class CannotWrite(Failure):
    """The disk is full, or takes no writes: what was to be changed is as it was before."""


class Stopped(Failure):
    """A change was told to end before it was whole; the sentence says how far it came and what is kept of it."""


class NotPossible(Failure):
    """What a curator asked for cannot be done as things stand; the sentence says why."""


class EmbedderUnreachable(Failure):
    """The embedding model that the operator chose does not answer; words alone can still be searched."""


class ModelRefused(Failure):
    """A bundled model's file is missing or is not, byte for byte, the one that was measured."""
