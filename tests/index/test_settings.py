from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from index.errors import InvalidSetting
from index.settings import Settings, WritingSettings


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


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    settings = Settings.from_env({"DATA_DIR": "~/x", "SEEDS_DIR": "~/docs"})
    assert (settings.data, settings.seeds) == (Path("/home/ada/x"), Path("/home/ada/docs"))
    with pytest.raises(InvalidSetting, match="~nobody-at-all/x leads nowhere"):
        Settings.from_env({"DATA_DIR": "~nobody-at-all/x"})


def test_settings_cannot_be_changed_under_those_who_hold_them() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().data = Path("elsewhere")  # type: ignore[misc]


def test_a_language_model_with_its_key_and_limits() -> None:
    env = {"LLM": "openai:gpt-4o-mini", "OPENAI_API_KEY": "sk-1", "LLM_SECONDS": "12.5", "LLM_TOKENS": "1000"}
    env |= {"LLM_MONEY": "0.5", "LLM_PRICE": "0.15/0.60"}
    expected = WritingSettings("openai:gpt-4o-mini", "sk-1", 12.5, 1000, 0.5, (0.15, 0.6))
    assert Settings.from_env(env).writing == expected
    assert "sk-1" not in repr(Settings.from_env(env))


def test_the_key_of_one_provider_is_not_another_ones() -> None:
    assert Settings.from_env({"LLM": "openai-like:http://x/v1#m", "OPENAI_API_KEY": "sk-1"}).writing.key is None
    assert Settings.from_env({"LLM": "anthropic:m", "LLM_API_KEY": "a", "OPENAI_API_KEY": "b"}).writing.key == "a"


def test_no_limit_is_zero() -> None:
    writing = Settings.from_env({"LLM_TOKENS": "0", "LLM_MONEY": "0"}).writing
    assert (writing.tokens, writing.money) == (None, None)


@pytest.mark.parametrize(
    ("key", "value"),
    [("LLM_SECONDS", "soon"), ("LLM_TOKENS", "-1"), ("LLM_MONEY", "1e9"), ("LLM_MONEY", "5"), ("LLM_PRICE", "1"),
     ("LLM_PRICE", "1.2.3/4"), ("LLM_SECONDS", "0"), ("LLM_SECONDS", "601"), ("LLM_TOKENS", "0.5")],
)  # fmt: skip
def test_what_is_no_number_or_out_of_range_is_named(key: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=f"^{key}"):
        Settings.from_env({key: value})


@pytest.mark.parametrize("data", ["seeds", "seeds/data", "./seeds/a/b"])
def test_what_is_kept_lies_outside_of_the_documents(data: str) -> None:
    with pytest.raises(InvalidSetting, match="must not lie in SEEDS_DIR"):
        Settings.from_env({"DATA_DIR": data})
    assert Settings.from_env({"DATA_DIR": data, "SEEDS_DIR": "papers"}).data == Path(data)
