"""The verbs that a partner carries out on rows of the public schema, found in the sources."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from access.rules import ORGANISATION_PROFILES, Capability, Profile
from config.local.places import SOURCE

SHARED_ROOMS = ("agreements", "tenants")
PARTNERS = ORGANISATION_PROFILES | {Profile.REQUESTER, Profile.PARTNER}
TELLS = frozenset({"emit", "tell"})


def verbs() -> set[str]:
    """`package.module.function` of every service that a partner may call and that tells of it."""
    return {f"{module.__name__}.{name}" for module in modules() for name in verbs_of(module)}


def modules() -> Iterator[ModuleType]:
    """Every module of the shared rooms in which something is emitted."""
    for room in SHARED_ROOMS:
        for path in sorted((SOURCE / room).rglob("*.py")):
            if "migrations" not in path.parts and "emit(" in path.read_text():
                yield import_module(name_of(path))


def name_of(path: Path) -> str:
    """How a module is imported."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def verbs_of(module: ModuleType) -> Iterator[str]:
    """Functions with an actor among their keywords that ask for a partner's capability and tell."""
    tree = ast.parse(inspect.getsource(module))
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    for name, function in functions.items():
        if "actor" not in {each.arg for each in function.args.kwonlyargs}:
            continue
        words = reached(name, functions)
        asked = {each for each in words if held_by_partners(module, each)}
        if asked and TELLS & words:
            yield name


def reached(name: str, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """Every name in a function and in those of its module that it calls."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for node in ast.walk(functions[ahead.pop()]):
            word = getattr(node, "id", "") or getattr(node, "attr", "")
            if isinstance(node, ast.Name | ast.Attribute) and word not in found:
                found.add(word)
                if word in functions:
                    ahead.append(word)
    return found


def held_by_partners(module: ModuleType, word: str) -> bool:
    """Whether a name of a module is a capability that some profile of a partner holds."""
    for place in (module, getattr(module, "permissions", None)):
        found = getattr(place, word, None)
        if isinstance(found, Capability) and found.profiles & PARTNERS:
            return True
    return False
