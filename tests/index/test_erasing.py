import subprocess
import sys
from pathlib import Path

from index import Audience, Order, Upload
from tests.index.conftest import Opened
from tests.index.samples import FAIR, MILL

CURATOR = Order("42", actor="curator")
MEMBER = Audience.of_server(42)
VISIT = """
import contextlib, sqlite3, sys
with contextlib.closing(sqlite3.connect(sys.argv[1])) as db:
    print(db.execute("SELECT count(*) FROM documents").fetchone()[0])
"""


async def test_the_search_for_traces_leaves_the_databases_locks_alone(data: Path, open_base: Opened) -> None:
    """Without its locks, the next process that looks into the catalogue takes away the log that is still written to."""
    base = open_base()
    await base.add(CURATOR, Upload("mill.txt", MILL.encode()))
    assert (await base.erase(CURATOR, "mill.txt")).traces == ()
    assert seen_from_outside(data) == 0
    await base.add(CURATOR, Upload("fair.txt", FAIR.encode()))
    assert seen_from_outside(data) == 1
    assert [at.path for at in await base.documents(MEMBER)] == ["fair.txt"]


def seen_from_outside(data: Path) -> int:
    """How many documents another process finds, as a backup would."""
    visit = [sys.executable, "-c", VISIT, str(data / "catalogue.sqlite3")]
    return int(subprocess.run(visit, check=True, capture_output=True, text=True).stdout)
