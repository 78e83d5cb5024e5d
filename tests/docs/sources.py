"""What the pages of the handbook are checked against, read from the code itself."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

from django.apps import AppConfig, apps
from django.db.models import Model, TextChoices

from access.rules import Capability
from config.local.places import SOURCE

DOCS = SOURCE / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), SOURCE / "README.md", SOURCE / "CHANGELOG.md"]
OURS = ("platform", "tenants", "integrity", "agreements", "config")
VARIABLE = re.compile(r"[A-Z][A-Z_]{2,}")
ROW = re.compile(r"[PNG][0-9]{1,3}")


def own_apps() -> list[AppConfig]:
    """The installed apps whose source lies here."""
    folders = [SOURCE / name for name in OURS]
    found = apps.get_app_configs()
    return [
        each
        for each in found
        if any(Path(each.path).is_relative_to(folder) for folder in folders)
        and ".venv" not in Path(each.path).parts
    ]


def own_models() -> list[type[Model]]:
    """Every model that we wrote, without the tables that Django makes between two of them."""
    found = [model for app in own_apps() for model in app.get_models()]
    return sorted(found, key=lambda model: model._meta.label)


def modules_of(app: AppConfig, *names: str) -> Iterator[ModuleType]:
    """The modules of those names in an app and, where one is a folder, what lies in it."""
    assert app.module is not None
    for found in walk_packages(app.module.__path__, f"{app.name}."):
        if found.name.removeprefix(f"{app.name}.").split(".")[0] in names:
            yield import_module(found.name)


def own_choices() -> list[type[TextChoices]]:
    """Every list of values that we wrote: in rules and in models."""
    names = ("rules", "models", "periods")
    modules = {each.__name__ for app in own_apps() for each in modules_of(app, *names)}
    found = {each for each in TextChoices.__subclasses__() if each.__module__ in modules}
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


def capabilities() -> list[Capability]:
    """Every capability of a `permissions` module, by name."""
    found = {
        value.name: value
        for app in own_apps()
        for module in modules_of(app, "permissions")
        for value in vars(module).values()
        if isinstance(value, Capability)
    }
    return [found[name] for name in sorted(found)]


def variables_of_settings() -> set[str]:
    """The names that `config/settings.py` asks of the environment."""
    tree = ast.parse((SOURCE / "config" / "settings.py").read_text(encoding="utf-8"))
    return {
        str(node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def variables_of_local_start() -> set[str]:
    """The names that a local start reads before Django is loaded."""
    found: set[str] = set()
    for name in ("wishes.py", "places.py"):
        tree = ast.parse((SOURCE / "config" / "local" / name).read_text(encoding="utf-8"))
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and VARIABLE.fullmatch(node.value)
        }
    return found


def commands() -> set[str]:
    """The management commands that we wrote."""
    return {
        path.stem
        for app in own_apps()
        for path in Path(app.path).glob("management/commands/*.py")
        if not path.stem.startswith("_")
    }


def targets() -> set[str]:
    """The targets of the Makefile that say what they do."""
    text = (SOURCE / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*##", text, re.MULTILINE))


def proofs() -> dict[str, list[str]]:
    """Row of the parity table → the tests that carry its number, as `file::test`."""
    found: dict[str, list[str]] = {}
    for path in sorted((SOURCE / "tests").rglob("test_*.py")):
        place = path.relative_to(SOURCE / "tests").as_posix()
        body = ast.parse(path.read_text(encoding="utf-8")).body
        named = dict(lists_of(body))
        for node in body:
            for row in marked_rows(node, named):
                found.setdefault(row, []).append(f"{place}::{getattr(node, 'name', '')}")
    return found


def lists_of(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """What a module gives a name: cases that several tests share stand there."""
    for node in body:
        if isinstance(node, ast.Assign):
            names = [each.id for each in node.targets if isinstance(each, ast.Name)]
            yield from ((name, node.value) for name in names)


def marked_rows(node: ast.stmt, named: dict[str, ast.expr]) -> list[str]:
    """The rows that a test function, or a class of tests, or one of its cases, is marked with."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return []
    words = [each for decorator in node.decorator_list for each in ast.walk(decorator)]
    cases = [named[each.id] for each in words if isinstance(each, ast.Name) and each.id in named]
    words += [each for case in cases for each in ast.walk(case)]
    return sorted(
        {
            str(each.value)
            for call in words
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "parity"
            for each in call.args
            if isinstance(each, ast.Constant) and ROW.fullmatch(str(each.value))
        }
    )
