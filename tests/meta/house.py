"""The file map in README.md, made from the first line of every module's docstring: `python -m tests.meta.house`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "index")
_MAP = re.compile(r"(?<=<!-- map -->\n).*?(?=<!-- /map -->)", re.DOTALL)


def modules() -> Iterator[Path]:
    """Every module of the program, a package before what is in it, in alphabetical order."""
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"), key=lambda file: _name(file).split("/"))


def house() -> str:
    """The map as it should be."""
    rows = "".join(f"| `{_name(file)}` | {_first_line(file)} |\n" for file in modules())
    return f"\n| room | what happens there |\n|---|---|\n{rows}\n"


def shown() -> str:
    """The map as README.md has it."""
    found = _MAP.search((ROOT / "README.md").read_text(encoding="utf-8"))
    return found[0] if found else ""


def show() -> None:
    """Put the map into README.md."""
    readme = ROOT / "README.md"
    readme.write_text(_MAP.sub(lambda _: house(), readme.read_text(encoding="utf-8")), encoding="utf-8")


def _name(file: Path) -> str:
    """`index/formats/` for a package, `index/words.py` for a module."""
    return file.relative_to(ROOT).as_posix().removesuffix("__init__.py")


def _first_line(file: Path) -> str:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0].replace("|", "\\|")


if __name__ == "__main__":
    show()
