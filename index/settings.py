"""What an operator may choose about documents and answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from index.errors import InvalidSetting

DATA_DIR = "data"
SEEDS_DIR = "seeds"
EMBEDDING = "bundled"
NO_LLM = "none"
LLM_SECONDS = 30.0
LEAST_SECONDS, MOST_SECONDS = 1, 600
LLM_TOKENS = 500_000


@dataclass(frozen=True, slots=True)
class WritingSettings:
    """Which language model writes answers, if any, and what it may take.

    `llm` is `none` or a name that `index/writing/providing.py` knows. An answer waits `seconds` for it. A server may
    spend `tokens` and `money` a day; None is no limit. `price` is of a million tokens, in and out, in the currency of
    `money`.
    """

    llm: str = NO_LLM
    key: str | None = field(default=None, repr=False)
    seconds: float = LLM_SECONDS
    tokens: int | None = LLM_TOKENS
    money: float | None = None
    price: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings from environment variables. Raises InvalidSetting."""
        llm = _given(env, "LLM") or NO_LLM
        key = _given(env, "LLM_API_KEY") or _given(env, _OWN_KEYS.get(llm.partition(":")[0], "LLM_API_KEY"))
        tokens, seconds = _number(env, "LLM_TOKENS", LLM_TOKENS), _number(env, "LLM_SECONDS", LLM_SECONDS)
        if tokens != int(tokens):
            raise InvalidSetting("LLM_TOKENS must be a whole number; 0 is no limit.")
        if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
            raise InvalidSetting(f"LLM_SECONDS must be a number from {LEAST_SECONDS} to {MOST_SECONDS}.")
        money, price = _number(env, "LLM_MONEY", 0), _price(env)
        if money and not any(price):
            raise InvalidSetting(
                "LLM_MONEY limits nothing without LLM_PRICE; set it too, for example LLM_PRICE=0.15/0.60."
            )
        return cls(
            llm=llm,
            key=key,
            seconds=seconds,
            tokens=int(tokens) or None,
            money=money or None,
            price=price,
        )


_OWN_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
"""What the providers themselves call their keys; either name will do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the documents are (`seeds`), where everything made from them is kept (`data`), what embeds
    them, and what writes answers from them.

    `embedding` is `bundled`, or `provider:model` as `index/providers.py` knows them.
    """

    data: Path = Path(DATA_DIR)
    seeds: Path = Path(SEEDS_DIR)
    embedding: str = EMBEDDING
    writing: WritingSettings = WritingSettings()

    def __post_init__(self) -> None:
        """Raises InvalidSetting."""
        data, seeds = self.data.absolute(), self.seeds.absolute()
        if data == seeds or seeds in data.parents:
            raise InvalidSetting("DATA_DIR must not lie in SEEDS_DIR: what is kept there would be indexed.")

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings from environment variables; a blank one is the same as an absent one.

        Raises InvalidSetting.
        """
        return cls(
            data=at_home(env.get("DATA_DIR", "").strip() or DATA_DIR),
            seeds=at_home(env.get("SEEDS_DIR", "").strip() or SEEDS_DIR),
            embedding=env.get("EMBEDDING", "").strip() or EMBEDDING,
            writing=WritingSettings.from_env(env),
        )


def at_home(path: str | Path) -> Path:
    """A path whose `~` is the home folder, which no shell has put there. Raises InvalidSetting."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise InvalidSetting(f"The ~ of {path} leads nowhere: there is no such home folder.") from error


def _given(env: Mapping[str, str], key: str) -> str | None:
    return env.get(key, "").strip() or None


def _number(env: Mapping[str, str], key: str, default: float) -> float:
    given = _given(env, key)
    if given is None:
        return default
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", given):
        raise InvalidSetting(f"{key} must be a number that is not negative.")
    return float(given)


def _price(env: Mapping[str, str]) -> tuple[float, float]:
    given = _given(env, "LLM_PRICE")
    if given is None:
        return 0.0, 0.0
    match = re.fullmatch(r"([0-9.]{1,9})\s*/\s*([0-9.]{1,9})", given)
    try:
        return (float(match[1]), float(match[2])) if match else _unreadable()
    except ValueError:
        return _unreadable()


def _unreadable() -> tuple[float, float]:
    raise InvalidSetting("LLM_PRICE must be two prices of a million tokens, in and out, for example 0.15/0.60.")
