import re

import pytest

from index.patterns import late


def test_it_does_what_a_compiled_expression_does() -> None:
    pattern = late(r"(?P<day>\d+)\s+may", re.IGNORECASE)
    assert [match["day"] for match in pattern.finditer("4 May, 12 may")] == ["4", "12"]
    assert pattern.sub("then", "on 4 May") == "on then"
    assert pattern.fullmatch("4 May and on") is None
    assert pattern.pattern == r"(?P<day>\d+)\s+may"


def test_it_is_compiled_once_and_only_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiling = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compiling(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    pattern = late("a+")
    assert not compiled
    assert pattern.search("baa")
    assert pattern.match("aa")
    assert compiled == ["a+"]


def test_a_wrong_one_is_told_when_it_is_asked() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("a")
