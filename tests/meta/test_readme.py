import re

from tests.meta.house import PACKAGES, ROOT, house, modules, shown

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_map_is_what_the_modules_say_of_themselves() -> None:
    assert shown() == house(), "python -m tests.meta.house brings it up to date"


def test_every_module_says_in_its_first_line_what_happens_there() -> None:
    said = re.findall(r"^\| `.+?` \| (.*) \|$", house(), re.MULTILINE)
    assert len(said) == len(list(modules()))
    assert [line for line in said if not line.endswith((".", ":"))] == []


def test_the_map_covers_both_packages() -> None:
    assert {file.relative_to(ROOT).parts[0] for file in modules()} == set(PACKAGES)


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)|^(?:\$ )?make ([a-z-]+)", README, re.MULTILINE))
    assert named
    assert {one or other for one, other in named} <= targets


def test_every_file_that_is_linked_exists() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
