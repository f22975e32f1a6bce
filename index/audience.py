"""`Audience`: who is asking, and therefore which libraries may be looked into."""

from dataclasses import dataclass

SHARED = "seeds"
"""The library that everyone may read: the documents of the seeds folder."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The libraries that this asker may see, by name. Every search needs one; there is no "everything"."""

    libraries: frozenset[str]

    @classmethod
    def everyone(cls) -> "Audience":
        """Someone outside every server: the shared library alone."""
        return cls(frozenset({SHARED}))

    @classmethod
    def of_server(cls, server: int) -> "Audience":
        """A member of a Discord server: the shared library and the server's own."""
        return cls(frozenset({SHARED, str(server)}))
