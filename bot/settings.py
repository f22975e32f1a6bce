"""What an operator may choose about Discord."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from index import InvalidSetting, at_home

LOG_LEVEL = "INFO"
RETENTION_DAYS = 30
CONVERSATION_MINUTES = 30
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach Discord. Without a `token` there is no Discord, only the terminal.

    `retention_days` is how long answers given are kept, 0 for not at all; `conversation_minutes`, how long a follow-up
    is understood. `direct_messages` answers in private messages; `message_content` reads every message, which needs
    Discord's approval. Curators of `operator_servers` (ids) may reindex the seeds folder, besides the bot's owner.
    `golden_questions` is a file, or a folder of one for each server (`SERVER_ID.jsonl`), for `/quality` to tell of.
    `api` and `gateway` are the addresses of any server that speaks Discord's API v10; None means Discord itself.
    """

    token: str | None = field(default=None, repr=False)
    api: str | None = None
    gateway: str | None = None
    log_level: str = LOG_LEVEL
    retention_days: int = RETENTION_DAYS
    conversation_minutes: int = CONVERSATION_MINUTES
    direct_messages: bool = False
    message_content: bool = False
    operator_servers: frozenset[int] = frozenset()
    golden_questions: Path | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings from environment variables; a blank one is the same as an absent one.

        Raises InvalidSetting, whose sentence names the variable and never its value.
        """
        return cls(
            token=_token(env),
            api=_address(env, "DISCORD_API", "http", "https"),
            gateway=_address(env, "DISCORD_GATEWAY", "ws", "wss"),
            log_level=_log_level(env),
            retention_days=_number(env, "RETENTION_DAYS", RETENTION_DAYS, least=0),
            conversation_minutes=_number(env, "CONVERSATION_MINUTES", CONVERSATION_MINUTES, least=1),
            direct_messages=_yes(env, "DIRECT_MESSAGES"),
            message_content=_yes(env, "MESSAGE_CONTENT"),
            operator_servers=_ids(env, "OPERATOR_SERVERS"),
            golden_questions=_path(env, "GOLDEN_QUESTIONS"),
        )


def _given(env: Mapping[str, str], key: str) -> str | None:
    return env.get(key, "").strip() or None


def _token(env: Mapping[str, str]) -> str | None:
    token = _given(env, "DISCORD_TOKEN")
    if token is not None and not (token.isascii() and token.isprintable() and " " not in token):
        raise InvalidSetting(
            "DISCORD_TOKEN holds characters that no bot token has; copy the token again from the Developer Portal."
        )
    return token


def _address(env: Mapping[str, str], key: str, *schemes: str) -> str | None:
    address = _given(env, key)
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        usable = parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise InvalidSetting(f"{key} must be an address that begins with {' or '.join(s + '://' for s in schemes)}.")
    return address.rstrip("/")


def _log_level(env: Mapping[str, str]) -> str:
    level = (_given(env, "LOG_LEVEL") or LOG_LEVEL).upper()
    if level not in logging.getLevelNamesMapping() or level == "NOTSET":
        raise InvalidSetting("LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR and CRITICAL.")
    return level


def _number(env: Mapping[str, str], key: str, default: int, least: int) -> int:
    given = _given(env, key) or str(default)
    if not (given.isascii() and given.isdecimal() and least <= int(given) <= _MOST):
        raise InvalidSetting(f"{key} must be a whole number from {least} to {_MOST:,}.")
    return int(given)


def _yes(env: Mapping[str, str], key: str) -> bool:
    given = (_given(env, key) or "no").lower()
    if given not in ("yes", "no"):
        raise InvalidSetting(f"{key} must be yes or no.")
    return given == "yes"


def _path(env: Mapping[str, str], key: str) -> Path | None:
    given = _given(env, key)
    if given is None:
        return None
    if not (path := at_home(given)).exists():
        raise InvalidSetting(f"{key} must be a file or a folder that is there.")
    return path


def _ids(env: Mapping[str, str], key: str) -> frozenset[int]:
    given = (_given(env, key) or "").replace(",", " ").split()
    if not all(each.isascii() and each.isdecimal() for each in given):
        raise InvalidSetting(f"{key} must be ids of servers, numbers with commas between them.")
    return frozenset(map(int, given))
