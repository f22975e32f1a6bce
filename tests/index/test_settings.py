from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from index.settings import Settings


def test_without_an_environment_the_folders_are_beside_the_program() -> None:
    assert Settings.from_env({}) == Settings(data=Path("data"), seeds=Path("seeds"))


def test_each_variable_names_its_folder() -> None:
    settings = Settings.from_env({"DATA_DIR": "/srv/data", "SEEDS_DIR": "papers"})
    assert (settings.data, settings.seeds) == (Path("/srv/data"), Path("papers"))


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_a_blank_variable_is_the_same_as_none(blank: str) -> None:
    assert Settings.from_env({"DATA_DIR": blank, "SEEDS_DIR": blank}) == Settings()


def test_white_space_around_a_folder_is_not_part_of_its_name() -> None:
    assert Settings.from_env({"DATA_DIR": " /srv/data "}).data == Path("/srv/data")


def test_settings_cannot_be_changed_under_those_who_hold_them() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().data = Path("elsewhere")  # type: ignore[misc]
