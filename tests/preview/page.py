"""A message's JSON as a page: what a person would see of it. A component that it does not know is an error."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from tests.bot.markdown import nodes

Json = dict[str, Any]

CSS = Path(__file__).with_name("discord.css")
_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}
_BLOCKS = ((r"### ", "h3"), (r"## ", "h2"), (r"# ", "h1"), (r"-# ", "p class=small"))
EPHEMERAL = 1 << 6


def page(messages: list[Json], *, light: bool, phone: bool, pictures: Mapping[str, bytes] | None = None) -> str:
    """The whole HTML page; `pictures` are those that the messages carry, by their names."""
    shown = "".join(_message(message) for message in messages)
    for name, content in (pictures or {}).items():
        shown = shown.replace(f"attachment://{name}", f"data:image/png;base64,{b64encode(content).decode()}")
    theme = "light" if light else "dark"
    return (
        f"<!doctype html><meta charset=utf-8><style>{CSS.read_text('utf-8')}</style>"
        f"<body class='{theme} {'phone' if phone else ''}'><div class=screen>{shown}</div>"
    )


def _message(message: Json) -> str:
    components = "".join(map(_component, message["components"]))
    private = "<div class=seen>👁 Only you can see this</div>" if message["flags"] & EPHEMERAL else ""
    return (
        "<div class=message><div class=avatar>1</div><div><span class=name>Footnote</span><span class=app>APP</span>"
        f"<span class=when>Today at 9:41</span>{components}{private}</div></div>"
    )


def _component(component: Json) -> str:
    inside = component.get("components", [])
    match component["type"]:
        case 1:
            return f"<div class=row>{''.join(map(_component, inside))}</div>"
        case 2:
            return _button(component)
        case 10:
            return f"<div class=text>{''.join(_text(component['content']))}</div>"
        case 12:
            return "".join(map(_picture, component["items"]))
        case 14:
            return "<hr>" if component.get("divider", True) else "<div></div>"
        case 17:
            colour = f"#{component['accent_color']:06x}"
            return f"<div class=container style='--accent:{colour}'>{''.join(map(_component, inside))}</div>"
        case other:
            raise ValueError(f"a component of type {other} cannot be drawn")


def _button(button: Json) -> str:
    emoji = f"<span class=emoji>{escape(button['emoji']['name'])}</span>" if button.get("emoji") else ""
    state = " disabled" if button.get("disabled") else ""
    arrow = " ↗" if button["style"] == 5 else ""
    label = escape(button.get("label") or "")
    return f"<span class='button {_STYLES[button['style']]}{state}'>{emoji}{label}{arrow}</span>"


def _picture(item: Json) -> str:
    return f"<img class=media src='{escape(item['media']['url'])}' alt='{escape(item['description'])}'>"


def _text(content: str) -> Iterator[str]:
    lines = content.split("\n")
    while lines:
        if lines[0].startswith("> "):
            said = []
            while lines and lines[0].startswith("> "):
                said.append(f"<div>{_inline(lines.pop(0)[2:])}</div>")
            yield f"<blockquote>{''.join(said)}</blockquote>"
        else:
            yield _block(lines.pop(0))


def _block(line: str) -> str:
    for mark, tag in _BLOCKS:
        if line.startswith(mark):
            return f"<{tag}>{_inline(line.removeprefix(mark))}</{tag.partition(' ')[0]}>"
    return f"<div>{_inline(line) or '&nbsp;'}</div>"


def _inline(markup: str) -> str:
    return "".join(_node(node.kind, node.text) for node in nodes(markup))


def _node(kind: str, text: str) -> str:
    match kind:
        case "strong":
            return f"<strong>{_inline(text[2:-2])}</strong>"
        case "emphasis":
            return f"<em>{_inline(text[1:-1])}</em>"
        case "autolink":
            return f"<a>{escape(text[1:-1])}</a>"
        case "time":
            moment = datetime.fromtimestamp(int(re.findall(r"\d+", text)[0]), UTC)
            return f"<time>{moment:%-d %B %Y}</time>"
        case _:
            return escape(text)
