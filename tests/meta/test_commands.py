"""What Discord is told of the bot stays within Discord's limits, and every rule of the house that a parser can see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.announcing import spelled_out
from bot.asking import Asking
from bot.auto_answers import AutoAnswers
from bot.buttons import CardButton
from bot.client import intents
from bot.curating import Curating
from bot.helping import Helping
from bot.privacy import Privacy
from bot.rendering.words import words_of
from bot.settings import Settings
from bot.sources import Sources

BOT = Path(__file__).parents[2] / "bot"
NAME = re.compile(r"[-_'\w]{1,32}")
SENDS = {"send", "edit", "reply", "followup", "send_message", "edit_message", "edit_original_response", "send_modal"}
"""What puts text before people; `defer`, `autocomplete` and `typing` put none."""
SENDERS = {"sending.py"}


def _leaves(commands: list[Any]) -> Iterator[app_commands.Command[Any, ..., Any]]:
    for command in commands:
        if isinstance(command, app_commands.Group):
            yield from _leaves(command.commands)
        else:
            yield command


COGS: list[Any] = [Asking, AutoAnswers, Curating, Helping, Privacy]
ROOTS: list[Any] = [command for cog in COGS for command in cog.__cog_app_commands__]
LEAVES = [*_leaves(ROOTS), *_leaves(Sources.__cog_app_commands__)]
CURATORS = list(_leaves([*Curating.__cog_app_commands__, *AutoAnswers.__cog_app_commands__]))
FOR_CURATORS = ("curating.py", "auto_answers.py")
MODULES = sorted(BOT.rglob("*.py"))


def test_the_fixed_names_are_there() -> None:
    assert {command.name for command in ROOTS} == {"ask", "auto-answer", "help", "privacy", "quality", "reindex"}
    assert Sources.__cog_group_name__ == "sources"
    assert {command.name for command in LEAVES} >= {"ask", "reindex", "list", "show", "search"}


@pytest.mark.parametrize("command", LEAVES, ids=lambda command: command.name)
def test_commands_are_within_discords_limits(command: app_commands.Command[Any, ..., Any]) -> None:
    names = [command.name, *(parameter.display_name for parameter in command.parameters)]
    assert all(NAME.fullmatch(name) and name == name.lower() for name in names)
    for name in (command.description, *(str(parameter.description) for parameter in command.parameters)):
        assert words_of("en")(name), "a description is the name of a text"
    assert len(command.parameters) <= 25
    required = [parameter.required for parameter in command.parameters]
    assert required == sorted(required, reverse=True), "required options come first"


def test_there_are_few_enough_commands() -> None:
    assert len(ROOTS) + 1 <= 100
    assert len(Sources.__cog_app_commands__) <= 25
    assert words_of("en")(str(Sources.__cog_group_description__))


def test_what_discord_is_told_is_spelled_out_in_every_language() -> None:
    option = {"name": "question", "description": "command.ask_question", "type": 3}
    told = spelled_out({"name": "ask", "description": "command.ask", "options": [option]})

    assert told["description"].startswith("Ask the sources")
    assert told["description_localizations"]["de"].startswith("Die Quellen fragen")
    assert told["options"][0]["description"] == "What would you like to know?"
    assert spelled_out({"name": "Ask the sources", "type": 3})["name_localizations"] == {"de": "Die Quellen fragen"}


def test_the_intents_are_exactly_servers_and_their_messages() -> None:
    assert intents(Settings()).value == (1 << 0) | (1 << 9)
    assert intents(Settings(direct_messages=True)).value == (1 << 0) | (1 << 9) | (1 << 12)
    assert intents(Settings(message_content=True)).value == (1 << 0) | (1 << 9) | (1 << 15)


@pytest.mark.parametrize("command", CURATORS, ids=lambda command: command.name)
def test_what_curators_do_is_checked_on_the_server_side(command: app_commands.Command[Any, ..., Any]) -> None:
    assert command.guild_only
    assert command.default_permissions == discord.Permissions(manage_guild=True)
    assert any("has_permissions" in check.__qualname__ for check in command.checks)


def test_every_command_of_curators_carries_the_check_in_its_source() -> None:
    commands = [
        [ast.unparse(decorator) for decorator in node.decorator_list]
        for module in FOR_CURATORS
        for node in ast.walk(ast.parse((BOT / module).read_text("utf-8")))
        if isinstance(node, ast.AsyncFunctionDef)
        and any("app_commands.command" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]
    assert commands
    for decorators in commands:
        assert "app_commands.checks.has_permissions(manage_guild=True)" in decorators


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_only_one_place_sends(module: Path) -> None:
    if module.name in SENDERS:
        return
    calls = [
        node.func.attr
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert not SENDS & set(calls)


def test_the_one_place_that_sends_allows_no_mention_and_no_preview() -> None:
    tree = ast.parse((BOT / "sending.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    sends = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in SENDS - {"send_modal"}]
    assert len(sends) == 2
    for call in sends:
        assert {"view", "allowed_mentions", "suppress_embeds"} <= {keyword.arg for keyword in call.keywords}
    bodies = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "handle_message_parameters"]
    requests = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "request"]
    assert len(bodies) == 1
    sent = {ast.unparse(keyword.value) for c in requests for keyword in c.keywords}
    assert sent == {"parameters.payload", "parameters.multipart", "parameters.files"}
    for call in bodies:
        assert {"view", "flags", "allowed_mentions", "attachments"} == {keyword.arg for keyword in call.keywords}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_text_for_people_is_made_in_rendering(module: Path) -> None:
    if module.is_relative_to(BOT / "rendering"):
        return
    names = {node.attr for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not names & {"TextDisplay", "Embed", "Container", "Section", "Modal", "TextInput", "Label"} or (
        module.name in SENDERS and not names & {"TextDisplay", "Embed", "Container", "Section", "TextInput", "Label"}
    )


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_every_module_says_what_it_is(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8")))

    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":"))


def test_a_button_outlives_the_process_that_made_it() -> None:
    button = CardButton.to("passages-turn", "0123456789abcdef", "12")

    assert button.is_persistent()
    assert len(button.custom_id) <= 100
