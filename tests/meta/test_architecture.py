import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import index
from tests.meta.house import ROOT, modules

MODULES = [file.relative_to(ROOT).as_posix() for file in modules()]
BOT = [module for module in MODULES if module.startswith("bot/")]
INDEX = [module for module in MODULES if module.startswith("index/")]
HEAVY = {"discord", "chromadb", "llama_index"}
OF_SEVERAL_ROOMS = {"test_end_to_end", "test_life_of_documents", "test_over_the_wire", "test_quality", "test_readers"}


def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imported(module: str) -> set[str]:
    """What a module imports, wherever in it, by full name."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found.add(node.module or "")
    return found


def packages(module: str) -> set[str]:
    return {name.partition(".")[0] for name in imported(module)}


def loaded_by(statement: str) -> set[str]:
    """The packages that are in memory after a statement, in a fresh interpreter."""
    program = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def offenders(rooms: list[str], unwanted: Callable[[str], set[str]]) -> dict[str, set[str]]:
    """The rooms that break a rule, and with what."""
    return {module: found for module in rooms if (found := unwanted(module))}


def test_the_index_knows_neither_discord_nor_the_bot() -> None:
    assert offenders(INDEX, lambda module: packages(module) & {"discord", "bot", "click", "rich", "dotenv"}) == {}


def test_the_bot_knows_neither_chroma_nor_the_models() -> None:
    assert offenders(BOT, lambda module: packages(module) & {"chromadb", "llama_index", "onnxruntime"}) == {}


def test_the_bot_takes_its_names_from_the_index_itself() -> None:
    assert offenders(BOT, lambda module: {name for name in imported(module) if name.startswith("index.")}) == {}
    assert offenders(BOT, lambda module: {"index"} & plainly_imported(module)) == {}


def plainly_imported(module: str) -> set[str]:
    return {alias.name for node in ast.walk(tree(module)) if isinstance(node, ast.Import) for alias in node.names}


def test_all_is_what_is_visible_and_what_the_bot_takes_is_in_it() -> None:
    taken = {
        alias.name
        for module in BOT
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and node.module == "index"
        for alias in node.names
    }
    bound = {
        alias.asname or alias.name
        for node in tree("index/__init__.pyi").body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert set(index.__all__) == set(public()) == bound
    assert taken <= bound
    assert all(hasattr(index, name) for name in index.__all__)


def public() -> list[str]:
    """`__all__` of the index, as it stands where type checkers look."""
    assigned = next(node for node in tree("index/__init__.pyi").body if isinstance(node, ast.Assign))
    names: list[str] = ast.literal_eval(assigned.value)
    return names


def test_all_is_in_order_and_holds_nothing_twice() -> None:
    constants = [name for name in public() if name.isupper()]
    assert public() == sorted(constants) + sorted(set(public()) - set(constants))


def test_importing_the_whole_index_loads_neither_chroma_nor_llama_index_nor_the_bot() -> None:
    assert not loaded_by("from index import *") & (HEAVY | {"bot", "rich", "click", "dotenv"})


def test_the_entrance_begins_to_open_the_models_before_anything_else_is_imported() -> None:
    assert not loaded_by("import bot.__main__") & (HEAVY | {"rich", "click", "httpcore", "asyncio"})


def test_importing_the_command_line_loads_nothing_that_a_question_does_not_need() -> None:
    assert not loaded_by("import bot.command_line") & (HEAVY | {"httpcore", "protego", "json_repair"})


def test_running_a_command_needs_neither_pydantic_nor_typer() -> None:
    arguments = ["search", "--top", "3", "--json", "--data", "data"]  # no question, so it ends before it opens anything
    assert not loaded_by(f"from bot.__main__ import main\nassert main({arguments}) == 2") & {"pydantic", "typer"}


def test_nothing_happens_at_import() -> None:
    assert offenders(MODULES, calls_at_import) == {}


def calls_at_import(module: str) -> set[str]:
    """Statements that only call something are there for what the call does; joining commands to their parent is all."""
    calls = {ast.unparse(node.value) for node in tree(module).body if isinstance(node, ast.Expr) and _is_call(node)}
    return {call for call in calls if not call.startswith("footnote.add_command(")}


def _is_call(node: ast.Expr) -> bool:
    return isinstance(node.value, ast.Call)


def test_the_environment_is_loaded_in_one_place() -> None:
    assert [module for module in MODULES if "load_dotenv(" in ast.unparse(tree(module))] == ["bot/__main__.py"]


def test_only_the_seam_of_the_index_and_its_watch_know_the_event_loop() -> None:
    loops = [module for module in INDEX if "asyncio" in packages(module)]
    assert loops == ["index/knowledge_base.py", "index/watching.py"]


def test_no_room_is_named_for_nothing() -> None:
    homeless = {"utils", "helpers", "common", "core", "base", "manager", "service", "handler", "types", "models"}
    assert not {Path(module).stem for module in MODULES} & homeless


def test_the_tests_mirror_modules_that_exist() -> None:
    tests = [file for package in ("bot", "index") for file in (ROOT / "tests" / package).rglob("test_*.py")]
    assert {file.stem for file in tests if not any(_rooms(file))} == OF_SEVERAL_ROOMS


def _rooms(file: Path) -> Iterator[Path]:
    """The modules that a file of tests could be named for."""
    room, name = ROOT / file.parent.relative_to(ROOT / "tests"), file.stem.removeprefix("test_")
    for stem in (name, f"__{name}__", f"{name}/__init__", f"../{name}/__init__"):
        module = (room / f"{stem}.py").resolve()
        if module.is_file():
            yield module
