"""`platform/` is a source folder and no package; files stay short; nothing foreign is committed."""

import ast
import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from config.local.places import SOURCE

SOURCES = ("platform", "tenants", "integrity", "agreements", "config", "deploy", "tests")
APPS = sorted(path.parent.name for path in (SOURCE / "platform").glob("*/__init__.py"))
LONGEST_FILE = 400
USUAL_FILE = 250
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 30
FORBIDDEN_NAMES = {
    "manager",
    "helper",
    "helpers",
    "utils",
    "common",
    "core",
    "misc",
    "info",
    "process",
}


def modules() -> list[Path]:
    """The Python files that people write."""
    found = (path for folder in SOURCES for path in (SOURCE / folder).rglob("*.py"))
    return sorted(p for p in found if not {"migrations", "vendor", "node_modules"} & set(p.parts))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions of a file, at any depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_standard_library_keeps_its_name() -> None:
    assert Path(platform.__file__).is_relative_to(sys.base_prefix)


def test_no_module_lies_directly_in_platform() -> None:
    assert not list((SOURCE / "platform").glob("*.py"))


@pytest.mark.parametrize("name", APPS)
def test_a_platform_app_owns_its_name(name: str) -> None:
    assert name not in sys.stdlib_module_names
    assert set(packages_distributions().get(name, [])) <= {"sispmpi-rede"}


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (SOURCE / "tests").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_a_module_opens_with_a_sentence() -> None:
    silent = [
        str(path.relative_to(SOURCE))
        for path in modules()
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_files_stay_short() -> None:
    sizes = {path: lines(path) for path in modules()}
    assert {str(p): n for p, n in sizes.items() if n > LONGEST_FILE} == {}
    usual = sum(n <= USUAL_FILE for n in sizes.values())
    assert usual >= 0.95 * len(sizes)


def test_functions_stay_short() -> None:
    found = [(path, node) for path in modules() for node in functions(path)]
    long = [
        f"{p.name}:{node.name} {length(node)}"
        for p, node in found
        if length(node) > LONGEST_FUNCTION
    ]
    assert long == []
    assert sum(length(node) <= USUAL_FUNCTION for _, node in found) >= 0.95 * len(found)


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {path.stem for path in modules()} | {path.parent.name for path in modules()}
    assert named & FORBIDDEN_NAMES == set()


def test_nothing_made_at_set_up_is_committed() -> None:
    if not (SOURCE / ".git").exists():
        pytest.skip("not a checkout: there is no list of committed files")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=SOURCE, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    made = ("platform/ui/static/vendor/", "var/", ".venv/", "dist/")
    assert [name for name in listed if name.startswith(made)] == []
    foreign = (".min.js", ".min.css", ".woff", ".woff2", ".ttf", ".eot")
    assert [name for name in listed if name.endswith(foreign)] == []
