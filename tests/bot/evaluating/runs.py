"""Two runs of four questions: one became better, one worse; one text is hostile."""

from index import Golden, Outcome, Score, Scorecard

HOSTILE = "Is <script>alert(1)</script> & \x1b[31m“this” safe?"


def score(question: str, outcome: Outcome, kind: str = "when", *, trap: bool = False, ms: float = 120.0) -> Score:
    """A question that ended so, with whatever else goes with that."""
    is_answered = outcome is not Outcome.REFUSED and not (trap and outcome is Outcome.RIGHT)
    golden = Golden(question, () if trap else ("1931",), unanswerable=trap, kind=kind)
    return Score(
        golden=golden,
        outcome=outcome,
        rank=None if trap else 2,
        answer=f"{question} In 1931 <i>it</i> closed." if is_answered else "",
        highlights=("In 1931",) if is_answered else (),
        reason="" if is_answered else "No sentence says when.",
        is_found=None if trap else outcome is Outcome.RIGHT,
        exact=None if trap else 0.0,
        f1=None if trap else 0.5,
        is_quoted=None,
        citations=int(is_answered),
        valid=int(is_answered),
        grounded=1.0 if is_answered else None,
        forbidden=("Monday",) if outcome is Outcome.WRONG else (),
        elapsed_ms=ms,
    )


BEFORE = Scorecard(
    "mill",
    "2026-01-01T00:00:00+00:00",
    (
        score("When did it close?", Outcome.REFUSED),
        score("When did it open?", Outcome.RIGHT),
        score("Who burnt it?", Outcome.RIGHT, "unanswerable", trap=True),
        score(HOSTILE, Outcome.WRONG, "yes-no"),
    ),
)
AFTER = Scorecard(
    "mill",
    "2026-01-02T00:00:00+00:00",
    (
        score("When did it close?", Outcome.RIGHT),
        score("When did it open?", Outcome.RIGHT, ms=2500.0),
        score("Who burnt it?", Outcome.WRONG, "unanswerable", trap=True),
        score(HOSTILE, Outcome.WRONG, "yes-no"),
    ),
)
