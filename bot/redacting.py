"""What answers quoted of documents that were erased is taken out of the ledger, with every name of theirs in it.

Their cards are brought up to that by `bot/living.py`, which finds only that something without a name is gone.
"""

import secrets
from collections.abc import Collection
from pathlib import Path

from bot.amending import document_of, without
from bot.ledger import Ledger


def redact(file: Path, kept_days: float, documents: Collection[str]) -> None:
    """Take documents out of a ledger that nobody has open, if there is one."""
    if not file.is_file():
        return
    ledger = Ledger(file, kept_days)
    try:
        for passage in [passage for passage in ledger.passages() if document_of(passage) in documents]:
            for entry in ledger.citing([passage]):
                if entry.given.outcome:
                    ledger.revise(entry.answer, without(entry.given.outcome, passage))
            library = passage.partition("/")[0]
            ledger.rename_everywhere(passage, f"{library}/erased-{secrets.token_hex(8)}/0/0")
        ledger.drop_old()
    finally:
        ledger.close()
