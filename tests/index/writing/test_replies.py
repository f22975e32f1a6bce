import pytest

from index.writing.replies import MOST_CHARACTERS, structured


@pytest.mark.parametrize(
    "reply", ['{"a": 1}', 'Here:\n```json\n{"a": 1,}\n```', '<think>{"b": 2}</think> {"a": 1}', "{'a': 1}", '{"a": 1']
)
def test_json_is_found_wherever_it_stands(reply: str) -> None:
    assert structured(reply) == {"a": 1}


@pytest.mark.parametrize("reply", ["", "none", "<think>{}", " " * MOST_CHARACTERS + "{}"])
def test_where_there_is_none_nothing_is_made_up(reply: str) -> None:
    assert structured(reply) is None


def test_a_tower_of_brackets_does_no_harm() -> None:
    assert not structured("[" * 100_000)
