from dataclasses import replace
from pathlib import Path

from bot.given import Place, State
from bot.ledger import Ledger
from bot.redacting import redact
from index import Answer, Citation, Sentence, Source, Span
from tests.bot.terminal import Footnote
from tests.bot.test_ledger import ANSWER, PLACES, REFUSAL, given

KEPT = Source("seeds/b/a.txt", "Another", None, None, None)
CITED = Citation(1, KEPT, "seeds/b/a.txt/c0ffee/0", "It snowed.", 0, 10)


def both() -> Answer:
    kept = replace(ANSWER.sentences[0].citations[0], number=2)
    sentences = (Sentence("It snowed.", (), (CITED,)), replace(ANSWER.sentences[0], citations=(kept,)))
    return replace(ANSWER, question="weather?", sentences=sentences, sources=(KEPT, *ANSWER.sources))


def test_what_was_erased_is_out_of_the_ledger_and_the_rest_stays(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    ledger = Ledger(file)
    places = (PLACES[0], Place(CITED.passage, Span(0, 10)))
    mixed = ledger.enter(replace(given(both()), places=places))
    alone = ledger.enter(given(replace(ANSWER, question="sun?")))
    gone = ledger.enter(replace(given(None), places=(replace(PLACES[0], state=State.REMOVED),)))
    refused = ledger.enter(given(replace(REFUSAL, nearest=(replace(REFUSAL.nearest[0], passage=PLACES[0].passage),))))
    ledger.close()
    redact(file, 30, {"seeds/a.txt"})
    assert not [at for at in tmp_path.iterdir() if b"seeds/a.txt" in at.read_bytes() or b"It rained" in at.read_bytes()]
    ledger = Ledger(file)
    left = {name: entry.given for name in (mixed, alone, gone, refused) if (entry := ledger.entry(name))}
    assert left[alone].outcome is None
    outcome = left[mixed].outcome
    assert isinstance(outcome, Answer)
    assert [sentence.text for sentence in outcome.sentences] == ["It snowed."]
    assert left[mixed].places[1] == places[1]
    assert [place.state for place in left[gone].places] == [State.REMOVED]
    assert left[mixed].places[0].passage in ledger.cited(), "its card is not brought up to it yet"
    assert left[mixed].places[0].passage.startswith("seeds/erased-")
    ledger.close()


def test_where_no_answer_was_given_there_is_nothing_to_do(tmp_path: Path) -> None:
    redact(tmp_path / "ledger.sqlite", 30, {"seeds/a.txt"})
    assert list(tmp_path.iterdir()) == []


def test_an_erasure_leaves_nothing_in_the_ledger_either(own: Footnote, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained on the whole of the first day of the fair.", encoding="utf-8")
    own("library", "add", tmp_path / "a.txt")
    ledger = Ledger(tmp_path / "data" / "bot" / "ledger.sqlite")
    quote = "It rained on the whole of the first day of the fair."
    citation = replace(ANSWER.sentences[0].citations[0], quote=quote)
    ledger.enter(given(replace(ANSWER, sentences=(replace(ANSWER.sentences[0], text=quote, citations=(citation,)),))))
    ledger.close()
    said = own("library", "erase", "seeds/a.txt")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("nothing of it is left.\n")
