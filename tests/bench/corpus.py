"""Made-up news: as many files as wanted, each of some 500 words, no two alike, the same ones every time."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

_SYLLABLES = "bra lin ox skel mar tarn gar nav hol quil ven dro pel tor ash fen wick mer sol dan".split()
_SUBJECTS = "mill harbour library orchestra ferry museum orchard observatory bakery school bridge theatre".split()
_FATES = "sold opened rebuilt closed painted flooded restored inspected renamed widened".split()
_REASONS = (
    "the roof had begun to leak after a wet spring",
    "nobody had applied for the keeper's post in two years",
    "the council preferred to spend its money on the new road",
    "the owners could not agree on who was to pay for the repairs",
    "more visitors came than the old building could hold",
    "an engineer had found cracks in the northern wall",
)
_REMARKS = (
    "Most of those who live nearby said that they had expected it for a long time.",
    "A smaller party in the council voted against the plan and asked for a new report.",
    "What will become of the furniture and of the old books has not been decided yet.",
    "The work was done by a firm from the next valley, which had asked for the lowest price.",
    "Children from the village school had planted forty lime trees along the road the year before.",
    "Letters to this newspaper were divided, and two of them came in verse.",
)
_TOLD = re.compile(r"^The (\w+ of \w+) was (\w+) in ", re.MULTILINE)


def write(folder: Path, files: int) -> None:
    """Fill a folder."""
    folder.mkdir(parents=True)
    chance = Random(7)
    for number in range(files):
        title, body = _article(chance)
        (folder / f"{number:05d}.txt").write_text(f"{title}\n\n{body}\n", encoding="utf-8")


def change(file: Path) -> None:
    """Change one paragraph of a file."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Most of those", "Nearly all of those", 1) + "\nIt rained.\n", encoding="utf-8")


def questions(folder: Path, count: int) -> list[str]:
    """A question that each of the first files answers, of at most so many."""
    texts = (file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))[:count])
    return [f"When was the {subject} {fate}?" for text in texts for subject, fate in [_TOLD.findall(text)[0]]]


def _article(chance: Random) -> tuple[str, str]:
    subject, place = chance.choice(_SUBJECTS), _name(chance)
    paragraphs = [" ".join(_sentences(chance, subject, place)) for _ in range(8)]
    return f"The {subject} of {place} is {chance.choice(_FATES)}", "\n\n".join(paragraphs)


def _sentences(chance: Random, subject: str, place: str) -> Iterator[str]:
    yield (
        f"The {subject} of {place} was {chance.choice(_FATES)} in {chance.randint(1700, 2020)} by "
        f"{_name(chance)} {_name(chance)}, because {chance.choice(_REASONS)}."
    )
    yield f"About {chance.randint(3, 9000):,} people came from {_name(chance)}, some of them on foot."
    yield chance.choice(_REMARKS)
    age, price = chance.randint(18, 95), chance.randint(2, 90)
    yield f"{_name(chance)} {_name(chance)}, who is {age}, said that it had cost {price} crowns."


def _name(chance: Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize()
