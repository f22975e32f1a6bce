"""Lines that stand around an article, never in it: stamps, bylines, menus, invitations to share."""

import re
from functools import lru_cache

from index.dates import is_only_date

_STAMP = re.compile(r"(?:first |last )?(?:published|updated|posted|modified)\b(?: (?:on|at))?\W*(.*)", re.IGNORECASE)
BYLINE = re.compile(r"by [^\W\d_][^.!?]{2,60}", re.IGNORECASE)
FURNITURE = re.compile(
    r"""(?:
        (?:first\ |last\ )?(?:published|updated|posted|modified)(?:\ (?:on|at))?\W*
      | sorry,.*\bcomments?\b.*
      | comments?\ (?:are|have\ been|is)\ (?:now\ )?(?:closed|disabled|turned\ off|not\ available).*
      | (?:\d+\ |no\ |leave\ a\ |post\ a\ |add\ a\ |view\ |show\ )comments?\W*
      | (?:advertisement|sponsored(?:\ content)?|promoted|story\ continues\ below.*|article\ continues\ below.*)\W*
      | (?:share|tweet|print|e-?mail|copy\ link|save|like|listen|follow\ us|menu|search|home|(?:log|sign)\ ?(?:in|up))
        (?:\ (?:this|on|via|by|with|to|the|our|a|us)\b.{0,60})?\W*
      | (?:subscribe|sign\ up|register)\b.{0,40}\b(?:newsletter|updates|alerts|today|now)\b.*
      | (?:read\ more|read\ also|see\ also|related(?:\ (?:articles|stories|topics|content))?|more\ on\ this(?:\ story)?
        |most\ read|trending|recommended|you\ may\ also\ like|up\ next|more\ from\ .{1,40})\W*
      | (?:skip\ to|jump\ to|back\ to)\ .{1,30}
      | (?:accept|manage|this\ site\ uses|we\ use)\ .{0,30}cookies.*
      | .{0,80}\ball\ rights\ reserved\b.{0,80}
      | (?:privacy\ policy|terms\ (?:of\ use|of\ service|and\ conditions)|cookie\ policy|contact\ us|about\ us)\W*
      | page\ \d+(?:\ of\ \d+)?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Lines that stand around an article on the web, never in it; matched against a whole line."""

LONGEST_ASIDE = 160
"""Characters; a longer line says something."""


def is_stamp(line: str) -> bool:
    """Whether a line is only there to say when something was published: at most a date follows the verb."""
    match = _STAMP.fullmatch(line)
    return match is not None and (not match[1] or is_only_date(match[1]))


def is_furniture(line: str) -> bool:
    """Whether a whole line stands around a text on the web, or says when it was published."""
    return len(line) <= LONGEST_ASIDE and _is_furniture(line)


@lru_cache(maxsize=4096)  # the same lines stand around every text of a site
def _is_furniture(line: str) -> bool:
    return bool(FURNITURE.fullmatch(line)) or is_stamp(line)


def is_aside(line: str) -> bool:
    """Whether a whole line only stands around a text."""
    if len(line) > LONGEST_ASIDE or "\n" in line:
        return False
    return is_furniture(line) or bool(BYLINE.fullmatch(line)) or is_only_date(line)
