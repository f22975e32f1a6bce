from pathlib import Path

import pytest

from bot.settings import Settings
from index import InvalidSetting

GOOD = {"DISCORD_TOKEN": "a.b.c", "DISCORD_API": "http://127.0.0.1:1/api/v10/", "DISCORD_GATEWAY": "ws://127.0.0.1:1"}


def test_nothing_set_is_discord_itself_and_no_token() -> None:
    assert Settings.from_env({"DISCORD_TOKEN": "  "}) == Settings(None, None, None, "INFO")


def test_everything_set() -> None:
    settings = Settings.from_env(GOOD | {"LOG_LEVEL": "debug"})

    assert settings == Settings("a.b.c", "http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1", "DEBUG")


def test_what_is_kept_and_heard_is_for_the_operator_to_choose() -> None:
    settings = Settings.from_env(
        {
            "RETENTION_DAYS": "0",
            "CONVERSATION_MINUTES": "5",
            "DIRECT_MESSAGES": "yes",
            "MESSAGE_CONTENT": "Yes",
            "OPERATOR_SERVERS": "1, 22 333",
        }
    )

    assert (settings.retention_days, settings.conversation_minutes) == (0, 5)
    assert settings.direct_messages
    assert settings.message_content
    assert settings.operator_servers == {1, 22, 333}


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "golden.jsonl").touch()
    assert Settings.from_env({"GOLDEN_QUESTIONS": "~/golden.jsonl"}).golden_questions == tmp_path / "golden.jsonl"


def test_the_token_is_never_shown() -> None:
    assert "a.b.c" not in repr(Settings.from_env(GOOD))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DISCORD_TOKEN", "Bot secret-value"),
        ("DISCORD_TOKEN", "secret-välue"),
        ("DISCORD_TOKEN", "secret\nvalue"),
        ("DISCORD_API", "ftp://secret-value"),
        ("DISCORD_API", "secret-value"),
        ("DISCORD_API", "http://"),
        ("DISCORD_API", "http://[secret-value"),
        ("DISCORD_API", "http://secret-value:port"),
        ("DISCORD_GATEWAY", "https://secret-value"),
        ("LOG_LEVEL", "secret-value"),
        ("LOG_LEVEL", "NOTSET"),
        ("RETENTION_DAYS", "secret-value"),
        ("RETENTION_DAYS", "-1"),
        ("CONVERSATION_MINUTES", "0"),
        ("DIRECT_MESSAGES", "secret-value"),
        ("MESSAGE_CONTENT", "secret-value"),
        ("OPERATOR_SERVERS", "1, secret-value"),
    ],
)
def test_what_cannot_be_used_is_named_without_its_value(key: str, value: str) -> None:
    with pytest.raises(InvalidSetting) as refused:
        Settings.from_env(GOOD | {key: value})

    assert key in str(refused.value)
    assert "secret" not in str(refused.value)
