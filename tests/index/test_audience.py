import pytest

from index.audience import SHARED, Access, Audience


def test_outside_every_server_only_the_shared_library_is_seen() -> None:
    assert Audience.everyone().libraries == {SHARED}


def test_a_member_sees_the_shared_library_and_the_servers_own() -> None:
    assert Audience.of_server(42).libraries == {SHARED, "42"}


def test_two_servers_share_nothing_but_the_shared_library() -> None:
    assert Audience.of_server(1).libraries & Audience.of_server(2).libraries == {SHARED}


def test_there_is_no_audience_without_libraries() -> None:
    with pytest.raises(TypeError):
        Audience()  # type: ignore[call-arg]


ROLE, OTHER_ROLE, CHANNEL, OTHER_CHANNEL = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("access", "roles", "channels", "may_see"),
    [
        (Access(), set(), set(), True),
        (Access(frozenset({ROLE})), {ROLE, OTHER_ROLE}, set(), True),
        (Access(frozenset({ROLE})), {OTHER_ROLE}, {CHANNEL}, False),
        (Access(frozenset({ROLE, OTHER_ROLE})), {OTHER_ROLE}, set(), True),
        (Access(channels=frozenset({CHANNEL})), {ROLE}, {CHANNEL, OTHER_CHANNEL}, True),
        (Access(channels=frozenset({CHANNEL})), {ROLE}, {OTHER_CHANNEL}, False),
        (Access(frozenset({ROLE}), frozenset({CHANNEL})), {ROLE}, {CHANNEL}, True),
        (Access(frozenset({ROLE}), frozenset({CHANNEL})), {ROLE}, set(), False),
        (Access(frozenset({ROLE}), frozenset({CHANNEL})), set(), {CHANNEL}, False),
    ],
)
def test_a_limit_is_met_by_one_of_its_roles_and_one_of_its_channels(
    access: Access, roles: set[int], channels: set[int], *, may_see: bool
) -> None:
    member = Audience.of_server(42, roles, channels)
    assert member.may_see("42", [access]) is may_see
    assert not member.may_see("43", [access]), "a foreign library stays foreign"


def test_every_limit_on_the_way_counts() -> None:
    member = Audience.of_server(42, {ROLE})
    assert member.may_see("42", [Access(frozenset({ROLE})), Access()])
    assert not member.may_see("42", [Access(frozenset({ROLE})), Access(frozenset({OTHER_ROLE}))])
