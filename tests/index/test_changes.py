import pytest

from index.changes import Changes, Progress, Tally
from index.folder import Refusal
from index.records import Origin


def test_the_time_left_is_what_is_known_at_this_rate() -> None:
    assert Progress(files=10, of_files=10, embedded=50, of_passages=200, elapsed=5.0).rate == 10
    assert Progress(files=10, of_files=10, embedded=50, of_passages=200, elapsed=5.0).seconds_left == pytest.approx(15)


def test_files_not_looked_at_yet_count_like_those_that_were() -> None:
    assert Progress(files=5, of_files=10, embedded=50, of_passages=100, elapsed=5.0).seconds_left == pytest.approx(15)


@pytest.mark.parametrize("progress", [Progress(0, 10, 0), Progress(3, 10, 0, 7, 2.0), Progress(0, 0, 0, 0, 1.0)])
def test_nobody_guesses_before_there_is_a_rate(progress: Progress) -> None:
    assert progress.seconds_left is None


def test_what_an_earlier_version_answers_for_is_remarked_on_and_not_endlessly() -> None:
    refused = [Refusal(f"{at}.txt", "It is closed.", was_read=True) for at in range(8)]
    changes = Changes((), (), (), (), (Refusal("new.txt", "It is closed."), *refused), 8, 8, 0, 1.0, notes=("A note.",))
    assert changes.remarks == (
        "A note.",
        *(f"“{at}.txt”: It is closed." for at in range(5)),
        "3 more are answered from what could be read of them before.",
    )


def test_a_file_of_the_folder_has_its_own_documents_and_no_neighbours() -> None:
    before = dict.fromkeys(["a.zip", "a.zip/b.txt", "a.zip/c/d.txt", "a.zip/given.txt", "a.zip.txt", "a.zi", "b"], "1")
    tally = Tally(before, 1, lambda _: None, {"a.zip/given.txt": Origin("a.zip/given.txt", "0")})
    assert set(tally.of_file("a.zip", is_given=False)) == {"a.zip", "a.zip/b.txt", "a.zip/c/d.txt"}
    assert tally.of_file("c", is_given=False) == []


def test_a_given_file_has_the_documents_that_came_from_it() -> None:
    origins = {
        "a": Origin("a", "0"),
        "a/b": Origin("a", "0"),
        "a/c": Origin("a/c", "1"),
        "d.zip/e": Origin("d.zip", "2"),
    }
    tally = Tally(dict.fromkeys([*origins, "a/f"], "1"), 1, lambda _: None, origins)
    assert [tally.of_file(name, is_given=True) for name in ("a", "a/c", "d.zip", "d.zip/e")] == [
        ["a", "a/b"],
        ["a/c"],
        ["d.zip/e"],
        [],
    ]
