import re
import tomllib

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


def test_a_package_is_installed_from_here_by_a_name_that_there_is() -> None:
    """Whoever asks an index of packages for `footnote` gets a stranger's."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".env.example")]
    told = [line for text in texts for line in text.splitlines() if "pip install" in line]
    named = [re.search(r"pip install -e '\.\[([a-z-]+)\]'", line) for line in told]
    assert told
    assert all(name and name[1] in extras for name in named)
