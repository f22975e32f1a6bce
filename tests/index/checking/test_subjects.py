import pytest

from index.checking.subjects import Subject, made_plain, subject_of


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Ada Brook retired in Leeds.", Subject("Ada Brook", is_name=True)),
        ("Dr Ada Brook met Hugo Lange.", Subject("Ada Brook", is_name=True, is_alone=False)),
        ("The old mill was sold.", Subject("The old mill", is_name=False)),
        ("In spring nobody came.", None),
        ("", None),
    ],
)
def test_the_subject_is_the_name_or_thing_that_a_sentence_begins_with(sentence: str, subject: Subject | None) -> None:
    assert subject_of(sentence) == subject


@pytest.mark.parametrize(
    ("sentence", "before", "plain"),
    [
        ("She retired in 1950.", Subject("Ada Brook", is_name=True), "Ada Brook retired in 1950."),
        ("In 1950 she retired.", Subject("Ada Brook", is_name=True), "In 1950 Ada Brook retired."),
        ("Her patents were sold.", Subject("Ada Brook", is_name=True), "Ada Brook’s patents were sold."),
        ("Hugo Lange bought it.", Subject("The mill", is_name=False), "Hugo Lange bought the mill."),
        ("She retired in 1950.", Subject("Ada Brook", is_name=True, is_alone=False), None),
        ("She retired in 1950.", Subject("The mill", is_name=False), None),
        ("She retired in 1950.", None, None),
        ("This was in 1950.", Subject("The mill", is_name=False), None),
        ("It takes three hours to the hut.", None, "It takes three hours to the hut."),
        ("Ada Brook left when she was 40.", Subject("Hugo Lange", is_name=True), "Ada Brook left when she was 40."),
    ],
)
def test_a_pronoun_is_made_plain_only_where_it_can_mean_one_alone(
    sentence: str, before: Subject | None, plain: str | None
) -> None:
    assert made_plain(sentence, before) == plain
