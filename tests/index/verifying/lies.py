"""Lies made from true statements, systematically: the same change wherever it can be made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.index.verifying.documents import STATEMENTS, TEXTS, quotes

Quotes = tuple[tuple[int, str], ...]
"""Passage number, from 1, and what is said to stand there."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its quotes, as a model might give them; `kind` says in which way it lies."""

    kind: str
    text: str
    quotes: Quotes


TITLES = list(TEXTS)
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NAMES = {
    "Oxmere Mill": ["Thomas Garrow", "Lindley", "Oxmere", "Fenwick Street", "Holt Museum", "Hamburg"],
    "Ministers meet in Varna": [
        "Elena Petrova",
        "Kemal Aydin",
        "Greece",
        "Sofia",
        "Bucharest",
        "Edirne",
        "Turkey",
        "Varna",
    ],
    "Ada Brook": ["Ada Brook", "Hugo Lange", "Samuel Orr", "Dundee", "Leeds", "Harland Works", "Northern Railway"],
    "Rovers lose cup final": [
        "Castle United",
        "Marsh Rovers",
        "Lucia Ferri",
        "Joan Pike",
        "Ivo Marek",
        "Selby",
        "Denholm Park",
    ],
    "Survey of the grey seal": ["Skarva", "Hvann"],
    "Minutes of the parish council": ["Ruth Osei", "Peter Lund", "Mill Lane"],
}
STRANGERS = ["Napoleon Bonaparte", "Brussels", "Marie Weber"]
UNITS = [
    ("tonnes", "kilograms"), ("litres", "gallons"), ("minute", "hour"), ("months", "weeks"), ("hours", "days"),
    ("centimetres", "metres"), ("kilograms", "grams"), ("kg", "grams"), ("euros", "dollars"), ("pounds", "euros"),
    ("weeks", "months"), ("days", "weeks"), ("percent", "euros"), ("billion", "million"), ("bar", "volts"),
]  # fmt: skip
SHADES = [
    ("may", "will"), ("may", "must"), ("must", "may"), ("will", "may"), ("Most", "All"), ("Most of", "Half of"),
    ("At least", "At most"), ("at least", "at most"), ("up to", "at least"), ("Up to", "At least"), ("Half", "Most"),
    ("probably ", ""), ("is believed to be", "is"), ("accused Greece of", "praised Greece for"), ("Only", "Not only"),
    ("only by the", "by any"), ("All visitors", "Some visitors"), ("Several", "All"), ("Some", "All"),
    ("more than", "less than"),
    ("must be", "need not be"), ("said he would probably", "will"), ("rarely", "always"), ("about", "exactly"),
    ("rose", "fell"),
    ("closed", "opened"), ("opened", "closed"), ("larger", "smaller"), ("below", "above"), ("fewer", "more"),
    ("before", "after"),
    ("after", "before"), ("within", "after"), ("accepted", "rejected"), ("opposed", "supported"), ("sold", "bought"),
    ("beat", "lost to"), ("won", "lost"), ("lost", "won"), ("arrived in", "left"), ("Adult", "Young"), ("begin", "end"),
]  # fmt: skip
SWAPPED = [
    ("Oxmere Mill", "The Lindley family built it for Thomas Garrow.", (1,)),
    ("Oxmere Mill", "The mill opened in 1931 and closed in 1842.", (0,)),
    ("Oxmere Mill", "The mill closed in 1842.", (0,)),
    ("Oxmere Mill", "The mill opened in 1931.", (0,)),
    ("Ministers meet in Varna", "Greece accused Mr Aydin of delaying the ferry agreement.", (2,)),
    ("Ministers meet in Varna", "Mr Aydin was accused by Greece of delaying the ferry agreement.", (2,)),
    ("Ministers meet in Varna", "Mr Aydin invited Petrova to visit Sofia in October.", (0, 1)),
    ("Ministers meet in Varna", "Petrova will travel from Bucharest to Varna on Thursday.", (4,)),
    ("Ministers meet in Varna", "Kemal Aydin arrived in Varna on Tuesday.", (0,)),
    ("Ministers meet in Varna", "Trade rose by 7.2 percent to 14 billion euros last year.", (5,)),
    ("Ada Brook", "Hugo Lange studied under Ada Brook from 1905 to 1909.", (0, 1)),
    ("Ada Brook", "Brook recommended Lange to the Northern Railway in 1910.", (2,)),
    ("Ada Brook", "Lange was recommended by Brook to the Northern Railway.", (2,)),
    ("Ada Brook", "Harland Works sold her patents to Brook for 900 pounds.", (5,)),
    ("Ada Brook", "Ada Brook was born on 9 June 1959.", (0,)),
    ("Ada Brook", "In 1934 Brook painted Orr's portrait.", (6,)),
    ("Pump P-40: service manual", "The seal lasts about 9,000 hours.", (4,)),
    ("Pump P-40: service manual", "The bearing lasts about 4,000 hours.", (4,)),
    ("Pump P-40: service manual", "It delivers 3 litres per minute at a pressure of 25 bar.", (0,)),
    ("Rovers lose cup final", "Marsh Rovers beat Castle United 3-1.", (0,)),
    ("Rovers lose cup final", "Castle United were beaten by Marsh Rovers.", (0,)),
    ("Rovers lose cup final", "United won the final in 2018.", (4,)),
    ("Rovers lose cup final", "United lost the final in 2020.", (4,)),
    ("Survey of the grey seal", "Females weigh up to 300 kilograms.", (1,)),
    ("Survey of the grey seal", "Adult males rarely exceed 190 kilograms.", (1,)),
    ("Minutes of the parish council", "Two votes to five accepted the proposal.", (3,)),
    ("Minutes of the parish council", "Peter Lund proposed to close Mill Lane to lorries.", (1, 2)),
    ("Minutes of the parish council", "Ruth Osei opposed the proposal.", (1, 2)),
]
STITCHED = [
    ("Oxmere Mill", "The mill closed because the cottages were demolished.", (0, 6)),
    ("Oxmere Mill", "Thomas Garrow was given a house in Fenwick Street.", (1, 3)),
    ("Oxmere Mill", "The wheel was built by Thomas Garrow.", (1, 4)),
    ("Oxmere Mill", "The closing of the mill led to the demolition of the cottages.", (0, 6)),
    ("Ministers meet in Varna", "Trade rose because Petrova arrived in Varna.", (0, 5)),
    ("Ministers meet in Varna", "Kemal Aydin will travel to Bucharest on Thursday.", (0, 4)),
    ("Ministers meet in Varna", "Greece is believed to be planning a second terminal.", (2, 6)),
    ("Rules of the Harbour Library", "Children under 12 may borrow up to 8 books.", (1, 2)),
    ("Rules of the Harbour Library", "A lost card is suspended after 60 days.", (3, 5)),
    ("Rules of the Harbour Library", "The library is closed because a card was lost.", (3, 4)),
    ("Ada Brook", "Hugo Lange designed the Carrick Bridge.", (0, 1)),
    ("Ada Brook", "Samuel Orr sold his patents to Harland Works.", (3, 5)),
    ("Ada Brook", "Ada Brook sold her patents because she never won the Telford medal.", (4, 5)),
    ("Pump P-40: service manual", "The motor lasts about 4,000 hours.", (2, 4)),
    ("Pump P-40: service manual", "The warning lamp flashes red when the motor is started without water.", (2, 3)),
    ("Rovers lose cup final", "Lucia Ferri was sent off in the 71st minute.", (1, 2)),
    ("Rovers lose cup final", "Joan Pike scored twice before half-time.", (1, 2)),
    ("Rovers lose cup final", "Rovers lost because Joan Pike was sent off.", (0, 2)),
    ("Survey of the grey seal", "The decline was caused by plastic.", (3, 5)),
    ("Survey of the grey seal", "Half of the pups carried a tag.", (2, 4)),
    ("Minutes of the parish council", "The residents complained because the grant had been refused.", (6, 7)),
    ("Minutes of the parish council", "Peter Lund complained about the noise from the quarry.", (2, 6)),
]
PLAIN = dict(
    pair.split(":")
    for pair in """
    opened:open closed:close built:build arrived:arrive rose:rise met:meet designed:design beat:beat won:win weigh:weigh
    accused:accuse sold:sell married:marry scored:score opposed:oppose painted:paint counted:count studied:study went:go
    proposed:propose carried:carry accepted:accept
    """.split()
)
ADDED = [
    " and was praised by the king",
    ", which pleased everyone in Brussels",
    " after a fire",
    " for the second time",
    " despite protests",
]


def truths() -> Iterator[Told]:
    for title, text, which in STATEMENTS:
        yield Told("true", text, _quotes(title, which))


def lies() -> Iterator[Told]:
    """All of them, each text once."""
    seen: set[tuple[str, Quotes]] = {(told.text, told.quotes) for told in truths()}
    for told in _all():
        if (told.text, told.quotes) not in seen:
            seen.add((told.text, told.quotes))
            yield told


def _all() -> Iterator[Told]:
    for at, (title, text, which) in enumerate(STATEMENTS):
        own = _quotes(title, which)
        changes = {
            "number": _numbers(text),
            "date": _dates(text),
            "year": _years(text, title),
            "name": _names(text, title),
            "negation": _negated(text),
            "unit": _replaced(text, UNITS),
            "shade": _replaced(text, SHADES),
            "addition": iter([text.removesuffix(".") + ADDED[at % len(ADDED)] + "."]),
        }
        for kind, changed in changes.items():
            yield from (Told(kind, one, own) for one in changed)
        number = TITLES.index(title) + 1
        yield Told("wrong passage", text, tuple((number % len(TITLES) + 1, quote) for _, quote in own))
        yield Told("no such passage", text, tuple((99, quote) for _, quote in own))
        yield Told("invented quote", text, ((number, _reworded(own[0][1])),))
        other_title, _, others = STATEMENTS[(at + 11) % len(STATEMENTS)]
        yield Told("another quote", text, _quotes(other_title, others))
    for kind, told in (("roles", SWAPPED), ("stitched", STITCHED)):
        yield from (Told(kind, text, _quotes(title, which)) for title, text, which in told)


def _quotes(title: str, which: tuple[int, ...]) -> Quotes:
    return tuple((TITLES.index(title) + 1, quote) for quote in quotes(title, which))


def _numbers(text: str) -> Iterator[str]:
    for match in re.finditer(r"(?<![\w-])\d[\d,.]*\d|(?<![\w-])\d(?!\w)", text):
        digits = match[0]
        for changed in (
            digits[:-1] + str((int(digits[-1]) + 1) % 10),
            "7" + digits if len(digits) < 4 else "1" + digits[1:-1] + "3",
        ):
            if changed != digits:
                yield text[: match.start()] + changed + text[match.end() :]
    for word, other in (
        ("twice", "three times"),
        ("eight", "nine"),
        ("six", "eight"),
        ("three", "four"),
        ("Five", "Six"),
        ("Half", "A third"),
    ):
        if word in text:
            yield text.replace(word, other)


def _dates(text: str) -> Iterator[str]:
    for listed in (MONTHS, DAYS, ["spring", "autumn", "summer"], ["last year", "last month", "this year"]):
        for at, word in enumerate(listed):
            if re.search(rf"\b{word}\b", text):
                yield re.sub(rf"\b{word}\b", listed[(at + 1) % len(listed)], text)


def _years(text: str, title: str) -> Iterator[str]:
    if not re.search(r"\b(?:1[89]|20)\d\d\b", text):
        yield text.removesuffix(".") + {"Ada Brook": " in 1912."}.get(title, " in 2023.")


def _names(text: str, title: str) -> Iterator[str]:
    known = NAMES.get(title, [])
    for name in known:
        for form in (name, name.split()[-1]):
            if re.search(rf"\b{form}\b", text):
                for other in [*known, STRANGERS[len(text) % 3]]:
                    if other not in text and name not in other and other.split()[-1] not in text:
                        yield re.sub(rf"\b{form}\b", other, text)
                break


def _negated(text: str) -> Iterator[str]:
    if re.search(r"\b(?:not|never|Nobody|No)\b", text):
        for old, new in (
            (" not ", " "),
            (" never won", " won"),
            ("Nobody was", "Everybody was"),
            ("No plastic", "Plastic"),
            ("did agree", "agreed"),
        ):
            if old in text:
                yield text.replace(old, new)
        return
    for verb in ("was", "were", "is", "are", "will", "may", "must", "had", "can"):
        if re.search(rf"\b{verb}\b", text):
            yield re.sub(rf"\b{verb}\b", f"{verb} not", text, count=1)
            return
    for verb, plain in PLAIN.items():
        if re.search(rf"\b{verb}\b", text):
            yield re.sub(rf"\b{verb}\b", f"never {verb}", text, count=1)
            yield re.sub(rf"\b{verb}\b", f"did not {plain}", text, count=1)
            return


def _replaced(text: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    for old, new in pairs:
        if re.search(rf"\b{old}", text):
            yield re.sub(rf"\b{old}", new, text, count=1)


def _reworded(quote: str) -> str:
    """One word of it is another: no quote any more."""
    words = quote.split()
    words[len(words) // 2] = "moreover"
    return " ".join(words)
