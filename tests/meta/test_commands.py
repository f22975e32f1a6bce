"""What Discord is told of the bot stays within Discord's limits, and every rule of the house that a parser can see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.asking import Asking
from bot.client import intents
from bot.curating import Curating
from bot.passage_view import PassagesButton
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


ROOTS: list[Any] = [*Asking.__cog_app_commands__, *Curating.__cog_app_commands__]
LEAVES = [*_leaves(ROOTS), *_leaves(Sources.__cog_app_commands__)]
CURATORS = list(_leaves(Curating.__cog_app_commands__))
MODULES = sorted(BOT.rglob("*.py"))


def test_the_fixed_names_are_there() -> None:
    assert {command.name for command in ROOTS} == {"ask", "reindex"}
    assert Sources.__cog_group_name__ == "sources"
    assert {command.name for command in LEAVES} == {"ask", "reindex", "list", "show", "search"}


@pytest.mark.parametrize("command", LEAVES, ids=lambda command: command.name)
def test_commands_are_within_discords_limits(command: app_commands.Command[Any, ..., Any]) -> None:
    names = [command.name, *(parameter.display_name for parameter in command.parameters)]
    assert all(NAME.fullmatch(name) and name == name.lower() for name in names)
    assert 1 <= len(command.description) <= 100
    assert all(1 <= len(str(p.description)) <= 100 and str(p.description) != "…" for p in command.parameters)
    assert len(command.parameters) <= 25
    required = [parameter.required for parameter in command.parameters]
    assert required == sorted(required, reverse=True), "required options come first"


def test_there_are_few_enough_commands() -> None:
    assert len(ROOTS) + 1 <= 100
    assert len(Sources.__cog_app_commands__) <= 25
    assert 1 <= len(str(Sources.__cog_group_description__)) <= 100


def test_the_intents_are_exactly_servers_and_their_messages() -> None:
    assert intents().value == (1 << 0) | (1 << 9)


@pytest.mark.parametrize("command", CURATORS, ids=lambda command: command.name)
def test_what_curators_do_is_checked_on_the_server_side(command: app_commands.Command[Any, ..., Any]) -> None:
    assert command.guild_only
    assert command.default_permissions == discord.Permissions(manage_guild=True)
    assert any("has_permissions" in check.__qualname__ for check in command.checks)


def test_every_command_of_curators_carries_the_check_in_its_source() -> None:
    tree = ast.parse((BOT / "curating.py").read_text("utf-8"))
    commands = [
        [ast.unparse(decorator) for decorator in node.decorator_list]
        for node in ast.walk(tree)
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
    sends = [
        {keyword.arg for keyword in node.keywords}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SENDS
    ]
    assert len(sends) == 3
    assert all({"view", "allowed_mentions", "suppress_embeds"} <= keywords for keywords in sends)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_text_for_people_is_made_in_rendering(module: Path) -> None:
    if module.is_relative_to(BOT / "rendering"):
        return
    names = {node.attr for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not names & {"TextDisplay", "Embed", "Container", "Section"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_every_module_says_what_it_is(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8")))

    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":"))


def test_a_button_outlives_the_process_that_made_it() -> None:
    button = PassagesButton.opening("0123456789abcdef")

    assert button.is_persistent()
    assert len(button.custom_id) <= 100
