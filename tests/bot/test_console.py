import io
from dataclasses import replace

import pytest

from bot.console import PLAIN_WIDTH, Terminal, _Console
from index import Audience, Changes, Failure, Question, Refusal
from tests.bot.library import KIM, SEED, Book, Library

QUESTION = "when did Kim meet Putin?"
EVERYONE = Audience.everyone()
ESCAPES = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \u202etxt.exe\u2066"


def plain(terminal: Terminal) -> str:
    assert isinstance(terminal.out.file, io.StringIO)
    return terminal.out.file.getvalue()


def a_console(*, width: int = PLAIN_WIDTH, is_terminal: bool = False) -> _Console:
    return _Console(
        file=io.StringIO(), width=width, force_terminal=is_terminal, markup=False, highlight=False, emoji=False
    )


@pytest.fixture
def terminal() -> Terminal:
    """As in a pipe."""
    return Terminal(a_console(), a_console())


async def test_an_answer_is_its_quotes_its_notes_and_its_sources(terminal: Terminal) -> None:
    terminal.show(await Library().answer(Question(QUESTION, EVERYONE)))
    assert plain(terminal) == (
        f"“{KIM}” [1]\n"
        "The source gives no year.\n"
        "\n"
        "[1] Chinese and North Korean officials meet in highest-level meeting in years, Guernsey Press\n"
        "quoted from 1 source · indexed 2026-01-02 · 1 ms\n"
    )


async def test_a_refusal_is_its_reason_and_what_came_near(terminal: Terminal) -> None:
    terminal.show(await Library().answer(Question("who won the war cup?", EVERYONE)))
    assert plain(terminal) == (
        "Unanswered. No sentence in the sources answers this.\n"
        "\n"
        "Nearest passages:\n"
        "Chinese and North Korean officials meet in highest-level meeting in years, Guernsey Press\n"
        f"    {SEED.sentences[2]}\n"
    )


async def test_a_quote_stands_on_one_line_in_a_pipe_however_long(terminal: Terminal) -> None:
    sentence = "Kim met Putin and said: " + "a very long sentence, " * 300 + "the end."
    terminal.show(await Library(Book("seeds/a.txt", "Long", (sentence,))).answer(Question(QUESTION, EVERYONE)))
    assert f"“{sentence}” [1]" in plain(terminal).splitlines()


async def test_a_pipe_gets_no_escapes_and_a_terminal_gets_colour() -> None:
    answer = await Library().answer(Question(QUESTION, EVERYONE))
    for is_terminal in (False, True):
        terminal = Terminal(a_console(is_terminal=is_terminal))
        terminal.show(answer)
        assert ("\x1b[" in plain(terminal)) is is_terminal


async def test_on_a_terminal_the_answer_is_marked_in_its_sentence() -> None:
    terminal = Terminal(a_console(is_terminal=True))
    terminal.show(await Library().answer(Question(QUESTION, EVERYONE)))
    assert "\x1b[1;32min September\x1b[0m" in plain(terminal)


async def test_markup_in_documents_is_text(terminal: Terminal) -> None:
    odd = "[bold red]Kim[/] met [link=https://evil.example]Putin[/link] :smile: `now`"
    terminal.show(await Library(Book("seeds/a.txt", "[blink]Title[/]", (odd,))).answer(Question(QUESTION, EVERYONE)))
    assert odd in plain(terminal)
    assert "[blink]Title[/]" in plain(terminal)


@pytest.mark.parametrize("is_terminal", [False, True])
async def test_nothing_that_is_shown_moves_the_cursor_colours_or_reorders(*, is_terminal: bool) -> None:
    odd = Book(
        f"seeds/{ESCAPES}.txt", ESCAPES, (f"Kim met Putin {ESCAPES}.",), ESCAPES, url=f"https://a.example/{ESCAPES}"
    )
    library = Library(odd)
    terminal = Terminal(a_console(is_terminal=is_terminal))
    terminal.show(await library.answer(Question(QUESTION, EVERYONE)))
    terminal.show(await library.answer(Question("Putin?", EVERYONE)))
    terminal.hits(await library.search(Question(QUESTION, EVERYONE)))
    terminal.listings(await library.documents(EVERYONE))
    terminal.changes(Changes((ESCAPES,), (), (), (), (Refusal(ESCAPES, ESCAPES),), 1, 1, 1, 1.0))
    for forbidden in ("\x1b[31m", "\x1b]", "\x07", "\x9b", "\u202e", "\u2066"):
        assert forbidden not in plain(terminal)


def test_a_name_with_a_line_end_cannot_pretend_to_be_two(terminal: Terminal) -> None:
    terminal.changes(Changes(("a.txt\n removed b.txt",), (), (), (), (), 1, 1, 1, 1.0))
    assert len(plain(terminal).splitlines()) == 2


def test_words_keep_the_joiners_that_shape_them(terminal: Terminal) -> None:
    terminal.say("می\u200cخواهم 👩\u200d💻")
    assert plain(terminal) == "می\u200cخواهم 👩\u200d💻\n"


def test_changes_say_what_became_of_each_file_and_why_one_was_refused(terminal: Terminal) -> None:
    terminal.changes(Changes(("a",), ("b",), ("c",), ("d", "e"), (Refusal("f", "Why."),), 3, 1200, 5, 6.4))
    assert plain(terminal).splitlines() == [
        "   added a",
        " updated b",
        " removed c",
        " refused f: Why.",
        "3 documents, 1,200 passages; 2 unchanged, 5 embedded, 6 ms",
    ]


async def test_listings_name_each_document_in_a_row(terminal: Terminal) -> None:
    terminal.listings(await Library(SEED, replace(SEED, document="seeds/b.txt")).documents(EVERYONE))
    rows = plain(terminal).splitlines()
    assert [row.split()[-1] for row in rows] == ["document", "seeds/kim.txt", "seeds/b.txt", "documents"]


def test_no_hits_are_said_in_words(terminal: Terminal) -> None:
    terminal.hits([])
    assert plain(terminal) == "Nothing found.\n"


def test_what_went_wrong_is_said_beside_the_output(terminal: Terminal) -> None:
    terminal.fail(Failure("The lamp is out."))
    assert plain(terminal) == ""
    assert isinstance(terminal.err.file, io.StringIO)
    assert terminal.err.file.getvalue() == "The lamp is out.\n"


def test_no_bar_is_drawn_in_a_pipe(terminal: Terminal) -> None:
    with terminal.progress():
        pass
    assert plain(terminal) == ""
    assert isinstance(terminal.err.file, io.StringIO)
    assert terminal.err.file.getvalue() == ""
