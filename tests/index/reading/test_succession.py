import pytest

from index.questions import understand
from index.reading.succession import names_only_the_known, neighbour

TOOK_OVER = "The guild leader is Ysolde Fenn, who took over from Brannoch on 4 January 2026."


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("who led the guild before Ysolde Fenn", TOOK_OVER, "Brannoch"),
        ("who led the guild after Brannoch?", TOOK_OVER, "Ysolde Fenn"),
        ("who was head moderator before Juniper?", "Juniper (took over from Calder in August 2024)", "Calder"),
        ("Who was treasurer before Ferri?", "Ludovica Ferri replaced Henning Voss as treasurer.", "Henning Voss"),
        ("who was keeper before Ines Brask", "Ines Brask took over the light from Per Holm.", "Per Holm"),
        ("who was mayor after Ada Brook", "Ada Brook was succeeded by Otto Lang in 1974.", "Otto Lang"),
        ("who was chair before Otto Lang", "Ada Brook was later replaced by Otto Lang.", "Ada Brook"),
        ("who succeeded Ada Brook?", "Ada Brook handed the chair over to Otto Lang.", "Otto Lang"),
        ("who preceded Otto Lang", "Otto Lang succeeded Ada Brook.", "Ada Brook"),
        ("who was chair after Ada Brook", "Ada Brook, replaced in May by Otto Lang, left.", "Otto Lang"),
        ("who was chair after Ada Brook", "Ada Brook was succeeded in May 1974 by Otto Lang.", "Otto Lang"),
        ("who is chair after Ada Brook", "Otto Lang is succeeding Ada Brook.", "Otto Lang"),
        ("who was chair before Ada Brook", "Ada Brook was later replaced by Otto Lang.", None),
        ("who was chair before Ada Brook", "Ada Brook was replaced in May, said Otto Lang.", None),
        ("who was chair after Otto Lang", "Otto Lang succeeded Ada Brook.", None),
        ("who was chair before Bo", "Otto Lang succeeded Ada Brook.", None),
        ("who came before noon", "Otto Lang succeeded Ada Brook.", None),
        ("who spoke before Ada Brook", "Ada Brook succeeded Otto Lang.", None),
        ("who was chair after Otto Lang", "Otto Lang succeeded Ada Brook by the grace of Bo Lind.", None),
        ("when did Ada Brook come before Otto Lang", "Otto Lang succeeded Ada Brook.", None),
    ],
)
def test_who_came_before_and_after_is_told_by_how_one_followed_the_other(
    question: str, sentence: str, told: str | None
) -> None:
    found = neighbour(understand(question), sentence)
    assert (found and found.of(sentence)) == told


@pytest.mark.parametrize(
    ("question", "text", "is_known"),
    [
        ("who ruled it before ottilie", "It is ruled by the Margravine Ottilie Vane.", True),
        ("who did the treasurer's job before corinne", "treasurer Corinne Vasseur", True),
        ("who played Pip before Hartley?", "Bo played Pip.", False),
        ("who left before midnight", "Ada left.", False),
        ("who was chair before Ada Brook?", "Ada Brook and Bo", False),
    ],
)
def test_the_one_whom_the_question_names_is_known(question: str, text: str, *, is_known: bool) -> None:
    assert names_only_the_known(understand(question), text) is is_known


@pytest.mark.parametrize(
    ("question", "before", "told"),
    [
        ("who was stove master before Aino", "The stove master is Aino Berg.", "Pekka Lahti"),
        ("who was stove master before aino", "The stove master is Aino Berg.", "Pekka Lahti"),
        ("who was stove master before Ilse", "The stove master is Aino Berg.", None),
        ("who was stove master before Aino", "Ilse Brandt is the friend of Aino Berg.", None),
        ("who was stove master before Aino", "", None),
        ("who was stove master after Pekka Lahti", "The stove master is Aino Berg.", None),
    ],
)
def test_a_pronoun_means_the_one_whom_the_sentence_before_names(question: str, before: str, told: str | None) -> None:
    sentence = "She took over from Pekka Lahti in 2024."
    found = neighbour(understand(question), sentence, before)
    assert (found and found.of(sentence)) == told
