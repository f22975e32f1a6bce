"""The commands as Discord is told of them: each text by its name, in every language that is spoken here."""

from collections.abc import Mapping
from typing import Any

from bot.rendering.words import LANGUAGES, words_of

Json = dict[str, Any]

_OTHERS = [language for language in LANGUAGES if language != "en"]
_MENUS = {"Ask the sources": "command.menu_ask", "Check against the sources": "command.menu_check"}


def spelled_out(command: Mapping[str, Any]) -> Json:
    """A command's payload with the texts in place of their names, and with their translations."""
    payload = dict(command)
    described = payload.get("description")
    if described:
        payload["description"] = words_of("en")(described)
        payload["description_localizations"] = {each: words_of(each)(described) for each in _OTHERS}
    if payload["name"] in _MENUS:
        menu = _MENUS[payload["name"]]
        payload["name_localizations"] = {each: words_of(each)(menu) for each in _OTHERS}
    if payload.get("options"):
        payload["options"] = [spelled_out(option) for option in payload["options"]]
    return payload
