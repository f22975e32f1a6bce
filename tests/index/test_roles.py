import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.roles import are_reversed, are_told_reversed, doer, is_of_another


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which company acquired Brisa Ltd?", "Brisa Ltd acquired Vulcan Works in 1999."),
        ("Which team beat Linton United?", "Linton United beat Oxmere Rovers 3-1 on Sunday."),
        ("Who did Otto Lang arrest?", "The police of Linton arrested Otto Lang."),
        ("Will Putin visit Kim?", "Kim will visit Putin in Moscow."),
        ("Who has criticised the mayor?", "The mayor criticised Tomas Reyes."),
        ("When did Vale visit Brook?", "Ada Brook travelled to Brisa in May for talks with President Vale."),
        ("Who visited Xi?", "Mr Xi visited Kim Jong Un in June."),
        ("Who did Kim visit?", "Mr Xi visited Kim Jong Un in June."),
        ("When did Kim visit Xi?", "Mr Xi visited Kim Jong Un in June."),
        ("When will the mayor be thanked?", "The mayor thanked the clerk in March."),
        ("Who was visited by Kim?", "Mr Xi visited Kim Jong Un in June."),
        ("Who did Ada Brook defeat?", "Ada Brook was defeated by Tom Hale in 1990."),
        ("Who defeated Tom Hale?", "Ada Brook was defeated by Tom Hale in 1990."),
        ("Who did Ada Brook give the medal to?", "Mayor Vale gave the medal to Ada Brook."),
        ("Who did Tom Hale sell the mill to?", "In 1931 Ada Brook sold the mill to Tom Hale."),
        ("Who acquired Brisa Ltd?", "Brisa Ltd acquired Vulcan Works in 1999."),
        ("Did Vulcan Works acquire Brisa Ltd?", "Brisa Ltd acquired Vulcan Works in 1999."),
        ("When did Ada travel from Oxmere to Linton?", "Ada travelled from Linton to Oxmere in May."),
        ("When did Kim invite Putin?", "Putin invited Kim to Moscow in May."),
        (
            "What does North Korea accuse the US of?",
            "The US, South Korea and others accuse North Korea of supplying conventional weapons.",
        ),
        ("Who succeeded Miriam Vale as mayor?", "Miriam Vale succeeded Otto Lang as mayor in 2001."),
        ("Who beat Linton United?", "Linton United beat Oxmere Rovers 3-1 on Sunday."),
        ("Who did Harriet Vane teach?", "Harriet Vane was taught by Ingrid Solberg."),
        ("When did the mayor thank the clerk?", "The clerk thanked the mayor in March."),
        ("Which country does North Korea give the most aid?", "China gives North Korea the most aid."),
        ("who did Agnieszka Zuk sell the crane to?", "The club sold its old crane to Agnieszka Żuk for 9,000 kroner."),
        ("Who did Tom Hale sell the mill to?", "In 1931 the mill was sold by Ada Brook to Tom Hale."),
        ("Who did Tom Hale hand the keys over to?", "Ada Brook handed the keys over to Tom Hale."),
        (
            "How much did Brisa pay for Linton Mills?",
            "Brisa agreed to sell its mills to the group Linton Mills for £2m.",
        ),
        ("When did Ada Brook buy the mill?", "Ada Brook sold the mill to Tom Hale in 1990."),
        ("Who did Brisa Ltd award the contract to?", "The contract was awarded by the council to Brisa Ltd."),
        (
            "What does the Linton town council accuse Open Page of?",
            "Open Page accuses the Linton town council of lies.",
        ),
    ],
)
def test_a_deed_told_the_other_way_round_is_noticed(question: str, sentence: str) -> None:
    assert are_reversed(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which team beat Oxmere Rovers?", "Linton United beat Oxmere Rovers 3-1 on Sunday."),
        ("Did the pier close in May?", "The pier was closed on 3 May."),
        ("Was the pier reopened?", "The pier reopened on 9 May."),
        ("Did the pier close because of a storm?", "The pier was closed, as a storm had loosened two planks."),
        ("Was the pier closed after the storm?", "The pier was closed because the storm had loosened two planks."),
        ("Which sea did Captain Brook see?", "Captain Brook saw the Red Sea."),
        ("Who did Agnieszka Zuk sell the crane to?", "Agnieszka Żuk sold her old steam crane to the club in May."),
        ("Who did Tom Hale hand the keys over to?", "Tom Hale handed the keys over to Ada Brook."),
        ("Who did the council award the contract to?", "The contract was awarded by the council to Brisa Ltd."),
        ("When was Ada Brook born?", "Ada Brook (born 9 July 1931 in Linton; died in Brisa) was an artist."),
        ("When was Ada Brook elected?", "Ada Brook, elected in 1990, was an artist."),
        ("How much did Linton Mills pay?", "Brisa agreed to sell its mills to the group Linton Mills for £2m."),
        ("When did Ada Brook buy the mill?", "Ada Brook bought the mill in 1980 and sold it in 1990."),
        ("How often must the filter be replaced?", "Replace the filter every six months."),
        ("When will the mayor be elected?", "The council elects the mayor in May."),
        ("Has the bridge been painted?", "Two sisters painted the bridge in 1990."),
        ("Who was arrested by the police of Linton?", "The police of Linton arrested Otto Lang."),
        ("Who arrested Otto Lang?", "The police of Linton arrested Otto Lang."),
        ("Has Kim visited Russia?", "Russia was visited by Kim in May."),
        ("Who was the wife of Otto Lang?", "Otto Lang married Ada Brook."),
        ("Who criticised Tomas Reyes?", "The mayor has criticised Tomas Reyes."),
        ("Who visited Brisa in 2016?", "In May 2016 President Vale visited Brisa again, with his wife."),
        ("Who visited Kim?", "Mr Xi visited Kim Jong Un in June."),
        ("Who did Xi visit?", "Mr Xi visited Kim Jong Un in June."),
        ("When did Xi visit Kim?", "Mr Xi visited Kim Jong Un in June."),
        ("Who was visited by Xi?", "Mr Xi visited Kim Jong Un in June."),
        ("Who was Kim visited by?", "Mr Xi visited Kim Jong Un in June."),
        ("Who defeated Ada Brook?", "Ada Brook was defeated by Tom Hale in 1990."),
        ("When was Ada Brook defeated?", "Ada Brook was defeated by Tom Hale in 1990."),
        ("Who gave the medal to Ada Brook?", "Mayor Vale gave the medal to Ada Brook."),
        ("Who did Mayor Vale give the medal to?", "Mayor Vale gave the medal to Ada Brook."),
        ("Who sold the mill to Tom Hale?", "In 1931 Ada Brook sold the mill to Tom Hale."),
        ("Who bought the mill from Ada Brook?", "Tom Hale bought the mill from Ada Brook."),
        ("Which company acquired Vulcan Works?", "Brisa Ltd acquired Vulcan Works in 1999."),
        ("When did Ada travel from Linton to Oxmere?", "Ada travelled from Linton to Oxmere in May."),
        (
            "When did Brook open the mill on Lower Skerrin?",
            "Ada Brook sailed to Lower Skerrin in May and opened the mill.",
        ),
        ("When did Kim meet Putin?", "Mr Putin met Kim Jong Un in September."),
        ("When did Putin invite Kim?", "Putin invited Kim to Moscow in May."),
        (
            "Who accuses North Korea of supplying weapons?",
            "The US, South Korea and others accuse North Korea of supplying conventional weapons.",
        ),
        (
            "What do the US and South Korea accuse North Korea of?",
            "The US, South Korea and others accuse North Korea of supplying conventional weapons.",
        ),
        ("Who did Miriam Vale succeed?", "Miriam Vale succeeded Otto Lang as mayor in 2001."),
        ("Who did Linton United beat?", "Linton United beat Oxmere Rovers 3-1 on Sunday."),
        ("Who taught Harriet Vane?", "Harriet Vane was taught by Ingrid Solberg."),
        ("When did the clerk thank the mayor?", "The clerk thanked the mayor in March."),
        ("Who nominated Tomas Reyes?", "Ingrid Solberg, who chairs the club, nominated Tomas Reyes."),
        ("When was Kim's visit to Russia?", "Kim's visit to Russia was in September."),
        ("Who founded McKinsey & Company?", "James O. McKinsey founded McKinsey & Company in 1926."),
        ("When did Zhao arrive in North Korea?", "Zhao Leji arrived in North Korea on Thursday."),
        (
            "How many summits did Xi and Kim hold in 2019?",
            "In 2019, the two countries held two summit meetings between Mr Xi and North Korean leader Kim Jong Un.",
        ),
        ("Which country gives North Korea the most aid?", "China gives North Korea the most aid."),
    ],
)
def test_a_deed_told_as_it_was_asked_is_left_alone(question: str, sentence: str) -> None:
    assert not are_reversed(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("When did Vulcan Works announce the sale?", "On 8 February Brisa Ltd announced the sale.", True),
        ("When did Brisa announce the sale?", "On 8 February Brisa Ltd announced the sale.", False),
        ("When did Vulcan Works announce the sale?", "On 8 February the company announced the sale.", False),
        ("When did Vulcan Works announce the sale?", "Brisa Ltd announced the sale of Vulcan Works in May.", False),
        ("Who visited China?", "Zhao Leji, chairman of China's National Congress, arrived in North Korea.", True),
        (
            "Who visited North Korea?",
            "Zhao Leji, chairman of China's National Congress, arrived in North Korea.",
            False,
        ),
        ("When did Kim visit Putin?", "Mr Kim traveled to Russia in May for a summit with Mr Putin.", False),
        ("Why did Ada Brook vote against it?", "Tom Hale voted against it because of the noise.", True),
        ("Why did Tom Hale vote against it?", "Tom Hale voted against it because of the noise.", False),
        ("Why did Ada Brook vote against it?", "Tom Hale and Ada Brook voted against it.", False),
    ],
)
def test_a_deed_of_somebody_else_or_a_way_to_another_place_is_noticed(
    question: str, sentence: str, *, expected: bool
) -> None:
    assert is_of_another(question, sentence) is expected


@given(st.text(max_size=80), st.text(max_size=120))
def test_any_two_texts_can_be_compared(question: str, sentence: str) -> None:
    assert are_reversed(question, sentence) in {True, False}


@pytest.mark.parametrize(
    ("sentence", "other", "expected"),
    [
        ("The ministry asked Petra Moll for help.", "Its chairwoman, Petra Moll, asked the ministry for help.", True),
        ("Petra Moll asked the ministry for help.", "Its chairwoman, Petra Moll, asked the ministry for help.", False),
        ("The clerk was thanked by the mayor.", "The clerk thanked the mayor in March.", True),
        ("The mayor was thanked by the clerk.", "The clerk thanked the mayor in March.", False),
        ("Emil Storm, a student of Falk, found two comets.", "Falk's student Emil Storm found two comets.", False),
        ("Mr Putin met Mr Kim.", "Mr Kim met Mr Putin.", False),
        ("Ada Brook is a pilot.", "Ada Brook sold the mill.", False),
    ],
)
def test_two_sentences_that_tell_a_deed_in_two_directions_are_noticed(
    sentence: str, other: str, *, expected: bool
) -> None:
    assert are_told_reversed(sentence, other) is expected


ACCUSED = "Linton, Oxmere and others accuse Brisa of supplying pumps for the works in Skelby."


@pytest.mark.parametrize(
    ("question", "sentence", "is_other"),
    [
        ("What pumps did Linton supply?", ACCUSED, True),
        ("What pumps did Oxmere supply?", ACCUSED, True),
        ("What pumps did Brisa supply?", ACCUSED, False),
        ("What does Linton accuse Brisa of?", ACCUSED, False),
        ("When did Tom Hale fly to Linton?", "Mr Hale's successor, Ada Brook, flew to Linton in May.", True),
        ("When did Ada Brook fly to Linton?", "Mr Hale's successor, Ada Brook, flew to Linton in May.", False),
        ("Does Quill support Windows?", "Dropped support for Windows in May.", False),
        ("What did Ada Brook sell?", "The club thanked Ada Brook for selling the boat.", False),
        ("When did Tom Hale enter the hall?", "The court banned Tom Hale from entering the hall.", False),
    ],
)
def test_a_deed_is_of_whoever_is_accused_of_it_or_thanked_for_it(
    question: str, sentence: str, *, is_other: bool
) -> None:
    assert is_of_another(question, sentence) is is_other


@pytest.mark.parametrize(
    ("question", "sentence", "who"),
    [
        (
            "Who came to Linton?",
            "Ada Brook, head of the Oxmere council and of the Green Party, came to Linton.",
            "Ada Brook",
        ),
        ("Who travelled to Brisa?", "Mr Hale travelled to Brisa for a talk with President Otto Vale.", "Mr Hale"),
        ("Who sold the mill?", "The mill was sold to Tom Hale by Ada Brook.", "Ada Brook"),
        ("Who leads the choir?", "The choir is led by Danish composer Siv Holm.", None),
        ("Who met Tom Hale?", "Ada Brook met Tom Hale.", None),
        ("Who sold the mill?", "Nobody would have sold the mill.", None),
        ("When did Ada Brook sell the mill?", "Ada Brook sold the mill in May.", None),
    ],
)
def test_who_did_it_is_told_where_the_sentence_names_one(question: str, sentence: str, who: str | None) -> None:
    found = doer(question, sentence)
    assert (found.of(sentence) if found else None) == who
