from pathlib import Path

import pytest

from bot.env_file import names, remarks
from tests.bot.terminal import Footnote

TOKEN = "made.up.token"


def told(folder: Path, text: str) -> list[str]:
    (folder / ".env").write_text(text, encoding="utf-8")
    return [remark.replace(f"{folder}/", "") for remark in remarks(folder / ".env")]


def test_the_example_sets_only_what_is_a_setting() -> None:
    assert remarks(Path(__file__).parents[2] / ".env.example") == []


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    assert told(tmp_path, "".join(f"{name}=1\n" for name in names())) == []


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("DISCORD_TOKN=made.up.token", "DISCORD_TOKN is no setting; DISCORD_TOKEN may be meant."),
        ("export discord_token='made.up.token'", "discord_token is no setting; DISCORD_TOKEN may be meant."),
        ("DATA=made.up.token", "DATA is no setting; DATA_DIR may be meant."),
        ("ZEBRA=made.up.token", "ZEBRA is no setting."),
        ("made.up.token=", "what it sets is no setting."),
    ],
)
def test_a_name_that_is_no_setting_is_told_with_its_line_and_what_may_be_meant(
    tmp_path: Path, line: str, meant: str
) -> None:
    assert told(tmp_path, f"# Ours.\n\n\nLOG_LEVEL=INFO\n\n{line}\nLLM=none\n") == [f"Line 6 of .env: {meant}"]


@pytest.mark.parametrize(
    ("line", "called"),
    [
        ("DISCORD_TOKEN made.up.token", ", DISCORD_TOKEN,"),
        ("DISCORD_TOKEN: made.up.token", ", DISCORD_TOKEN,"),
        ("DISCORD_TOKEN:made.up.token", ", DISCORD_TOKEN,"),
        ("DISCORD_TOKEN", ", DISCORD_TOKEN,"),
        ('DISCORD_TOKEN="made.up.token', ", DISCORD_TOKEN,"),
        ("DISCORD_TOKEN='made.up.token' of the club", ", DISCORD_TOKEN,"),
        ("made.up.token", ""),
        ("=made.up.token", ""),
    ],
)
def test_a_line_that_cannot_be_read_is_told_without_what_may_be_a_secret(
    tmp_path: Path, line: str, called: str
) -> None:
    (said,) = told(tmp_path, f"\n{line}\nLLM=none\n")
    assert said.startswith(f"Line 2 of .env{called} cannot be read")
    assert TOKEN not in said


def test_a_name_that_is_set_twice_is_told_and_which_counts(tmp_path: Path) -> None:
    twice = told(tmp_path, "DATA_DIR=a\nLLM=none\nDATA_DIR=b\nLLM=\n")
    assert twice == ["Line 1 of .env sets DATA_DIR, but line 3 sets it again, and that counts."]


@pytest.mark.parametrize("line", ["", "# DISCORD_TOKN=x", "DISCORD_TOKEN=", "NO_PROXY=x", "OPENAI_API_KEY=x", "TZ=x"])
def test_what_is_right_or_of_others_is_passed_over(tmp_path: Path, line: str) -> None:
    assert told(tmp_path, f"{line}\n") == []


def test_there_need_not_be_a_file(tmp_path: Path) -> None:
    assert remarks(tmp_path / ".env") == []


def test_the_doctor_tells_it_and_so_does_a_command_that_goes_on(own: Footnote, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SEDS_DIR=papers\nDISCORD_TOKEN abc\n", encoding="utf-8")
    unknown = "Line 1 of .env: SEDS_DIR is no setting; SEEDS_DIR may be meant."
    unread = "Line 2 of .env, DISCORD_TOKEN,"
    examined, ran = own("doctor"), own("run")
    assert examined.code == 1
    assert f"mend {unknown}" in examined.out
    assert f"mend {unread}" in examined.out
    assert unknown in ran.err
    assert unread in ran.err
    assert "dotenv" not in examined.err + ran.err
