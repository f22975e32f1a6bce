"""What an operator may choose about Discord."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from index import InvalidSetting

LOG_LEVEL = "INFO"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach Discord. Without a `token` there is no Discord, only the terminal.

    `api` and `gateway` are the addresses of any server that speaks Discord's API v10; None means Discord itself.
    """

    token: str | None = field(default=None, repr=False)
    api: str | None = None
    gateway: str | None = None
    log_level: str = LOG_LEVEL

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
