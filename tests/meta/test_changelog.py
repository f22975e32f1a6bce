import re
import tomllib

from tests.meta.house import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
VERSIONS = re.findall(r"^## (\d+\.\d+\.\d+)\b", CHANGELOG, re.MULTILINE)


def test_the_version_of_the_project_has_its_section_and_it_is_the_newest() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert VERSIONS[0] == version


def test_versions_stand_once_and_newest_first() -> None:
    numbers = [tuple(map(int, version.split("."))) for version in VERSIONS]
    assert numbers == sorted(set(numbers), reverse=True)


def test_every_section_tells_something() -> None:
    sections = re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]
    assert all(re.search(r"^- \S", section, re.MULTILINE) for section in sections)
