"""The JSON objects that Discord sends, as small as discord.py accepts them."""

import time
from itertools import count
from typing import Any

Json = dict[str, Any]

EPOCH_MS = 1_420_070_400_000
TOKEN = "a.made-up.token"
APPLICATION, GUILD, CHANNEL, MEMBER, OWNER, ROLE = "500", "600", "700", "800", "801", "602"
OWN_ROLE = "604"
"""The role that Discord made for the bot."""
WHISPERS = "900"
"""The channel in which the bot and Ann write to each other alone."""
MANAGE_GUILD = 1 << 5
SPEAK = (1 << 10) | (1 << 11) | (1 << 16) | (1 << 31)
"""View channels, send messages, read history, use application commands."""

_serial = count()


def snowflake(moment: float | None = None) -> str:
    """A new id that says when it was made, now unless told otherwise (in seconds)."""
    milliseconds = int((moment or time.time()) * 1000) - EPOCH_MS
    return str((milliseconds << 22) | (next(_serial) & 0x3FFFFF))


def user(number: str, name: str, *, bot: bool = False) -> Json:
    return {"id": number, "username": name, "discriminator": "0", "global_name": None, "avatar": None, "bot": bot}


ME = user(APPLICATION, "footnote", bot=True)
ANN = user(MEMBER, "ann")
BOB = user("803", "bob")


def member(person: Json, permissions: int = SPEAK) -> Json:
    return {
        "user": person,
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": str(permissions),
    }


def channel(last_message: str | None = None) -> Json:
    return {
        "id": CHANNEL,
        "type": 0,
        "guild_id": GUILD,
        "name": "general",
        "position": 0,
        "permission_overwrites": [],
        "last_message_id": last_message,
    }


def guild(last_message: str | None) -> Json:
    everyone = {
        "id": GUILD,
        "name": "@everyone",
        "permissions": str(SPEAK),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": GUILD,
        "name": "Readers",
        "owner_id": OWNER,
        "member_count": 2,
        "roles": [
            everyone,
            everyone | {"id": ROLE, "name": "Readers of more", "position": 1},
            everyone | {"id": OWN_ROLE, "name": "footnote", "position": 2, "tags": {"bot_id": APPLICATION}},
        ],
        "channels": [channel(last_message)],
        "members": [member(ME)],
        "threads": [],
        "emojis": [],
        "stickers": [],
        "features": [],
    }


WRITTEN = "2026-01-01T00:00:00+00:00"


def message(author: Json, content: str, **more: Any) -> Json:
    number = snowflake()
    return {
        "id": number,
        "channel_id": CHANNEL,
        "guild_id": GUILD,
        "author": author,
        "content": content,
        "timestamp": WRITTEN,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "components": [],
        "flags": 0,
    } | more


def interaction(kind: int, data: Json, permissions: int, **more: Any) -> Json:
    number = snowflake()
    return {
        "id": number,
        "application_id": APPLICATION,
        "type": kind,
        "token": f"token-of-{number}",
        "version": 1,
        "data": data,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "channel": channel() | {"permissions": str(permissions)},
        "member": member(ANN, permissions),
        "locale": "en-US",
        "guild_locale": "en-US",
        "app_permissions": str(SPEAK),
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD},
        "context": 0,
        "attachment_size_limit": 10_485_760,
    } | more
