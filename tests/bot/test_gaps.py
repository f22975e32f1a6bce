from bot.gaps import Seen


def test_an_event_is_new_once() -> None:
    seen = Seen()

    assert [seen.first_time(1), seen.first_time(2), seen.first_time(1)] == [True, True, False]


def test_only_the_last_events_are_remembered() -> None:
    seen = Seen(most=2)

    assert all(map(seen.first_time, (1, 2, 3)))
    assert not seen.first_time(3)
    assert seen.first_time(1)
