"""What a process and a folder take."""

import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")


def resident() -> int:
    """Bytes of memory that this process holds now; where the system does not say, the most that it ever held."""
    return _of_status("VmRSS") or peak()


def peak() -> int:
    """The most that it ever held."""
    return _of_status("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def size(folder: Path) -> int:
    """Bytes that a folder's files take on the disk; holes in them take none."""
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())


def _of_status(name: str) -> int:
    if not _STATUS.exists():
        return 0
    lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="utf-8").splitlines())
    return int(lines[name].split()[0]) * 1024
