import pytest

from index.errors import NotPossible
from index.members import named

HELD = [
    ("site.example", "site.example"),
    ("site.example/docs", "site.example/docs"),
    ("site.example/docs/intro", "site.example/docs/intro"),
    ("letters.zip/a.txt", "letters.zip"),
    ("letters.zip/b/c.txt", "letters.zip"),
    ("talk.eml", "talk.eml"),
    ("talk.eml/plan.pdf", "talk.eml"),
    ("mail.eml", None),
    ("mail.eml/plan.pdf", None),
    ("mail.eml/given.txt", "mail.eml/given.txt"),
    ("board/a.txt", None),
    ("board/b.txt", "board/b.txt"),
    ("boarding.txt", None),
]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("site.example", ["site.example"]),
        ("site.example/docs", ["site.example/docs"]),
        ("site.example/docs/", ["site.example/docs", "site.example/docs/intro"]),
        ("letters.zip", ["letters.zip/a.txt", "letters.zip/b/c.txt"]),
        ("talk.eml", ["talk.eml", "talk.eml/plan.pdf"]),
        ("mail.eml", ["mail.eml", "mail.eml/plan.pdf"]),
        ("mail.eml/plan.pdf", ["mail.eml/plan.pdf"]),
        ("board", ["board/a.txt", "board/b.txt"]),
        ("board/", ["board/a.txt", "board/b.txt"]),
        ("board/a.txt", ["board/a.txt"]),
        ("none", []),
    ],
)
def test_a_name_stands_for_a_file_with_all_that_is_in_it_or_for_a_folder(name: str, meant: list[str]) -> None:
    assert named(name, HELD) == meant


@pytest.mark.parametrize("name", ["letters.zip/a.txt", "letters.zip/b", "letters.zip/b/", "talk.eml/plan.pdf"])
def test_a_part_of_a_given_file_is_not_had_alone(name: str) -> None:
    with pytest.raises(NotPossible, match="a part of"):
        named(name, HELD)
