"""Who may see what: the `Audience` that asks, and the `Access` that a source is limited to."""

from collections.abc import Iterable
from dataclasses import dataclass

SHARED = "seeds"
"""The library that everyone may read: the documents of the seeds folder."""

NOBODY = 0
"""No role and no channel of Discord's has this id."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who a source is limited to, by Discord's ids: an empty set limits nothing, and where both are given both count.

    A member needs one of the `roles`; the question must be asked in one of the `channels`, or in a thread of one.
    """

    roles: frozenset[int] = frozenset()
    channels: frozenset[int] = frozenset()

    def narrowed(self, other: "Access") -> "Access":
        """Only what both let through; where they share no role, or no channel, nobody."""
        return Access(_shared(self.roles, other.roles), _shared(self.channels, other.channels))


@dataclass(frozen=True, slots=True)
class Audience:
    """What this asker may see. Every search needs one; there is no "everything".

    `libraries` are named; `roles` are those of the asker, and `channels` the one where the question is asked, with the
    channel above it where that is a thread.
    """

    libraries: frozenset[str]
    roles: frozenset[int] = frozenset()
    channels: frozenset[int] = frozenset()

    @classmethod
    def everyone(cls) -> "Audience":
        """Someone outside every server: the shared library alone."""
        return cls(frozenset({SHARED}))

    @classmethod
    def of_server(cls, server: int, roles: Iterable[int] = (), channels: Iterable[int] = ()) -> "Audience":
        """A member of a Discord server: the shared library and the server's own."""
        return cls(frozenset({SHARED, str(server)}), frozenset(roles), frozenset(channels))

    def may_see(self, library: str, limits: Iterable[Access]) -> bool:
        """Whether a source of a library is for this audience; `limits` are all that stand on its path."""
        return library in self.libraries and all(self._meets(limit) for limit in limits)

    def _meets(self, limit: Access) -> bool:
        return (not limit.roles or not limit.roles.isdisjoint(self.roles)) and (
            not limit.channels or not limit.channels.isdisjoint(self.channels)
        )


def _shared(ids: frozenset[int], others: frozenset[int]) -> frozenset[int]:
    if not (ids and others):
        return ids | others
    return ids & others or frozenset({NOBODY})
