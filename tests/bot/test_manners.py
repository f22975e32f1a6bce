import pytest

from bot.manners import is_foreign, is_rude, trouble
from index import SHARED
from tests.bot.library import Book, Library
from tests.bot.server import ENGLISH, Server, labels_of, shown

FOREIGN = [
    "когда Ким встретил Путина?",
    "金正恩什么时候见到普京？",
    "متى التقى كيم ببوتين؟",
    "Wann traf der Präsident Putin?",
    "Quand est-ce que Kim a rencontré le président ?",
    "¿Cuándo se reunió Kim con el presidente?",
    "Quando ha incontrato Kim il presidente?",
    "Kiedy i gdzie Kim spotkał Putina?",
    "Wanneer heeft Kim Poetin ontmoet?",
]
ENGLISH_ONES = [
    "when did Kim meet Putin?",
    "Kim Putin summit date",
    "Was Kim in Russia?",
    "Who is Zhao Leji?",
    "Does the war on drugs die down?",
    "tell me about La Paz and Los Angeles",
    "population of La Rochelle",
    "Wie Sung meets Die Zeit: what happened?",
    "2024?",
]


@pytest.mark.parametrize("question", FOREIGN)
def test_other_languages_are_told(question: str) -> None:
    assert is_foreign(question)


@pytest.mark.parametrize("question", ENGLISH_ONES)
def test_english_is_not_taken_for_another_language(question: str) -> None:
    assert not is_foreign(question)


def test_rude_words_are_heard_only_as_words() -> None:
    assert is_rude("you STUPID bot")
    assert not is_rude("what is a dumbbell in Scunthorpe?")


@pytest.mark.parametrize("said", ["", "  ", "???", "🦊", "…!", "\u200b"])
def test_what_says_nothing_is_asked_for_a_question(said: str) -> None:
    card = trouble(ENGLISH, said, is_first=True)
    assert card
    assert ENGLISH("ask.something") in str(card.to_components())  # type: ignore[no-untyped-call]


async def test_a_foreign_question_without_an_answer_gets_a_short_word_and_what_came_nearest(
    server: Server, library: Library
) -> None:
    library.books = [Book(f"{SHARED}/a", "A", ("Putin sailed home.",))]
    result = await server.ask("Wann war der Putin da?")

    assert shown(result) == ENGLISH("ask.foreign")
    assert result.response
    assert labels_of(result.response.components) == ["Passages"]
    assert "Putin sailed home." in shown(await server.member.click(result.response, label="Passages"))


async def test_a_foreign_question_with_an_answer_is_answered(server: Server) -> None:
    assert "in September" in shown(await server.ask("Wann war der summit von Kim mit President Putin in Russia?"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hi!", "ask.something"),
        ("Good morning, everyone 👋", "ask.something"),
        ("👍 thanks", "ask.thanks"),
        ("ok, thank you so much!!", "ask.thanks"),
        ("Vielen Dank :)", "ask.thanks"),
    ],
)
async def test_who_greets_or_thanks_gets_a_kind_word_also_in_a_conversation(
    server: Server, library: Library, text: str, name: str
) -> None:
    await server.ask("when did Kim meet Putin in Russia?")

    assert shown(await server.ask(text)) == ENGLISH(name)
    await server.ask("and when was it again?")
    assert [turn.question for turn in library.questions[-1].earlier] == ["when did Kim meet Putin in Russia?"]


@pytest.mark.parametrize(
    "text", ["thanks to whom did he win?", "what does ty mean?", "hi, when is the fair?", "great war"]
)
def test_a_question_may_begin_kindly(text: str) -> None:
    assert trouble(ENGLISH, text, is_first=True) is None


@pytest.mark.parametrize("text", ["again?", "so much?", "all of them", "there?", "a lot"])
def test_what_is_only_said_beside_a_kind_word_may_go_on_with_a_conversation(text: str) -> None:
    assert trouble(ENGLISH, text, is_first=False) is None
