import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.conversation import Turn
from index.documents import Source, Span
from index.passages import Passage
from index.writing.prompt import INSTRUCTIONS, REWRITING, conversation, material
from tests.meta.house import ROOT


def passage(text: str, title: str = "The mill") -> Passage:
    span = Span(0, len(text))
    return Passage("a/0", Source("seeds/a.txt", title, None, None, None), span, text, (span,))


def mark_of(text: str) -> str:
    return str(re.findall(r"^<<([0-9a-f]{12})$", text, re.MULTILINE)[-1])


def test_passages_are_numbered_and_stand_with_their_titles_between_marks() -> None:
    text = material("When?", [passage("It closed in 1931."), passage("It opened.", "The fair")])
    mark = mark_of(text)
    assert f"Passage 1\n<<{mark}\nThe mill\n\nIt closed in 1931.\n{mark}>>" in text
    assert f"Passage 2\n<<{mark}\nThe fair\n\nIt opened.\n{mark}>>" in text
    assert f"<<{mark}\nWhen?\n{mark}>>" in text


def test_the_mark_is_another_each_time() -> None:
    assert len({mark_of(material("When?", [])) for _ in range(20)}) == 20


@given(st.text(max_size=100))
def test_what_a_passage_says_does_not_end_it(text: str) -> None:
    made = material("When?", [passage(text, text)])
    assert made.count(f"{mark_of(made)}>>") == 2


def test_a_conversation_stands_between_marks_with_its_last_turns() -> None:
    turns = [Turn(f"Question {number}?", f"answer {number}") for number in range(9)]
    text = conversation("and where?", [*turns, Turn("Who?", "")])
    mark = mark_of(text)
    assert f"<<{mark}\nWho?\n{mark}>>\nAnswer\n<<{mark}\n(none was found)\n{mark}>>" in text
    assert f"<<{mark}\nand where?\n{mark}>>" in text
    assert "Question 8?" in text
    assert "Question 5?" not in text


@given(st.text(max_size=100))
def test_what_somebody_says_does_not_end_it(text: str) -> None:
    made = conversation(text, [Turn(text, text)])
    assert made.count(f"{mark_of(made)}>>") == 3


@pytest.mark.parametrize("instructions", [INSTRUCTIONS, REWRITING])
def test_the_instructions_are_published(instructions: str) -> None:
    assert instructions.strip() in (ROOT / "docs" / "proof.md").read_text(encoding="utf-8")
