import pytest

from index.audience import SHARED, Audience


def test_outside_every_server_only_the_shared_library_is_seen() -> None:
    assert Audience.everyone().libraries == {SHARED}


def test_a_member_sees_the_shared_library_and_the_servers_own() -> None:
    assert Audience.of_server(42).libraries == {SHARED, "42"}


def test_two_servers_share_nothing_but_the_shared_library() -> None:
    assert Audience.of_server(1).libraries & Audience.of_server(2).libraries == {SHARED}


def test_there_is_no_audience_without_libraries() -> None:
    with pytest.raises(TypeError):
        Audience()  # type: ignore[call-arg]
