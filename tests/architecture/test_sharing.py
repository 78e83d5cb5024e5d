"""Units of tests: none names what is not there, and the running programme is started once."""

import ast
from pathlib import Path

from config.local.places import SOURCE
from tests.sharing import UNITS, unit_of


def modules() -> list[Path]:
    return sorted((SOURCE / "tests").rglob("test_*.py"))


def asks_for(path: Path) -> set[str]:
    """The names of the fixtures that a module's tests ask for, but for its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    wanted = {argument.arg for each in found for argument in each.args.args}
    return wanted - {each.name for each in found}


def test_every_path_of_a_unit_is_there() -> None:
    paths = [each for named in UNITS.values() for each in named]
    assert [each for each in paths if not (SOURCE / each).exists()] == []


def test_who_meets_the_running_programme_shares_a_worker() -> None:
    apart = [
        path.name
        for path in modules()
        if asks_for(path) & {"services", "travellers"}
        and unit_of(path.relative_to(SOURCE).as_posix()) != "services"
    ]
    assert apart == []


def test_a_test_belongs_to_its_module_where_nothing_else_is_said() -> None:
    assert unit_of("tests/ui/test_habits.py::test_one[a::b]") == "tests/ui/test_habits.py"
    assert unit_of("tests/matrix/test_routes.py::test_one") == "routes"
    assert unit_of("tests/matrix/test_links.py::test_one") == "matrix"
