"""One process owns a data folder: a second one is told who holds it, and leaves."""

import errno
import json
import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import DataFolderInUse, InvalidSetting

GRACE_SECONDS = 0.3
ORPHAN_SECONDS = 3.0
"""A child that a killed process was just starting holds what its parent held until it has become another program: on a
busy machine longer, and waited for longer where the owner is known to be dead."""

OWNER_ONLY = 0o700
"""Questions and limited documents are in there: other users of the machine may not even look into it."""


class DataFolderLock:
    """Held from construction to `release`; the operating system frees it when the process dies, however it dies."""

    def __init__(self, folder: Path) -> None:
        """Create the folder if need be, for this user alone, and own it. Raises DataFolderInUse, InvalidSetting."""
        self._owner = folder / "owner.json"
        self._lock = FileLock(folder / "lock", timeout=GRACE_SECONDS, thread_local=False)  # any thread may close
        try:
            folder.mkdir(OWNER_ONLY, parents=True, exist_ok=True)
            self._acquire()
            self._sign()
        except Timeout:
            raise DataFolderInUse(f"The data folder {folder} is in use by {self._holder()}; stop it first.") from None
        except OSError as error:
            reason = (error.strerror or "it failed").lower()
            raise InvalidSetting(f"The data folder {folder} cannot be written to: {reason}.") from error

    def release(self) -> None:
        """Let the folder go, if it is still held: the next owner's name is not ours to remove."""
        if self._lock.is_locked:
            self._owner.unlink(missing_ok=True)
            self._lock.release()

    def _acquire(self) -> None:
        """Raises Timeout."""
        try:
            self._lock.acquire()
        except Timeout:
            if not self._is_orphaned():
                raise
            self._lock.acquire(timeout=ORPHAN_SECONDS)

    def _is_orphaned(self) -> bool:
        """Whether the owner is known, and dead."""
        try:
            os.kill(json.loads(self._owner.read_text(encoding="utf-8"))["pid"], 0)
        except ProcessLookupError:
            return True
        except (OSError, ValueError, TypeError, KeyError):
            pass
        return False

    def _sign(self) -> None:
        """Leave a name for whoever comes next. A full disk takes none, and keeps nobody from reading."""
        try:
            self._owner.write_text(
                json.dumps({"pid": os.getpid(), "command": Path(sys.argv[0]).name}), encoding="utf-8"
            )
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise

    def _holder(self) -> str:
        try:
            owner = json.loads(self._owner.read_text(encoding="utf-8"))
            return f"{owner['command']} (process {owner['pid']})"
        except (OSError, ValueError, TypeError, KeyError):
            return "another process"
